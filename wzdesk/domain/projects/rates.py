"""The four rates (四率) of a group of projects in a year, up to a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.lag import rate
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.when import When


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, and both for the reader who asks of what."""

    part: Decimal
    whole: Decimal

    @property
    def percent(self) -> Decimal | None:
        """In percent, unrounded; None of nothing."""
        return rate(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class FourRates:
    """开工率, 投资完成率, 资金到位率, 按期竣工率."""

    started: Share
    invested: Share
    funded: Share
    completed: Share


def four_rates(
    projects: Iterable[Project], progress: Mapping[str, ProjectProgress], month: Period
) -> FourRates:
    """The rates at the end of a month.

    ``progress`` holds the month's report of each project by its code. Started ÷ planned to have started by then;
    year to date ÷ annual plan; funds arrived ÷ annual plan; completed on time ÷ planned to be completed by then
    (design.md §7). The first and the last count projects whose planned date lies in the year.
    """
    to_start = started = to_complete = completed = 0
    invested = funds = planned = ZERO
    for project in projects:
        plan = project.plan_in(month)
        report = progress.get(project.code)
        if plan is not None:
            planned += plan.amount or ZERO
            if report is not None:
                invested += report.reported.year or ZERO
                funds += report.funds or ZERO
        duties = duties_of(project, month)
        to_start += duties.to_start
        started += duties.started
        to_complete += duties.to_complete
        completed += duties.completed
    return FourRates(
        started=Share(Decimal(started), Decimal(to_start)),
        invested=Share(invested, planned),
        funded=Share(funds, planned),
        completed=Share(Decimal(completed), Decimal(to_complete)),
    )


@dataclass(frozen=True, slots=True)
class Duties:
    """What of one project the first and the last rate count at the end of a month."""

    to_start: bool
    started: bool
    to_complete: bool
    completed: bool


def duties_of(project: Project, month: Period) -> Duties:
    """Whether a project was to start or to be completed in the year by a month's end, and whether it did."""
    end = _last_day(month)
    to_start = _falls_due(project.planned_start, month.year, end)
    to_complete = _falls_due(project.planned_end, month.year, end)
    return Duties(
        to_start,
        to_start and project.actual_start is not None and project.actual_start.first <= end,
        to_complete,
        to_complete and _on_time(project.actual_end, project.planned_end),
    )


def _falls_due(planned: When | None, year: int, end: date) -> bool:
    return planned is not None and planned.year == year and planned.last <= end


def _on_time(actual: When | None, planned: When | None) -> bool:
    return actual is not None and planned is not None and actual.first <= planned.last


def _last_day(month: Period) -> date:
    return When(month.last_year, month.last_month).last
