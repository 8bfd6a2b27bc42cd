"""Gives figures out from the page: a region's data file for another laptop, or a selection for other systems."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.services.exchange.data_part import export_part
from wzdesk.services.exchange.interchange import count_selection, read_names_to_choose, write_selection
from wzdesk.services.exchange.overview import Overview
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.export_dialog import ExportDialog, Kind
from wzdesk.ui.jobs import Job, JobRunner, Progress
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.widgets.job_bar import JobBar
from wzdesk.ui.workspace import Workspace

_FOLDER = "exchange/export_folder"
_FILTERS = {".wzd": "数据文件 (*.wzd)", ".csv": "CSV (*.csv)"}
_YEARS_BACK = 10


class ExportDesk(QObject):
    """Connects 导出数据 with the services; counting and writing go on beside the window."""

    exported = Signal()
    """The transfer log has one line more."""

    def __init__(self, workspace: Workspace, screen: ExchangeScreen) -> None:
        super().__init__(screen)
        self._workspace, self._screen = workspace, screen
        self._jobs = JobRunner(self, threads=1)
        self._counting: Job | None = None
        self._period: Period | None = None
        self.dialog: ExportDialog | None = None
        screen.export_asked.connect(self.ask)

    @property
    def busy(self) -> bool:
        """Whether something is being counted or written."""
        return self._jobs.busy

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def show_overview(self, overview: Overview) -> None:
        """The latest period that is offered."""
        self._period = overview.period

    def ask(self) -> None:
        """Read what can be chosen, then show it."""
        if self.dialog is None and self._workspace.file.is_open and self._workspace.finish_typing():
            store = self._workspace.file.store()
            self._jobs.run(
                lambda _progress: read_names_to_choose(store), done=self._on_names, failed=self._on_failed
            )

    def export(self, path: Path) -> None:
        """Write what is chosen."""
        dialog = self.dialog
        assert dialog is not None
        kind, part, selection = dialog.kind, dialog.part, dialog.selection
        store, who = self._workspace.file.store(), self._workspace.person

        def work(progress: Progress) -> tuple[Path, Kind, int]:
            if kind.format is None:
                return path, kind, export_part(store, part, path, who, progress)
            return path, kind, write_selection(store, selection, kind.format, path, progress)

        dialog.accept()
        job = self._jobs.make(work)
        job.done.connect(self._on_exported)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._workspace.window.add_bar(JobBar(self._workspace.theme, job, partial(_writing, path.name)))
        self._jobs.start(job)

    # Inside

    @Slot(object)
    def _on_names(self, told: object) -> None:
        assert isinstance(told, tuple)
        regions, indicators = told
        self.dialog = dialog = _dialog(self._workspace, regions, indicators, self._period)
        dialog.changed.connect(self._recount)
        dialog.asked.connect(self._on_asked)
        dialog.finished.connect(self._on_closed)
        self._recount()
        dialog.open()

    def _recount(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        if self._counting is not None and self._counting in self._jobs:
            self._counting.cancel()
        if dialog.kind is Kind.DATA:
            dialog.count.setText("目录、表式、计划和这个地区的数；不带项目、备注和历史")
            dialog.write.setEnabled(bool(dialog.region.current))
            return
        dialog.show_count(None)
        store, selection = self._workspace.file.store(), dialog.selection
        self._counting = job = self._jobs.make(
            lambda progress: (selection, count_selection(store, selection, progress))
        )
        job.done.connect(self._on_counted)
        job.failed.connect(self._on_failed)
        self._jobs.start(job)

    @Slot(object)
    def _on_counted(self, told: object) -> None:
        assert isinstance(told, tuple)
        selection, figures = told
        dialog = self.dialog
        if dialog is not None and dialog.kind is not Kind.DATA and selection == dialog.selection:
            dialog.show_count(figures)

    def _on_asked(self) -> None:
        dialog = self.dialog
        assert dialog is not None
        kind = dialog.kind
        name = f"{dialog.region.text()}_数据" if kind is Kind.DATA else kind.words.replace(" ", "")
        start = str(Path(last_folder(_FOLDER)) / f"{name}{kind.ending}")
        path, _ = QFileDialog.getSaveFileName(dialog, "导出数据", start, _FILTERS[kind.ending])
        if path:
            chosen = Path(path if path.lower().endswith(kind.ending) else path + kind.ending)
            keep_folder(chosen.parent, _FOLDER)
            self.export(chosen)

    def _on_closed(self) -> None:
        self.dialog = None

    @Slot(object)
    def _on_exported(self, told: object) -> None:
        assert isinstance(told, tuple)
        path, kind, figures = told
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        words = "；对方改好交回来，拖进“收回汇总”合并" if kind is Kind.DATA else ""
        self._workspace.window.show_message(
            f"已导出 {path}，{figures:,} 个数{words}。", MessageAction("打开文件夹", show)
        )
        self.exported.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        self._workspace.window.show_message("已停下，没有导出，没有留下文件。")

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, WzdeskError):
            self._workspace.window.show_refusal(error.sentence)
        else:
            self._workspace.errors.show(error)


def _dialog(
    workspace: Workspace, regions: list[Region], indicators: list[Indicator], last: Period | None
) -> ExportDialog:
    year = last.last_year if last else Period.of_year(2024).year
    years = [Period.of_year(one) for one in range(year, year - _YEARS_BACK, -1)]
    months = [Period.to_month(year, month) for month in range(12, 1, -1)]
    home = workspace.look.info.home
    return ExportDialog(workspace.theme, regions, indicators, [*years, *months], home, workspace.window)


def _writing(name: str, done: int, total: int) -> str:
    return f"正在导出 {name}，已做 {100 * done // total}%" if total else f"正在导出 {name}"
