"""The pasted block as the grid would show it: each text beside what it is read as, and its verdict."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wzdesk.domain.pasting.verdict import JudgedCell, PasteKind
from wzdesk.ui import icons, painting
from wzdesk.ui.paste.frozen_columns import FrozenColumns
from wzdesk.ui.paste.marks import kind_color, kind_icon, kind_tint
from wzdesk.ui.paste.paste_model import (
    CELL,
    CHANGE,
    FIRST,
    GIVEN,
    NAME,
    NO,
    PARTS,
    READ,
    TARGET,
    UNIT,
    Index,
    PasteModel,
)
from wzdesk.ui.theme import Role, Strength, Theme

_ROW, _HEAD, _PAD, _MARK = 26, 23, 8, 14
_NO_WIDTH, _NAME_WIDTH, _UNIT_WIDTH, _TARGET_WIDTH = 44, 200, 66, 120
_WIDTHS = {GIVEN: 112, READ: 112, CHANGE: 76}
ANSWER_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
"""The keys of a cell's answers, in their order."""
_OWN_KEYS = frozenset(
    {
        *ANSWER_KEYS,
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F8,
        Qt.Key.Key_F7, Qt.Key.Key_F6, Qt.Key.Key_Period, Qt.Key.Key_Greater, Qt.Key.Key_Z, Qt.Key.Key_Y,
    }
)  # fmt: skip


class PasteTable(QTableView):
    """Arrows go from cell to cell of the block; the keys that decide go on to the preview."""

    cell_changed = Signal(object)
    """The ``JudgedCell`` that is current, or None."""

    def __init__(self, model: PasteModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setHorizontalHeader(_Head(model, theme, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("粘贴预览")
        self.selectionModel().currentChanged.connect(self._tell_current)
        self._names = FrozenColumns(self, _Head(model, theme, self), UNIT + 1)
        theme.changed.connect(self.dress)
        self.dress()

    @property
    def model_of_block(self) -> PasteModel:
        """What is shown."""
        return self._model

    def dress(self) -> None:
        """Measures and colours of the theme."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.horizontalHeader().setFixedHeight(2 * px(_HEAD))
        self.lay_out()
        self.viewport().update()

    def lay_out(self) -> None:
        """Fit the columns: the names take what is left."""
        px, count = self._theme.px, self._model.columnCount()
        self.setColumnHidden(TARGET, not self._model.has_target)
        for column, width in ((NO, _NO_WIDTH), (UNIT, _UNIT_WIDTH), (TARGET, _TARGET_WIDTH)):
            self.setColumnWidth(column, px(width))
        taken = sum(self.columnWidth(column) for column in (NO, UNIT, TARGET))
        for column in range(FIRST, count):
            width = px(_WIDTHS[(column - FIRST) % len(PARTS)])
            self.setColumnWidth(column, width)
            taken += width
        room = self.viewport().width() - taken
        self.setColumnWidth(NAME, max(px(_NAME_WIDTH), min(room, px(420))))
        self._names.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names follow the width."""
        super().resizeEvent(event)
        self.lay_out()

    def go_to(self, cell: JudgedCell) -> None:
        """Make a cell of the block current."""
        place = self._model.place_of(cell)
        if place is not None:
            self.setCurrentIndex(self._model.index(*place))

    def current_cell(self) -> JudgedCell | None:
        """The cell of the block at the cursor."""
        index = self.currentIndex()
        return self._model.cell_at(index.row(), index.column()) if index.isValid() else None

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Nor may a cell be hidden behind the names."""
        super().scrollTo(index, hint)
        hidden = self._names.width() - self.visualRect(index).left()
        if index.column() > UNIT and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> object:  # type: ignore[override]
        """Left and right go from reading to reading."""
        index, step = self.currentIndex(), len(PARTS)
        moves = {QAbstractItemView.CursorAction.MoveLeft: -1, QAbstractItemView.CursorAction.MoveRight: 1}
        if not index.isValid() or action not in moves:
            return super().moveCursor(action, modifiers)
        group = (max(index.column(), FIRST) - FIRST) // step + moves[action]
        last = (self._model.columnCount() - FIRST) // step - 1
        return self._model.index(index.row(), FIRST + min(max(group, 0), last) * step + READ)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What decides is left to the preview; arrows and pages stay."""
        if event.key() in _OWN_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and a dashed frame around the block."""
        super().paintEvent(event)
        rows = self._model.block_rows()
        if rows is None:
            return
        first = self.visualRect(self._model.index(rows[0], FIRST))
        frame = first.united(self.visualRect(self._model.index(rows[1], self._model.columnCount() - 1)))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self._theme.palette.acc), 2, Qt.PenStyle.DashLine))
        painter.drawRect(frame.adjusted(0, 1, -1, -1))

    def _tell_current(self) -> None:
        self.cell_changed.emit(self.current_cell())


class _Head(QHeaderView):
    """Two lines: the column of the grid over the three of the preview."""

    def __init__(self, model: PasteModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self._theme = model, theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, palette = QPainter(self.viewport()), self._theme, self._theme.palette
        high, half = self.height(), self.height() // 2
        painting.fill(painter, self.viewport().rect(), palette.head)
        font, pad = theme.font(Role.HEAD), theme.px(_PAD)
        for column in range(self._model.columnCount()):
            left, width = self.sectionViewportPosition(column), self.sectionSize(column)
            if not width:
                continue
            top = 0 if column < FIRST else half
            area = QRect(left, top, width, high - top)
            words = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            align = painting.LEFT if column < FIRST else painting.RIGHT
            own = font if column < FIRST else theme.font(Role.CAPTION)
            painting.text(painter, area.adjusted(pad, 0, -pad, 0), words, own, palette.t2, align)
            painting.vertical_line(painter, left + width - 1, top, high, palette.line2)
        for at, words in enumerate(self._model.groups):
            first = FIRST + at * len(PARTS)
            left = self.sectionViewportPosition(first)
            width = sum(self.sectionSize(first + part) for part in range(len(PARTS)))
            if not width:
                continue
            painting.text(painter, QRect(left, 0, width, half), words, font, palette.t2, painting.CENTRE)
            painting.horizontal_line(painter, left, left + width, half - 1, palette.line2)
            painting.vertical_line(painter, left + width - 1, 0, high, palette.line2)
        painting.horizontal_line(painter, 0, self.width(), high - 1, palette.line2)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: PasteTable) -> None:
        super().__init__(parent)
        self._theme, self._table = theme, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(10, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, palette = self._theme, self._theme.palette
        rect: QRect = option.rect  # type: ignore[attr-defined]
        column, cell = index.column(), index.data(CELL)
        part = (column - FIRST) % len(PARTS) if column >= FIRST else None
        text = index.data()
        ground = palette.calc if part == CHANGE else palette.page
        if cell is not None and part == READ:
            ground = kind_tint(cell, palette) or ground
        if index.row() == self._table.currentIndex().row() and ground == palette.page:
            ground = palette.hover
        painting.fill(painter, rect, ground)
        painting.horizontal_line(painter, rect.left(), rect.right() + 1, rect.bottom(), palette.line)
        edge = palette.line2 if part in {CHANGE, None} else palette.line
        painting.vertical_line(painter, rect.right(), rect.top(), rect.bottom() + 1, edge)
        area = rect.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        if part is None:
            is_touched = self._table.model_of_block.is_touched(index.row())
            color = palette.t1 if column == NAME and is_touched else palette.t3
            role = Role.BODY if column == NAME else Role.CAPTION
            painting.text(painter, area, text, theme.font(role), color)
        elif part == READ and cell is not None:
            self._paint_reading(painter, rect, area, cell, text)
        else:
            role = Role.CAPTION if part == GIVEN else Role.BODY
            color = palette.t3 if cell is None else palette.t2
            painting.text(painter, area, text, theme.font(role), color, painting.RIGHT)
        if cell is not None and part == READ and cell is self._table.current_cell():
            self._frame(painter, rect)

    def _paint_reading(
        self, painter: QPainter, rect: QRect, area: QRect, cell: JudgedCell, text: str
    ) -> None:
        theme, palette = self._theme, self._theme.palette
        side = theme.px(_MARK)
        spot = QRect(rect.left() + theme.px(4), rect.center().y() - side // 2, side, side)
        icons.paint_icon(
            painter, spot, kind_icon(cell.kind, cell.severity), kind_color(cell.kind, palette, cell.severity)
        )
        choice = self._table.model_of_block.choice
        answered = cell.place in choice.answers
        taken = choice.is_taken(cell, doubtful_too=True)
        font = theme.font(Role.BODY, Strength.STRONG if answered and taken else Strength.REGULAR)
        color = palette.t1 if taken else palette.t3
        room = area.adjusted(side, 0, 0, 0)
        painting.text(painter, room, text, font, color, painting.RIGHT)
        if cell.kind.is_takeable and not taken:
            width = min(painting.width_of(text, font), room.width())
            painting.horizontal_line(
                painter, room.right() - width, room.right() + 1, rect.center().y(), palette.t2
            )

    def _frame(self, painter: QPainter, rect: QRect) -> None:
        color, two = self._theme.palette.acc, 2
        inner = rect.adjusted(0, 0, -1, -1)
        for side in (
            QRect(inner.left(), inner.top(), inner.width(), two),
            QRect(inner.left(), inner.bottom() - two + 1, inner.width(), two),
            QRect(inner.left(), inner.top(), two, inner.height()),
            QRect(inner.right() - two + 1, inner.top(), two, inner.height()),
        ):
            painting.fill(painter, side, color)


def kind_order() -> tuple[PasteKind, ...]:
    """The kinds in the order in which their counts stand."""
    return (
        PasteKind.CLEAR, PasteKind.LOOK, PasteKind.FINDING, PasteKind.UNREADABLE,
        PasteKind.SAME, PasteKind.CLOSED, PasteKind.OUTSIDE,
    )  # fmt: skip
