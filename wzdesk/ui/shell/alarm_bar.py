"""One sentence that must not be overlooked: a strip above the page that stays until somebody closes it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk.ui import icons, painting
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton
from wzdesk.ui.widgets.labels import PlainLabel


class AlarmBar(QWidget):
    """Sign, sentence, the one thing that can be done about it, and a cross."""

    closed = Signal()

    def __init__(self, theme: Theme, sentence: str, action: MessageAction) -> None:
        super().__init__()
        self._theme, self.sentence = theme, sentence
        self.setAccessibleName(sentence)
        self.act = FlatButton(theme, action.words, self, outlined=True, small=True)
        self.act.clicked.connect(action.act)
        self.cross = IconButton(theme, "关闭这条警报", "x", self, size=14)
        self.cross.clicked.connect(self._leave)
        self._row = QHBoxLayout(self)
        self._row.addWidget(PlainLabel(theme, sentence, self, wrap=True), 1)
        self._row.addWidget(self.act)
        self._row.addWidget(self.cross)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers too."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted ground, the sign, a line below."""
        theme, palette = self._theme, self._theme.palette
        painter = QPainter(self)
        painting.fill(painter, event.rect(), palette.fatal_tint)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.fatal)
        side = theme.px(17)
        spot = QRect(theme.px(12), (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, spot, "warning-fill", palette.fatal)

    def take_away(self) -> None:
        """Hide it for good."""
        self.hide()
        self.deleteLater()

    def _leave(self) -> None:
        self.take_away()
        self.closed.emit()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(37), px(5), px(8), px(5))
        self._row.setSpacing(px(8))
        self.update()
