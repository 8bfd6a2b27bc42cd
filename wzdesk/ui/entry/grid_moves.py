"""Where the keys lead: pure steps between the visible cells, over merged ones in one step."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from wzdesk.ui.entry.grid_blocks import Visible
from wzdesk.ui.entry.grid_model import GridModel

Place = tuple[int, int]


class Moves(NamedTuple):
    """Steps in the visible part of a grid; places are (row, column), of merged cells their first row."""

    model: GridModel
    visible: Visible

    def anchored(self, place: Place) -> Place:
        """The place that a merged cell is told by."""
        row, column = place
        first, last = self.model.merged_rows(row, column)
        rows = self.visible.rows
        at = bisect_left(rows, first)
        return (rows[at] if at < len(rows) and rows[at] <= last else first), column

    def vertical(self, place: Place, steps: int) -> Place:
        """Some cells down, or up where negative; stays at the edge."""
        row, column = place
        for _ in range(abs(steps)):
            first, last = self.model.merged_rows(row, column)
            rows = self.visible.rows
            at = bisect_right(rows, last) if steps > 0 else bisect_left(rows, first) - 1
            if not 0 <= at < len(rows):
                break
            row = self.anchored((rows[at], column))[0]
        return row, column

    def horizontal(self, place: Place, steps: int) -> Place:
        """Some cells right, or left where negative; stays at the edge."""
        columns = self.visible.columns
        at = columns.index(place[1]) if place[1] in columns else 0
        at = min(max(at + steps, 0), len(columns) - 1)
        return self.anchored((place[0], columns[at]))

    def jumped_vertically(self, place: Place, sign: int) -> Place:
        """As Ctrl+↓ and Ctrl+↑ in Excel."""
        return self._jumped(place, self.vertical, sign)

    def jumped_horizontally(self, place: Place, sign: int) -> Place:
        """As Ctrl+→ and Ctrl+← in Excel."""
        return self._jumped(place, self.horizontal, sign)

    def _jumped(self, place: Place, step: Callable[[Place, int], Place], sign: int) -> Place:
        """To the end of the filled run, else to the next filled cell, else to the edge."""
        after = step(place, sign)
        if after == place:
            return place
        along = self._is_filled(place) and self._is_filled(after)
        here = after
        while (after := step(here, sign)) != here:
            if along and not self._is_filled(after):
                return here
            if not along and self._is_filled(here):
                return here
            here = after
        return here

    def _is_filled(self, place: Place) -> bool:
        return bool(self.model.cell(*place).text)

    def onward(self, place: Place, sign: int, *, vertical: bool) -> Place:
        """As Enter and Tab go on: from a cell to fill to the next one, over those that are not typed into."""
        step = self.vertical if vertical else self.horizontal
        after = step(place, sign)
        if not self.model.is_editable(*self.anchored(place)):
            return after
        here = after
        while not self.model.is_editable(*here):
            before, here = here, step(here, sign)
            if here == before:
                return after
        return here

    def row_start(self, place: Place) -> Place:
        """The row's first cell to fill."""
        return self.anchored((place[0], self._fillable(place[0])[0]))

    def row_end(self, place: Place) -> Place:
        """The last column."""
        return self.anchored((place[0], self.visible.columns[-1]))

    def first(self) -> Place:
        """The first cell to fill."""
        return self.row_start((self.visible.rows[0], 0))

    def last(self) -> Place:
        """The last cell to fill."""
        row = self.visible.rows[-1]
        return self.anchored((row, self._fillable(row)[-1]))

    def _fillable(self, row: int) -> list[int]:
        """The columns of a row that a person fills; all where there are none."""
        columns = [one for one in self.visible.columns if self._is_fillable((row, one))]
        return columns or list(self.visible.columns)

    def _is_fillable(self, place: Place) -> bool:
        row, column = self.anchored(place)
        return self.model.specs[column].stored is not None and self.model.merged_rows(row, column)[0] == row
