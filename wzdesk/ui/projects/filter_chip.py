"""A chip that opens a list in which several things can be ticked: 领域 4 个."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wzdesk.ui import painting, shapes
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.picker import MOST_ROWS, ROW_HEIGHT, Choice

ALL_WORD = "全部"


class TickList(QFrame):
    """The list below a chip: a click or the space bar ticks, Enter and Esc close it."""

    ticked = Signal(object)
    """The keys that are ticked now."""

    def __init__(self, theme: Theme, owner: QWidget, *, single: bool) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._theme, self._owner, self._single = theme, owner, single
        self.list = QListWidget(self)
        self.list.setAccessibleName("可选项")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.itemClicked.connect(self._on_item_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)

    def open(self, choices: Sequence[Choice], ticked: Collection[str]) -> None:
        """Show the choices below the owner."""
        theme = self._theme
        self.list.blockSignals(True)
        self.list.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text)
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            item.setSizeHint(QSize(0, theme.px(ROW_HEIGHT)))
            item.setCheckState(Qt.CheckState.Checked if choice.key in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        widest = max((painting.width_of(one.text, theme.font(Role.BODY)) for one in choices), default=0)
        height = min(len(choices), MOST_ROWS) * theme.px(ROW_HEIGHT) + 4
        corner = self._owner.mapToGlobal(QPoint(0, self._owner.height() + 2))
        self.setGeometry(corner.x(), corner.y(), max(widest + theme.px(64), theme.px(160)), height)
        self.show()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter closes; in a list of which one is chosen it chooses."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self.list and event.type() == QEvent.Type.KeyPress and is_enter:
            if self._single and self.list.currentItem() is not None:
                self.list.currentItem().setCheckState(Qt.CheckState.Checked)
            self.hide()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and a frame."""
        palette = self._theme.palette
        shapes.frame(QPainter(self), self.rect(), 0, palette.page, palette.line2)

    def _keys(self) -> frozenset[str]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if self._single and item.checkState() is Qt.CheckState.Checked:
            self.list.blockSignals(True)
            for row in range(self.list.count()):
                if self.list.item(row) is not item:
                    self.list.item(row).setCheckState(Qt.CheckState.Unchecked)
            self.list.blockSignals(False)
        self.ticked.emit(self._keys())

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        """The whole line ticks, not its box alone."""
        box = self.list.visualItemRect(item)
        spot = self.list.viewport().mapFromGlobal(self.cursor().pos())
        if spot.x() > box.left() + self._theme.px(24):
            is_on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


class FilterChip(Chip):
    """Shows 全部, the one that is chosen, or how many are; the cross at its end, and Delete, clear it."""

    picked = Signal(object)
    """The keys that are chosen now; none for all."""

    def __init__(self, theme: Theme, caption: str, parent: QWidget, *, single: bool = False) -> None:
        super().__init__(theme, caption, ALL_WORD, parent=parent, icon_name="caret-down")
        self._choices: tuple[Choice, ...] = ()
        self.chosen: frozenset[str] = frozenset()
        self.ticks = TickList(theme, self, single=single)
        self.ticks.ticked.connect(self._on_ticked)
        self.clicked.connect(self._on_clicked)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        self._choices = tuple(choices)
        self.set_chosen(self.chosen)

    def set_chosen(self, keys: Collection[str]) -> None:
        """Show what is chosen, without telling it."""
        self.chosen = frozenset(keys)
        texts = [choice.text for choice in self._choices if choice.key in self.chosen] or sorted(self.chosen)
        self._icon_name = "x" if self.chosen else "caret-down"
        self.setChecked(bool(self.chosen))
        self.set_count(ALL_WORD if not texts else texts[0] if len(texts) == 1 else f"{len(texts)} 个")

    def open(self) -> None:
        """Show the list."""
        self.ticks.open(self._choices, self.chosen)

    def clear(self) -> None:
        """Choose all."""
        if self.chosen:
            self._on_ticked(frozenset())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens, Delete clears."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross clears."""
        if self.chosen and event.position().x() > self.width() - self.theme.px(24):
            self.setDown(False)
            self.clear()
        else:
            super().mouseReleaseEvent(event)

    def _on_clicked(self) -> None:
        self.setChecked(bool(self.chosen))
        self.open()

    def _on_ticked(self, keys: frozenset[str]) -> None:
        self.set_chosen(keys)
        self.picked.emit(keys)
