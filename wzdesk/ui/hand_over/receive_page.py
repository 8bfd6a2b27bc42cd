"""Returned files before they are merged: the list, the conflicts of the chosen one, and the button that writes all."""

from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.exchange.merge import Outcome, total
from wzdesk.services.exchange.decide_cells import with_rivals
from wzdesk.services.exchange.look_at_merge import MergeLook
from wzdesk.services.exchange.merge_returns import FileResult
from wzdesk.ui import icons, painting
from wzdesk.ui.hand_over.file_lines import COUNTS_FROM, HEADS, Fate, FileLine, count_fates, file_lines
from wzdesk.ui.hand_over.merge_panel import MergePanel
from wzdesk.ui.hand_over.panel_content import content_of_file
from wzdesk.ui.hand_over.panel_width import PanelWidth
from wzdesk.ui.shell.page_header import PageHeader, Strip, ToolRow
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_WIDTHS = ((76, 68), (92, 88), *((52, 42),) * 7, (260, 110))
_REST = 200
_WRITE_KEY = "Ctrl+Return"
Choices = dict[tuple[Path, str, str], bool]


class ReceivePage(QWidget):
    """Shows a ``MergeLook``; what is decided is kept here until it is written or left.

    ``lines`` are those of its files, where they were made already; ``choices`` what was decided before, of which only the
    conflicts that are still there count.
    """

    accepted = Signal()
    abandoned = Signal()
    report_asked = Signal()
    workbook_asked = Signal()
    """The report is wanted as a workbook."""
    return_asked = Signal(object)
    """The ``FileResult`` that is to go back with a reason."""

    def __init__(
        self, theme: Theme, look: MergeLook, lines: Sequence[FileLine] = (), choices: Choices | None = None
    ) -> None:
        super().__init__()
        self._theme, self.look = theme, look
        self._asked = {
            (one.path, cell.place.row, cell.place.column.value): cell for one, cell in look.preview.conflicts
        }
        self.choices: Choices = {key: takes for key, takes in (choices or {}).items() if key in self._asked}
        self._lines = list(lines or file_lines(look))
        self._total = total([line.counts for line in self._lines])
        self._model: TextModel[FileLine] = TextModel(HEADS, self)
        counted = count_fates(self._lines)
        self.chips = {fate: Chip(theme, fate.words, counted[fate], "份", self) for fate in Fate}
        for fate, chip in self.chips.items():
            chip.setVisible(bool(counted[fate]))
            chip.setChecked(True)
            chip.clicked.connect(partial(self._show_lines))
        self.table = self._make_table()
        self.panel = MergePanel(theme, self)
        self.panel.decided.connect(self._on_decided)
        self.write = PrimaryButton(theme, "并入", key=_WRITE_KEY)
        self.write.clicked.connect(self.accepted)
        self.print = FlatButton(theme, "打印报告", icon_name="printer", outlined=True, key="Ctrl+P")
        self.print.clicked.connect(self.report_asked)
        self.save = FlatButton(theme, "存为 Excel…", outlined=True)
        self.save.setToolTip("把合并报告存成工作簿，可以打印签字")
        self.save.clicked.connect(self.workbook_asked)
        self.back = FlatButton(theme, "退回这一份…", self, icon_name="arrow-u-up-left", key="Ctrl+R")
        self.back.setToolTip("写明原因，另存一份同样的表发回去；收来的和库里的都不改")
        self.back.clicked.connect(self._on_back)
        self.leave = FlatButton(theme, "不并了", outlined=True, key="Esc")
        self.leave.clicked.connect(self.abandoned)
        self._build()
        self._show_lines()
        self._say_on_button()

    @property
    def current(self) -> FileResult | None:
        """The chosen file."""
        row = self.table.currentIndex().row()
        return self._model.line(row).file if 0 <= row < self._model.rowCount() else None

    @property
    def undecided(self) -> int:
        """How many conflicts nobody has decided."""
        return self._total.conflict - len(self.choices)

    def go_on(self) -> None:
        """To the next conflict that nobody has decided: in this file, else in the next one that has any."""
        card = next((one for one in self.panel.cards if one.asked.key not in self.choices), None)
        if card is None:
            here = self.table.currentIndex().row()
            rows = [*range(here + 1, self._model.rowCount()), *range(here + 1)]
            row = next((one for one in rows if self._is_open(self._model.line(one).file)), None)
            if row is None:
                self.write.setFocus()
                return
            self.table.selectRow(row)
            card = next((one for one in self.panel.cards if one.asked.key not in self.choices), None)
        if card is not None:
            self.panel.bring(card)
            card.theirs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._width.fit(self.window().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    # Building

    def _build(self) -> None:
        theme, files = self._theme, self.look.preview.files
        header = PageHeader(theme, f"收回 {len(files)} 份", self)
        self.about = ElidedLabel(theme, "先看再写：现在什么都还没有写入", header, color="t2")
        header.add_left(self.about)
        header.let_go(self.about)
        header.add_right(self.leave, self.save, self.print, self.write)
        tools = ToolRow(theme, self)
        tools.add_left(*self.chips.values())
        hint = PlainLabel(theme, "F8 下一处没有定的冲突", tools, role=Role.CAPTION, color="t3")
        tools.add_right(hint, self.back)
        tools.let_go(hint)
        foot = Strip(theme, 32, self)
        self.total = ElidedLabel(theme, "", foot, strength=Strength.MEDIUM)
        foot.add_left(self.total)
        left, row, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        left.addWidget(tools)
        left.addWidget(self.table, 1)
        left.addWidget(foot)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        column.addWidget(header)
        column.addLayout(row, 1)
        for layout in (left, row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._width = PanelWidth(theme, self.panel)
        shortcut = QShortcut("F8", self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.go_on)
        self.setFocusProxy(self.table)

    def _make_table(self) -> TextTable:
        numbers = frozenset(range(COUNTS_FROM, COUNTS_FROM + len(Outcome) + 1))
        table = TextTable(
            self._theme, self._model, "收回的文件", self, color_of=_color_of, right=numbers, paint_cell=self._paint
        )  # fmt: skip
        table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        table.selectionModel().currentRowChanged.connect(self._on_row)
        ColumnFit(table, self._theme, _WIDTHS, rest=_REST)
        return table

    # What is shown

    def _show_lines(self) -> None:
        chosen = {fate for fate, chip in self.chips.items() if chip.isChecked()}
        current = self.current
        lines = [line for line in self._lines if line.fate in chosen]
        self._model.show_lines(lines)
        row = next((number for number, line in enumerate(lines) if line.file is current), 0)
        if lines:
            self.table.selectRow(row)
        self.total.setText(f"{len(self._lines)} 份合计　{self._total.words}")

    def _on_row(self, current: Index) -> None:
        if current.isValid():
            one = self._model.line(current.row()).file
            self.panel.show_content(content_of_file(self.look, one), self._known())
            self.back.setEnabled(one.data is None and all(one.place))

    def _on_back(self) -> None:
        if self.current is not None:
            self.return_asked.emit(self.current)

    def _known(self) -> dict[Hashable, bool]:
        return {key: takes for key, takes in self.choices.items()}  # noqa: C416 - a wider key

    def _on_decided(self, decided: Choices) -> None:
        self.choices = with_rivals(self.choices, decided, self._asked)
        self.panel.show_choices(self._known())
        self._say_on_button()
        self.table.viewport().update()

    def _is_open(self, one: FileResult) -> bool:
        keys = ((one.path, cell.place.row, cell.place.column.value) for cell in one.of(Outcome.CONFLICT))
        return any(key not in self.choices for key in keys)

    def _say_on_button(self) -> None:
        cells = self._total.taken + sum(self.choices.values())
        left = self.undecided
        words = f"并入 {cells} 格" + (f"，{left} 格待定" if left else "")
        can_write = bool(cells or self.choices or left or any(one.reason for one in self.look.preview.files))
        self.write.setText(words if can_write else "没有要并入的")
        self.write.setShortcut(_WRITE_KEY)  # Qt forgets it with the text
        self.write.setAccessibleName(self.write.text())
        self.write.setEnabled(can_write)
        self.write.updateGeometry()

    def _paint(self, painter: QPainter, area: QRect, index: Index) -> bool:
        """Icon and word of what becomes of a file."""
        if index.column() != 1:
            return False
        theme, line = self._theme, self._model.line(index.row())
        fate = line.fate
        words, icon, color = fate.words, fate.icon, fate.color
        if fate is Fate.CONFLICT and not self._is_open(line.file):
            words, icon, color = "已裁定", "check-circle", "achieved"
        shade, side = str(getattr(theme.palette, color)), theme.px(14)
        spot = QRect(area.left(), area.top() + (area.height() - side) // 2, side, side)
        icons.paint_icon(painter, spot, icon, shade)
        painting.text(
            painter, area.adjusted(side + theme.px(6), 0, 0, 0), words, theme.font(Role.BODY), shade
        )
        return True


def _color_of(index: Index) -> str:
    if index.column() == COUNTS_FROM + list(Outcome).index(Outcome.CONFLICT):
        return "undetermined"
    if index.column() == COUNTS_FROM + list(Outcome).index(Outcome.REFUSED):
        return "blocking"
    return "t2" if index.column() > COUNTS_FROM + len(Outcome) else "t1"
