"""What both views of the page share: a table at the left, a panel that tells of the chosen row at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.labels import HairLine


class Panel(QWidget):
    """A column at the right, two fifths of the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.column = QVBoxLayout(self)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(14), px(12), px(14), px(12))
        self.column.setSpacing(px(8))


def lay_side_by_side(page: QWidget, theme: Theme, left: QWidget, panel: Panel) -> None:
    """The table takes the room that the panel leaves."""
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left, 3)
    row.addWidget(HairLine(theme, page, upright=True, color="line2"))
    row.addWidget(panel, 2)


class ColumnFit(QObject):
    """Keeps the columns of a table as wide as they like to be, and as narrow as they may be where there is less room.

    ``widths`` are pairs of both in px at 100 %; the last column takes what is left over.
    """

    def __init__(self, table: QTableView, theme: Theme, widths: Sequence[tuple[int, int]]) -> None:
        super().__init__(table)
        self._table, self._theme, self._widths = table, theme, tuple(widths)
        table.horizontalHeader().setStretchLastSection(True)
        table.installEventFilter(self)
        theme.changed.connect(self._fit)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit anew whenever the table has another width."""
        if watched is self._table and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        px = self._theme.px
        liked, least = (sum(px(pair[which]) for pair in self._widths) for which in (0, 1))
        room = self._table.width() - px(12)
        share = 1.0 if room >= liked else max(0.0, (room - least) / max(1, liked - least))
        for place, (like, needed) in enumerate(self._widths):
            self._table.setColumnWidth(place, round(px(needed) + share * (px(like) - px(needed))))
