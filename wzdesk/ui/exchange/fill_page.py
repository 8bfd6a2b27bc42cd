"""Filling an agency's form: a picture of it with every number in its place, what is missing, and the button that writes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.sheet_look import SheetLook
from wzdesk.excel.fill.report import FillReport
from wzdesk.services.form_placing import FormPlacing
from wzdesk.ui import painting
from wzdesk.ui.exchange.fill_model import FillLine, fill_lines, marks_of, written_lines
from wzdesk.ui.exchange.fill_panel import FillPanel, MarkLegend, counts_of
from wzdesk.ui.exchange.fill_result import FillResult
from wzdesk.ui.exchange.sheet_picture import SheetPicture
from wzdesk.ui.hand_over.dropped import dropped_paths
from wzdesk.ui.shell.page_header import PageHeader, Strip
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

_MOST_SEGMENTS, _MOST_SIGNS, _TABS_HEIGHT = 6, 48, 34
_WRITE_KEY = "Ctrl+Return"


class FillPage(QWidget):
    """Shows what ``place_numbers`` found; reads and writes nothing itself."""

    form_requested = Signal()
    form_dropped = Signal(object)
    """Path of a file dropped on the page."""
    write_requested = Signal(object)
    """Path that the result should have, unless the person says otherwise."""
    folder_requested = Signal(object)
    """Path of the file whose folder is to be opened."""
    place_picked = Signal(str, str)
    """Keys of region and period."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placing: FormPlacing | None = None
        self._looks: dict[str, SheetLook] = {}
        self._periods: tuple[Choice, ...] = ()
        self._lines: list[FillLine] = []
        self._sheet = ""
        self._out: Path | None = None
        self._tabs: Segments | PickerButton | None = None
        self.setAcceptDrops(True)
        self._make_parts()
        self._build()
        self._connect()
        self.show_empty()

    # What is shown

    @property
    def placing(self) -> FormPlacing | None:
        """What is shown, or None while no form is."""
        return self._placing

    @property
    def sheet(self) -> str:
        """Name of the sheet in the picture."""
        return self._sheet

    @property
    def tabs(self) -> Segments | PickerButton | None:
        """What switches between sheets, where there are several."""
        return self._tabs

    def show_empty(self) -> None:
        """Say what the page is for."""
        self._placing = None
        self._stack.setCurrentWidget(self.empty)
        self.write.setEnabled(False)

    def offer_places(
        self, regions: Sequence[Choice], periods: Sequence[Choice], region: str, period: str
    ) -> None:
        """Let the person choose region and period; without it both are only named."""
        self.region.set_choices(regions, region)
        self._periods = tuple(periods)
        self.period.set_choices(periods, period)
        self.region.setVisible(bool(regions))
        self.period.setVisible(bool(periods))
        self.place.setVisible(not regions or not periods)

    def show_period(self, period: Choice) -> None:
        """Show the period that the form names; it can be chosen again after another one was."""
        if self._periods:
            others = [one for one in self._periods if one.key != period.key]
            self.period.set_choices([period, *others], period.key)

    def show_placing(self, placing: FormPlacing, looks: Sequence[SheetLook]) -> None:
        """Show a form with its places; ``looks`` may be empty where there is no picture to show."""
        self._placing, self._out = placing, None
        self._lines = fill_lines(placing)
        self._looks = {look.name: look for look in looks}
        self.form.setText(placing.form.name)
        self.place.setText(f"{placing.region}　{placing.period}")
        count = len(placing.to_fill)
        self._say_on_button(f"写入 {count} 格" if count else "没有要填的", can_write=bool(count))
        self._show_lines()
        self.result.hide()
        self._make_tabs()
        self._stack.setCurrentWidget(self.work)
        self._begin()

    def show_written(self, report: FillReport, out: Path) -> None:
        """Say what was written, and where it is; the cells are no longer to be filled."""
        self._out = out
        self.result.show_report(report, out)
        self._say_on_button("已写入", can_write=False)
        self._lines = written_lines(self._lines, {*(one.ref for one in report.filled), *report.unchanged})
        self._show_lines()
        sheet, cell = self._sheet, self.picture.current
        self._sheet = ""
        self._on_panel_current(sheet, cell)
        self.panel.select(sheet, cell)
        self.result.folder.setFocus()

    def show_sheet(self, name: str) -> None:
        """Show another sheet of the form."""
        look = self._looks.get(name)
        self.picture.setVisible(look is not None)
        self.without.setVisible(look is None)
        if look is not None and name != self._sheet:
            self.picture.show_sheet(look, marks_of(self._lines, name))
        self._sheet = name
        if self._tabs is not None:
            self._tabs.set_current(name)

    # Files dropped on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file is the form."""
        if files := dropped_paths(event):
            event.acceptProposedAction()
            self.form_dropped.emit(files[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    # Building

    def _make_parts(self) -> None:
        theme = self._theme
        choose = PrimaryButton(theme, "选择表样…", key="Ctrl+O")
        choose.clicked.connect(self.form_requested)
        self.choose = choose
        self.empty = EmptyPage(
            theme,
            "table",
            "回填表样",
            "选上级发来的空表，库里的数会对着行名和表头填进去，别的一点不动。\n也可以把文件拖到窗口里。",
            choose,
        )
        self.form = ElidedLabel(theme, color="t1")
        self.place = PlainLabel(theme, color="t2")
        self.region, self.period = PickerButton(theme, "地区"), PickerButton(theme, "期别")
        self.region.hide()
        self.period.hide()
        self.other = FlatButton(theme, "换一张表样…")
        self.write = PrimaryButton(theme, "写入", key=_WRITE_KEY)
        self.result = FillResult(theme)
        self.legend, self.picture, self.panel = MarkLegend(theme), SheetPicture(theme), FillPanel(theme)
        self.without = PlainLabel(theme, "这张表没有图样可看，要填的格在右边。", color="t3")
        self.without.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.without.hide()

    def _build(self) -> None:
        self.work = QWidget(self)
        header = PageHeader(self._theme, "回填表样", self.work)
        header.add_left(self.form)
        header.add_separator()
        header.add_left(self.place, self.region, self.period)
        header.add_right(self.other, self.write)
        header.let_go(self.other)
        self._left = QVBoxLayout()
        for widget, stretch in ((self.legend, 0), (self.picture, 1), (self.without, 1)):
            self._left.addWidget(widget, stretch)
        self._left.setSpacing(0)
        self._strip = Strip(self._theme, _TABS_HEIGHT, self.work)
        tabs = QWidget(self._strip)
        self._tab_row = QHBoxLayout(tabs)
        self._tab_row.setContentsMargins(0, 0, 0, 0)
        self._strip.add_left(tabs)
        self._left.addWidget(self._strip)
        row = QHBoxLayout()
        row.addLayout(self._left, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self.work)
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.result)
        column.addLayout(row, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.work)

    def _connect(self) -> None:
        self.other.clicked.connect(self.form_requested)
        self.write.clicked.connect(self._on_write_clicked)
        self.result.folder.clicked.connect(self._on_folder_clicked)
        self.result.again.clicked.connect(self.form_requested)
        self.picture.current_changed.connect(self._on_picture_current)
        self.panel.current_changed.connect(self._on_panel_current)
        self.region.picked.connect(self._on_place_picked)
        self.period.picked.connect(self._on_place_picked)

    def _make_tabs(self) -> None:
        """Sheets side by side while they fit, else as a list."""
        if self._tabs is not None:
            self._tabs.setParent(None)
            self._tabs.deleteLater()
            self._tabs = None
        names = list(self._looks)
        self._strip.setVisible(len(names) > 1)
        if len(names) < 2:
            return
        if len(names) <= _MOST_SEGMENTS and sum(map(len, names)) <= _MOST_SIGNS:
            self._tabs = Segments(
                self._theme, [Segment(name, self._tab_word(name)) for name in names], name="工作表"
            )
        else:
            self._tabs = PickerButton(
                self._theme, "工作表", [Choice(name, self._tab_word(name)) for name in names]
            )
        self._tabs.picked.connect(self._on_tab_picked)
        self._tab_row.addWidget(self._tabs)

    def _tab_word(self, name: str) -> str:
        count = sum(line.sheet == name for line in self._lines)
        return f"{name} {count}" if count else name

    def _begin(self) -> None:
        """At the first row of the list, or at the first sheet."""
        self._sheet = ""
        lines = self.panel.lines
        if lines:
            self.panel.select(lines[0].sheet, lines[0].cell)
            self._on_panel_current(lines[0].sheet, lines[0].cell)
        else:
            self.show_sheet(next(iter(self._looks), ""))
        self.panel.table.setFocus()

    def _show_lines(self) -> None:
        self.legend.set_counts(counts_of(self._lines))
        self.panel.set_lines(self._lines)

    # What the person does

    def _say_on_button(self, words: str, *, can_write: bool) -> None:
        self.write.setText(words)
        self.write.setShortcut(_WRITE_KEY)  # Qt forgets it with the text
        self.write.setAccessibleName(words)
        self.write.setEnabled(can_write)
        self.write.updateGeometry()

    def _on_write_clicked(self) -> None:
        assert self._placing is not None
        form = self._placing.form
        done = f"已填，{DEMO_MARK}" if self._placing.is_demo else "已填"
        self.write_requested.emit(form.with_name(f"{form.stem}（{done}）{form.suffix}"))

    def _on_folder_clicked(self) -> None:
        if self._out is not None:
            self.folder_requested.emit(self._out)

    def _on_place_picked(self) -> None:
        self.place_picked.emit(self.region.current, self.period.current)

    def _on_tab_picked(self, name: str) -> None:
        if name != self._sheet:
            self.show_sheet(name)
            self.panel.select("", "")

    def _on_picture_current(self, cell: str) -> None:
        self.panel.select(self._sheet, cell)

    def _on_panel_current(self, sheet: str, cell: str) -> None:
        self.show_sheet(sheet)
        self.picture.go_to(cell)
