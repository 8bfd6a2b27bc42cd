"""Boxes to tick and frames that the style draws, with edges that can be seen."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from wzdesk.ui.theme import Theme, qt_palette


class ClearEdges(QObject):
    """Keeps the edges of a widget's boxes visible in every look.

    The style draws them a little darker than the window, which on a dark page is nothing and on a light one faint.
    """

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__(widget)
        self._theme, self._widget = theme, widget
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = qt_palette(self._theme.palette)
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.palette.t3))
        self._widget.setPalette(palette)
        if isinstance(
            self._widget, QAbstractScrollArea
        ):  # under a style sheet what scrolls keeps the look before
            self._widget.viewport().setPalette(palette)
