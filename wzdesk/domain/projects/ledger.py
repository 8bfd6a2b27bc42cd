"""The ledger of a month: which projects stand in it, how its tables are grouped and put in order."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.roll_up import Sum


def months_in_ledger(project: Project, reported: Collection[Period], entered: int) -> tuple[Period, ...]:
    """The months in whose ledger a project stands, in order.

    Those for which an annual plan holds, and those that were reported. A project that has no plan at all yet stands
    in all months of the years from the first of its dates to the last, or where it has none of the year ``entered``.
    """
    years = {plan.year for plan in project.plans} or _dated_years(project) or {entered}
    months = {Period.of_month(year, month) for year in years for month in range(1, 13)}
    if project.plans:
        months = {month for month in months if project.plan_in(month) is not None}
    return tuple(sorted(months | set(reported)))


def _dated_years(project: Project) -> set[int]:
    dates = (project.planned_start, project.planned_end, project.actual_start, project.actual_end)
    years = {one.year for one in dates if one is not None}
    years |= {one.since.year for one in project.memberships} | {one.on.year for one in project.stages}
    return set(range(min(years), max(years) + 1)) if years else set()


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one word of a division, added up; ``key`` is that word, "" where projects have none."""

    key: str
    sum: Sum


class LedgerColumn(StrEnum):
    """By what a table of lines is put in order; ``ENTERED`` is the order in which projects were entered."""

    ENTERED = "entered"
    CODE = "code"
    NAME = "name"
    FIELD = "field"
    NATURE = "nature"
    STAGE = "stage"
    REGION = "region"
    AGENCY = "agency"
    OWNER = "owner"
    TOTAL = "total"
    PLAN = "plan"
    DONE = "done"
    RATE = "rate"
    BOOKED = "booked"
    GAP = "gap"
    FUNDS = "funds"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Order:
    """A column and a direction; lines that are alike there stay in the order in which they were entered."""

    column: LedgerColumn = LedgerColumn.ENTERED
    descending: bool = False


AS_ENTERED = Order()
