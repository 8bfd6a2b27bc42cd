"""The matrix of regions and forms: read by its coloured exceptions, walked through with the arrow keys."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.services.exchange.standings import Matrix
from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.hand_over.matrix_model import MatrixModel, RowKind
from wzdesk.ui.hand_over.standing_marks import look_of
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import Index
from wzdesk.ui.widgets.text_table import TextTable

_NAME_WIDTH, _LEAST_WIDTH, _ROW_HEIGHT, _HEAD_HEIGHT = 116, 128, 26, 42
PlaceKey = tuple[str, str, str]


class MatrixTable(TextTable):
    """Shows a ``Matrix``; the chosen cell stays chosen while states change."""

    chosen = Signal(object)
    """Form, region and period of the cell, or None."""
    opened = Signal()
    """Enter or a double click: the keys go to the panel."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.matrix = MatrixModel()
        super().__init__(theme, self.matrix, "地区和表的报送状态", parent, paint_cell=self._paint_cell)
        self.matrix.setParent(self)
        self.setSelectionBehavior(TextTable.SelectionBehavior.SelectItems)
        self.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self.opened)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def place(self) -> PlaceKey | None:
        """What is chosen."""
        return self.matrix.place(self.currentIndex())

    def show_matrix(self, matrix: Matrix) -> None:
        """Show states; stays at its cell, at first the first one that needs somebody."""
        before = self.place
        self.matrix.show_matrix(matrix)
        self.clearSpans()
        for number, row in enumerate(self.matrix.rows):
            if row.kind is RowKind.LINE and self.matrix.columnCount() > 1:
                self.setSpan(number, 0, 1, self.matrix.columnCount())
        self._fit()
        if before is None or not self.choose(before):
            self._choose_first()

    def choose(self, place: PlaceKey) -> bool:
        """Go to a place; whether it is in the matrix."""
        for index in self._cells():
            if self.matrix.place(index) == place:
                self.setCurrentIndex(index)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the panel; Home and End to the first and the last region."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens a cell, never an editor."""
        super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The forms share the width."""
        super().resizeEvent(event)
        self._fit()

    # Inside

    def _cells(self) -> list[Index]:
        rows = [n for n, row in enumerate(self.matrix.rows) if row.kind is RowKind.REGION]
        return [self.matrix.index(row, at) for row in rows for at in range(1, self.matrix.columnCount())]

    def _choose_first(self) -> None:
        cells = self._cells()
        needs = (
            one for one in cells if (state := self.matrix.standing(one)) and (state.count or state.is_late)
        )
        first = next(needs, cells[0] if cells else None)
        if first is not None:
            self.setCurrentIndex(first)

    def _on_current(self, current: Index) -> None:
        self.chosen.emit(self.matrix.place(current))

    def _fit(self) -> None:
        theme, count = self._theme, self.matrix.columnCount() - 1
        if count < 1:
            return
        self.setColumnWidth(0, theme.px(_NAME_WIDTH))
        room = self.viewport().width() - theme.px(_NAME_WIDTH)
        for column in range(1, count + 1):
            self.setColumnWidth(column, max(theme.px(_LEAST_WIDTH), room // count))

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEAD_HEIGHT))
        self._fit()

    def _paint_cell(self, painter: QPainter, inner: QRect, index: Index) -> bool:
        theme, p, px = self._theme, self._theme.palette, self._theme.px
        area = inner.adjusted(-px(8), 0, px(6), -1)
        kind = self.matrix.rows[index.row()].kind
        standing = self.matrix.standing(index)
        if standing is not None:
            look = look_of(standing, p)
            painting.fill(painter, area, look.tint or p.page)
            side = px(14)
            spot = QRect(inner.left(), inner.center().y() - side // 2, side, side)
            icons.paint_icon(painter, spot, look.icon, look.color)
            words = inner.adjusted(side + px(6), 0, 0, 0)
            shade = p.t1 if look.icon == "check-circle-fill" else look.color
            painting.text(painter, words, standing.words, theme.font(Role.BODY), shade)
            if standing.count:
                painting.text(
                    painter, inner, str(standing.count), theme.font(Role.BODY_STRONG), p.t1, painting.RIGHT
                )
        elif kind is RowKind.SUM:
            self._paint_sum(painter, area, inner, index)
        elif kind is RowKind.LINE:
            painting.fill(painter, area, p.head)
            painting.text(painter, inner, str(index.data() or ""), theme.font(Role.CAPTION), p.t2)
        else:
            painting.text(painter, inner, str(index.data() or ""), theme.font(Role.BODY), p.t1)
        if kind is not RowKind.LINE:
            painting.vertical_line(painter, area.right(), area.top(), area.bottom() + 2, p.line)
        if standing is not None and index == self.currentIndex():
            shapes.focus_ring(painter, area, 0, p.acc, px(2))
        return True

    def _paint_sum(self, painter: QPainter, area: QRect, inner: QRect, index: Index) -> None:
        theme, p, px = self._theme, self._theme.palette, self._theme.px
        painting.fill(painter, area, p.accbg)
        font = theme.font(Role.BODY_STRONG)
        words = str(index.data())
        if not index.column():
            painting.text(painter, inner, words, font, p.t1)
            return
        painting.text(painter, inner, words, font, p.t1, painting.RIGHT)
        done, all_ = self.matrix.merged(index.column())
        width = min(px(64), inner.width() - painting.width_of(words, font) - px(8))
        if width > px(16):
            track = QRect(inner.left(), inner.center().y() - px(3), width, px(6))
            shapes.frame(painter, track, px(3), p.track, "")
            if done:
                share = QRect(track.left(), track.top(), max(px(6), width * done // all_), px(6))
                shapes.frame(painter, share, px(3), p.acc, "")
