"""The cards of one stage: painted, moved by keys or dragged to another stage."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.ui import painting, shapes
from wzdesk.ui.projects.amounts import yi_words
from wzdesk.ui.projects.lag_marks import lag_words, paint_lag
from wzdesk.ui.projects.ledger.ledger_columns import Col, words_of
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import Index

CARD_HEIGHT = 66
_MIME = "application/x-wzdesk-project"
_ROOT = QModelIndex()
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardModel(QAbstractListModel):
    """Lines of the ledger as cards."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[LedgerLine] = ()

    def show_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Cards."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card in words."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        line = self.lines[index.row()]
        return f"{line.name}，年度计划 {yi_words(line.plan) or '—'} 亿元，{lag_words(line.ahead)}".rstrip(
            "，"
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A card can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        """A project by its code."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The code of the card that is dragged."""
        data = QMimeData()
        data.setData(_MIME, QByteArray(self.lines[indexes[0].row()].code.encode()))
        return data


class CardList(QListView):
    """One column of the board."""

    moved = Signal(int)
    """The current card is to go one stage on (1) or back (−1)."""
    stepped = Signal(int)
    """The keys go to the column beside."""
    dropped = Signal(str)
    """A project was dropped here."""
    opened = Signal(object)
    chosen = Signal(object)
    """The card that became current while the keys are here."""

    def __init__(self, theme: Theme, name: str, regions: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self.setAccessibleName(name)
        self.setModel(self.cards)
        self.setItemDelegate(_CardPainter(theme, self.cards, regions, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(self._open_current)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> LedgerLine | None:
        """The card that is chosen."""
        row = self.currentIndex().row()
        return self.cards.lines[row] if 0 <= row < len(self.cards.lines) else None

    def show_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show these; the card that was current stays so where it is there still."""
        current = self.current
        row = self.currentIndex().row()
        self.cards.show_lines(lines)
        if not (current is not None and self.choose(current.code)) and lines:
            self.setCurrentIndex(self.cards.index(min(max(row, 0), len(lines) - 1)))

    def line_of(self, code: str) -> LedgerLine | None:
        """The card of a project."""
        return next((line for line in self.cards.lines if line.code == code), None)

    def choose(self, code: str) -> bool:
        """Make the card of a project current; False where it is not here."""
        for row, line in enumerate(self.cards.lines):
            if line.code == code:
                self.setCurrentIndex(self.cards.index(row))
                return True
        return False

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which card it is."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.chosen.emit(self.current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys came here."""
        super().focusInEvent(event)
        self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with ← or → moves the card, the arrows alone the keys; Enter opens."""
        by = _SIDEWAYS.get(Qt.Key(event.key()))
        if by is not None:
            is_move = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.moved if is_move else self.stepped).emit(by)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_current()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Projects only."""
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere in the column."""
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which project was dropped."""
        if event.mimeData().hasFormat(_MIME):
            event.setDropAction(Qt.DropAction.CopyAction)  # the card goes when the move is stored
            event.accept()
            self.dropped.emit(bytes(event.mimeData().data(_MIME).data()).decode())

    def _open_current(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)


class _CardPainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, cards: CardModel, regions: Mapping[str, str], parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._cards, self._regions, self._list = theme, cards, regions, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(CARD_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, palette, px = self._theme, self._theme.palette, self._theme.px
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        line = self._cards.lines[index.row()]
        is_current = bool(selected) and self._list.hasFocus()
        painting.fill(painter, rect, palette.page)
        box = rect.adjusted(px(8), px(3), -px(8), -px(3))
        edge = palette.acc if is_current else palette.line2
        shapes.frame(painter, box, px(4), palette.sel if selected else palette.page, edge)
        inner = box.adjusted(px(8), px(4), -px(8), -px(4))
        height = inner.height() // 3
        rows = [
            QRect(inner.left(), inner.top() + place * height, inner.width(), height) for place in range(3)
        ]
        painting.text(painter, rows[0], line.name, theme.font(Role.BODY), palette.t1)
        place = words_of(line, Col.REGION, self._regions)
        parts = (place, line.nature.value if line.nature else "", "演示" if line.is_invented else "")
        plan = f"{yi_words(line.plan)} 亿元" if line.plan is not None else "没有年度计划"
        caption = theme.font(Role.CAPTION)
        beside = rows[1].adjusted(0, 0, -painting.width_of(plan, caption) - px(6), 0)
        painting.text(painter, beside, "　".join(filter(None, parts)), caption, palette.t2)
        painting.text(painter, rows[1], plan, caption, palette.t2, painting.RIGHT)
        paint_lag(painter, rows[2], line.ahead, theme)
