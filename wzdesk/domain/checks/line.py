"""All figures of one indicator in one region, as the checks look at them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from wzdesk.domain.checks.changes import (
    Moves,
    end_of,
    level_moves,
    moves_anew,
    reported_moves,
    turns_anew,
    turns_of,
)
from wzdesk.domain.figure_reading import comparable_figure
from wzdesk.domain.import_checks import Figure, is_percent
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Availability

Row = tuple[Measure, Frequency]
Told = Mapping[Row, Mapping[int, Observation]]
"""What stands in each row of a line, by `place_of` its period: whole numbers are found much faster than periods."""


@dataclass(slots=True)
class Line:
    """All figures of one indicator in one region; each row is made comparable when it is first looked at."""

    region: str
    indicator: Indicator
    unit: str
    told: Told
    _figures: dict[Row, Mapping[int, Figure]] = field(default_factory=dict)
    _filled: dict[Row, tuple[Sequence[int], Sequence[Period]]] = field(default_factory=dict)
    _moves: dict[Row, Moves] = field(default_factory=dict)
    _turns: dict[Row, Moves] = field(default_factory=dict)

    def key(self, period: Period, measure: Measure = Measure.LEVEL) -> ObservationKey:
        """The key of one of its cells."""
        return ObservationKey(self.region, self.indicator.code, period, measure)

    def observation(self, period: Period, measure: Measure) -> Observation | None:
        """What stands in a cell."""
        row = self.told.get((measure, period.frequency))
        return row.get(place_of(period)) if row else None

    def figure(self, period: Period, measure: Measure = Measure.LEVEL) -> Figure | None:
        """The figure of a cell, where there is one that can be compared."""
        return self.figures(measure, period.frequency).get(place_of(period))

    def figures(self, measure: Measure, frequency: Frequency) -> Mapping[int, Figure]:
        """All figures of a row that can be compared, by `place_of` their periods."""
        row = measure, frequency
        found = self._figures.get(row)
        if found is None:
            found = self._figures[row] = _comparable(self.told.get(row, _NOTHING), measure, self.unit)
        return found

    def level(self, period: Period) -> Figure | None:
        """The exact level of a period."""
        found = self.figure(period)
        return found if found is not None and found.is_exact else None

    def is_answered(self, period: Period, measure: Measure) -> bool:
        """Whether a cell holds anything: a figure, 暂无数据, —, words."""
        found = self.observation(period, measure)
        return found is not None and found.quantity.availability is not Availability.NOT_GIVEN

    def in_words(self, period: Period, measure: Measure = Measure.LEVEL) -> str:
        """The remark beside a cell."""
        found = self.observation(period, measure)
        return found.note if found else ""

    def later(self, period: Period, measure: Measure, last_year: int) -> Sequence[Period]:
        """The filled periods of the same frequency after one, to the end of a year, oldest first."""
        ends, periods = self.filled(measure, period.frequency)
        first = bisect_right(ends, end_of(period))
        return periods[first : bisect_right(ends, last_year * 12 + 12)]

    def earlier(self, period: Period, measure: Measure = Measure.LEVEL) -> Period | None:
        """The nearest filled period of the same frequency and year before one."""
        ends, periods = self.filled(measure, period.frequency)
        place = bisect_left(ends, end_of(period)) - 1
        return periods[place] if place >= 0 and periods[place].last_year == period.last_year else None

    def filled(self, measure: Measure, frequency: Frequency) -> tuple[Sequence[int], Sequence[Period]]:
        """The periods that have a figure, oldest first, and their last months (`end_of`)."""
        row = measure, frequency
        found = self._filled.get(row)
        if found is None:
            ends, told = sorted(self.figures(measure, frequency)), self.told.get(row, _NOTHING)
            found = self._filled[row] = ends, [told[end].key.period for end in ends]
        return found

    def moves(self, measure: Measure, frequency: Frequency) -> Moves:
        """How a measure moved from year to year."""
        row = measure, frequency
        found = self._moves.get(row)
        if found is None:
            ends, _ = self.filled(measure, frequency)
            figures = _exact(self.told.get(row, _NOTHING), self.figures(measure, frequency), ends)
            levels = None if measure is Measure.LEVEL else self.moves(Measure.LEVEL, frequency)
            found = self._moves[row] = _moves_of(figures, levels, self.unit)
        return found

    def turns(self, measure: Measure, frequency: Frequency) -> Moves:
        """How the moves of a measure turned within the years."""
        found = self._turns.get((measure, frequency))
        if found is None:
            found = turns_of(self.moves(measure, frequency), is_running=self.is_running(frequency))
            self._turns[measure, frequency] = found
        return found

    def laid_over(self, typed: Iterable[tuple[ObservationKey, Observation | None]]) -> "Line":
        """The line with other figures in some of its cells (None empties one).

        What was worked out of all its other cells is taken over, so that a pasted cell costs little more than itself.
        """
        changed: defaultdict[Row, dict[int, Observation | None]] = defaultdict(dict)
        for key, observation in typed:
            changed[key.measure, key.period.frequency][place_of(key.period)] = observation
        told, figures = {**self.told}, {**self._figures}
        for row, cells in changed.items():
            told[row] = _replaced(told.get(row, _NOTHING), cells)
            if row in figures:
                anew = _comparable(_replaced(_NOTHING, cells), row[0], self.unit)
                figures[row] = _replaced(figures[row], {place: anew.get(place) for place in cells})
        filled = {row: found for row, found in self._filled.items() if row not in changed}
        moves: dict[Row, Moves] = {}
        turns = {**self._turns}
        for row, old in sorted(self._moves.items(), key=_levels_first):
            places = {place for each, cells in changed.items() if each[1] is row[1] for place in cells}
            ends = places | {place + 12 for place in places}
            around = sorted(ends | {place - 12 for place in places})
            levels = None if row[0] is Measure.LEVEL else moves[Measure.LEVEL, row[1]]
            exact = _exact(told.get(row, _NOTHING), figures.get(row, {}), around)
            moves[row] = moves_anew(old, _moves_of(exact, levels, self.unit), ends) if ends else old
            if ends and row in turns:
                running = self.is_running(row[1])
                turns[row] = turns_anew(turns[row], moves[row], ends, is_running=running)
        return Line(self.region, self.indicator, self.unit, told, figures, filled, moves, turns)

    def is_running(self, frequency: Frequency) -> bool:
        """Whether figures of a frequency add up over the year."""
        return frequency is Frequency.YTD and self.indicator.accumulation is Accumulation.YTD


_NOTHING: Mapping[int, Observation] = MappingProxyType({})


_T = TypeVar("_T")


def _comparable(told: Mapping[int, Observation], measure: Measure, unit: str) -> Mapping[int, Figure]:
    """The figures of a row that can be compared."""
    return {
        place: figure
        for place, each in told.items()
        if (figure := comparable_figure(each.quantity, each.key.period, measure, unit, each.status))
    }


def _exact(
    told: Mapping[int, Observation], figures: Mapping[int, Figure], ends: Iterable[int]
) -> Mapping[int, tuple[Period, Figure]]:
    """The exact figures that end with these months, in their order."""
    return {
        end: (told[end].key.period, figure)
        for end in ends
        if (figure := figures.get(end)) is not None and figure.is_exact
    }


def _moves_of(figures: Mapping[int, tuple[Period, Figure]], levels: Moves | None, unit: str) -> Moves:
    """The moves of levels, or of what is reported beside ``levels``."""
    if levels is None:
        return level_moves(figures, in_points=is_percent(unit))
    return reported_moves(figures, levels)


def _levels_first(row: tuple[Row, Moves]) -> bool:
    return row[0][0] is not Measure.LEVEL


def _replaced(cells: Mapping[int, _T], others: Mapping[int, _T | None]) -> dict[int, _T]:
    """Cells with others in their places; None takes one out."""
    return {place: cell for place, cell in {**cells, **others}.items() if cell is not None}


def place_of(period: Period) -> int:
    """What tells periods of one frequency apart: their last month; of several years the first one too."""
    end = period.last_year * 12 + period.last_month
    return end if period.frequency is not Frequency.YEARS else -(end * 10_000 + period.year)


def told_of(observations: Iterable[Observation]) -> Told:
    """A pair's series by rows and places."""
    told: dict[Row, dict[int, Observation]] = {}
    for each in observations:
        key = each.key
        told.setdefault((key.measure, key.period.frequency), {})[place_of(key.period)] = each
    return told


def line_of(region: str, indicator: Indicator, unit: str, observations: Iterable[Observation]) -> Line:
    """The line of a pair's series."""
    return Line(region, indicator, unit, told_of(observations))
