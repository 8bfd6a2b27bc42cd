"""The rows and columns of a sheet as a list: where, the sheet's words, what they were taken for, and on what ground."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.services.receiving.claims import Axis
from wzdesk.ui import icons, painting, verdict_marks
from wzdesk.ui.recognition.views import LineView, Need
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
HEADS = ("行", "表里的字", "认作", "依据")
_COLORS = {
    Need.FATAL: "fatal",
    Need.UNKNOWN: "blocking",
    Need.CONSENT: "query",
    Need.QUERY: "query",
    Need.ASK: "query",
}


class Field(IntEnum):
    """The columns."""

    PLACE = 0
    WORDS = 1
    MEANING = 2
    HOW = 3


class _Line:
    """A line as texts."""

    def __init__(self, view: LineView) -> None:
        self.view = view
        meaning = view.meaning or ("请指定" if view.need is Need.UNKNOWN else "")
        self.texts = (view.place_words, view.words, meaning, view.how)


class LineModel(TextModel[_Line]):
    """The lines that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)

    def view(self, row: int) -> LineView:
        """A line."""
        return self.line(row).view

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, the whole as a tip, and the line itself."""
        if role == LINE_ROLE and index.isValid():
            return self.view(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            view = self.view(index.row())
            return f"{'／'.join(view.line.words)}\n认作：{view.meaning or '不知道'}\n依据：{view.how}"
        return super().data(index, role)


class LineList(TextTable):
    """Enter opens the choices of a line."""

    current_changed = Signal(object)
    """The ``LineView`` that the person went to."""
    activated_line = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model = LineModel()
        super().__init__(
            theme, self._model, "认出的行和列", parent, color_of=_color_of, paint_cell=self._paint_how
        )
        self._model.setParent(self)
        self._quiet = False
        self.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(theme.px(24))
        for field in (Field.WORDS, Field.MEANING):
            head.setSectionResizeMode(field, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self.activated_line)
        self.resize_columns()
        theme.changed.connect(self.resize_columns)

    @property
    def views(self) -> list[LineView]:
        """The lines that are shown."""
        return [self._model.view(row) for row in range(self._model.rowCount())]

    def show_views(self, views: Sequence[LineView]) -> None:
        """Show other lines."""
        self._quiet = True
        self._model.show_lines([_Line(view) for view in views])
        self._quiet = False

    def select(self, table: int, axis: Axis, place: int) -> None:
        """Choose a line without telling; none where it is not shown."""
        self._quiet = True
        for row, view in enumerate(self.views):
            if (view.table, view.axis, view.place) == (table, axis, place):
                self.selectRow(row)
                break
        else:
            self.clearSelection()
            self.setCurrentIndex(self._model.index(-1, 0))
        self._quiet = False

    def resize_columns(self) -> None:
        """Widths of the tokens."""
        self.setColumnWidth(Field.PLACE, self._theme.px(48))
        self.setColumnWidth(Field.HOW, self._theme.px(102))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the choices."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.activated_line.emit()
            return
        super().keyPressEvent(event)

    def _on_row_changed(self, current: Index) -> None:
        if current.isValid() and not self._quiet:
            self.current_changed.emit(self._model.view(current.row()))

    def _paint_how(self, painter: QPainter, area: QRect, index: Index) -> bool:
        """Shape and word; long names are shortened in their middle, for they differ at their ends."""
        if index.column() in {Field.WORDS, Field.MEANING}:
            font, color = self._theme.font(Role.BODY), str(getattr(self._theme.palette, _color_of(index)))
            text = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideMiddle, area.width())
            painting.text(painter, area, text, font, color)
            return True
        if index.column() != Field.HOW:
            return False
        view: LineView = index.data(LINE_ROLE)
        theme, p, side = self._theme, self._theme.palette, self._theme.px(14)
        spot = QRect(area.left(), area.center().y() - side // 2, side, side)
        paint_need(painter, spot, view, theme)
        words = area.adjusted(side + theme.px(5), 0, 0, 0)
        strength = Strength.REGULAR if view.need is Need.NONE else Strength.MEDIUM
        color = _COLORS.get(view.need, "t2" if view.is_taken else "t3")
        painting.text(painter, words, view.how, theme.font(Role.BODY, strength), str(getattr(p, color)))
        return True


def paint_need(painter: QPainter, spot: QRect, view: LineView, theme: Theme) -> None:
    """The shape of what a line needs; a tick where nothing, a bar where it is not taken."""
    p, area = theme.palette, QRectF(spot)
    match view.need:
        case Need.FATAL:
            verdict_marks.paint_fatal_mark(painter, area, p)
        case Need.UNKNOWN:
            verdict_marks.paint_blocking_mark(painter, area, p)
        case Need.NONE:
            icons.paint_icon(
                painter, spot, "check" if view.is_taken else "minus", p.achieved if view.is_taken else p.t3
            )
        case _:
            verdict_marks.paint_query_mark(painter, area, p)


def _color_of(index: Index) -> str:
    view: LineView = index.data(LINE_ROLE)
    if index.column() == Field.PLACE:
        return "t3"
    if index.column() == Field.MEANING and not view.meaning:
        return "blocking"
    return "t1" if view.is_taken or view.need is not Need.NONE else "t3"
