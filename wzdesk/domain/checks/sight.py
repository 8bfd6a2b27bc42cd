"""What the checks see of the figures: lines of one indicator in one region, and single cells of others."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wzdesk.domain.checks.catalogue import Catalogue
from wzdesk.domain.checks.changes import Moves, end_of, level_moves, reported_moves, turns_of
from wzdesk.domain.figure_reading import comparable_figure
from wzdesk.domain.import_checks import Figure, is_percent
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Availability

Pair = tuple[str, str]
"""Codes of region and indicator."""
Cell = tuple[Period, Measure]


class Figures(Protocol):
    """Where the figures come from: the store, or a screen that lays what is being typed over it."""

    def observations(self, keys: Collection[ObservationKey], /) -> Mapping[ObservationKey, Observation]:
        """What stands under the keys; keys with nothing under them are left out."""

    def series(self, pairs: Collection[Pair], /) -> Mapping[Pair, Sequence[Observation]]:
        """Everything there is of pairs of region and indicator: all periods and measures."""


@dataclass(slots=True)
class Line:
    """All figures of one indicator in one region."""

    region: str
    indicator: Indicator
    unit: str
    observations: Mapping[Cell, Observation]
    figures: dict[Measure, dict[Period, Figure]]
    _periods: dict[tuple[Measure, Frequency], tuple[list[int], list[Period]]] = field(default_factory=dict)
    _moves: dict[tuple[Measure, Frequency], Moves] = field(default_factory=dict)
    _turns: dict[tuple[Measure, Frequency], Moves] = field(default_factory=dict)

    def key(self, period: Period, measure: Measure = Measure.LEVEL) -> ObservationKey:
        """The key of one of its cells."""
        return ObservationKey(self.region, self.indicator.code, period, measure)

    def figure(self, period: Period, measure: Measure = Measure.LEVEL) -> Figure | None:
        """The figure of a cell, where there is one that can be compared."""
        return self.figures[measure].get(period)

    def level(self, period: Period) -> Figure | None:
        """The exact level of a period."""
        found = self.figures[Measure.LEVEL].get(period)
        return found if found is not None and found.is_exact else None

    def is_answered(self, period: Period, measure: Measure) -> bool:
        """Whether a cell holds anything: a figure, 暂无数据, —, words."""
        found = self.observations.get((period, measure))
        return found is not None and found.quantity.availability is not Availability.NOT_GIVEN

    def in_words(self, period: Period, measure: Measure = Measure.LEVEL) -> str:
        """The remark beside a cell."""
        found = self.observations.get((period, measure))
        return found.note if found else ""

    def later(self, period: Period, measure: Measure, last_year: int) -> Sequence[Period]:
        """The filled periods of the same frequency after one, to the end of a year, oldest first."""
        ends, periods = self._filled(measure, period.frequency)
        first = bisect_right(ends, end_of(period))
        return periods[first : bisect_right(ends, last_year * 12 + 12)]

    def earlier(self, period: Period, measure: Measure = Measure.LEVEL) -> Period | None:
        """The nearest filled period of the same frequency and year before one."""
        ends, periods = self._filled(measure, period.frequency)
        place = bisect_left(ends, end_of(period)) - 1
        return periods[place] if place >= 0 and periods[place].last_year == period.last_year else None

    def _filled(self, measure: Measure, frequency: Frequency) -> tuple[list[int], list[Period]]:
        found = self._periods.get((measure, frequency))
        if found is None:
            ordered = sorted((end_of(p), p) for p in self.figures[measure] if p.frequency is frequency)
            found = [end for end, _ in ordered], [period for _, period in ordered]
            self._periods[measure, frequency] = found
        return found

    def moves(self, measure: Measure, frequency: Frequency) -> Moves:
        """How a measure moved from year to year."""
        found = self._moves.get((measure, frequency))
        if found is None:
            figures = self.figures[measure]
            if measure is Measure.LEVEL:
                found = level_moves(figures, frequency, in_points=is_percent(self.unit))
            else:
                found = reported_moves(figures, frequency, self.moves(Measure.LEVEL, frequency))
            self._moves[measure, frequency] = found
        return found

    def turns(self, measure: Measure, frequency: Frequency) -> Moves:
        """How the moves of a measure turned within the years."""
        found = self._turns.get((measure, frequency))
        if found is None:
            found = turns_of(self.moves(measure, frequency), is_running=self.is_running(frequency))
            self._turns[measure, frequency] = found
        return found

    def is_running(self, frequency: Frequency) -> bool:
        """Whether figures of a frequency add up over the year."""
        return frequency is Frequency.YTD and self.indicator.accumulation is Accumulation.YTD


def line_of(region: str, indicator: Indicator, unit: str, observations: Iterable[Observation]) -> Line:
    """The line of a pair's series."""
    cells = {(each.key.period, each.key.measure): each for each in observations}
    figures: dict[Measure, dict[Period, Figure]] = {measure: {} for measure in Measure}
    for (period, measure), each in cells.items():
        figure = comparable_figure(each.quantity, period, measure, unit, each.status)
        if figure is not None:
            figures[measure][period] = figure
    return Line(region, indicator, unit, cells, figures)


class Sight:
    """The figures that one check or re-check looks at, each read once."""

    def __init__(self, catalogue: Catalogue, figures: Figures) -> None:
        self.catalogue = catalogue
        self._figures = figures
        self._lines: dict[Pair, Line] = {}
        self._cells: dict[ObservationKey, Observation | None] = {}

    def read_lines(self, pairs: Collection[Pair]) -> None:
        """Read whole lines at once; only of indicators and regions that are known."""
        wanted = {pair for pair in pairs if pair not in self._lines}
        found = self._figures.series(wanted) if wanted else {}
        for region, code in wanted:
            indicator, unit = self.catalogue.indicators[code], self.catalogue.units[code]
            self._lines[region, code] = line_of(region, indicator, unit, found.get((region, code), ()))

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
        return line.observations.get((key.period, key.measure)) if line else self._cells[key]

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
