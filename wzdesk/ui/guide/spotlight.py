"""The veil over the window with a clear place around one part of it; the mouse goes through it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from wzdesk.ui import shapes
from wzdesk.ui.theme import Theme

_AROUND, _RADIUS = 4, 6
_VEIL = {False: QColor(20, 26, 36, 96), True: QColor(0, 0, 0, 140)}
"""By whether the look is dark."""


class Spotlight(QWidget):
    """Lies over its parent; ``show_place`` says what is to be seen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)

    @property
    def place(self) -> QRect:
        """What is to be seen, in its parent's coordinates; empty where there is nothing."""
        return self._place

    def show_place(self, place: QRect) -> None:
        """Leave this clear; with an empty one the veil goes."""
        if place != self._place:
            self._place = place
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The veil, and a ring around what it leaves clear."""
        if self._place.isEmpty():
            return
        theme = self._theme
        around = theme.px(_AROUND)
        clear = QRectF(self._place.adjusted(-around, -around, around, around).intersected(self.rect()))
        veil, hole = QPainterPath(), QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole.addRoundedRect(clear, theme.px(_RADIUS), theme.px(_RADIUS))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(veil.subtracted(hole), _VEIL[theme.palette.dark])
        shapes.focus_ring(painter, clear.toRect(), theme.px(_RADIUS), theme.palette.acc, 2)


def card_place(window: QRect, target: QRect, width: int, height: int, gap: int) -> QRect:
    """Where a card of this size stands beside ``target``: below, above, right or left of it, else inside at its foot."""
    left = max(gap, min(target.left(), window.width() - width - gap))
    top = max(gap, min(target.top(), window.height() - height - gap))
    for place in (
        QRect(left, target.bottom() + 1 + 2 * gap, width, height),
        QRect(left, target.top() - height - 2 * gap, width, height),
        QRect(target.right() + 1 + 2 * gap, top, width, height),
        QRect(target.left() - width - 2 * gap, top, width, height),
    ):
        if window.adjusted(gap, gap, -gap, -gap).contains(place):
            return place
    right = min(target.right(), window.width()) - width - 2 * gap
    foot = min(target.bottom(), window.height()) - height - 2 * gap
    return QRect(max(gap, right), max(gap, foot), width, height)
