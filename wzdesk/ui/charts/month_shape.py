"""What a chart of months draws, as plain numbers and words: made by pure functions, painted elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.month_trend import MonthTrend
from wzdesk.domain.period import Frequency
from wzdesk.domain.quantity_words import number_words

Point = tuple[float, float]
_LABEL_DIGITS, _MOST_YEARS = 6, 6
_QUARTERS = ("一季度", "上半年", "前三季度", "全年")
_SINGLE_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One year's line; ``age`` is 0 for the year being filled. Its name stands at its last point, where there is room."""

    age: int
    points: tuple[Point, ...]
    name: str
    name_at: Point


@dataclass(frozen=True, slots=True)
class MonthShape:
    """Everything a chart of months draws; x is the month."""

    lines: tuple[MonthLine, ...]
    now: Point | None
    now_label: str
    ahead: tuple[Point, ...]
    ahead_label: str
    target: float | None
    target_label: str
    usual: tuple[float, float] | None
    ticks: tuple[tuple[float, str], ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]


def month_shape_of(trend: MonthTrend) -> MonthShape:
    """The shape of a trend; the figure being filled is a dot, the other points of its year a line."""
    lines = _lines(trend)
    now = (float(trend.place), float(trend.now)) if trend.now is not None else None
    projection = trend.projection if now else None
    ahead = (now, (12.0, float(projection.value))) if now and projection else ()
    ahead_label = f"全年约 {number_words(_short(projection.value))}" if projection else ""
    target = float(trend.target) if trend.target is not None else None
    usual = (float(trend.usual[0]), float(trend.usual[1])) if trend.usual else None
    known = [y for line in lines for _, y in line.points]
    known += [y for _, y in ahead] + [its for its in (target, now[1] if now else None) if its is not None]
    known += usual or ()
    return MonthShape(
        lines=lines,
        now=now,
        now_label=number_words(_short(trend.now)) if trend.now is not None else "",
        ahead=ahead,
        ahead_label=ahead_label,
        target=target,
        target_label=f"目标 {trend.target_words}" if trend.target_words else "",
        usual=usual,
        ticks=_ticks(trend),
        x_range=_x_range(trend),
        y_range=_span(known),
    )


def _ticks(trend: MonthTrend) -> tuple[tuple[float, str], ...]:
    """Months, quarters or years along the foot of the chart."""
    match trend.frequency:
        case Frequency.YEAR:
            first, last = _first_year(trend), trend.year
            step = max(1, (last - first) // _MOST_YEARS + 1)
            return tuple((float(year), f"{year}") for year in range(last, first - 1, -step))
        case Frequency.QUARTER:
            words = _SINGLE_QUARTERS if trend.is_single else _QUARTERS
            return tuple((3.0 * number, its) for number, its in enumerate(words, 1))
    return tuple((float(month), f"{month}月") for month in (2, 4, 6, 8, 10, 12))


def _x_range(trend: MonthTrend) -> tuple[float, float]:
    match trend.frequency:
        case Frequency.YEAR:
            return _first_year(trend) - 0.5, trend.year + 0.5
        case Frequency.QUARTER:
            return 1.8, 14.0
    return 1.4, 13.6


def _first_year(trend: MonthTrend) -> int:
    return min((point[0] for line in trend.lines for point in line.points), default=trend.year - 1)


def _lines(trend: MonthTrend) -> tuple[MonthLine, ...]:
    made: list[MonthLine] = []
    taken: list[float] = []
    values = [float(value) for line in trend.lines for _, value in line.points]
    room = (max(values) - min(values)) * 0.09 if values else 0.0
    for line in sorted(trend.lines, key=lambda its: -its.year):
        points = tuple((float(month), float(value)) for month, value in line.points)
        x, y = points[-1]
        is_free = 11 < x <= 12 and all(abs(y - other) > room for other in taken)
        if is_free:
            taken.append(y)
        made.append(
            MonthLine(trend.year - line.year, points, str(line.year) if is_free else "", (x + 0.1, y))
        )
    return tuple(made)


def _short(value: Decimal) -> Decimal:
    """Figures in the chart keep their digits; long ones lose decimals."""
    if len(value.as_tuple().digits) <= _LABEL_DIGITS:
        return value
    places = max(0, _LABEL_DIGITS - 1 - max(value.adjusted(), 0))
    return value.quantize(Decimal(1).scaleb(-places))


def _span(known: Sequence[float]) -> tuple[float, float]:
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = (high - low) * 0.14 or abs(high) * 0.05 or 1.0
    return low - room, high + room * 2.2  # the figure being typed is written above its dot
