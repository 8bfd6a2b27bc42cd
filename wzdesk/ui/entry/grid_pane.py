"""One pane of the grid: a table view that paints itself through the grid's painter."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScrollBar, QTableView, QWidget

from wzdesk.ui.entry.grid_columns import MergedBy, Shape
from wzdesk.ui.entry.grid_header import GridHeader
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.grid_model import GridModel, Index
from wzdesk.ui.entry.grid_moves import Place
from wzdesk.ui.entry.grid_painter import GridPainter, Scene, Strip
from wzdesk.ui.entry.grid_selection import Block
from wzdesk.ui.entry.text_cache import TextCache


class GridPane(QTableView):
    """Rows and columns of Qt's table view, cells of our own painting. Both panes show one model."""

    pressed = Signal(QPoint, bool)
    """Global point of a press, and whether Shift extends the range to it."""
    menu_pressed = Signal(QPoint)
    dragged = Signal(QPoint)
    opened = Signal()
    row_hovered = Signal(int)

    def __init__(
        self, model: GridModel, metrics: GridMetrics, texts: TextCache, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        # Asked for a viewport that Qt has made, PySide makes all classes of widgets to find its own: 10 ms of a start.
        self.setViewport(QWidget())
        self.grid, self.metrics, self.texts = model, metrics, texts
        self.grid_painter = GridPainter(model, metrics, texts)
        self.hovered = -1
        self.block: Block | None = None
        self.header = GridHeader(model, metrics, texts, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAutoScroll(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell; with Shift, the range up to it."""
        if event.button() is Qt.MouseButton.LeftButton:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pressed.emit(event.globalPosition().toPoint(), extends)
        elif event.button() is Qt.MouseButton.RightButton:
            self.menu_pressed.emit(event.globalPosition().toPoint())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a range, or light up the row."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint())
        else:
            self._hover(self.rowAt(round(event.position().y())))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is left to do."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.row_hovered.emit(row)

    # --- geometry ---

    def edges(self, first: int, last: int) -> tuple[int, int]:
        """Upper edge of the first row, lower edge of the last."""
        return self.rowViewportPosition(first), self.rowViewportPosition(last) + self.rowHeight(last)

    def place_of(self, row: int, column: int) -> QRect:
        """The rectangle of a cell with all rows it is merged with, px in the viewport."""
        top, bottom = self.edges(*self.grid.merged_rows(row, column))
        return QRect(self.columnViewportPosition(column), top, self.columnWidth(column), bottom - top)

    def visualRect(self, index: Index) -> QRect:
        """Merged cells whole."""
        if not index.isValid() or self.isColumnHidden(index.column()):
            return super().visualRect(index)
        return self.place_of(index.row(), index.column())

    def shown_columns(self) -> list[int]:
        """The columns of this pane, left to right."""
        return [number for number in range(len(self.grid.specs)) if not self.isColumnHidden(number)]

    def reveal(self, place: Place) -> None:
        """Scroll just as far as the cell needs."""
        row, column = place
        top, bottom = self.edges(row, row)
        _scroll_into(self.verticalScrollBar(), top, bottom, self.viewport().height())
        if not self.isColumnHidden(column):
            left = self.columnViewportPosition(column)
            _scroll_into(
                self.horizontalScrollBar(), left, left + self.columnWidth(column), self.viewport().width()
            )

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """All of it, by the grid's painter."""
        painter = QPainter(self.viewport())
        self.grid_painter.paint(painter, event.rect(), self._scene(event.rect()))
        painter.end()

    def _scene(self, clip: QRect) -> Scene:
        index = self.currentIndex()
        return Scene(
            rows=self._row_strips(clip),
            columns=self._column_strips(clip),
            tops=self,
            height=self.viewport().height(),
            selected=self.block,
            current=(index.row(), index.column()) if index.isValid() else None,
            hovered=self.hovered,
            is_scrolled=self.is_beside_scrolled(),
        )

    def is_beside_scrolled(self) -> bool:
        """Whether another pane's columns have gone beneath this one."""
        return False

    def _row_strips(self, clip: QRect) -> tuple[Strip, ...]:
        first, last = self.rowAt(clip.top()), self.rowAt(clip.bottom())
        if first < 0:
            return ()
        last = last if last >= 0 else len(self.grid.rows) - 1
        start, height = self.rowViewportPosition(first), self.metrics.row
        strips = []
        for row in range(first, last + 1):
            if not self.isRowHidden(row):
                strips.append(Strip(row, start, height))
                start += height
        return tuple(strips)

    def _column_strips(self, clip: QRect) -> tuple[Strip, ...]:
        strips = []
        for column in self.shown_columns():
            start, width = self.columnViewportPosition(column), self.columnWidth(column)
            if start <= clip.right() and start + width > clip.left():
                strips.append(Strip(column, start, width))
        return tuple(strips)

    # --- partial updates ---

    def update_rows(self, *rows: int) -> None:
        """Repaint rows with the merged cells that go with them."""
        known = [row for row in rows if 0 <= row < len(self.grid.rows)]
        for first, last in {self._together(row) for row in known}:
            top, bottom = self.edges(first, last)
            if bottom > 0 and top < self.viewport().height():
                self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def _together(self, row: int) -> tuple[int, int]:
        merged = self.grid.rows[row].merged
        ends = [merged[MergedBy.ITEM], merged[MergedBy.TARGET]]
        return min(first for first, _ in ends), max(last for _, last in ends)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Texts of merged cells keep to the middle of the visible part: those cut by an edge are painted anew."""
        super().scrollContentsBy(dx, dy)
        if dy and self.grid.rows:
            width = self.viewport().width()
            for top, bottom in self._merged_edges():
                if self._is_cut(top, bottom) or self._is_cut(top - dy, bottom - dy):
                    self.viewport().update(0, top, width, bottom - top)

    def _merged_edges(self) -> set[tuple[int, int]]:
        """Upper and lower edges of the merged cells in view."""
        ways = {self.grid.specs[column].merged_by for column in self.shown_columns()}
        if any(self.grid.specs[column].shape is Shape.NAME for column in self.shown_columns()):
            ways.add(MergedBy.ITEM)
        rows = self._row_strips(self.viewport().rect())
        runs = {self.grid.rows[row.number].merged[way] for row in rows for way in ways}
        return {self.edges(first, last) for first, last in runs if last > first}

    def _is_cut(self, top: int, bottom: int) -> bool:
        height = self.viewport().height()
        return top < 0 < bottom or top < height < bottom

    # --- tips ---

    def viewportEvent(self, event: QEvent) -> bool:
        """A tip with a mere text only where the cell does not show it whole."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid() and self.shows_all(index):
                event.ignore()
                return True
        return super().viewportEvent(event)

    def shows_all(self, index: Index) -> bool:
        """Whether a cell has no more to tell than the text it shows."""
        rect = self.place_of(index.row(), index.column())
        top, bottom = max(rect.top(), 0), min(rect.bottom() + 1, self.viewport().height())
        seen = QRectF(rect.left(), top, rect.width(), max(bottom - top, self.metrics.row))
        return self.grid_painter.cells.shows_all(index.row(), index.column(), seen)


def _scroll_into(bar: QScrollBar, start: int, end: int, size: int) -> None:
    """Move a scroll bar by as little as brings a stretch into view, its start first."""
    if start < 0 or end - start > size:
        bar.setValue(bar.value() + start)
    elif end > size:
        bar.setValue(bar.value() + end - size)
