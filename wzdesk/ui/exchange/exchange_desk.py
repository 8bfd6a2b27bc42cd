"""Workbooks in and out of the entry page: dialogs, dropped files, background work, messages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.endings import SENT_PACK
from wzdesk.domain.errors import WzdeskError
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.jobs import Job, JobRunner, Progress, Work
from wzdesk.ui.pages import EXCHANGE
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme

if TYPE_CHECKING:
    from wzdesk.domain.sheet_look import SheetLook
    from wzdesk.services.open_data_file import DataFile
    from wzdesk.services.projects.sheets.reception import ProjectReception
    from wzdesk.services.read_workbook import Apart
    from wzdesk.services.receive_plan_table import Reception
    from wzdesk.services.receiving.reception import SheetReception
    from wzdesk.ui.exchange.import_page import ImportPage
    from wzdesk.ui.exchange.project_page import ProjectPage
    from wzdesk.ui.recognition.recognition_desk import RecognitionDesk
    from wzdesk.ui.recognition.recognition_page import RecognitionPage
    from wzdesk.ui.recognition.views import Overview

BOOKS = (
    "表格文件 (*.xlsx *.xlsm *.xls *.et *.ett *.ods *.csv *.tsv *.txt *.htm *.html *.mht *.xml *.xltx *.xltm);;"
    "所有文件 (*)"
)
_BAR_AFTER_MS = 400
"""A file that is read sooner needs no strip with a button to stop it."""


class _Read(NamedTuple):
    """A file that was read: which asking it answers, what it is, and how its sheets look."""

    asked: int
    book: Path
    reception: "Reception | SheetReception | ProjectReception | WzdeskError"
    looks: "tuple[SheetLook, ...]" = ()
    overview: "Overview | None" = None


class ExchangeDesk(QObject):
    """Connects the entry page's buttons and dropped files with the services that read and write workbooks."""

    form_asked = Signal(object)
    """A ``SheetReception`` of whose tables a form is to be made."""
    projects_stored = Signal(object)
    """``frozenset`` of the keys of projects, months and problems that a workbook brought."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        stack: QStackedWidget,
        entry: EntryPage,
        store: "Callable[[], DataFile]",
        readers: "Callable[[], Apart]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._window, self._stack, self._entry, self._store = theme, window, stack, entry, store
        self._jobs = JobRunner(self)
        self._page: ImportPage | None = None
        self._projects: ProjectPage | None = None
        self._recognition: RecognitionDesk | None = None
        self._sheets: RecognitionPage | None = None
        self._asked = 0
        self._readers = readers
        entry.import_requested.connect(self._on_import_requested)
        entry.export_requested.connect(self._on_export_requested)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._jobs.busy

    @property
    def page(self) -> "ImportPage | None":
        """The differences that wait for a decision."""
        return self._page

    @property
    def projects(self) -> "ProjectPage | None":
        """The differences of a workbook of projects that wait for a decision."""
        return self._projects

    @property
    def sheets(self) -> "RecognitionPage | None":
        """A workbook's sheets as they were read, waiting for a decision."""
        return self._sheets

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()
        if self._recognition is not None:
            self._recognition.close()

    def refresh_sheets(self) -> None:
        """The catalogue has other indicators: show how the sheets are read with them."""
        if self._sheets is not None:
            self._sheets.refresh()

    def receive(self, book: Path) -> None:
        """Read a workbook and show what it would change; what is being typed is stored first."""
        if not self._entry.finish_editing():
            return
        table = self._entry.filled.table
        self._window.hide_message()
        self._window.set_hint(f"正在读 {book.name}")
        self._asked += 1
        work = partial(
            self._read_book, self._readers(), self._asked, book, table.region.code, table.plan.code
        )
        job = self._jobs.make(work)
        job.done.connect(self._on_received)
        job.failed.connect(self._on_failed)
        QTimer.singleShot(_BAR_AFTER_MS, self, partial(self._show_reading, job, self._asked, book.name))
        self._jobs.start(job)

    def export(self, path: Path) -> None:
        """Write the shown plan as a workbook; what is being typed is stored first."""
        if not self._entry.finish_editing():
            return
        filled = self._entry.filled
        self._window.set_hint(f"正在导出 {path.name}")

        def write(_progress: Progress) -> Path:
            from wzdesk.services.export_plan_table import export_plan_table

            export_plan_table(filled.table, filled.assessments, path)
            return path

        self._run(write, self._on_exported)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files dropped anywhere on the window."""
        if isinstance(event, QDragEnterEvent) and _books(event):
            self._readers().warm()
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (books := _books(event)):
            event.acceptProposedAction()
            if len(books) > 1 or books[0].is_dir():
                self._receive_returns(books)
            else:
                self.receive(books[0])
            return True
        return super().eventFilter(watched, event)

    def _receive_returns(self, paths: list[Path]) -> None:
        """A folder, or several files: what came back of forms, which is merged in one step."""
        from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
        from wzdesk.ui.hand_over.view_words import OVERVIEW

        self._window.show_page(EXCHANGE)
        screen = self._window.page(EXCHANGE)
        assert isinstance(screen, ExchangeScreen)
        screen.show_view(OVERVIEW)
        screen.overview.paths_dropped.emit(paths)

    def _run(self, work: Work, done: Callable[[object], None]) -> None:
        self._jobs.run(work, done=done, failed=self._on_failed)

    def _read_book(
        self, readers: "Apart", asked: int, book: Path, region: str, plan: str, progress: Progress
    ) -> _Read:
        """In the other thread."""
        from wzdesk.services.projects.sheets.reception import ProjectReception, project_tables
        from wzdesk.services.read_workbook import read_and_look, read_apart
        from wzdesk.services.receive_book import receive_book
        from wzdesk.services.receiving.reception import SheetReception

        try:
            reading, looks = read_apart(read_and_look, book, progress, apart=readers)
            if project_tables(reading):
                return _Read(asked, book, ProjectReception(self._store(), reading))
            reception = receive_book(
                self._store(), book, None, plan, usual_region=region, reading=reading, to_look=True
            )
        except WzdeskError as error:
            return _Read(asked, book, error)
        if not isinstance(reception, SheetReception):
            return _Read(asked, book, reception)
        from wzdesk.ui.recognition.decisions import Decisions
        from wzdesk.ui.recognition.overview import overview_of

        overview = overview_of(reception, Decisions(), region)
        return _Read(asked, book, reception, looks, overview)

    def _show_reading(self, job: Job, asked: int, name: str) -> None:
        """The strip with 停下, where reading takes long enough to want it."""
        if asked != self._asked or job not in self._jobs:
            return
        from wzdesk.ui.widgets.job_bar import JobBar

        bar = JobBar(self._theme, job, lambda _done, _total: f"正在读 {name}")
        bar.stop.clicked.connect(self._stop_reading)
        bar.stop.clicked.connect(bar.deleteLater)
        self._window.add_bar(bar)

    def _stop_reading(self) -> None:
        self._asked += 1
        self._window.set_hint("")
        self._window.show_message("已停下，没有收，数据没有改动。")

    @Slot(object)
    def _on_received(self, read: object) -> None:
        from wzdesk.services.projects.sheets.reception import ProjectReception
        from wzdesk.services.receiving.reception import SheetReception

        assert isinstance(read, _Read)
        if read.asked != self._asked:
            return  # stopped, or another one was chosen meanwhile
        self._window.set_hint("")
        if isinstance(read.reception, WzdeskError):
            self._window.show_refusal(read.reception.sentence)
            return
        self._leave_page()
        if isinstance(read.reception, SheetReception):
            self._show_sheets(read, read.reception)
        elif isinstance(read.reception, ProjectReception):
            self._show_projects(read.reception)
        else:
            self._show_differences(read.reception)
        self._window.show_page("entry")

    def _show_differences(self, reception: "Reception") -> None:
        """The table of a plan: straight to the differences."""
        from wzdesk.ui.exchange.import_page import ImportPage

        self._page = page = ImportPage(self._theme, reception)
        page.accepted.connect(self._on_accepted)
        page.abandoned.connect(self._leave_page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.table.setFocus()

    def _show_projects(self, reception: "ProjectReception") -> None:
        """Projects: straight to the differences with the ledger."""
        from wzdesk.ui.exchange.project_page import ProjectPage

        self._projects = page = ProjectPage(self._theme, reception)
        page.accepted.connect(self._on_projects_accepted)
        page.abandoned.connect(self._leave_page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.table.setFocus()

    @Slot()
    def _on_projects_accepted(self) -> None:
        assert self._projects is not None
        reception, chosen = self._projects.reception, self._projects.choices.to_write()
        who = self._entry.person
        self._projects.setEnabled(False)
        self._window.set_hint(f"正在写入 {reception.book}")
        self._jobs.run(
            lambda _progress: reception.apply(chosen, who),
            done=self._on_projects_written,
            failed=self._on_not_written,
        )

    @Slot(object)
    def _on_projects_written(self, count: object) -> None:
        assert self._projects is not None
        reception = self._projects.reception
        self._window.set_hint("")
        self._leave_page()
        self.projects_stored.emit(reception.stored)
        undo = MessageAction("撤销", self._entry.undo, "")
        self._window.show_message(f"已从 {reception.book} 写入项目 {count} 格。{reception.remark}", undo)

    def _show_sheets(self, read: _Read, reception: "SheetReception") -> None:
        """Any other sheet: first what was recognised on it."""
        from wzdesk.ui.recognition.recognition_desk import RecognitionDesk
        from wzdesk.ui.recognition.recognition_page import RecognitionPage

        region = self._entry.filled.table.region.code
        self._sheets = page = RecognitionPage(
            self._theme, reception, read.looks, region, overview=read.overview
        )
        self._recognition = RecognitionDesk(
            self._theme, self._window, page, read.book, lambda: self._entry.person, region, self
        )
        self._recognition.written.connect(self._on_sheets_written)
        page.abandoned.connect(self._leave_page)
        page.form_asked.connect(partial(self.form_asked.emit, reception))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.picture.setFocus()

    def _on_sheets_written(self, count: int) -> None:
        assert self._sheets is not None
        reception = self._sheets.reception
        book, kept, remark = reception.book, reception.has_lessons, reception.remark
        self._leave_page()
        self._entry.reload_after(count)
        remembered = "确认过的对应已记住，下月不再问。" if kept else ""
        if count:
            undo = MessageAction("撤销", self._entry.undo, "")
            self._window.show_message(f"已从 {book} 写入 {count} 格。{remembered}{remark}", undo)
        else:
            self._window.show_message(f"{book} 里没有要写入的数。{remembered}")

    @Slot()
    def _on_accepted(self) -> None:
        assert self._page is not None
        reception = self._page.reception
        reception.filling.who = self._entry.person
        self._page.setEnabled(False)
        self._window.set_hint(f"正在写入 {reception.preview.book}")
        self._jobs.run(
            lambda _progress: reception.apply(), done=self._on_written, failed=self._on_not_written
        )

    @Slot(object)
    def _on_written(self, count: object) -> None:
        assert isinstance(count, int)
        assert self._page is not None
        reception = self._page.reception
        self._window.set_hint("")
        self._leave_page()
        self._entry.reload_after(count)
        undo = MessageAction("撤销", self._entry.undo, "")
        self._window.show_message(f"已从 {reception.preview.book} 写入 {count} 格。{reception.remark}", undo)

    @Slot(object)
    def _on_not_written(self, error: object) -> None:
        for page in (self._page, self._projects):
            if page is not None:
                page.setEnabled(True)
        self._on_failed(error)

    @Slot()
    def _leave_page(self) -> None:
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
            self._entry.grid.setFocus()
        if self._projects is not None:
            self._stack.removeWidget(self._projects)
            self._projects.deleteLater()
            self._projects = None
            self._entry.grid.setFocus()
        if self._sheets is not None and self._recognition is not None:
            self._recognition.close()
            self._recognition.deleteLater()
            self._stack.removeWidget(self._sheets)
            self._sheets.deleteLater()
            self._sheets, self._recognition = None, None
            self._entry.grid.setFocus()

    @Slot(object)
    def _on_exported(self, path: object) -> None:
        assert isinstance(path, Path)
        self._window.set_hint("")
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        self._window.show_message(f"已导出 {path}。", MessageAction("打开文件夹", show))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._window.set_hint("")
        if not isinstance(error, WzdeskError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._window.show_refusal(error.sentence)

    def _on_import_requested(self) -> None:
        self._readers().warm()
        path, _ = QFileDialog.getOpenFileName(self._window, "导入工作簿", last_folder(), BOOKS)
        if path:
            keep_folder(Path(path).parent)
            self.receive(Path(path))

    def _on_export_requested(self) -> None:
        table = self._entry.filled.table
        name = f"{table.plan.name}完成情况{f'（{DEMO_MARK}）' if table.is_demo else ''}.xlsx"
        if table.region.short_name not in name:
            name = f"{table.region.short_name}_{name}"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "导出工作簿", str(Path(last_folder()) / name), "工作簿 (*.xlsx)"
        )
        if path:
            keep_folder(Path(path).parent)
            self.export(Path(path) if path.endswith(".xlsx") else Path(path + ".xlsx"))


def _books(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() != SENT_PACK]  # which are no books
