"""The month of many projects as a table to fill (月报): one line per project; amounts in 万元."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO, from_yi, to_yi
from wzdesk.domain.projects.lag import ahead, rate
from wzdesk.domain.projects.ledger_line import NOTHING
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.when import When
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.units import plain, trimmed


class MoneyUnit(StrEnum):
    """The unit in which a person wants to read and type amounts."""

    WAN = "万元"
    YI = "亿元"

    def shown(self, amount: Decimal | None) -> str:
        """An amount of 万元 in this unit, exact; "" where there is none."""
        if amount is None:
            return ""
        return plain(trimmed(to_yi(amount) if self is MoneyUnit.YI else amount))

    def in_wan(self, figure: Decimal) -> Decimal:
        """A figure of this unit in 万元."""
        return from_yi(figure) if self is MoneyUnit.YI else figure


CellPlace = tuple[str, Column]
"""Code of a project and column of its line."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A project in a month: all its ``reports`` in the order of their months, and its problems by their numbers."""

    month: Period
    project: Project
    reports: tuple[ProjectProgress, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def now(self) -> ProjectProgress | None:
        """The report of the month."""
        return next((one for one in reversed(self.reports) if one.month == self.month), None)

    @property
    def before(self) -> ProjectProgress | None:
        """The last report before the month, of whatever month it is."""
        return next((one for one in reversed(self.reports) if one.month < self.month), None)

    @property
    def last_month(self) -> ProjectProgress | None:
        """The report of the month before, the last one of the year before in January."""
        before = self.before
        return before if before is not None and before.month == self.month.previous else None

    @property
    def reported(self) -> Invested:
        """The platform's account of the month."""
        return self.now.reported if self.now else NOTHING

    @property
    def plan(self) -> Decimal | None:
        """The annual plan that holds."""
        its = self.project.plan_in(self.month)
        return its.amount if its else None

    @property
    def rate(self) -> Decimal | None:
        """Percent of the annual plan that is done, unrounded."""
        return rate(self.reported.year, self.plan)

    @property
    def ahead(self) -> Decimal | None:
        """Points before (+) or behind (−) time progress, unrounded."""
        return ahead(self.reported.year, self.plan, self.month.last_month)

    @property
    def open_problems(self) -> tuple[Problem, ...]:
        """Those known and not solved at the end of the month."""
        end = When(self.month.last_year, self.month.last_month).last
        return tuple(one for one in self.problems if one.is_open_on(end))

    def with_report(self, report: ProjectProgress | None, month: Period) -> "MonthLine":
        """The line after a month was reported, or its report taken out."""
        others = [one for one in self.reports if one.month != month]
        kept = [*others, report] if report is not None else others
        return replace(self, reports=tuple(sorted(kept, key=lambda one: one.month)))

    def with_problem(self, no: int, problem: Problem | None) -> "MonthLine":
        """The line after a problem was raised, changed, or taken out."""
        others = [one for one in self.problems if one.no != no]
        kept = [*others, problem] if problem is not None else others
        return replace(self, problems=tuple(sorted(kept, key=lambda one: one.no)))

    def amount(self, column: Column) -> Decimal | None:
        """The amount in a column of money; None in others."""
        now = self.now
        if now is None:
            return None
        return {
            Column.MONTH: now.reported.month,
            Column.TOTAL: now.reported.year,
            Column.SINCE_START: now.reported.start,
            Column.BOOKED: now.booked.year,
            Column.FUNDS: now.funds,
        }.get(column)


MONEY_COLUMNS = (Column.MONTH, Column.TOTAL, Column.SINCE_START, Column.BOOKED, Column.FUNDS)


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The lines of a month. ``drafts`` are texts that could not be read, kept as they were typed."""

    month: Period
    lines: tuple[MonthLine, ...] = ()
    unit: MoneyUnit = MoneyUnit.WAN
    drafts: Mapping[CellPlace, str] = field(default_factory=dict)

    def line(self, project: str) -> MonthLine | None:
        """The line of a project."""
        return next((one for one in self.lines if one.project.code == project), None)

    def text(self, line: MonthLine, column: Column) -> str:
        """What a cell shows: a draft as it was typed, else what is stored."""
        draft = self.drafts.get((line.project.code, column))
        if draft is not None:
            return draft
        now = line.now
        match column:
            case Column.IMAGE:
                return now.image if now else ""
            case Column.IMAGE_PERCENT:
                return plain(now.image_percent) if now and now.image_percent is not None else ""
            case Column.NEXT_STEP:
                return now.next_step if now else ""
            case Column.PROBLEM:
                return "；".join(one.text for one in line.open_problems)
        return self.unit.shown(line.amount(column))

    def with_lines(self, lines: Iterable[MonthLine]) -> "MonthSheet":
        """The sheet with some of its lines in their present state."""
        fresh = {one.project.code: one for one in lines}
        return replace(self, lines=tuple(fresh.get(one.project.code, one) for one in self.lines))

    def sums(self, projects: Collection[str] | None = None) -> "MonthSums":
        """The totals of all lines, or of some projects."""
        added = MonthSums()
        for line in self.lines:
            if projects is None or line.project.code in projects:
                added.add(line)
        return added

    @property
    def filled(self) -> int:
        """How many lines have their amount of the month."""
        return sum(line.reported.month is not None for line in self.lines)


@dataclass(slots=True)
class MonthSums:
    """What lines come to; amounts in 万元, those that are not given count as nothing."""

    count: int = 0
    filled: int = 0
    plan: Decimal = ZERO
    before: Decimal = ZERO
    amounts: dict[Column, Decimal] = field(default_factory=lambda: dict.fromkeys(MONEY_COLUMNS, ZERO))

    def add(self, line: MonthLine) -> None:
        """Count one more line."""
        self.count += 1
        self.filled += line.reported.year is not None
        self.plan += line.plan or ZERO
        self.before += (line.last_month.reported.year or ZERO) if line.last_month else ZERO
        for column in MONEY_COLUMNS:
            self.amounts[column] += line.amount(column) or ZERO

    @property
    def rate(self) -> Decimal | None:
        """Percent of the annual plans that is done, unrounded."""
        return rate(self.amounts[Column.TOTAL], self.plan)

    def ahead(self, month: Period) -> Decimal | None:
        """Points against time progress, unrounded."""
        return ahead(self.amounts[Column.TOTAL], self.plan, month.last_month)
