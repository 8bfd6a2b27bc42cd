"""A table of texts to read: hairlines, one line a row, a quiet selection; the look of lists in this program."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QPainter
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
PaintCell = Callable[[QPainter, QRect, Index], bool]
"""Paints a cell itself and returns True, or leaves it to the table."""


class TextTable(QTableView):
    """Rows to read. ``color_of`` names a colour of the palette for a cell; ``paint_cell`` may paint it."""

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
        self._theme = theme
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_TextDelegate(theme, self, color_of, right, paint_cell))
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
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        self.horizontalHeader().setFont(self._theme.font(Role.HEAD))
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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p, px = self._theme.palette, self._theme.px
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        painting.fill(painter, rect, p.sel if selected else p.page)
        painting.horizontal_line(painter, rect.left(), rect.right() + 1, rect.bottom(), p.line)
        inner = rect.adjusted(px(8), 0, -px(6), 0)
        if self._paint_cell is not None and self._paint_cell(painter, inner, index):
            return
        color = self._color_of(index) if self._color_of else "t1"
        align = painting.RIGHT if index.column() in self._right else painting.LEFT
        words = str(index.data() or "").replace("\n", " ")
        painting.text(painter, inner, words, self._theme.font(Role.BODY), str(getattr(p, color)), align)
