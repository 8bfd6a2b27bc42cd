"""The base of painted buttons."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wzdesk.ui import shapes
from wzdesk.ui.theme import Theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class PaintedButton(QAbstractButton):
    """A button that paints itself; subclasses give ``sizeHint`` and ``paint``."""

    radius = 4.0

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._ringed = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def paint(self, painter: QPainter) -> None:
        """Paint the button without its focus ring."""
        raise NotImplementedError

    @property
    def lit(self) -> bool:
        """Whether the mouse is on it and it can be pressed."""
        return self.isEnabled() and self.underMouse()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and a ring when the keyboard brought the focus."""
        painter = QPainter(self)
        self.paint(painter)
        if self._ringed and self.hasFocus():
            shapes.focus_ring(painter, self.rect(), self.theme.px(self.radius), self.theme.palette.acc, 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as the space bar does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A key does at once what a click does: Qt waits 100 ms, in which the next key has left the cell."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard came by Tab or a key, not by a click."""
        self._ringed = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
