"""What the page for making forms asks for: workbooks read apart, indicators added, the form stored."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.form import Form
from wzdesk.domain.form_draft import FormDraft
from wzdesk.services.form_from_sheet import FoundForm, found_forms, with_indicators
from wzdesk.services.make_form import (
    bring_back_form,
    draft_of_form,
    form_parts,
    keep_form,
    retire_form,
    retired_forms,
)
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui.folders import last_folder
from wzdesk.ui.form_maker.maker_page import MakerPage
from wzdesk.ui.jobs import JobRunner, Progress, Work
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.widgets.job_bar import JobBar

if TYPE_CHECKING:
    from wzdesk.ui.workspace import Workspace

BOOKS = (
    "表格文件 (*.xlsx *.xlsm *.xls *.et *.ett *.ods *.csv *.tsv *.txt *.htm *.html *.mht *.xml *.xltx *.xltm);;"
    "所有文件 (*)"
)


class MakerDesk(QObject):
    """Opens the page over what a stack shows, and takes it away again."""

    made = Signal(str)
    """The code of a form that was made or changed."""
    retired = Signal(str)
    left = Signal()
    """The page is gone again, whether a form was made or not."""

    def __init__(self, workspace: "Workspace", stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._workspace, self._stack = workspace, stack
        self._jobs = JobRunner(self)
        self._page: MakerPage | None = None
        self._before: QWidget | None = None
        self._reception: SheetReception | None = None
        self._found: list[FoundForm] = []

    @property
    def page(self) -> MakerPage | None:
        """The form being made."""
        return self._page

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored."""
        return self._jobs.busy

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def open_new(self) -> None:
        """Begin with an empty form."""
        self._open(FormDraft())

    def open_form(self, code: str) -> None:
        """Change a form."""
        self._open(draft_of_form(self._workspace.file.store(), code))

    def open_reception(self, reception: SheetReception) -> None:
        """Begin with the tables of a workbook that was recognised."""
        self._open(FormDraft())
        self._take_book(reception)

    def open_book(self, book: Path) -> None:
        """Begin with the tables of a workbook; it is read in a child process."""
        if self._page is None:
            self._open(FormDraft())
        store = self._workspace.file.store()

        def work(progress: Progress) -> object:
            try:
                return SheetReception(store, read_workbook(book, progress))
            except WzdeskError as error:
                return error

        self._start(work, self._on_book_read, f"正在读 {book.name}")

    def retire(self, code: str) -> None:
        """Take a form out of what can be chosen."""
        workspace = self._workspace
        try:
            form = retire_form(workspace.file.store(), code, workspace.person)
        except WzdeskError as error:
            workspace.window.show_refusal(error.sentence)
            return
        self.retired.emit(code)
        undo = MessageAction("恢复", partial(self.bring_back, code))
        workspace.window.show_message(f"已停用《{form.name}》，填过的数都留着。", undo)

    def bring_back(self, code: str) -> None:
        """Let a retired form be chosen again."""
        workspace = self._workspace
        try:
            form = bring_back_form(workspace.file.store(), code, workspace.person)
        except WzdeskError as error:
            workspace.window.show_refusal(error.sentence)
            return
        workspace.window.show_message(f"已重新启用《{form.name}》。")
        self.made.emit(code)

    def retired_forms(self) -> list[Form]:
        """Those that can be brought back."""
        return retired_forms(self._workspace.file.store())

    def ask_book(self) -> None:
        """Let a person choose a workbook, and begin with it."""
        path, _ = QFileDialog.getOpenFileName(
            self._workspace.window, "从工作簿新建表样", last_folder(), BOOKS
        )
        if path:
            QSettings("wzdesk", "wzdesk").setValue("exchange/folder", str(Path(path).parent))
            self.open_book(Path(path))

    def _open(self, draft: FormDraft) -> None:
        self.leave()
        workspace = self._workspace
        workspace.window.hide_message()
        page = self._page = MakerPage(workspace.theme, form_parts(workspace.file.store()), draft)
        page.abandoned.connect(self.leave)
        page.accepted.connect(self._on_accepted)
        page.book_asked.connect(self.ask_book)
        page.table_picked.connect(self._on_table_picked)
        page.adding_asked.connect(self._on_adding_asked)
        self._before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        (page.table if draft.code else page.name).setFocus()

    @Slot()
    def leave(self) -> None:
        """Back to what was shown before."""
        if self._page is None:
            return
        page, self._page = self._page, None
        self._reception, self._found = None, []
        if self._before is not None:
            self._stack.setCurrentWidget(self._before)
            self._before.setFocus()
        self._stack.removeWidget(page)
        page.deleteLater()
        self.left.emit()

    # What is asked for

    def _on_accepted(self, draft: object) -> None:
        assert isinstance(draft, FormDraft)
        workspace = self._workspace
        try:
            form = keep_form(workspace.file.store(), draft, workspace.person)
        except WzdeskError as error:
            workspace.window.show_refusal(error.sentence)
            return
        self.leave()
        self.made.emit(form.code)
        workspace.window.show_message(
            f"已{'改好' if draft.code else '新建'}《{form.name}》，可以填了；Ctrl+Z 撤销。"
        )

    def _on_book_read(self, read: object) -> None:
        self._workspace.window.set_hint("")
        if self._page is None:
            return
        self._page.set_busy(busy=False)
        if isinstance(read, WzdeskError):
            self._workspace.window.show_refusal(read.sentence)
        else:
            assert isinstance(read, SheetReception)
            self._take_book(read)

    def _take_book(self, reception: SheetReception) -> None:
        assert self._page is not None
        found = found_forms(reception)
        if not found:
            self._workspace.window.show_refusal(
                f"“{reception.book}”里没有认出带指标的表（要有表头、名称和数），没有带过来。"
            )
            return
        self._reception, self._found = reception, found
        self._page.offer_tables([one.where for one in found])
        self._page.show_draft(found[0].draft, found[0].left_out)

    def _on_table_picked(self, at: int) -> None:
        assert self._page is not None
        self._page.show_draft(self._found[at].draft, self._found[at].left_out)

    def _on_adding_asked(self) -> None:
        """All unknown lines at once, with the words and units that they have on the page."""
        page, reception = self._page, self._reception
        if page is None or reception is None:
            return
        if not reception.can_write:
            self._on_failed(Refused("文件正被别人使用，现在只能看，没有新增指标。"))
            return
        rows = [((line.name,), line.unit) for line in page.draft.lines if line.is_unknown]
        draft = page.draft

        def work(_progress: Progress) -> object:
            return with_indicators(draft, reception.add_indicators(rows))

        self._start(work, self._on_added, f"正在新增 {len(rows)} 个指标")

    def _on_added(self, draft: object) -> None:
        assert isinstance(draft, FormDraft)
        self._workspace.window.set_hint("")
        if self._page is None:
            return
        self._page.set_busy(busy=False)
        self._page.offer_parts(form_parts(self._workspace.file.store()))
        self._page.show_draft(draft)

    def _start(self, work: Work, done: Callable[[object], None], words: str) -> None:
        assert self._page is not None
        window = self._workspace.window
        self._page.set_busy(busy=True)
        window.set_hint(words)
        job = self._jobs.make(work)
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)
        window.add_bar(JobBar(self._workspace.theme, job, lambda _done, _total: words))
        self._jobs.start(job)

    @Slot()
    def _on_stopped(self) -> None:
        self._workspace.window.set_hint("")
        if self._page is not None:
            self._page.set_busy(busy=False)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._on_stopped()
        if not isinstance(error, WzdeskError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._workspace.window.show_refusal(error.sentence)
