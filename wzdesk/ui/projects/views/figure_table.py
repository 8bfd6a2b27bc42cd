"""A table of sums to read: texts, a bar with the tick of time progress, and the distance from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.ui import painting
from wzdesk.ui.projects.lag_marks import paint_lag, paint_rate
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_LEAST = 160


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row; ``key`` is what is asked for by Enter, ``depth`` 0 for a sum that others stand below."""

    texts: tuple[str, ...]
    key: object = None
    rate: Decimal | None = None
    ahead: Decimal | None = None
    depth: int = 1
    colour: str = "t1"


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads and widths in px at 100 %; the column of width 0 takes the rest."""

    words: tuple[str, ...]
    widths: tuple[int, ...]
    right: frozenset[int] = frozenset()
    rate: int = -1
    lag: int = -1
    coloured: frozenset[int] = frozenset()


class FigureTable(TextTable):
    """Shows lines; Enter and a double click ask for the current one."""

    asked = Signal(object)
    """The key of a line."""

    def __init__(self, theme: Theme, heads: Heads, name: str, parent: QWidget | None = None) -> None:
        self.lines: TextModel[FigureLine] = TextModel(heads.words)
        self._heads, self._month = heads, 12
        super().__init__(
            theme,
            self.lines,
            name,
            parent,
            color_of=self._color_of,
            right=heads.right,
            paint_cell=self._paint,
        )
        self.lines.setParent(self)
        self.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.doubleClicked.connect(self._on_asked)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def current_key(self) -> object:
        """What the current line stands for, or None."""
        row = self.currentIndex().row()
        return self.lines.line(row).key if 0 <= row < self.lines.rowCount() else None

    def show_lines(self, lines: Sequence[FigureLine], month: int) -> None:
        """Show these; the line that was current stays so where it is there still."""
        key, row = self.current_key, self.currentIndex().row()
        self._month = month
        self.lines.show_lines(lines)
        keys = [line.key for line in lines]
        if row < 0:
            row = next((place for place, one in enumerate(keys) if one is not None), 0)
        if lines:
            self.selectRow(
                keys.index(key) if key is not None and key in keys else min(max(row, 0), len(lines) - 1)
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_asked()
        else:
            super().keyPressEvent(event)

    def _on_asked(self) -> None:
        if self.current_key is not None:
            self.asked.emit(self.current_key)

    def _color_of(self, index: Index) -> str:
        line = self.lines.line(index.row())
        return line.colour if index.column() in self._heads.coloured else "t1"

    def _paint(self, painter: QPainter, rect: QRect, index: Index) -> bool:
        line, column = self.lines.line(index.row()), index.column()
        if column == self._heads.rate:
            paint_rate(painter, rect, line.rate, line.ahead, self._month, self._theme)
        elif column == self._heads.lag:
            paint_lag(painter, rect, line.ahead, self._theme)
        elif line.depth == 0 or column == 0:
            self._paint_strong(painter, rect, line, column)
        else:
            return False
        return True

    def _paint_strong(self, painter: QPainter, rect: QRect, line: FigureLine, column: int) -> None:
        role = Role.BODY_STRONG if line.depth == 0 else Role.BODY
        area = rect.adjusted(self._theme.px(16) * line.depth if column == 0 else 0, 0, 0, 0)
        align = painting.RIGHT if column in self._heads.right else painting.LEFT
        painting.text(
            painter, area, line.texts[column], self._theme.font(role), self._theme.palette.t1, align
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The open column has what the others leave."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        """Below its least width the open column stays readable and the table scrolls."""
        header, px = self.horizontalHeader(), self._theme.px
        room = self.viewport().width() - sum(px(width) for width in self._heads.widths if width)
        for column, width in enumerate(self._heads.widths):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, px(width) if width else max(room, px(_LEAST)))
