"""A strip above the page that holds nobody up: a question or a piece of news that can be left for later."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.labels import ElidedLabel
from wzdesk.ui.widgets.room import FixedSize, Room

_HEIGHT = 40


class QuietBar(QWidget):
    """Words at the left, what can be done at the right; Esc takes it away and goes back to the page."""

    def __init__(self, theme: Theme, window: MainWindow, words: str) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.setAccessibleName(words)
        self.words = ElidedLabel(theme, words, self, color="t2")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        Room(theme, self._row, (12, 0, 12, 0), 8)
        FixedSize(theme, self, height=_HEIGHT)
        theme.changed.connect(self.update)

    def add_right(self, *widgets: QWidget) -> None:
        """Add fields and buttons after the words."""
        for widget in widgets:
            self._row.addWidget(widget)

    def take_away(self) -> None:
        """Hide it for good; the keyboard goes back where it came from."""
        if any(part.hasFocus() for part in self.findChildren(QWidget)):
            self._window.focus_page()
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground and the line to the page."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), palette.accbg)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_away()
            return
        super().keyPressEvent(event)
