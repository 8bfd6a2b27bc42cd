"""Reads a city's table in the background, and sends it to Excel and to the printer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.city_table import CityTable
from wzdesk.reports.city_sheet import lay_out_city
from wzdesk.reports.paper.printout import Printout
from wzdesk.services.exchange.city_tables import read_city_table, write_city_table
from wzdesk.services.exchange.overview import Overview
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.merge_desk import MergeDesk
from wzdesk.ui.hand_over.view_words import CITY
from wzdesk.ui.jobs import JobRunner, Progress
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace


class CityDesk(QObject):
    """Connects the view 分地区汇总 with the services; ``merging`` lends its preview."""

    def __init__(self, workspace: Workspace, screen: ExchangeScreen, merging: MergeDesk) -> None:
        super().__init__(screen)
        self._workspace, self._screen, self._merging = workspace, screen, merging
        self._view = screen.city
        self._jobs = JobRunner(self, threads=1)
        self._overview: Overview | None = None
        screen.segments.picked.connect(self._on_view_shown)
        self._view.asked.connect(self._read)
        self._view.export_asked.connect(self._on_export_asked)
        self._view.print_asked.connect(self._on_print_asked)

    @property
    def busy(self) -> bool:
        """Whether a table is being read or written."""
        return self._jobs.busy

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def show_overview(self, overview: Overview) -> None:
        """Another period, or other figures."""
        self._overview = overview
        self._view.offer([form for form, _ in overview.matrix.forms])
        self._on_view_shown(self._screen.current)

    def export(self, path: Path) -> None:
        """Write the shown table as a workbook with formulas."""
        table = self._view.table
        assert table is not None

        def write(_progress: Progress) -> Path:
            write_city_table(table, path)
            return path

        self._jobs.run(write, done=self._on_exported, failed=self._on_failed)

    def _on_view_shown(self, key: str) -> None:
        if key == CITY:
            self._read()

    def _read(self) -> None:
        overview, (code, measure) = self._overview, self._view.current
        if overview is None or not code:
            return
        form, period = next(one for one in overview.matrix.forms if one[0].code == code)
        columns = [(one, measure) for one in dict.fromkeys(row.indicator for row in form.rows)]
        store = self._workspace.file.store()
        self._jobs.run(
            lambda _progress: read_city_table(store, period, columns),
            done=self._on_read,
            failed=self._on_failed,
        )

    @Slot(object)
    def _on_read(self, table: object) -> None:
        assert isinstance(table, CityTable)
        self._view.show_table(table)

    def _on_export_asked(self) -> None:
        table = self._view.table
        assert table is not None
        name = f"{table.city.short_name}{table.period.words}分地区主要指标.xlsx"
        path, _ = QFileDialog.getSaveFileName(
            self._workspace.window, "导出 Excel", str(Path(last_folder()) / name), "工作簿 (*.xlsx)"
        )
        if path:
            chosen = Path(path if path.endswith(".xlsx") else path + ".xlsx")
            keep_folder(chosen.parent)
            self.export(chosen)

    def _on_print_asked(self) -> None:
        table = self._view.table
        assert table is not None
        self._merging.printing.preview(Printout(lay_out_city(table), is_demo=table.is_demo))

    @Slot(object)
    def _on_exported(self, path: object) -> None:
        assert isinstance(path, Path)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        self._workspace.window.show_message(
            f"已导出 {path}；合计、位次和相差都是公式。", MessageAction("打开文件夹", show)
        )

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, WzdeskError):
            self._workspace.window.show_refusal(error.sentence)
        else:
            self._workspace.errors.show(error)
