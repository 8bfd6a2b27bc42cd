"""A button that shows what is chosen and opens a list to choose another, found by typing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.pinyin import finds
from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.painted import PaintedButton

HEIGHT, ROW_HEIGHT, MOST_ROWS, SEARCH_FROM = 28, 26, 12, 9


class Choice(NamedTuple):
    """One thing that can be picked. ``sought`` holds what else finds it, such as pinyin initials or a code."""

    key: str
    text: str
    sought: str = ""


def contains(query: str, choice: Choice) -> bool:
    """Whether a choice has the typed text in its words, initials or code."""
    return finds(query, choice.text, choice.sought)


class PickerButton(PaintedButton):
    """Caption in grey, the value, a caret: 地区 温州市 ▾. ``plain`` leaves out the frame, for a page's title."""

    picked = Signal(str)
    """Key of the choice the user made."""

    def __init__(
        self,
        theme: Theme,
        caption: str,
        choices: Sequence[Choice] = (),
        parent: QWidget | None = None,
        *,
        role: Role = Role.BODY,
        plain: bool = False,
    ) -> None:
        super().__init__(theme, "", parent)
        self._caption, self._role, self._plain = caption, role, plain
        self._choices, self._current = tuple(choices), ""
        self._popup: PickerPopup | None = None
        if plain:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.matches: Callable[[str, Choice], bool] = contains
        self.clicked.connect(self.open)
        self.set_current(choices[0].key if choices else "")

    @property
    def current(self) -> str:
        """Key of what is chosen, or empty."""
        return self._current

    @property
    def popup(self) -> "PickerPopup | None":
        """The list, once it has been open."""
        return self._popup

    def set_choices(self, choices: Sequence[Choice], current: str = "") -> None:
        """Offer other choices, and show one of them."""
        self._choices = tuple(choices)
        self.set_current(current or (choices[0].key if choices else ""))

    def set_current(self, key: str) -> None:
        """Show a choice without announcing it."""
        self._current = key
        self.setText(next((choice.text for choice in self._choices if choice.key == key), ""))
        self.setAccessibleName(f"{self._caption} {self.text()}".strip())
        self._on_theme_changed()

    def open(self) -> None:
        """Show the list below the button."""
        if self._popup is None:
            self._popup = PickerPopup(self.theme, self)
            self._popup.picked.connect(self._on_popup_picked)
        self._popup.open(self._choices, self._current, self.matches)

    def sizeHint(self) -> QSize:
        """Caption, value and caret."""
        theme = self.theme
        width = painting.width_of(self.text(), self._font()) + theme.px(6 + 14)
        width += 2 * theme.px(8) if not self._plain else theme.px(4)
        if self._caption and not self._plain:
            width += painting.width_of(self._caption, theme.font(Role.CAPTION)) + theme.px(6)
        return QSize(width, theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A title gives way to eight characters; a framed picker never does."""
        if not self._plain:
            return self.sizeHint()
        least = painting.width_of("国" * 8, self._font()) + self.theme.px(24)
        return QSize(min(least, self.sizeHint().width()), self.theme.px(HEIGHT))

    def paint(self, painter: QPainter) -> None:
        """Frame, caption, value, caret."""
        theme, palette = self.theme, self.theme.palette
        if not self._plain:
            fill = palette.hover if self.lit else palette.page
            shapes.frame(painter, self.rect(), theme.px(self.radius), fill, palette.line2)
        elif self.lit:
            shapes.frame(painter, self.rect(), theme.px(self.radius), palette.hover, "")
        left = 0 if self._plain else theme.px(8)
        if self._caption and not self._plain:
            font = theme.font(Role.CAPTION)
            width = painting.width_of(self._caption, font)
            painting.text(painter, QRect(left, 0, width + 1, self.height()), self._caption, font, palette.t3)
            left += width + theme.px(6)
        side = theme.px(14)
        right = self.width() - side - (theme.px(2) if self._plain else theme.px(8))
        color = palette.t1 if self.isEnabled() else palette.t4
        area = QRect(left, 0, right - left - theme.px(4), self.height())
        painting.text(painter, area, self.text(), self._font(), color)
        spot = QRect(right, (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, spot, "caret-down", palette.t3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, Alt+Down and Enter open the list."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4}:
            self.open()
            return
        super().keyPressEvent(event)

    def _font(self) -> QFont:
        return self.theme.font(self._role, Strength.STRONG if self._plain else Strength.MEDIUM)

    def _on_popup_picked(self, key: str) -> None:
        if key != self._current:
            self.set_current(key)
            self.picked.emit(key)


class PickerPopup(QFrame):
    """The list below a picker, with a field to type in when it is long."""

    picked = Signal(str)

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._theme, self._owner = theme, owner
        self._choices: tuple[Choice, ...] = ()
        self._matches: Callable[[str, Choice], bool] = contains
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("名称、首字母、代码")
        self.field.setAccessibleName("查找")
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("可选项")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._on_item_chosen)
        self.list.itemActivated.connect(self._on_item_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.list)

    def open(self, choices: Sequence[Choice], current: str, matches: Callable[[str, Choice], bool]) -> None:
        """Show the choices with the current one marked."""
        self._choices, self._matches = tuple(choices), matches
        self.field.setVisible(len(choices) >= SEARCH_FROM)
        self.field.clear()
        self._fill()
        keys = [choice.key for choice in self._choices]
        self.list.setCurrentRow(keys.index(current) if current in keys else 0)
        self._place()
        self.show()
        (self.field if self.field.isVisible() else self.list).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and a frame."""
        palette = self._theme.palette
        shapes.frame(QPainter(self), self.rect(), 0, palette.page, palette.line2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the field work on the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, last)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.count():
                self._on_item_chosen(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.list.clear()
        height = self._theme.px(ROW_HEIGHT)
        for choice in self._choices:
            if self._matches(self.field.text(), choice):
                item = QListWidgetItem(choice.text)
                item.setData(Qt.ItemDataRole.UserRole, choice.key)
                item.setSizeHint(QSize(0, height))
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _place(self) -> None:
        theme = self._theme
        font = theme.font(Role.BODY)
        widest = max((painting.width_of(choice.text, font) for choice in self._choices), default=0)
        rows = min(len(self._choices), MOST_ROWS)
        height = rows * theme.px(ROW_HEIGHT) + 4 + (theme.px(32) if len(self._choices) >= SEARCH_FROM else 0)
        width = max(self._owner.width(), widest + theme.px(40), theme.px(180))
        corner = self._owner.mapToGlobal(QPoint(0, self._owner.height() + 2))
        room = self._owner.screen().availableGeometry()
        left = min(corner.x(), room.right() - width)
        top = min(corner.y(), room.bottom() - height)
        self.setGeometry(max(left, room.left()), max(top, room.top()), width, height)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.hide()
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
