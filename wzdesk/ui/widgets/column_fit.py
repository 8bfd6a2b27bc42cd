"""Columns of a table that fit its width."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView

from wzdesk.ui.theme import Theme


class ColumnFit(QObject):
    """Keeps the columns of a table as wide as they like to be, and as narrow as they may be where there is less room.

    ``widths`` are pairs of both in px at 100 %; the column behind them takes what is left over, where there is one at
    least ``rest`` px.
    """

    def __init__(
        self, table: QTableView, theme: Theme, widths: Sequence[tuple[int, int]], rest: int = 0
    ) -> None:
        super().__init__(table)
        self._table, self._theme, self._widths, self._rest = table, theme, tuple(widths), rest
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
        room = self._table.width() - px(12) - px(self._rest)
        share = 1.0 if room >= liked else max(0.0, (room - least) / max(1, liked - least))
        for place, (like, needed) in enumerate(self._widths):
            self._table.setColumnWidth(place, round(px(needed) + share * (px(like) - px(needed))))
