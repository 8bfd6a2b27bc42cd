"""The series behind a form row's chart: this year's months beside those of the years before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.indicator import Accumulation
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.units import convert, same_unit, trimmed

MonthPoints = tuple[tuple[int, Decimal], ...]
_YEARS, _YEARS_OF_YEARS = 4, 10
_LEAST_HISTORY = 3


@dataclass(frozen=True, slots=True)
class YearLine:
    """The figures of a year by month, in their order."""

    year: int
    points: MonthPoints


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the year would end, and how that was reckoned."""

    value: Decimal
    method: str


@dataclass(frozen=True, slots=True)
class MonthTrend:
    """What the chart of a form's row shows, all in ``unit``.

    ``frequency`` is the form's: in a yearly one there is a single line, and its points are years in place of months.
    ``now`` is the figure of the period being filled; ``usual`` the range in which the same month lay in other
    years (growth figures and single months only have one where there is history enough).
    """

    unit: str
    year: int
    month: int
    lines: tuple[YearLine, ...]
    now: Decimal | None = None
    target: Decimal | None = None
    target_words: str = ""
    usual: tuple[Decimal, Decimal] | None = None
    projection: Projection | None = None
    frequency: Frequency = Frequency.MONTH
    is_single: bool = False
    """Whether the points are of single months or quarters, not of the year to date."""

    @property
    def place(self) -> int:
        """Where the period being filled stands among the points."""
        return self.year if self.frequency is Frequency.YEAR else self.month


def month_trend(
    table: FormTable, row: FormRow, series: Iterable[Observation], column: FormColumn | None
) -> MonthTrend:
    """The months of a row, in the column that one stands in: amounts of the year to date, of single months, or growth.

    ``series`` holds the stored figures of the indicator; those of the table, which has what is being typed, come
    before them.
    """
    chosen = column if column in {FormColumn.GROWTH, FormColumn.MONTH} else FormColumn.TOTAL
    measure = Measure.GROWTH if chosen is FormColumn.GROWTH else Measure.LEVEL
    stored = {
        one.key.period: one
        for one in series
        if one.key.measure is measure and _belongs(table, one.key.period, chosen)
    }
    key = table.key_of(row, chosen)
    if key is not None:
        stored.pop(key.period, None)
        if (typed := table.observations.get(key)) is not None:
            stored[key.period] = typed
    frequency = table.form.frequency
    make = _years if frequency is Frequency.YEAR else _lines
    lines = make(stored.values(), table.period.last_year)
    indicator = table.indicators[row.indicator]
    now = _value(stored.get(key.period)) if key else None
    amount = table.amount_aimed_at(row) if chosen is FormColumn.TOTAL else None
    trend = MonthTrend(
        unit="%" if measure is Measure.GROWTH else indicator.unit,
        year=table.period.last_year,
        month=table.period.last_month,
        lines=lines,
        now=now,
        target=amount,
        target_words=table.targets.get(row.code, "") if amount is not None else "",
        usual=_usual_years(lines, table.period)
        if frequency is Frequency.YEAR
        else _usual(lines, table.period),
        projection=_projection(table, row, lines, now) if chosen is FormColumn.TOTAL else None,
        frequency=frequency,
        is_single=chosen is FormColumn.MONTH,
    )
    return trend if measure is Measure.GROWTH else _under(row.unit, trend)


def _under(unit: str, trend: MonthTrend) -> MonthTrend:
    """A trend in the unit of the form, in which its figures are typed: 亿元 of the catalogue as 万元."""
    own, wanted = plain_unit(trend.unit), plain_unit(unit)
    factor = None if not wanted or same_unit(own, wanted) else convert(Decimal(1), own, wanted)
    if factor is None:
        return trend

    def told(value: Decimal) -> Decimal:
        return trimmed(value * factor)

    ends, usual = trend.projection, trend.usual
    return replace(
        trend,
        unit=wanted,
        lines=tuple(
            YearLine(line.year, tuple((at, told(value)) for at, value in line.points)) for line in trend.lines
        ),
        now=None if trend.now is None else told(trend.now),
        target=None if trend.target is None else told(trend.target),
        usual=(told(usual[0]), told(usual[1])) if usual else None,
        projection=Projection(told(ends.value), ends.method) if ends else None,
    )


def _belongs(table: FormTable, period: Period, column: FormColumn) -> bool:
    """Whether a period is one that the form has in a column."""
    if column is FormColumn.MONTH:
        return period.frequency is table.single.frequency
    return table.form.has(period)


def _years(observations: Iterable[Observation], year: int) -> tuple[YearLine, ...]:
    """The figures of whole years as one line."""
    values = {one.key.period.last_year: _value(one) for one in observations}
    points = tuple(
        (its, value)
        for its, value in sorted(values.items())
        if value is not None and year - _YEARS_OF_YEARS < its <= year
    )
    return (YearLine(year, points),) if points else ()


def _usual_years(lines: Sequence[YearLine], period: Period) -> tuple[Decimal, Decimal] | None:
    """The range of other years, where three of them tell one."""
    values = [value for line in lines for year, value in line.points if year != period.last_year]
    return (min(values), max(values)) if len(values) >= _LEAST_HISTORY else None


def _lines(observations: Iterable[Observation], year: int) -> tuple[YearLine, ...]:
    by_year: defaultdict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for one in observations:
        value, period = _value(one), one.key.period
        if value is not None and year - _YEARS < period.last_year <= year:
            by_year[period.last_year].append((period.last_month, value))
    return tuple(YearLine(its, tuple(sorted(points))) for its, points in sorted(by_year.items()))


def _value(observation: Observation | None) -> Decimal | None:
    return observation.quantity.value if observation else None


def _usual(lines: Sequence[YearLine], period: Period) -> tuple[Decimal, Decimal] | None:
    """The range of the same month in other years, where three of them tell one."""
    values = [
        value
        for line in lines
        if line.year != period.last_year
        for month, value in line.points
        if month == period.last_month
    ]
    return (min(values), max(values)) if len(values) >= _LEAST_HISTORY else None


def _projection(
    table: FormTable, row: FormRow, lines: Sequence[YearLine], now: Decimal | None
) -> Projection | None:
    """The year's end as it would be if the months to come had the share they had in the years before."""
    period = table.period
    if (
        now is None
        or period.last_month == 12
        or table.indicators[row.indicator].accumulation is not Accumulation.YTD
    ):
        return None
    shares = []
    for line in lines:
        points = dict(line.points)
        if line.year == period.last_year and max(points, default=0) > period.last_month:
            return None  # what came after is known
        part, whole = points.get(period.last_month), points.get(12)
        if line.year != period.last_year and part and whole and part > 0 and whole > 0:
            shares.append(part / whole)
    if not shares:
        return None
    share = median(shares)
    words = f"近{len(shares)}年同期占全年的{'中位数' if len(shares) > 1 else '比重'} {share * 100:.1f}%"
    decimals = table.indicators[row.indicator].decimals or 0
    ends = (now / share).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return Projection(ends, words)
