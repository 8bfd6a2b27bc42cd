"""One line above the preview: what the printed table still lacks."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.labels import ElidedLabel
from wzdesk.ui.widgets.room import FixedSize, Room

HEIGHT = 32


class Remark(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ElidedLabel(theme, "", self)
        row = QHBoxLayout(self)
        Room(theme, row, (12, 0, 12, 0), 8)
        row.addWidget(self._words)
        FixedSize(theme, self, height=HEIGHT)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, or ""."""
        return self._words.text()

    def show_sentence(self, sentence: str) -> None:
        """Say another one; "" for none."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground that asks for a look, and the line to the paper."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), palette.blocking_tint)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line2)
