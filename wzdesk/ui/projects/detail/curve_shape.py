"""What the S-curve of a project's year looks like: numbers and words, made without widgets."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.curve import MONTHS, SCurve, Spread, s_curve
from wzdesk.domain.projects.lag import rate, rounded
from wzdesk.domain.projects.month_sheet import MonthLine
from wzdesk.domain.projects.projection import YearEnd, year_end
from wzdesk.domain.units import plain

Points = tuple[tuple[float, float], ...]
_SMALL = Decimal(1000)
"""A plan of less than 1000 万元 is drawn in 万元: 0.03 亿元 says nothing."""
_HUNDREDTH = Decimal("0.01")
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class CurveShape:
    """The lines by month 0-12 in ``unit``, their labels, and the sentence below the chart."""

    unit: str
    planned: Points
    actual: Points
    ahead: Points
    now: tuple[float, float] | None
    month: int
    planned_label: str
    year_label: str
    now_label: str
    ahead_label: str
    y_ticks: tuple[tuple[float, str], ...]
    top: float
    words: str


def curve_shape(line: MonthLine) -> CurveShape:
    """The curve of the year of a line's month, up to the month; amounts in 亿元, or 万元 where they are small."""
    month = line.month
    reports = [one for one in line.reports if one.month.year == month.year and one.month <= month]
    curve = s_curve(line.project, month.year, reports)
    end = year_end(reports) if reports and reports[-1].month == month else None
    known = [one for one in (*curve.planned, *curve.actual) if one is not None]
    in_yi = max(known, default=_SMALL) >= _SMALL
    now = curve.actual[month.last_month - 1]
    planned = _points(curve.planned, in_yi=in_yi)
    actual = _points(curve.actual, in_yi=in_yi)
    its = (float(month.last_month), _drawn(now, in_yi=in_yi)) if now is not None else None
    ahead: Points = (its, (float(MONTHS), _drawn(end.amount, in_yi=in_yi))) if end and its else ()
    top = max([y for _, y in (*planned, *actual, *ahead)], default=1.0) or 1.0
    step = _step(top)
    return CurveShape(
        unit="亿元" if in_yi else "万元",
        planned=planned,
        actual=actual,
        ahead=ahead,
        now=its,
        month=month.last_month,
        planned_label=_label("计划", curve.planned[month.last_month - 1], in_yi=in_yi),
        year_label=_label("年计划", curve.planned[-1], in_yi=in_yi),
        now_label=_label("实际", now, in_yi=in_yi),
        ahead_label=_label("推算", end.amount if end else None, in_yi=in_yi),
        y_ticks=tuple(
            (step * at, _tick(step * at)) for at in range(_MOST_LINES + 1) if step * at <= top * 1.05
        ),
        top=top,
        words=_words(curve, end, line.plan, month, in_yi=in_yi),
    )


def _points(amounts: Sequence[Decimal | None], *, in_yi: bool) -> Points:
    found = [(float(at), _drawn(one, in_yi=in_yi)) for at, one in enumerate(amounts, 1) if one is not None]
    return ((0.0, 0.0), *found) if found else ()


def _drawn(amount: Decimal, *, in_yi: bool) -> float:
    """For drawing only."""
    return float(to_yi(amount) if in_yi else amount)


def _shown(amount: Decimal, *, in_yi: bool) -> str:
    return plain(rounded(to_yi(amount), _HUNDREDTH) if in_yi else rounded(amount, Decimal(1)))


def _label(word: str, amount: Decimal | None, *, in_yi: bool) -> str:
    return "" if amount is None else f"{word} {_shown(amount, in_yi=in_yi)}"


def _step(top: float) -> float:
    """A round step, so that at most four lines lie below the top."""
    rough = top / _MOST_LINES
    size = 10.0 ** math.floor(math.log10(rough))
    return next(step * size for step in (1, 2, 2.5, 5, 10) if step * size >= rough * 0.999)


def _tick(value: float) -> str:
    return f"{value:.6g}"


def _words(curve: SCurve, end: YearEnd | None, plan: Decimal | None, month: Period, *, in_yi: bool) -> str:
    """How the plan was spread, and what the year would come to by which method."""
    said = [f"{_SPREADS[curve.spread]}。" if curve.spread else f"{month.year}年没有年度计划。"]
    if end is not None:
        unit = "亿元" if in_yi else "万元"
        share = rate(end.amount, plan)
        of_plan = f"，完成 {plain(rounded(share))}%" if share is not None else ""
        pace, amount = _shown(end.pace, in_yi=in_yi), _shown(end.amount, in_yi=in_yi)
        said.append(f"推算：{end.method} {pace} {unit}/月，全年约 {amount} {unit}{of_plan}。")
    return "".join(said)


_SPREADS = {spread: spread.value for spread in Spread}
