"""Returned files from the page: read in the background, shown, merged as one act, taken back, reported."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.errors import WzdeskError
from wzdesk.reports.paper.printout import Printout
from wzdesk.services.exchange.apply_merge import AppliedMerge, apply_merge
from wzdesk.services.exchange.look_at_merge import MergeLook, books_in, look_at_merge
from wzdesk.services.exchange.merge_returns import FileResult
from wzdesk.services.exchange.report_merge import merge_report, write_merge_report
from wzdesk.services.exchange.take_back import cells_changed_by, take_back
from wzdesk.services.undo_change import turn
from wzdesk.services.who import kept_person
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.file_lines import FileLine, file_lines
from wzdesk.ui.hand_over.receive_page import ReceivePage
from wzdesk.ui.jobs import Job, JobRunner, Progress, Work
from wzdesk.ui.printing.print_desk import PrintDesk
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.widgets.job_bar import JobBar
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from wzdesk.excel.apart.apart import Apart

_FOLDER = "exchange/returns_folder"
_BOOKS = "收回的表和数据文件 (*.xlsx *.xlsm *.xls *.et *.ods *.wzd)"


class MergeDesk(QObject):
    """Connects the page of returned files with the services."""

    merged = Signal()
    """Something was stored, or taken back."""
    return_asked = Signal(object, object)
    """A ``FileResult`` that is to go back, and the findings at its figures."""

    def __init__(self, workspace: Workspace, screen: ExchangeScreen) -> None:
        super().__init__(screen)
        self._workspace, self._screen = workspace, screen
        self._jobs = JobRunner(self)
        self.page: ReceivePage | None = None
        self._printing: PrintDesk | None = None
        self._job: Job | None = None
        screen.files_asked.connect(self._on_files_asked)
        screen.overview.folder_asked.connect(self._on_folder_asked)
        screen.overview.paths_dropped.connect(self.receive)

    @property
    def busy(self) -> bool:
        """Whether files are being read or merged."""
        return self._jobs.busy

    @property
    def printing(self) -> PrintDesk:
        """The preview of the report."""
        if self._printing is None:
            self._printing = PrintDesk(self._workspace.theme, self._workspace.window, self._screen, self)
        return self._printing

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()
        if self._printing is not None:
            self._printing.close()

    def receive(self, given: Sequence[Path]) -> None:
        """Read files, and those in folders, and show what merging them would do."""
        window = self._workspace.window
        if not self._workspace.finish_typing() or self.busy:
            return
        window.hide_message()
        try:
            paths = books_in(given)
        except OSError as error:
            window.show_refusal(f"文件夹打不开，没有收：{error.filename}。请检查权限，或先拷到本机。")
            return
        if not paths:
            window.show_refusal(
                "里面没有收回的表（.xlsx .xlsm .xls .et .ods）或数据文件（.wzd），数据没有改动。"
            )
            return
        self._start_reading(paths)

    def merge(self) -> None:
        """Store what is shown, as one act."""
        page = self.page
        if page is None or self.busy or not page.write.isEnabled():
            return
        page.setEnabled(False)
        preview, choices, who = page.look.preview, dict(page.choices), self._workspace.person
        store = self._workspace.file.store()

        def store_all(progress: Progress) -> tuple[AppliedMerge, object]:
            applied = apply_merge(store, preview, choices, who, progress)
            return applied, cells_changed_by(store, applied.change_set)

        self._start(store_all, self._on_merged, partial(_merging, len(preview.files)))

    def leave_out(self, file: FileResult) -> None:
        """Go on without a file that went back; others of its region, which may share figures with it, are judged anew."""
        if self.page is None or self.busy:
            return
        look = self.page.look.without(file.path)
        rest = look.preview.files
        if not rest:
            self._leave()
            return
        row = self.page.table.currentIndex().row()
        self._show(look, file_lines(look), row)
        if any(one.place[1] == file.place[1] for one in rest):
            self.page.setEnabled(False)
            paths = [one.path for one in rest]
            self._start_reading(paths)

    def save_report(self, path: Path) -> None:
        """Write the report of what is shown as a workbook."""
        if self.page is None:
            return
        preview, choices = self.page.look.preview, dict(self.page.choices)
        store = self._workspace.file.store()

        def write(_progress: Progress) -> Path:
            write_merge_report(store, preview, path, choices)
            return path

        self._jobs.run(write, done=self._on_saved, failed=self._on_failed)

    def turn(self, *, back: bool) -> None:
        """Take the latest act back, or do it again."""
        if self.page is None and not self.busy:
            self._act(partial(turn, self._workspace.file.store(), self._workspace.person, back=back))

    # Inside

    def _start(self, work: Work, done: Callable[[object], None], describe: Callable[[int, int], str]) -> None:
        job = self._jobs.make(work)
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._workspace.window.add_bar(JobBar(self._workspace.theme, job, describe))
        self._job = job
        self._jobs.start(job)

    def _start_reading(self, paths: list[Path]) -> None:
        work = partial(self._read, paths, self._workspace.readers)
        self._start(work, self._on_read, partial(_receiving, paths))

    def _read(
        self, paths: list[Path], readers: "Apart", progress: Progress
    ) -> tuple[MergeLook, list[FileLine]]:
        """In the other thread."""
        look = look_at_merge(self._workspace.file.store(), paths, on_progress=progress, apart=readers)
        return look, file_lines(look)

    @Slot(object)
    def _on_read(self, told: object) -> None:
        assert isinstance(told, tuple)
        look, lines = told
        self._show(look, lines)

    def _show(self, look: MergeLook, lines: Sequence[FileLine], row: int = 0) -> None:
        """In place of what is shown now, whose decisions stay."""
        choices = self.page.choices if self.page is not None else {}
        self._leave()
        self.page = page = ReceivePage(self._workspace.theme, look, lines, choices)
        page.accepted.connect(self.merge)
        page.abandoned.connect(self._on_abandoned)
        page.report_asked.connect(self._on_report_asked)
        page.workbook_asked.connect(self._on_workbook_asked)
        page.return_asked.connect(self._on_return_asked)
        self._screen.addWidget(page)
        self._screen.setCurrentWidget(page)
        page.table.selectRow(min(row, len(lines) - 1))
        page.table.setFocus()

    @Slot(object)
    def _on_merged(self, told: object) -> None:
        assert isinstance(told, tuple)
        applied, keys = told
        assert isinstance(applied, AppliedMerge)
        window = self._workspace.window
        window.set_hint("")
        assert self.page is not None
        files = self.page.look.preview.files
        refused = sum(bool(one.reason) for one in files)
        self._leave()
        window.set_saved(datetime.now().astimezone().time())
        self._workspace.signals.announce(keys)
        words = f"已并入 {len(files) - refused} 份，写入 {applied.cells} 格"
        words += f"，{applied.open_conflicts} 处冲突待定" if applied.open_conflicts else ""
        words += f"；{refused} 份没有收，原因在收发记录里" if refused else ""
        undo = None
        if applied.change_set is not None:
            undo = MessageAction("撤销", partial(self._take_back, applied.change_set))
        window.show_message(f"{words}。{applied.remark}", undo)
        self.merged.emit()

    def _take_back(self, change_set: int) -> None:
        self._act(partial(take_back, self._workspace.file.store(), change_set, self._workspace.person))

    def _act(self, act: Callable[[], object]) -> None:
        if self._workspace.finish_typing():
            self._jobs.run(lambda _progress: act(), done=self._on_turned, failed=self._on_failed)

    @Slot(object)
    def _on_turned(self, keys: object) -> None:
        assert isinstance(keys, frozenset)
        window = self._workspace.window
        window.show_message(
            f"已变回 {len(keys)} 格；收发记录照旧留着。" if keys else "没有可以撤销或重做的了。"
        )
        window.set_saved(datetime.now().astimezone().time())
        self._workspace.signals.announce(keys)
        self.merged.emit()

    def _on_report_asked(self) -> None:
        if self.page is not None:
            look, person, store = self.page.look, kept_person(), self._workspace.file.store()
            sheet = merge_report(store, look.preview, self.page.choices, has_signature=False)
            author, agency = (person.name, person.agency) if person else ("", "")
            self.printing.preview(
                Printout(sheet, unit="格", author=author, agency=agency, is_demo=bool(sheet.mark))
            )

    def _on_workbook_asked(self) -> None:
        name = str(Path(last_folder()) / "来表合并报告.xlsx")
        path, _ = QFileDialog.getSaveFileName(self._workspace.window, "存为 Excel", name, "工作簿 (*.xlsx)")
        if path:
            chosen = Path(path if path.endswith(".xlsx") else f"{path}.xlsx")
            keep_folder(chosen.parent)
            self.save_report(chosen)

    def _on_return_asked(self, file: FileResult) -> None:
        if self.page is not None:
            self.return_asked.emit(file, self.page.look.findings.get(file.path, ()))

    @Slot(object)
    def _on_saved(self, path: object) -> None:
        assert isinstance(path, Path)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        self._workspace.window.show_message(
            f"合并报告已存为 {path}；还没有并入。", MessageAction("打开文件夹", show)
        )

    @Slot()
    def _on_abandoned(self) -> None:
        self._leave()
        self._workspace.window.show_message("没有并入，数据没有改动。")

    def _leave(self) -> None:
        if self.page is not None:
            page, self.page = self.page, None
            self._screen.removeWidget(page)
            page.deleteLater()
            self._screen.setCurrentWidget(self._screen.views)
            self._screen.overview.table.setFocus()

    @Slot()
    def _on_cancelled(self) -> None:
        """Nothing was stored; files that were read stay on the screen."""
        words = "没有收" if self.page is None else "没有并入"
        if self.page is not None:
            self.page.setEnabled(True)
        self._workspace.window.show_message(f"已停下，{words}，数据没有改动。")

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        window = self._workspace.window
        window.set_hint("")
        if self.page is not None:
            self.page.setEnabled(True)
        if isinstance(error, WzdeskError):
            window.show_refusal(error.sentence)
        else:
            self._workspace.errors.show(error)

    def _on_files_asked(self) -> None:
        self._workspace.readers.warm()
        paths, _ = QFileDialog.getOpenFileNames(
            self._workspace.window, "收文件", last_folder(_FOLDER), _BOOKS
        )
        if paths:
            keep_folder(Path(paths[0]).parent, _FOLDER)
            self.receive([Path(path) for path in paths])

    def _on_folder_asked(self) -> None:
        self._workspace.readers.warm()
        folder = QFileDialog.getExistingDirectory(self._workspace.window, "收文件夹", last_folder(_FOLDER))
        if folder:
            keep_folder(Path(folder), _FOLDER)
            self.receive([Path(folder)])


def _merging(files: int, done: int, total: int) -> str:
    share = f"，已做 {100 * done // total}%" if total else ""
    return f"正在并入 {files} 份{share}；停下时数据不动"


def _receiving(paths: Sequence[Path], done: int, total: int) -> str:
    if total and done >= total:
        return f"{len(paths)} 份都读完了，正在审核里面的数"
    at = min(done, len(paths) - 1)
    return f"正在收第 {at + 1} 份，共 {len(paths)} 份：{paths[at].name}"
