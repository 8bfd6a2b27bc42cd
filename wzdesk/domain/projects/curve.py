"""The S-curve of a project's year: planned and actual amounts to date, in 万元."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Project
from wzdesk.domain.projects.when import When

MONTHS = 12
Amounts = tuple[Decimal | None, ...]


class Spread(Enum):
    """How the plan of a year was spread over its months; the chart says it."""

    ENTERED = "计划按项目填的月度计划"
    MILESTONES = "计划按里程碑的投资占比分摊"
    EVEN = "计划按建设月份平均分摊"


@dataclass(frozen=True, slots=True)
class SCurve:
    """Amounts to the end of each month 1-12 of a year; actual ones None where nothing was reported."""

    year: int
    planned: Amounts
    actual: Amounts
    spread: Spread | None


def s_curve(project: Project, year: int, progress: Iterable[ProjectProgress]) -> SCurve:
    """The curve of a project's year; without an annual plan only the actual side."""
    actual: list[Decimal | None] = [None] * MONTHS
    for report in progress:
        if report.month.year == year:
            actual[report.month.last_month - 1] = report.reported.year
    plan = project.plan_in(Period.to_month(year, MONTHS))
    if plan is None or plan.amount is None:
        return SCurve(year, (None,) * MONTHS, tuple(actual), None)
    planned, spread = _planned(project, plan, plan.amount)
    return SCurve(year, planned, tuple(actual), spread)


def _planned(project: Project, plan: AnnualPlan, amount: Decimal) -> tuple[Amounts, Spread]:
    if len(plan.months) == MONTHS:
        return plan.months, Spread.ENTERED
    if shares := _milestone_shares(project, plan.year):
        return tuple(amount * share for share in shares), Spread.MILESTONES
    return _evenly(project, plan.year, amount), Spread.EVEN


def _milestone_shares(project: Project, year: int) -> tuple[Decimal, ...]:
    """The part of the year's plan to be done by each month's end, in a straight line between milestones.

    () where milestones say nothing of this year.
    """
    steps = sorted(
        (_months_of(one.planned), one.share)
        for one in project.milestones
        if one.planned is not None and one.share is not None
    )
    first, last = year * MONTHS, year * MONTHS + MONTHS
    begin = _share_at(steps, first, project.planned_start)
    span = _share_at(steps, last, project.planned_start) - begin
    if not any(first < month <= last for month, _ in steps) or span <= 0:
        return ()
    shares = (_share_at(steps, first + month, project.planned_start) for month in range(1, MONTHS + 1))
    return tuple((share - begin) / span for share in shares)


def _share_at(steps: list[tuple[int, Decimal]], month: int, start: When | None) -> Decimal:
    """Percent of the whole project to be done by the end of a month (counted since the year 0)."""
    before = _months_of(start) - 1 if start else steps[0][0] - 1 if steps else month
    done = ZERO
    for at, share in steps:
        if month <= at:
            return done + (share - done) * max(month - before, 0) / max(at - before, 1)
        before, done = at, share
    return done


def _evenly(project: Project, year: int, amount: Decimal) -> Amounts:
    """Equal parts over the months of the year in which it is built: from its start on, until its end."""
    first, last = 1, MONTHS
    begun = project.actual_start or project.planned_start
    if begun is not None and begun.year == year:
        first = begun.month or 1
    if project.planned_end is not None and project.planned_end.year == year:
        last = max(project.planned_end.month or MONTHS, first)
    length = last - first + 1
    return tuple(amount * min(max(month - first + 1, 0), length) / length for month in range(1, MONTHS + 1))


def _months_of(when: When) -> int:
    """Months since the year 0 to the end of the month meant; a year alone means its end."""
    return when.year * MONTHS + (when.month or MONTHS)
