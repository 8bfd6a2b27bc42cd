"""How a line moved from year to year, and how that turned within a year: what its history is judged by."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from wzdesk.domain.import_checks import Figure
from wzdesk.domain.period import Frequency, Period


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves by period, oldest first, all of one frequency.

    ``values``: percent in logarithms (100 × ln of the ratio), so that up and down weigh the same; points for
    percentages. ``ends``: the last months, counted from year 0.
    """

    periods: tuple[Period, ...]
    ends: tuple[int, ...]
    values: tuple[float, ...]

    def at(self, period: Period) -> float | None:
        """The move of a period."""
        place = bisect_left(self.ends, _end(period))
        return self.values[place] if place < len(self.ends) and self.periods[place] == period else None

    def before(self, period: Period, years: int) -> tuple[float, ...]:
        """The moves before a period, back to January of so many years earlier."""
        first = bisect_left(self.ends, (period.last_year - years) * 12 + 1)
        return self.values[first : bisect_left(self.ends, _end(period))]

    def last_before(self, period: Period) -> tuple[Period, float] | None:
        """The nearest earlier move of the same year."""
        place = bisect_left(self.ends, _end(period)) - 1
        if place < 0 or self.periods[place].last_year != period.last_year:
            return None
        return self.periods[place], self.values[place]


def _end(period: Period) -> int:
    return period.last_year * 12 + period.last_month


def moves_of(values: Iterable[tuple[Period, float]]) -> Moves:
    """Moves of periods of one frequency, in any order."""
    ordered = sorted((_end(period), period, value) for period, value in values)
    ends, periods, numbers = zip(*ordered, strict=True) if ordered else ((), (), ())
    return Moves(periods, ends, numbers)


def level_moves(levels: Mapping[Period, Figure], frequency: Frequency, *, in_points: bool) -> Moves:
    """Levels against the same months of the year before; none where the definition changed."""
    found = []
    for period, figure in levels.items():
        before = levels.get(period.year_before) if period.frequency is frequency else None
        if before is None or not (before.is_exact and figure.is_exact) or figure.is_break:
            continue
        if in_points:
            found.append((period, figure.size - before.size))
        elif figure.size > 0 and before.size > 0:
            found.append((period, log(figure.size / before.size) * 100))
    return moves_of(found)


def reported_moves(figures: Mapping[Period, Figure], frequency: Frequency) -> Moves:
    """Growth or change as it is reported."""
    return moves_of(
        (period, figure.size)
        for period, figure in figures.items()
        if period.frequency is frequency and figure.is_exact
    )


def turns_of(moves: Moves, *, is_running: bool) -> Moves:
    """How much each move differs from the one before it in the same year.

    ``is_running``: year-to-date figures, of which a new month is an ever smaller part; their turns are scaled to
    what the added months alone did, so that those of spring and autumn compare.
    """
    found = []
    for period, value in zip(moves.periods, moves.values, strict=True):
        last = moves.last_before(period)
        if last is not None:
            found.append((period, (value - last[1]) * weight(last[0], period, is_running=is_running)))
    return moves_of(found)


def weight(before: Period, period: Period, *, is_running: bool) -> float:
    """By how much more the added months moved than the year-to-date figure did."""
    return period.last_month / (period.last_month - before.last_month) if is_running else 1.0
