"""Measures that follow the scale of the theme after they were set: margins, gaps, fixed sizes."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from wzdesk.ui.theme import Theme


class Room(QObject):
    """Margins (left, top, right, bottom) and gap of a layout, in px at 100 %; of a grid the gaps across and down."""

    def __init__(
        self,
        theme: Theme,
        layout: QLayout,
        margins: tuple[int, int, int, int] | None = None,
        gap: int | tuple[int, int] | None = None,
    ) -> None:
        super().__init__(layout)
        self._theme, self._layout, self._margins, self._gap = theme, layout, margins, gap
        self._apply()
        theme.changed.connect(self._apply)

    def _apply(self) -> None:
        px = self._theme.px
        if self._margins is not None:
            self._layout.setContentsMargins(*map(px, self._margins))
        if isinstance(self._gap, int):
            self._layout.setSpacing(px(self._gap))
        elif self._gap is not None and isinstance(self._layout, QGridLayout):
            self._layout.setHorizontalSpacing(px(self._gap[0]))
            self._layout.setVerticalSpacing(px(self._gap[1]))


class FixedSize(QObject):
    """A width, a height or both of a widget, in px at 100 %."""

    def __init__(self, theme: Theme, widget: QWidget, *, width: int = 0, height: int = 0) -> None:
        super().__init__(widget)
        self._theme, self._widget, self._width, self._height = theme, widget, width, height
        self._apply()
        theme.changed.connect(self._apply)

    def _apply(self) -> None:
        if self._width:
            self._widget.setFixedWidth(self._theme.px(self._width))
        if self._height:
            self._widget.setFixedHeight(self._theme.px(self._height))
