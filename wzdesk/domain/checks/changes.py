"""How a line moved from year to year, and how that turned within a year: what its history is judged by."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import NamedTuple

from wzdesk.domain.import_checks import Figure
from wzdesk.domain.period import Period

Figures = Mapping[int, tuple[Period, Figure]]
"""Exact figures of one frequency, oldest first, by the last month of their period (`end_of`)."""


class Move(NamedTuple):
    """How far a figure of a period moved, and how much of that may be rounding.

    In percent in logarithms (100 × ln of the ratio), so that up and down weigh the same; percentages in points.
    """

    period: Period
    value: float
    rounding: float


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves of one frequency, oldest first; ``ends`` are their last months (`end_of`)."""

    ends: tuple[int, ...]
    moves: tuple[Move, ...]
    values: tuple[float, ...]

    def at(self, period: Period) -> Move | None:
        """The move of a period."""
        place = bisect_left(self.ends, end_of(period))
        return self.moves[place] if place < len(self.ends) and self.ends[place] == end_of(period) else None

    def before(self, period: Period, years: int) -> tuple[float, ...]:
        """The moves before a period, back to January of so many years earlier."""
        first = bisect_left(self.ends, (period.last_year - years) * 12 + 1)
        return self.values[first : bisect_left(self.ends, end_of(period))]

    def years_before(self, period: Period, years: int) -> int:
        """In how many of so many earlier years there are moves."""
        first = bisect_left(self.ends, (period.last_year - years) * 12 + 1)
        return len(
            {(end - 1) // 12 for end in self.ends[first : bisect_left(self.ends, period.last_year * 12 + 1)]}
        )

    def last_before(self, period: Period) -> Move | None:
        """The nearest earlier move of the same year."""
        place = bisect_left(self.ends, end_of(period)) - 1
        if place < 0 or self.moves[place].period.last_year != period.last_year:
            return None
        return self.moves[place]

    def next_after(self, period: Period) -> Move | None:
        """The first move after a period, within its year."""
        place = bisect_right(self.ends, end_of(period))
        if place == len(self.moves) or self.moves[place].period.last_year != period.last_year:
            return None
        return self.moves[place]


def end_of(period: Period) -> int:
    """The last month of a period, counted from year 0."""
    return period.last_year * 12 + period.last_month


def _moves(moves: Sequence[Move]) -> Moves:
    """Of moves in the order of their periods."""
    ends = tuple(end_of(move.period) for move in moves)
    return Moves(ends, tuple(moves), tuple(move.value for move in moves))


def _half_step(figure: Figure) -> float:
    """As the figure's own, without exact arithmetic where logarithms follow."""
    return 5 * 10.0 ** (int(figure.value.as_tuple().exponent) - 1)


def level_moves(levels: Figures, *, in_points: bool) -> Moves:
    """Levels against the same months of the year before; none where the definition changed."""
    found = []
    for end, (period, figure) in levels.items():
        last = levels.get(end - 12)
        if last is None or figure.is_break:
            continue
        before = last[1]
        half, half_before = _half_step(figure), _half_step(before)
        if in_points:
            found.append(Move(period, figure.size - before.size, half + half_before))
        elif figure.size > 0 and before.size > 0:
            rounding = (half / figure.size + half_before / before.size) * 100
            found.append(Move(period, log(figure.size / before.size) * 100, rounding))
    return _moves(found)


def reported_moves(figures: Figures, levels: Moves) -> Moves:
    """Growth or change as it is reported; it is no surer than the levels (``levels``) from which it comes."""
    found = []
    for period, figure in figures.values():
        level = levels.at(period)
        rounding = max(_half_step(figure), level.rounding if level else 0)
        found.append(Move(period, figure.size, rounding))
    return _moves(found)


def moves_anew(old: Moves, fresh: Moves, ends: Collection[int]) -> Moves:
    """Moves of which those at some last months are replaced by what was worked out anew for them."""
    found = dict(zip(old.ends, old.moves, strict=True))
    for end in ends:
        found.pop(end, None)
    found.update((end, move) for end, move in zip(fresh.ends, fresh.moves, strict=True) if end in ends)
    return _moves_by_end(found)


def _moves_by_end(moves: Mapping[int, Move]) -> Moves:
    ends = tuple(sorted(moves))
    in_order = tuple(map(moves.__getitem__, ends))
    return Moves(ends, in_order, tuple([move.value for move in in_order]))


def turns_of(moves: Moves, *, is_running: bool) -> Moves:
    """How much each move differs from the one before it in the same year.

    ``is_running``: year-to-date figures, of which a new month is an ever smaller part; their turns are scaled to
    what the added months alone did, so that those of spring and autumn compare.
    """
    found = []
    for last, move in pairwise(moves.moves):
        if last.period.last_year == move.period.last_year:
            share = weight(last.period, move.period, is_running=is_running)
            rounding = (move.rounding + last.rounding) * share
            found.append(Move(move.period, (move.value - last.value) * share, rounding))
    return _moves(found)


def turns_anew(old: Moves, moves: Moves, changed: Collection[int], *, is_running: bool) -> Moves:
    """Turns of which only those of the years of some changed moves (their last months) are worked out again."""
    years = {(end - 1) // 12 for end in changed}
    ends = {year * 12 + month for year in years for month in range(1, 13)}
    there = {end: move for end, move in zip(moves.ends, moves.moves, strict=True) if end in ends}
    return moves_anew(old, turns_of(_moves_by_end(there), is_running=is_running), ends)


def weight(before: Period, period: Period, *, is_running: bool) -> float:
    """By how much more the added months moved than the year-to-date figure did."""
    return period.last_month / (period.last_month - before.last_month) if is_running else 1.0
