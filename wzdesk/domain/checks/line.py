"""All figures of one indicator in one region, as the checks look at them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from wzdesk.domain.checks.changes import Moves, end_of, level_moves, reported_moves, turns_of
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
            found = self._figures[row] = {
                place: figure
                for place, each in self.told.get(row, _NOTHING).items()
                if (
                    figure := comparable_figure(
                        each.quantity, each.key.period, measure, self.unit, each.status
                    )
                )
            }
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
            ends, periods = self.filled(measure, frequency)
            known = self.figures(measure, frequency)
            figures = {
                end: (period, figure)
                for end, period in zip(ends, periods, strict=True)
                if (figure := known[end]).is_exact
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


_NOTHING: Mapping[int, Observation] = MappingProxyType({})


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
