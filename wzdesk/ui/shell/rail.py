"""The navigation rail at the left edge: one button per page."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Strength, Theme

RAIL_WIDTH, ITEM_HEIGHT, LEAST_ITEM_HEIGHT, MARGIN = 68, 50, 38, 4
IconPainter = Callable[[QPainter, QRect, str, str], None]


class PageEntry(NamedTuple):
    """A page as the rail knows it: its key, its word and the name of its icon."""

    key: str
    word: str
    icon_name: str
    at_bottom: bool = False


class RailItem(QAbstractButton):
    """The button of one page: an icon over a word, and how many things wait there."""

    def __init__(self, theme: Theme, entry: PageEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry, self._theme, self._waiting = entry, theme, 0
        self._paint_icon: IconPainter | None = None
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(entry.word)
        self.setAccessibleName(entry.word)
        self.toggled.connect(self._restyle)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_waiting(self, count: int) -> None:
        """Show a count beside the icon; 0 shows none."""
        self._waiting = count
        self.setAccessibleDescription(f"{count} 条待处理" if count else "")
        self.update()

    def finish(self, paint_icon: IconPainter, number: int) -> None:
        """What the first paint did without: the icon, the key in the tip, hover and focus."""
        from PySide6.QtCore import Qt  # takes 15 ms, see ui/theme.py

        self._paint_icon = paint_icon
        self.clearFocus()  # the first button of a new window gets it unasked
        self.setToolTip(f"{self.entry.word}（Ctrl+{number}）" if number <= 9 else self.entry.word)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """One item of the tokens."""
        return QSize(self._theme.px(RAIL_WIDTH), self._theme.px(ITEM_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, word, count and focus."""
        theme, palette = self._theme, self._theme.palette
        painter = QPainter(self)
        current = self.isChecked()
        if current:
            painting.fill(painter, self.rect(), palette.page)
            painting.fill(painter, QRect(0, 0, theme.px(3), self.height()), palette.acc)
        elif self.underMouse():
            painting.fill(painter, self.rect(), palette.hover)
        side, line = theme.px(20), theme.line(Role.CAPTION)
        top = (self.height() - side - line - theme.px(2)) // 2
        if self._paint_icon:
            name = f"{self.entry.icon_name}-fill" if current else self.entry.icon_name
            self._paint_icon(painter, QRect((self.width() - side) // 2, top, side, side), name, self._color())
        words = QRect(0, top + side + theme.px(2), self.width(), line)
        strong = current and self._paint_icon  # strong words need the font data base: not at the first paint
        font = theme.font(Role.CAPTION, Strength.STRONG if strong else Strength.REGULAR)
        painting.plain_text(painter, words, self.entry.word, font, painting.CENTRE)
        if self._paint_icon and (self._waiting or self.hasFocus()):
            self._paint_marks(painter, top)

    def _color(self) -> str:
        return self._theme.palette.acc if self.isChecked() else self._theme.palette.t2

    def _restyle(self) -> None:
        painting.set_foreground(self, self._color())
        self.update()

    def _paint_marks(self, painter: QPainter, top: int) -> None:
        """The count of what waits, and the focus ring."""
        from wzdesk.ui import shapes  # needs Qt too

        theme = self._theme
        if self._waiting:
            words, height, font = str(min(self._waiting, 99)), theme.px(15), theme.font(Role.NOTE)
            width = max(height, theme.px(7) + painting.width_of(words, font))
            spot = QRectF(self.width() / 2 + theme.px(8), top - theme.px(3), width, height)
            shapes.frame(painter, spot, height / 2, theme.palette.fatal, "")
            painting.text(painter, spot, words, font, theme.palette.page, painting.CENTRE)
        if self.hasFocus():
            shapes.focus_ring(painter, self.rect(), 2, theme.palette.acc, 2)


class Rail(QWidget):
    """All items: the pages of the work at the top, the rest at the bottom."""

    picked = Signal(str)
    """The key of the page whose item was chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: dict[str, RailItem] = {}
        self.setAccessibleName("页面")
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @property
    def keys(self) -> list[str]:
        """Keys of the pages as they stand from top to bottom."""
        ordered = sorted(self._items.values(), key=lambda item: item.entry.at_bottom)
        return [item.entry.key for item in ordered]

    def item(self, key: str) -> RailItem:
        """The button of a page."""
        return self._items[key]

    def add(self, entry: PageEntry) -> None:
        """Add an item below those already there."""
        item = RailItem(self._theme, entry, self)
        item.clicked.connect(self._on_item_chosen)
        self._items[entry.key] = item
        if self.isVisible():
            item.show()
        self._place()

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        self._items[key].setChecked(True)

    def set_waiting(self, key: str, count: int) -> None:
        """Show how many things wait on a page."""
        self._items[key].set_waiting(count)

    def has_keyboard(self) -> bool:
        """Whether one of the items has the keyboard focus."""
        return any(item.hasFocus() for item in self._items.values())

    def finish(self, paint_icon: IconPainter) -> None:
        """Paint the icons and take the keyboard; the window asks for it after its first paint."""
        for number, key in enumerate(self.keys, start=1):
            self._items[key].finish(paint_icon, number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line to the page."""
        painter = QPainter(self)
        painting.fill(painter, event.rect(), self._theme.palette.rail)
        edge = self.width() - painting.hair(painter)
        painting.vertical_line(painter, edge, 0, self.height(), self._theme.palette.line2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the items in their places."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Items have the height of the tokens, less where the window is too low for all."""
        items = list(self._items.values())
        if not items:
            return
        margin = self._theme.px(MARGIN)
        room = (self.height() - 2 * margin) // len(items)
        height = min(self._theme.px(ITEM_HEIGHT), max(self._theme.px(LEAST_ITEM_HEIGHT), room))
        width = self.width() - 1
        at_top = [item for item in items if not item.entry.at_bottom]
        at_bottom = [item for item in items if item.entry.at_bottom]
        for place, item in enumerate(at_top):
            item.setGeometry(0, margin + place * height, width, height)
        for place, item in enumerate(reversed(at_bottom), start=1):
            item.setGeometry(0, self.height() - margin - place * height, width, height)

    def _on_item_chosen(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.picked.emit(item.entry.key)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.px(RAIL_WIDTH))
        self._place()
        self.update()
