"""All figures of one indicator in one region, as the checks look at them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wzdesk.domain.checks.changes import Moves, end_of, level_moves, reported_moves, turns_of
from wzdesk.domain.figure_reading import comparable_figure
from wzdesk.domain.import_checks import Figure, is_percent
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Availability

Cell = tuple[Period, Measure]
Row = tuple[Measure, Frequency]


@dataclass(slots=True)
class Line:
    """All figures of one indicator in one region; each is made comparable when it is first looked at."""

    region: str
    indicator: Indicator
    unit: str
    observations: Mapping[Cell, Observation]
    _figures: dict[Cell, Figure | None] = field(default_factory=dict)
    _filled: dict[Row, tuple[Sequence[int], Sequence[Period]]] = field(default_factory=dict)
    _moves: dict[Row, Moves] = field(default_factory=dict)
    _turns: dict[Row, Moves] = field(default_factory=dict)

    def key(self, period: Period, measure: Measure = Measure.LEVEL) -> ObservationKey:
        """The key of one of its cells."""
        return ObservationKey(self.region, self.indicator.code, period, measure)

    def figure(self, period: Period, measure: Measure = Measure.LEVEL) -> Figure | None:
        """The figure of a cell, where there is one that can be compared."""
        cell = period, measure
        if cell in self._figures:
            return self._figures[cell]
        found = None
        if each := self.observations.get(cell):
            found = comparable_figure(each.quantity, period, measure, self.unit, each.status)
        self._figures[cell] = found
        return found

    def level(self, period: Period) -> Figure | None:
        """The exact level of a period."""
        found = self.figure(period)
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
            periods = [
                period
                for period, other in self.observations
                if other is measure and period.frequency is frequency and self.figure(period, measure)
            ]
            periods.sort(key=end_of)
            found = self._filled[row] = [end_of(period) for period in periods], periods
        return found

    def moves(self, measure: Measure, frequency: Frequency) -> Moves:
        """How a measure moved from year to year."""
        row = measure, frequency
        found = self._moves.get(row)
        if found is None:
            ends, periods = self.filled(measure, frequency)
            figures = {
                end: (period, figure)
                for end, period in zip(ends, periods, strict=True)
                if (figure := self.figure(period, measure)) and figure.is_exact
            }
            if measure is Measure.LEVEL:
                found = level_moves(figures, in_points=is_percent(self.unit))
            else:
                found = reported_moves(figures, self.moves(Measure.LEVEL, frequency))
            self._moves[row] = found
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
    return Line(region, indicator, unit, {(each.key.period, each.key.measure): each for each in observations})
