"""The findings in groups: the head of a group across the table, and below it one line for each finding."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.domain.checks.reviewed import Told
from wzdesk.ui import painting
from wzdesk.ui.finding_marks import paint_severity
from wzdesk.ui.review.lines import HEADS, ReviewLine
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_WIDTHS = ((92, 88), (84, 58), (168, 112), None, (168, 120))
"""How wide columns like to be, and how narrow they may be for the sentence to have its room; px at 100 %."""
_SENTENCE, _SENTENCE_ROOM = _WIDTHS.index(None), 180


class _ReviewModel(TextModel[ReviewLine]):
    """Heads of groups cannot be chosen: the arrow keys pass over them."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Whether a line can be chosen."""
        if index.isValid() and self.line(index.row()).told is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class ReviewTable(TextTable):
    """Shows findings; the one that was chosen stays so while others come and go."""

    chosen = Signal(object)
    """A ``Told``, or None."""
    jump_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.lines: _ReviewModel = _ReviewModel(HEADS)
        super().__init__(
            theme, self.lines, "审核发现的问题", parent, color_of=self._color_of, paint_cell=self._paint_cell
        )
        self.wrap(_SENTENCE)
        self.lines.setParent(self)
        self._was_touched = False
        self.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_asked)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def current(self) -> Told | None:
        """The finding that is chosen."""
        row = self.currentIndex().row()
        return self.lines.line(row).told if 0 <= row < self.lines.rowCount() else None

    @property
    def shown(self) -> list[Told]:
        """The findings in the order in which they are listed."""
        return [told for row in range(self.lines.rowCount()) if (told := self.lines.line(row).told)]

    def show_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Show these; what a person chose stays chosen, or else the line that took its place is; at first the top."""
        before, place = self.current, self.currentIndex().row()
        if [self.lines.line(row) for row in range(self.lines.rowCount())] == list(lines):
            return
        self.lines.show_lines(lines)
        self.clearSpans()
        for row, line in enumerate(lines):
            if line.told is None:
                self.setSpan(row, 0, 1, len(HEADS))
        self._choose(before if self._was_touched else None, place if self._was_touched else 0)
        self.chosen.emit(self.current)

    def choose(self, told: Told) -> None:
        """Make a finding current."""
        self._was_touched = True
        for row in range(self.lines.rowCount()):
            line = self.lines.line(row).told
            if line is not None and line.finding.place == told.finding.place:
                self.selectRow(row)
                return

    def next_after(self, told: Told | None) -> Told | None:
        """The next finding that is open, from the top again after the last."""
        shown = self.shown
        places = [one.finding.place for one in shown]
        at = places.index(told.finding.place) + 1 if told and told.finding.place in places else 0
        return next((one for one in shown[at:] + shown[:at] if one.is_open), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cell."""
        self._was_touched = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.jump_asked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by the mouse."""
        self._was_touched = True
        super().mousePressEvent(event)

    def _choose(self, before: Told | None, place: int) -> None:
        rows = [row for row in range(self.lines.rowCount()) if self.lines.line(row).told]
        if not rows:
            return
        if before is not None:
            for row in rows:
                told = self.lines.line(row).told
                if told and told.finding.place == before.finding.place:
                    self.selectRow(row)
                    return
        self.selectRow(next((row for row in rows if row >= place), rows[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence has what the other columns leave, and some room in any case."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        header, px = self.horizontalHeader(), self._theme.px
        widths = [width for width in _WIDTHS if width]
        liked, least = (sum(px(width[which]) for width in widths) for which in (0, 1))
        room = self.viewport().width() - px(_SENTENCE_ROOM)
        share = min(max((room - least) / (liked - least), 0.0), 1.0)
        for column, width in enumerate(_WIDTHS):
            if width:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(column, round(px(width[1]) + share * (px(width[0]) - px(width[1]))))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _color_of(self, index: Index) -> str:
        told = self.lines.line(index.row()).told
        if told is None or told.is_answered:
            return "t3"
        if index.column() == len(HEADS) - 1:
            return "acc"
        return "t1" if index.column() in {2, _SENTENCE} else "t2"

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> bool:
        if index.column() != 0:
            return False
        line = self.lines.line(index.row())
        theme = self._theme
        if line.told is None:
            ground = rect.adjusted(-theme.px(8), 0, theme.px(6), -1)
            painting.fill(painter, ground, theme.palette.head)
            painting.text(painter, rect, line.texts[0], theme.font(Role.BODY_STRONG), theme.palette.t2)
        else:
            is_quiet = not line.told.is_open
            paint_severity(painter, rect, line.told.finding.severity, theme, quiet=is_quiet)
        return True

    def _on_row_changed(self, current: Index) -> None:
        self.chosen.emit(self.lines.line(current.row()).told if current.isValid() else None)

    def _on_asked(self, index: Index) -> None:
        told = self.lines.line(index.row()).told
        if told is not None:
            self.jump_asked.emit(told)
