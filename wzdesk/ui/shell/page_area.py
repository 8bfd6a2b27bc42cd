"""What stands where a page will stand, until it is built."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme

HEADER_HEIGHT = 46


class PageGround(QWidget):
    """The empty ground of a page with its title, painted while the page itself is still being made."""

    painted = Signal()
    """After the first paint only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._title, self._was_painted = theme, "", False
        self._titled = False
        theme.changed.connect(self.update)

    def set_title(self, title: str) -> None:
        """The word of the page that is coming."""
        self._title = title
        self.update()

    def finish(self) -> None:
        """Paint the title too; the window asks for it after its first paint."""
        self._titled = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Header strip with the title, page ground below."""
        theme = self._theme
        painter = QPainter(self)
        painting.fill(painter, event.rect(), theme.palette.page)
        height = theme.px(HEADER_HEIGHT)
        painting.horizontal_line(painter, 0, self.width(), height - 1, theme.palette.line2)
        if self._titled:
            area = QRect(theme.px(12), 0, self.width() - theme.px(24), height - 1)
            painting.plain_text(painter, area, self._title, theme.font(Role.TITLE))
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
