"""What a trend chart draws, as plain numbers and words: made by pure functions, painted elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.quantity_words import number_words
from wzdesk.domain.trend import Trend, TrendPoint

Segment = tuple[tuple[float, float], ...]
_SIGNS = 46
"""How many digits stand beside each other below the chart in the narrow panel."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart of few points; ``role`` is past, actual or target."""

    place: float
    height: float
    word: str
    label: str
    role: str


@dataclass(frozen=True, slots=True)
class TrendShape:
    """Everything a trend chart draws.

    ``segments`` are unbroken pieces of the line (x is the year); ``current`` the point being filled.
    ``ticks`` are (x, words) below the chart: the year and, under it, its figure.
    """

    segments: tuple[Segment, ...]
    link: Segment
    current: tuple[float, float] | None
    current_label: str
    bars: tuple[Bar, ...]
    target: tuple[float, float] | None
    target_label: str
    ticks: tuple[tuple[float, str], ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    note: str = ""


def shape_of(trend: Trend) -> TrendShape:
    """The shape of a trend: a line over the years, or bars where there are fewer than three points."""
    return _line_shape(trend) if trend.is_line else _bar_shape(trend)


def _line_shape(trend: Trend) -> TrendShape:
    past = [point for point in trend.points if point.year < trend.current]
    now = next((point for point in trend.points if point.year == trend.current), None)
    later = [point for point in trend.points if point.year > trend.current]
    last_year = max([trend.current, *(point.year for point in later)])
    values = [float(point.value) for point in trend.points]
    return TrendShape(
        segments=(*_pieces(past), *_pieces(later)),
        link=_link(past, now, later),
        current=(float(now.year), float(now.value)) if now else None,
        current_label=_label(now) if now else "",
        bars=(),
        target=_target(trend),
        target_label=f"目标 {trend.target_words}" if trend.target_words else "",
        ticks=_ticks(_ticked(trend, now), last_year - trend.points[0].year + 1, now),
        x_range=(trend.points[0].year - 0.4, last_year + 0.55),
        y_range=_span(values, trend),
        note=_gap_note(trend.points),
    )


def _ticked(trend: Trend, now: TrendPoint | None) -> Sequence[TrendPoint]:
    """At most eight labels fit: the latest ones, so that the year being filled is always named."""
    points = list(trend.points)
    step = -(-len(points) // 8)
    kept = points[::-1][::step][::-1]
    return kept if now is None or now in kept else [*kept, now]


def _ticks(points: Sequence[TrendPoint], years: int, now: TrendPoint | None) -> tuple[tuple[float, str], ...]:
    """Years with their figures; a figure goes where the next one has no room, and that of ``now`` stands at its point."""
    ticks: list[tuple[float, str]] = []
    taken = float("inf")
    for point in reversed(points):
        half = (len(_label(point)) + 1) / 2 * years / _SIGNS
        if point is now or point.year + half > taken:
            ticks.append((float(point.year), f"{point.year}\n"))
        else:
            ticks.append((float(point.year), f"{point.year}\n{_label(point)}"))
            taken = point.year - half
    return tuple(reversed(ticks))


def _pieces(points: Sequence[TrendPoint]) -> tuple[Segment, ...]:
    """A break in the definition cuts the line."""
    pieces: list[list[tuple[float, float]]] = []
    for point in points:
        if not pieces or point.is_break:
            pieces.append([])
        pieces[-1].append((float(point.year), float(point.value)))
    return tuple(tuple(piece) for piece in pieces)


def _link(past: Sequence[TrendPoint], now: TrendPoint | None, later: Sequence[TrendPoint]) -> Segment:
    """The dotted piece from the year before through the figure being filled to the year after."""
    if now is None:
        return ()
    before = past[-1:] if not now.is_break else []
    after = later[:1] if later and not later[0].is_break else []
    points = [*before, now, *after]
    return tuple((float(p.year), float(p.value)) for p in points) if len(points) > 1 else ()


def _bar_shape(trend: Trend) -> TrendShape:
    bars: list[Bar] = []
    for point in trend.points:
        role = "actual" if point.year == trend.current else "past"
        bars.append(Bar(float(len(bars)), float(point.value), f"{point.year}年", _label(point), role))
    if trend.target is not None:
        aim = trend.target if trend.target_high is None else trend.target_high
        bars.append(
            Bar(float(len(bars)), float(aim), "目标", trend.target_words or number_words(aim), "target")
        )
    values = [bar.height for bar in bars]
    return TrendShape(
        segments=(),
        link=(),
        current=None,
        current_label="",
        bars=tuple(bars),
        target=_target(trend),
        target_label="",
        ticks=tuple((bar.place, bar.word) for bar in bars),
        x_range=(-0.8, max(len(bars) - 0.2, 1.8)),
        y_range=_bar_span(values),
    )


def _target(trend: Trend) -> tuple[float, float] | None:
    if trend.target is None:
        return None
    low = float(trend.target)
    return (low, float(trend.target_high) if trend.target_high is not None else low)


def _label(point: TrendPoint) -> str:
    return number_words(_short(point.value))


def _short(value: Decimal) -> Decimal:
    """Figures under the chart keep their digits; long ones lose their decimals first."""
    return value if len(value.as_tuple().digits) <= 6 else value.quantize(Decimal(1))


def _span(values: Sequence[float], trend: Trend) -> tuple[float, float]:
    known = [*values, *(_target(trend) or ())]
    low, high = min(known), max(known)
    room = (high - low) * 0.18 or abs(high) * 0.05 or 1.0
    return low - room, high + room * 1.9  # the figure being typed is written above its dot


def _bar_span(values: Sequence[float]) -> tuple[float, float]:
    """Bars start at zero."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low) * 0.2 or 1.0
    return low - (room if low < 0 else 0.0), high + room


def _gap_note(points: Sequence[TrendPoint]) -> str:
    years = [point.year for point in points]
    missing = [year for year in range(years[0], years[-1]) if year not in years]
    notes = []
    if missing:
        notes.append("没有公布的年份不画点：" + "、".join(str(year) for year in missing[:6]))
    if any(point.is_break for point in points):
        notes.append("口径有调整，前后不可比")
    return "；".join(notes)
