"""The head of the grid in two levels: groups above, columns with their grey units below."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.ui import painting
from wzdesk.ui.entry.grid_columns import ColumnSpec, Shape
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.text_cache import TextCache


class GridHeader(QHeaderView):
    """Paints the heads of the columns a pane shows; the current column's is underlined."""

    def __init__(self, model: GridModel, metrics: GridMetrics, texts: TextCache, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setViewport(QWidget())  # see GridPane
        self._grid, self._metrics, self._texts = model, metrics, texts
        self._current = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Both levels."""
        return QSize(self.length(), self._metrics.head_upper + self._metrics.head_lower)

    def set_current(self, column: int) -> None:
        """Underline the head of another column."""
        if column != self._current:
            self._current = column
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, groups, columns, lines."""
        painter, metrics = QPainter(self.viewport()), self._metrics
        palette, thin = metrics.theme.palette, painting.hair(painter)
        painting.fill(painter, event.rect(), palette.head)
        for group in self._groups():
            self._paint_group(painter, group, thin)
        bottom = QRectF(0, self.height() - thin, self.width(), thin)
        painting.fill(painter, bottom, palette.line2)
        self._paint_underline(painter)
        painter.end()

    def _groups(self) -> Iterator[list[int]]:
        """Neighbouring visible columns of one group; a column without group stands alone."""
        run: list[int] = []
        for number, spec in enumerate(self._grid.specs):
            if self.isSectionHidden(number):
                continue
            if run and (not spec.group or spec.group != self._grid.specs[run[-1]].group):
                yield run
                run = []
            run.append(number)
        if run:
            yield run

    def _rect(self, columns: list[int]) -> QRectF:
        left = self.sectionViewportPosition(columns[0])
        right = self.sectionViewportPosition(columns[-1]) + self.sectionSize(columns[-1])
        return QRectF(left, 0, right - left, self.height())

    def _paint_group(self, painter: QPainter, columns: list[int], thin: float) -> None:
        metrics = self._metrics
        palette, rect = metrics.theme.palette, self._rect(columns)
        edge = QRectF(rect.right() - thin, 0, thin, rect.height())
        painting.fill(painter, edge, palette.line2)
        spec = self._grid.specs[columns[0]]
        if not spec.group:
            self._paint_title(painter, rect, columns[0], spec)
            return
        upper = QRectF(rect.left(), 0, rect.width(), metrics.head_upper)
        self._paint_words(painter, upper, spec.group, spec.group_note, palette.t1)
        painting.fill(
            painter, QRectF(rect.left(), upper.bottom() - thin, rect.width() - thin, thin), palette.line
        )
        for column in columns:
            lower = self._rect([column]).adjusted(0, metrics.head_upper, 0, 0)
            self._paint_title(painter, lower, column, self._grid.specs[column])
            if column != columns[-1]:
                divider = QRectF(lower.right() - thin, lower.top(), thin, lower.height())
                painting.fill(painter, divider, palette.line)

    def _paint_title(self, painter: QPainter, rect: QRectF, column: int, spec: ColumnSpec) -> None:
        palette = self._metrics.theme.palette
        color = palette.acc if column == self._current else palette.t1
        to_left = spec.shape in {Shape.NAME, Shape.CAPTION, Shape.WORDS} and not spec.group
        self._paint_words(painter, rect, spec.title, spec.unit, color, to_left=to_left)

    def _paint_words(
        self, painter: QPainter, rect: QRectF, title: str, note: str, color: str, *, to_left: bool = False
    ) -> None:
        metrics, texts = self._metrics, self._texts
        pieces: list[tuple[str, QFont, str]] = [(title, metrics.head, color)]
        if note:
            pieces.append((f" {note}", metrics.head_note, metrics.theme.palette.t3))
        total = sum(texts.width(text, font) for text, font, _ in pieces)
        left = rect.left() + (metrics.pad if to_left else max((rect.width() - total) / 2, 1))
        baseline = texts.baseline(rect.top(), rect.height(), metrics.head)
        for text, font, shade in pieces:
            texts.draw(painter, left, baseline, text, font, shade)
            left += texts.width(text, font)

    def _paint_underline(self, painter: QPainter) -> None:
        if self._current < 0 or self._current >= self.count() or self.isSectionHidden(self._current):
            return
        rect, height = self._rect([self._current]), self._metrics.frame
        line = QRectF(rect.left(), rect.bottom() - height, rect.width(), height)
        painting.fill(painter, line, self._metrics.theme.palette.acc)
