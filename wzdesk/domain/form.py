"""Forms: what is reported again and again, by whom, until when (填报表)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wzdesk.domain.period import Frequency, Period


class FormColumn(StrEnum):
    """The columns that a form may have, in the order in which they stand."""

    LAST_YEAR = "last_year"
    MONTH = "month"
    TOTAL = "total"
    GROWTH = "growth"
    TARGET = "target"
    COMPLETION = "completion"
    TIME = "time"
    REMARK = "remark"


ALL_COLUMNS = tuple(FormColumn)
TYPED_COLUMNS = (FormColumn.LAST_YEAR, FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH)
"""Those that hold figures of the form's own."""
FREQUENCY_WORDS = {Frequency.MONTH: "月报", Frequency.QUARTER: "季报", Frequency.YEAR: "年报"}
"""How often a form is reported."""
_QUARTERS = ("一季度", "上半年", "前三季度", "全年")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: an indicator under the name, the number and in the unit of the form.

    ``unit`` is what the form shows (万元 where the catalogue counts in 亿元); ``depth`` and ``marked`` are those of
    a plan's items. In a table across regions each row is of a ``region``, and the row of their sum has the codes of
    those it adds up in ``parts``.
    """

    indicator: str
    name: str
    unit: str
    no: str = ""
    category: str = ""
    depth: int = 0
    marked: bool = False
    region: str = ""
    parts: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What tells the row from the others of its table: its indicator, or across regions its region."""
        return self.region or self.indicator


@dataclass(frozen=True, slots=True)
class Form:
    """A form to fill for every month, quarter or year.

    ``reporters`` are the regions that report it, ``agency`` the code of the body that fills it there, "" where any does;
    ``due_day`` is the day until which they do, in the month that comes ``due_months`` after the period. ``plan`` is the
    code of the plan whose targets stand beside the figures, ``{year}`` in it the form's year; "" for none.
    A form that ``carries_remarks`` begins a period with the remarks of the one before. A retired form is no longer
    offered; its figures stay.
    """

    code: str
    name: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...] = ALL_COLUMNS
    frequency: Frequency = Frequency.MONTH
    reporters: tuple[str, ...] = ()
    due_day: int = 10
    plan: str = ""
    agency: str = ""
    due_months: int = 1
    carries_remarks: bool = False
    is_retired: bool = False

    def plan_of(self, year: int) -> str:
        """The code of the plan with the year's targets."""
        return self.plan.replace("{year}", str(year))

    def due(self, period: Period) -> date:
        """The day until which a period is to be reported; the month's last day where it has no such day."""
        year, month = divmod(period.last_year * 12 + period.last_month + self.due_months - 1, 12)
        first = date(year, month + 1, 1)
        after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        return min(first + timedelta(days=self.due_day - 1), after - timedelta(days=1))

    def periods(self, year: int) -> Iterator[Period]:
        """The periods of a year that are reported: January's figures come with February's (1—2月)."""
        match self.frequency:
            case Frequency.YEAR:
                yield Period.of_year(year)
            case Frequency.QUARTER:
                yield from (Period.to_month(year, month) for month in (3, 6, 9, 12))
            case _:
                yield from (Period.to_month(year, month) for month in range(2, 13))

    def at(self, period: Period) -> Period | None:
        """The form's own period that ends with a period; None where it has none."""
        ends = (its for its in self.periods(period.last_year) if its.last_month == period.last_month)
        return next(ends, None)

    def has(self, period: Period) -> bool:
        """Whether a period is one of the form's own."""
        year, month = period.last_year, period.last_month
        match self.frequency:
            case Frequency.YEAR:
                return period == Period.of_year(year)
            case Frequency.QUARTER:
                return month % 3 == 0 and period == Period.to_month(year, month)
            case _:
                return month > 1 and period == Period.to_month(year, month)

    def words(self, period: Period) -> str:
        """One of the form's periods as an office says it: 2024年前三季度 in a quarterly form, 2024年1—9月 in a monthly."""
        if self.frequency is not Frequency.QUARTER:
            return period.words
        return f"{period.last_year}年{_QUARTERS[period.last_month // 3 - 1]}"

    def next(self, period: Period) -> Period:
        """The period after one of the form's."""
        its = list(self.periods(period.year))
        at = its.index(period) + 1
        return its[at] if at < len(its) else next(self.periods(period.year + 1))

    def previous(self, period: Period) -> Period:
        """The period before one of the form's."""
        its = list(self.periods(period.year))
        at = its.index(period)
        return its[at - 1] if at else list(self.periods(period.year - 1))[-1]


def single_of(frequency: Frequency, period: Period) -> Period:
    """The own month or quarter of a form's period, of which 本月 tells."""
    if frequency is Frequency.QUARTER:
        return Period.of_quarter(period.last_year, period.last_month // 3)
    return Period.of_month(period.last_year, period.last_month)


@dataclass(frozen=True, slots=True)
class FormSummary:
    """What a list of forms shows of one."""

    code: str
    name: str
    frequency: Frequency
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class FormClosing:
    """That a region's period of a form is closed: who did it, when, and why."""

    who: str
    when: datetime | None = None
    why: str = ""
