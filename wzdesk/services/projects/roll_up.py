"""Adding up the ledger for boards, curves and races, and what of it wants a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wzdesk.db.projects.read import OpenProblem, open_on, with_last_reports
from wzdesk.db.projects.sums import curve_of, months_kept, rates_of, sums_of
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.alerts import USUAL_LIMITS, Alert, AlertLimits, alerts
from wzdesk.domain.projects.curve import SCurve
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.rates import FourRates
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.read_ledger import EVERYTHING

__all__ = [
    "OpenProblem",
    "ProjectAlerts",
    "alerts_of",
    "monthly_sums",
    "open_problems",
    "rates_by_region",
    "roll_up",
]


@dataclass(frozen=True, slots=True)
class ProjectAlerts:
    """A project with what wants a look."""

    project: Project
    alerts: tuple[Alert, ...]


def roll_up(
    data: Store, month: Period, divisions: Sequence[Division], selection: Selection = EVERYTHING
) -> dict[tuple[str, ...], Sum]:
    """The sums of each group that has lines, by its words of ``divisions``; without divisions the total alone."""
    with data.reading() as session:
        return sums_of(session, month, selection, divisions)


def monthly_sums(data: Store, year: int, selection: Selection = EVERYTHING) -> SCurve:
    """The S-curve of a year of all chosen projects: planned and done to the end of each month."""
    with data.reading() as session:
        return curve_of(session, year, selection)


def rates_by_region(data: Store, month: Period, selection: Selection = EVERYTHING) -> dict[str, FourRates]:
    """The four rates of each region by its code; a project counts in the first of its regions."""
    with data.reading() as session:
        return rates_of(session, month, selection)


def open_problems(data: Store, day: date, selection: Selection = EVERYTHING) -> list[OpenProblem]:
    """The problems that are open at the end of a day, those due first.

    The selection is held against the ledger of that day's month, or the last one before it.
    """
    with data.reading() as session:
        until = Period.of_month(day.year, day.month)
        month = max((one for one in months_kept(session) if one <= until), default=None)
        return open_on(session, day, selection, month)


def alerts_of(
    data: Store, month: Period, selection: Selection = EVERYTHING, limits: AlertLimits = USUAL_LIMITS
) -> list[ProjectAlerts]:
    """The chosen projects of a month of which something wants a look."""
    count = max(limits.idle_months, 2)
    with data.reading() as session:
        told = (
            ProjectAlerts(project, alerts(project, reports, month, limits))
            for project, reports in with_last_reports(session, month, selection, count)
        )
        return [one for one in told if one.alerts]
