"""Filling a form from the page: dialogs, background work, messages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period
from wzdesk.domain.sheet_look import SheetLook
from wzdesk.excel.fill.report import FillReport
from wzdesk.services.form_placing import FormPlacing
from wzdesk.ui.exchange.fill_page import FillPage
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.jobs import Job, JobRunner, Progress
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.picker import Choice

if TYPE_CHECKING:
    from wzdesk.services.open_data_file import DataFile
    from wzdesk.services.read_workbook import Apart

FORMS = "表样 (*.xlsx *.xlsm *.xls *.et *.ods)"
_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et", ".ods"})
_FOLDER = "exchange/form_folder"
_BAR_AFTER_MS = 400
"""A form that is read sooner needs no strip with a button to stop it."""
Seen = tuple[int, FormPlacing, tuple[SheetLook, ...], Period | None]


class FillDesk(QObject):
    """Connects the page with the services that find the places and write them.

    Forms are foreign files: they are read in what ``readers`` gives. ``place`` tells the region's code and the period that are looked at when a form is chosen.
    """

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        page: FillPage,
        store: "Callable[[], DataFile]",
        readers: "Callable[[], Apart]",
        place: Callable[[], tuple[str, str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._window, self._page = theme, window, page
        self._store, self._readers, self._place = store, readers, place
        self._jobs = JobRunner(self)
        self._form: Path | None = None
        self._out: Path | None = None
        self._asked = 0
        self._reading: Job | None = None
        page.form_requested.connect(self._on_form_requested)
        page.form_dropped.connect(self._on_form_dropped)
        page.place_picked.connect(self._on_place_picked)
        page.write_requested.connect(self._on_write_requested)
        page.folder_requested.connect(self._on_folder_requested)

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._jobs.busy

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def open_form(self, form: Path) -> None:
        """Find where the numbers go, and show it: for the period that the form names, else the one worked on."""
        self._read(form, *self._place(), is_asked=False)

    def write(self, out: Path) -> None:
        """Write the shown numbers to ``out``."""
        placing = self._page.placing
        if placing is None or not placing.to_fill or self._out is not None:
            return
        self._out = out
        self._page.write.setEnabled(False)
        self._window.set_hint(f"正在写 {out.name}")
        self._jobs.run(partial(_write, placing, out), done=self._on_written, failed=self._on_failed)

    # Asking

    @Slot()
    def _on_form_requested(self) -> None:
        self._readers().warm()
        path, _ = QFileDialog.getOpenFileName(self._window, "选择表样", last_folder(_FOLDER), FORMS)
        if path:
            self.open_form(Path(path))

    @Slot(object)
    def _on_form_dropped(self, form: object) -> None:
        assert isinstance(form, Path)
        self.open_form(form)

    @Slot(str, str)
    def _on_place_picked(self, region: str, period: str) -> None:
        """The same form for another region or period."""
        if self._form is not None:
            self._read(self._form, region, period, is_asked=True)

    @Slot(object)
    def _on_write_requested(self, out: object) -> None:
        from wzdesk.excel.fill.other_formats import free_name, target_of

        assert isinstance(out, Path)
        assert self._form is not None
        offered = target_of(self._form, out)
        kind = f"表样 (*{offered.suffix})"
        path, _ = QFileDialog.getSaveFileName(self._window, "写入到", str(offered), kind)
        if not path:
            return
        chosen = Path(path)
        if chosen.suffix.lower() not in _ENDINGS:  # nobody was asked whether this name may be written over
            chosen = free_name(chosen.with_name(chosen.name + offered.suffix))
        self.write(target_of(self._form, chosen))

    @Slot(object)
    def _on_folder_requested(self, file: object) -> None:
        assert isinstance(file, Path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    # Working

    def _read(self, form: Path, region: str, period: str, *, is_asked: bool) -> None:
        self._asked += 1
        if self._reading is not None and self._reading in self._jobs:
            self._reading.cancel()
        self._window.hide_message()
        self._window.set_hint(f"正在读 {form.name}")
        work = partial(self._look, self._readers(), self._asked, form, region, period, is_asked=is_asked)
        self._reading = job = self._jobs.run(work, done=self._on_placed, failed=self._on_failed)
        QTimer.singleShot(_BAR_AFTER_MS, self, partial(self._show_reading, job, self._asked, form.name))

    def _look(
        self,
        readers: "Apart",
        asked: int,
        form: Path,
        region: str,
        period: str,
        progress: Progress,
        *,
        is_asked: bool,
    ) -> Seen:
        """In the other thread; a period that a person asked for goes before the one that the form names."""
        from wzdesk.services.fill_form import place_numbers
        from wzdesk.services.form_period import period_told
        from wzdesk.services.read_form import read_form

        reading = read_form(form, progress, apart=readers, with_looks=True)
        told = None if is_asked else period_told(reading)
        placing = place_numbers(self._store(), form, region, told.code if told else period, reading)
        return asked, placing, reading.looks, told

    def _show_reading(self, job: Job, asked: int, name: str) -> None:
        """The strip with 停下, where reading takes long enough to want it."""
        if asked != self._asked or job not in self._jobs:
            return
        from wzdesk.ui.widgets.job_bar import JobBar

        bar = JobBar(self._theme, job, lambda _done, _total: f"正在读 {name}")
        bar.stop.clicked.connect(self._on_reading_stopped)
        bar.stop.clicked.connect(bar.deleteLater)
        self._window.add_bar(bar)

    @Slot()
    def _on_reading_stopped(self) -> None:
        self._asked += 1
        self._window.set_hint("")
        self._window.show_message("已停下，没有读这份表样，数据没有改动。")

    @Slot(object)
    def _on_placed(self, seen: object) -> None:
        assert isinstance(seen, tuple)
        asked, placing, looks, told = seen
        if asked != self._asked:
            return  # another form was chosen meanwhile
        self._window.set_hint("")
        self._form = placing.form
        keep_folder(placing.form.parent, _FOLDER)
        if told is not None:
            self._page.show_period(Choice(told.code, told.words))
        self._page.show_placing(placing, looks)

    @Slot(object)
    def _on_written(self, report: object) -> None:
        assert isinstance(report, FillReport)
        assert self._out is not None
        out, self._out = self._out, None
        self._window.set_hint("")
        self._page.show_written(report, out)
        if self._page.isVisible():
            self._window.hide_message()  # the page says it itself
            return
        show = partial(self._on_folder_requested, out)
        self._window.show_message(f"已写入 {out}。", MessageAction("打开文件夹", show))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._window.set_hint("")
        if self._out is not None:
            self._out = None
            self._page.write.setEnabled(True)
        if not isinstance(error, WzdeskError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._window.show_refusal(error.sentence)


def _write(placing: FormPlacing, out: Path, _progress: Progress) -> FillReport:
    from wzdesk.services.fill_form import write_form

    return write_form(placing, out)
