"""A table of texts to read: hairlines, one line a row, a quiet selection; the look of lists in this program.

Columns may hold sentences: a row where one does not fit is as high as it takes, up to three lines.
"""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import Index

ROW_HEIGHT = 27
_MOST_LINES = 3
_LEFT_EDGE, _RIGHT_EDGE = 8, 6
"""Beside the text of a cell, px at 100 %."""
PaintCell = Callable[[QPainter, QRect, Index], bool]
"""Paints a cell itself and returns True, or leaves it to the table."""


class TextTable(QTableView):
    """Rows to read. ``color_of`` names a colour of the palette for a cell; ``paint_cell`` may paint it."""

    rows_fitted = Signal()
    """Rows have other heights now."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractItemModel,
        name: str,
        parent: QWidget | None = None,
        *,
        color_of: Callable[[Index], str] | None = None,
        right: frozenset[int] = frozenset(),
        paint_cell: PaintCell | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._sentences = theme, frozenset[int]()
        self.setAccessibleName(name)
        self.setModel(model)
        self._delegate = _TextDelegate(theme, self, color_of, right, paint_cell)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeader(_Head(right, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.fit_rows)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def wrap(self, *columns: int) -> None:
        """Write the texts of some columns on several lines where they do not fit on one."""
        self._sentences = self._delegate.sentences = frozenset(columns)
        self.model().modelReset.connect(self._fitting.start)
        self.horizontalHeader().sectionResized.connect(self._fitting.start)
        self._fitting.start()

    def fit_rows(self) -> None:
        """Give every row the height that its sentences take."""
        if not self._sentences:
            return
        self._fitting.stop()
        font, usual = self._theme.font(Role.BODY), self._theme.px(ROW_HEIGHT)
        line, model, has_changed = QFontMetrics(font).lineSpacing(), self.model(), False
        for row in range(model.rowCount()):
            count = max(
                painting.lines_of(words, font, self._room_of(row, column), _MOST_LINES)
                for column in self._sentences
                for words in [str(model.index(row, column).data() or "")]
            )
            height = usual + (count - 1) * line
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
                has_changed = True
        if has_changed:
            self.rows_fitted.emit()

    def _room_of(self, row: int, column: int) -> int:
        span = range(column, column + self.columnSpan(row, column))
        edges = self._theme.px(_LEFT_EDGE) + self._theme.px(_RIGHT_EDGE)
        return sum(self.columnWidth(one) for one in span) - edges

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        self.horizontalHeader().setFont(self._theme.font(Role.HEAD))
        self._fitting.start()
        self.viewport().update()


class _Head(QHeaderView):
    """Heads of numbers stand over them, at the right."""

    def __init__(self, right: frozenset[int], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._right = right

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, index: int) -> None:
        """Where the words of a head stand."""
        super().initStyleOptionForIndex(option, index)
        if index in self._right:
            option.textAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter  # type: ignore[attr-defined]


class _TextDelegate(QStyledItemDelegate):
    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        color_of: Callable[[Index], str] | None,
        right: frozenset[int],
        paint_cell: PaintCell | None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._color_of, self._right, self._paint_cell = theme, color_of, right, paint_cell
        self.sentences = frozenset[int]()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p, px = self._theme.palette, self._theme.px
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        painting.fill(painter, rect, p.sel if selected else p.page)
        painting.horizontal_line(painter, rect.left(), rect.right() + 1, rect.bottom(), p.line)
        inner = rect.adjusted(px(_LEFT_EDGE), 0, -px(_RIGHT_EDGE), 0)
        if self._paint_cell is not None and self._paint_cell(painter, inner, index):
            return
        color = self._color_of(index) if self._color_of else "t1"
        align = painting.RIGHT if index.column() in self._right else painting.LEFT
        words, font = str(index.data() or "").replace("\n", " "), self._theme.font(Role.BODY)
        color = str(getattr(p, color))
        if index.column() in self.sentences and rect.height() > px(ROW_HEIGHT):
            painting.wrapped_text(painter, inner, words, font, color)
        else:
            painting.text(painter, inner, words, font, color, align)
