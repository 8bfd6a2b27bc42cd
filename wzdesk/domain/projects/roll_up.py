"""Roll-ups of the ledger by any of its divisions; amounts in 万元, unrounded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.lag import ahead, rate
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Project
from wzdesk.domain.projects.when import When


class Division(StrEnum):
    """By what a table of projects is divided."""

    FIELD = "field"
    SUBFIELD = "subfield"
    NATURE = "nature"
    REGION = "region"
    STAGE = "stage"
    OWNER = "owner"
    AGENCY = "agency"


@dataclass(slots=True)
class Sum:
    """What a group of projects comes to in a year up to a month.

    ``month`` is what was done in that month alone, ``gap`` booked less reported where both are given; ``reports``
    counts the projects with a figure to date: without any, nothing is known, which is not nothing done.
    """

    count: int = 0
    total: Decimal = ZERO
    plan: Decimal = ZERO
    done: Decimal = ZERO
    booked: Decimal = ZERO
    month: Decimal = ZERO
    gap: Decimal = ZERO
    reports: int = 0

    def add(self, project: Project, plan: AnnualPlan | None, report: ProjectProgress | None) -> None:
        """Count one more project."""
        self.count += 1
        self.total += project.total
        if plan is not None:
            self.plan += plan.amount or ZERO
        if report is not None:
            self.done += report.reported.year or ZERO
            self.booked += report.booked.year or ZERO
            self.month += report.reported.month or ZERO
            self.gap += report.gap or ZERO
            self.reports += report.reported.year is not None

    def __add__(self, other: "Sum") -> "Sum":
        """Two groups together."""
        return Sum(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sum)))

    @property
    def rate(self) -> Decimal | None:
        """Percent of the annual plan that is done, unrounded; None where nothing was reported."""
        return rate(self.done, self.plan) if self.reports else None

    def ahead(self, month: int) -> Decimal | None:
        """Points against time progress, unrounded; None where nothing was reported."""
        return ahead(self.done, self.plan, month) if self.reports else None


def roll_up(
    projects: Iterable[Project],
    progress: Mapping[str, ProjectProgress],
    month: Period,
    divisions: tuple[Division, ...],
) -> dict[tuple[str, ...], Sum]:
    """The sums of each group that has projects, keyed by its values of ``divisions``, in the order of first meeting.

    ``()`` as divisions gives the total alone. ``progress`` holds the month's report of each project by its code.
    """
    groups: dict[tuple[str, ...], Sum] = {}
    ways = tuple(_WAYS[division] for division in divisions)
    for project in projects:
        plan = project.plan_in(month)
        key = tuple(way(project, plan, month) for way in ways)
        if (group := groups.get(key)) is None:
            group = groups[key] = Sum()
        group.add(project, plan, progress.get(project.code))
    return groups


_Way = Callable[[Project, AnnualPlan | None, Period], str]


def _stage(project: Project, _plan: AnnualPlan | None, month: Period) -> str:
    stage = project.stage_on(When(month.last_year, month.last_month).last)
    return stage.value if stage else ""


_WAYS: dict[Division, _Way] = {
    Division.FIELD: lambda project, _plan, _month: project.field,
    Division.SUBFIELD: lambda project, _plan, _month: project.subfield,
    Division.NATURE: lambda _project, plan, _month: plan.nature.value if plan else "",
    Division.REGION: lambda project, _plan, _month: project.region,
    Division.STAGE: _stage,
    Division.OWNER: lambda project, _plan, _month: project.owner,
    Division.AGENCY: lambda project, _plan, _month: project.agency,
}
