"""Where a project's year would end (年底推算), and by which method."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.projects.curve import MONTHS
from wzdesk.domain.projects.progress import ProjectProgress

_RECENT = 3


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The year's amount in 万元 if things go on so, and how it was reckoned."""

    amount: Decimal
    pace: Decimal
    method: str


def year_end(reports: Sequence[ProjectProgress]) -> YearEnd | None:
    """Year to date and the mean of the last three months for each month that is left.

    ``reports`` are those of one year in the order of their months. None before there are three months, or when the
    last one has no year-to-date figure.
    """
    if not reports or reports[-1].reported.year is None:
        return None
    now = reports[-1]
    done = now.reported.year
    recent = [one.reported.month for one in reports[-_RECENT:]]
    months = [one for one in recent if one is not None]
    if done is None or len(months) < _RECENT or now.month.last_month == MONTHS:
        return None
    pace = sum(months, Decimal(0)) / _RECENT
    left = MONTHS - now.month.last_month
    return YearEnd(done + pace * left, pace, "近三月均速")
