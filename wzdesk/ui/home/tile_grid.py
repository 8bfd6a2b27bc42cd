"""Tiles side by side: as many as the window has room for, and no wider than they need be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.ui.theme import Theme

if TYPE_CHECKING:  # comes with the figures
    from wzdesk.ui.home.figure_tile import FigureTile

LEAST_ROWS = 2
LEAST_WIDTH, HEIGHT = 196, 132
"""Of a tile, px at 100 %."""


class TileGrid(QWidget):
    """Shows its tiles from the upper left corner, in the order of the plan.

    They are given with the most telling first: a larger window shows more of them. Those that a person chose are shown whatever room there is.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tiles: list[FigureTile] = []
        self._all, self._rows = False, LEAST_ROWS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._place)

    def show_tiles(self, tiles: Sequence[FigureTile], *, all_of_them: bool) -> None:
        """Show other tiles."""
        for old in self.tiles:
            old.hide()
            old.deleteLater()
        self.tiles, self._all = list(tiles), all_of_them
        for tile in self.tiles:
            tile.setParent(self)
        self._place()

    def set_room(self, height: int) -> None:
        """How high it may be without the page having to scroll."""
        rows = max(LEAST_ROWS, height // self._theme.px(HEIGHT))
        if rows != self._rows:
            self._rows = rows
            self._place()

    @property
    def shown(self) -> list[FigureTile]:
        """The tiles that there is room for."""
        return [tile for tile in self.tiles if not tile.isHidden()]

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(self._theme.px(LEAST_WIDTH), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width, height = self.width(), self._theme.px(HEIGHT)
        across = max(1, width // self._theme.px(LEAST_WIDTH))
        count = len(self.tiles) if self._all else min(len(self.tiles), across * self._rows)
        if not self._all and count > across:
            count -= count % across  # no ragged row that a larger window would fill
        across = min(across, max(1, count))
        for tile in self.tiles[count:]:
            tile.hide()
        shown = sorted(self.tiles[:count], key=lambda tile: tile.figure.place)
        for number, tile in enumerate(shown):
            row, column = divmod(number, across)
            left, right = column * width // across, (column + 1) * width // across
            tile.setGeometry(left, row * height, right - left, height)
            tile.show()
            if number:
                QWidget.setTabOrder(shown[number - 1], tile)
        self.setFixedHeight(-(-count // across) * height if count else 0)
