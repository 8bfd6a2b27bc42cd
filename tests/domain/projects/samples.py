"""Projects and reports for tests; amounts in 万元."""

from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project

YEAR = 2024


def planned(amount: str, nature: Nature = Nature.CARRIED_ON, months: tuple[str, ...] = ()) -> AnnualPlan:
    """The plan of 2024."""
    return AnnualPlan(YEAR, Decimal(amount), nature, tuple(Decimal(one) for one in months))


def a_project(amount: str = "1200", code: str = "p1", **more: object) -> Project:
    """A project with a plan for 2024."""
    return Project(code, f"项目{code}", **({"plans": (planned(amount),)} | more))  # type: ignore[arg-type]


def reported(month: int, *years: str, code: str = "p1", **more: object) -> ProjectProgress:
    """A month's report: year to date, and what the month before had come to (for the month's own amount)."""
    year = Decimal(years[0])
    single = year - Decimal(years[1]) if len(years) > 1 else None
    account = Invested(single, year, year)
    return ProjectProgress(code, Period.of_month(YEAR, month), **({"reported": account} | more))  # type: ignore[arg-type]
