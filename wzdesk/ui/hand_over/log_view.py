"""收发记录: what went out and came in, when, by whom and with what result; searchable, for ever."""

from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.exchange.transfer import Way
from wzdesk.services.exchange.overview import Overview
from wzdesk.ui import painting
from wzdesk.ui.hand_over.log_lines import HEADS, LogLine, log_lines
from wzdesk.ui.hand_over.words import WAY_COLORS, WAY_WORDS
from wzdesk.ui.shell.page_header import ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.empty_cover import EmptyCover
from wzdesk.ui.widgets.find_field import FindField
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

MOST = 2000
"""So many lines are shown, the newest; searching finds older ones."""
_WIDTHS = ((112, 96), (52, 48), (76, 68), (240, 140), (240, 110), (150, 84), (112, 60))

_NOTHING = (
    "还没有收发过",
    "发出、拒收、并入、裁定、导出，每次在这里记一行，只增不改。收到文件按右上角的“收文件…”，或者拖进来。",
)


class LogView(QWidget):
    """Shows the transfer log; lines are only read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._overview: Overview | None = None
        self.model: TextModel[LogLine] = TextModel(HEADS, self)
        self.chips = {way: Chip(theme, WAY_WORDS[way], 0, "条", parent=self) for way in Way}
        for chip in self.chips.values():
            chip.setChecked(True)
            chip.clicked.connect(partial(self._show))
        self.finder = FindField(theme, self, self)
        self.finder.setPlaceholderText("查找地区、文件、人 Ctrl+F")
        self.finder.setAccessibleName("查找收发记录")
        self.warning = WrappedLabel(theme, "", self, color="fatal")
        self.warning.setContentsMargins(12, 6, 12, 6)
        self.warning.hide()
        self.table = TextTable(theme, self.model, "收发记录", self, color_of=self._color_of)
        self._nothing = EmptyCover(theme, self.table, "list-checks", _NOTHING)
        ColumnFit(self.table, theme, _WIDTHS, rest=160)
        tools = ToolRow(theme, self)
        tools.add_left(*self.chips.values())
        tools.add_right(self.finder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((tools, 0), (self.warning, 0), (self.table, 1)):
            column.addWidget(widget, stretch)
        self.finder.sought.connect(self._show)
        self.finder.left.connect(self.table.setFocus)
        self.setFocusProxy(self.table)

    def show_overview(self, overview: Overview) -> None:
        """Show the log as it is now."""
        self._overview = overview
        self._nothing.show_if(not overview.log)
        for way, chip in self.chips.items():
            count = sum(one.way is way for one in overview.log)
            chip.set_count(count)
            chip.setVisible(bool(count))
        self.warning.setVisible(bool(overview.damaged))
        if overview.damaged:
            told = "、".join(map(str, overview.damaged[:5]))
            self.warning.setText(
                f"收发记录第 {told} 行读不出或被改动过，其余照常显示；请从备份里找回收发记录文件核对。"
            )
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """A log of years is made into lines only for who looks at it."""
        super().showEvent(event)
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def _show(self) -> None:
        if self._overview is not None:
            ways = {way for way, chip in self.chips.items() if chip.isChecked()}
            self.model.show_lines(log_lines(self._overview, ways, self.finder.text(), MOST))

    def _color_of(self, index: Index) -> str:
        if index.column() == 1:
            return WAY_COLORS[self.model.line(index.row()).way]
        return "t1" if index.column() in {2, 3} else "t2"
