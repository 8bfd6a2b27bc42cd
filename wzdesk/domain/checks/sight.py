"""What the checks see of the figures: lines of one indicator in one region, and single cells of others."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from wzdesk.domain.checks.catalogue import Catalogue
from wzdesk.domain.checks.line import Line, line_of
from wzdesk.domain.figure_reading import comparable_figure
from wzdesk.domain.import_checks import Figure
from wzdesk.domain.observation import Observation, ObservationKey

Pair = tuple[str, str]
"""Codes of region and indicator."""


class Figures(Protocol):
    """Where the figures come from: the store, or a screen that lays what is being typed over it."""

    def observations(self, keys: Collection[ObservationKey], /) -> Mapping[ObservationKey, Observation]:
        """What stands under the keys; keys with nothing under them are left out."""

    def series(self, pairs: Collection[Pair], /) -> Mapping[Pair, Sequence[Observation]]:
        """Everything there is of pairs of region and indicator: all periods and measures."""


LinesOf = Callable[[Collection[Pair]], Mapping[Pair, Line]]
"""Gives the lines of pairs that are known, where they are at hand."""


def lines_of(catalogue: Catalogue, pairs: Collection[Pair], figures: Figures) -> dict[Pair, Line]:
    """The lines of pairs as their figures stand; pairs of an unknown indicator are left out."""
    known = [pair for pair in pairs if pair[1] in catalogue.indicators]
    found = figures.series(known) if known else {}
    return {
        (region, code): line_of(
            region, catalogue.indicators[code], catalogue.units[code], found.get((region, code), ())
        )
        for region, code in known
    }


class Sight:
    """The figures that one check or re-check looks at, each read once."""

    def __init__(self, catalogue: Catalogue, figures: Figures, lines_of: LinesOf | None = None) -> None:
        self.catalogue = catalogue
        self._figures, self._lines_of = figures, lines_of
        self._lines: dict[Pair, Line] = {}
        self._cells: dict[ObservationKey, Observation | None] = {}

    def read_lines(self, pairs: Collection[Pair]) -> None:
        """Read whole lines at once; only of indicators and regions that are known."""
        wanted = {pair for pair in pairs if pair not in self._lines}
        if wanted and self._lines_of is not None:
            self._lines.update(self._lines_of(wanted))
        elif wanted:
            self._lines.update(lines_of(self.catalogue, wanted, self._figures))

    @property
    def lines(self) -> Mapping[Pair, Line]:
        """The lines that were read."""
        return self._lines

    @property
    def cells(self) -> Mapping[ObservationKey, Observation | None]:
        """The single cells of other lines that were read."""
        return self._cells

    def read_cells(self, keys: Iterable[ObservationKey]) -> None:
        """Read single cells of other lines at once."""
        wanted = {
            key for key in keys if (key.region, key.indicator) not in self._lines and key not in self._cells
        }
        if wanted:
            self._cells.update(dict.fromkeys(wanted))
            self._cells.update(self._figures.observations(wanted))

    def line(self, key: ObservationKey) -> Line:
        """The line of a cell, which was read before."""
        return self._lines[key.region, key.indicator]

    def observation(self, key: ObservationKey) -> Observation | None:
        """What stands under a key that was read, alone or with its line."""
        line = self._lines.get((key.region, key.indicator))
        return line.observation(key.period, key.measure) if line else self._cells[key]

    def figure(self, key: ObservationKey) -> Figure | None:
        """The exact figure under a key that was read."""
        line = self._lines.get((key.region, key.indicator))
        if line is not None:
            found = line.figure(key.period, key.measure)
        elif each := self._cells[key]:
            unit = self.catalogue.units[key.indicator]
            found = comparable_figure(each.quantity, key.period, key.measure, unit, each.status)
        else:
            return None
        return found if found is not None and found.is_exact else None
