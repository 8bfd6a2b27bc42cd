"""The small chart of a tile: the years as a line, the target as dashes, the last point in the verdict's colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wzdesk.domain.trend import Trend

Point = tuple[float, float]
_MOST_YEARS = 9


@dataclass(frozen=True, slots=True)
class Spark:
    """What is drawn, in shares of width and height (0, 0 is the upper left corner).

    ``pieces`` are unbroken lines, cut where the definition changed; ``target`` is the height of the line, or the edges
    of the band.
    """

    pieces: tuple[tuple[Point, ...], ...]
    last: Point | None
    target: tuple[float, ...] = ()
    years: str = ""


def spark_of(trend: Trend) -> Spark:
    """The last years of a trend; nothing where no year has a figure."""
    points = trend.points[-_MOST_YEARS:]
    if not points:
        return Spark((), None)
    targets = [float(value) for value in (trend.target, trend.target_high) if value is not None]
    values = [float(point.value) for point in points]
    low, high = min([*values, *targets]), max([*values, *targets])
    room = (high - low) or 1.0
    first, span = points[0].year, max(1, points[-1].year - points[0].year)

    def place(year: int, value: float) -> Point:
        across = (year - first) / span if len(points) > 1 else 1.0
        return across, 1 - (value - low) / room if high > low else 0.5

    pieces: list[list[Point]] = []
    for point in points:
        if not pieces or point.is_break:
            pieces.append([])
        pieces[-1].append(place(point.year, float(point.value)))
    return Spark(
        tuple(tuple(piece) for piece in pieces),
        pieces[-1][-1],
        tuple(place(first, value)[1] for value in targets),
        _years([point.year for point in points]),
    )


def _years(years: Sequence[int]) -> str:
    return f"{years[0]}—{years[-1]}年" if len(years) > 1 else f"{years[0]}年"
