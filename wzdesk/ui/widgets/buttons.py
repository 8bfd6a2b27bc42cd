"""Push buttons: one filled per page, flat ones, links, and icons alone for what everybody knows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.painted import PaintedButton

HEIGHT, SMALL_HEIGHT = 28, 24


class FlatButton(PaintedButton):
    """A button with words, perhaps an icon before them and its key behind them.

    ``outlined`` gives it an edge: for an action in a table or bar. Checkable, it keeps a tint while it is on.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
        key: str = "",
        outlined: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(theme, text, parent)
        self._icon_name, self._key = icon_name, key.replace("Return", "Enter")  # as it stands on the key
        self._outlined, self._small = outlined, small
        if key:
            self.setShortcut(key)
            self.setAccessibleDescription(self._key)

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Words, icon, key and the room between them."""
        theme = self.theme
        width = 2 * theme.px(10) + painting.width_of(self.text(), self._font())
        width += theme.px(16 + 6) if self._icon_name else 0
        width += theme.px(6) + painting.width_of(self._key, theme.font(Role.NOTE)) if self._key else 0
        return QSize(width, theme.px(SMALL_HEIGHT if self._small else HEIGHT))

    def paint(self, painter: QPainter) -> None:
        """Ground by state, then icon, words and key in a row."""
        fill, edge, color = self._colours()
        if fill or edge:
            shapes.frame(painter, self.rect(), self.theme.px(self.radius), fill, edge)
        self._paint_row(
            painter, color, color if edge or fill == self.theme.palette.acc else self.theme.palette.t3
        )

    def _font(self) -> QFont:
        return self.theme.font(Role.CAPTION if self._small else Role.BODY)

    def _colours(self) -> tuple[str, str, str]:
        palette = self.theme.palette
        color = palette.acc if self._outlined or self.isChecked() else palette.t2
        fill = palette.accbg if self.isChecked() or self.isDown() else palette.hover if self.lit else ""
        if self._outlined:
            fill = fill or palette.page
        if not self.isEnabled():
            return fill, palette.line2 if self._outlined else "", palette.t4
        return fill, palette.acc if self._outlined else "", color

    def _paint_row(self, painter: QPainter, color: str, key_color: str) -> None:
        theme, left = self.theme, self.theme.px(10)
        if self._icon_name:
            side = theme.px(16)
            icons.paint_icon(
                painter, QRect(left, (self.height() - side) // 2, side, side), self._icon_name, color
            )
            left += side + theme.px(6)
        room = self.width() - left - theme.px(10)
        if self._key:
            key_font = theme.font(Role.NOTE)
            width = painting.width_of(self._key, key_font)
            area = QRect(self.width() - theme.px(10) - width, 0, width, self.height())
            painting.text(painter, area, self._key, key_font, key_color)
            room -= width + theme.px(6)
        painting.text(painter, QRect(left, 0, room, self.height()), self.text(), self._font(), color)


class PrimaryButton(FlatButton):
    """The one filled button of a page."""

    def _font(self) -> QFont:
        return self.theme.font(Role.BODY, Strength.STRONG)

    def sizeHint(self) -> QSize:
        """A little wider than a flat one."""
        return super().sizeHint() + QSize(self.theme.px(4), 0)

    def _colours(self) -> tuple[str, str, str]:
        palette = self.theme.palette
        if not self.isEnabled():
            return palette.head, palette.line, palette.t4
        return palette.acc, "", palette.on_acc


class LinkButton(PaintedButton):
    """Words in the accent colour that lead somewhere."""

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, role: Role = Role.CAPTION
    ) -> None:
        super().__init__(theme, text, parent)
        self._role = role
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The words and a little room to hit them."""
        font = self.theme.font(self._role)
        width = painting.width_of(self.text(), font) + 2 * self.theme.px(4)
        return QSize(width, self.theme.line(self._role) + 2 * self.theme.px(4))

    def paint(self, painter: QPainter) -> None:
        """Words, underlined under the mouse."""
        theme = self.theme
        color = theme.palette.acc if self.isEnabled() else theme.palette.t4
        area = self.rect().adjusted(theme.px(4), 0, -theme.px(4), 0)
        painting.text(painter, area, self.text(), theme.font(self._role), color)
        if self.lit:
            bottom = (self.height() + theme.line(self._role)) // 2 - theme.px(1)
            painting.horizontal_line(painter, area.left(), area.right() + 1, bottom, color)


class IconButton(PaintedButton):
    """An icon alone: undo, redo, star, comment, close. Its word is the tip and the accessible name.

    ``key`` is the button's own key, which works while the button can be seen; ``page_key`` one that the page takes.
    """

    def __init__(
        self,
        theme: Theme,
        word: str,
        icon_name: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        page_key: str = "",
        size: int = 18,
    ) -> None:
        super().__init__(theme, word, parent)
        self._icon_name, self._size = icon_name, size
        self.on_color = ""
        self.setToolTip(f"{word}（{key or page_key}）" if key or page_key else word)
        if key:
            self.setShortcut(key.replace("PgDn", "PgDown"))  # as Qt calls it

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = self.theme.px(self._size + 10)
        return QSize(side, side)

    def paint(self, painter: QPainter) -> None:
        """The icon, filled while it is on."""
        theme, palette = self.theme, self.theme.palette
        if self.lit or self.isDown():
            shapes.frame(painter, self.rect(), theme.px(self.radius), palette.hover, "")
        color = palette.t2 if self.isEnabled() else palette.t4
        name = self._icon_name
        if self.isCheckable() and self.isChecked():
            name, color = f"{name}-fill", self.on_color or palette.acc
        side, middle = theme.px(self._size), self.rect().center()
        spot = QRect(middle.x() - side // 2 + 1, middle.y() - side // 2 + 1, side, side)
        icons.paint_icon(painter, spot, name, color)
