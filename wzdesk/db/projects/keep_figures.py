"""Reports alone were changed: their figures go into the lines and sums that are there; nothing else is made anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wzdesk.db.plan_tables import Execute
from wzdesk.db.projects.chunks import given_list, parts
from wzdesk.db.projects.kept_sums import add_up, drop_empty

_HERE = "month = :month AND project_id IN {listed}"
_FIXED = f"SELECT project_id FROM ledger_line WHERE plan IS NOT NULL AND {_HERE}"
_FIGURES = f"""
    UPDATE ledger_line SET (done_month, done, booked, funds) = (
        SELECT r.reported_month, r.reported_year, r.booked_year, r.funds FROM project_progress r
        WHERE r.month = ledger_line.month AND r.project_id = ledger_line.project_id
    )
    WHERE {_HERE}
"""


def keep_figures(execute: Execute, reports: Iterable[tuple[int, int]]) -> list[int]:
    """Bring the figures of reports (month, project) into their lines.

    Returns the projects of which that is not all: without a plan for the month, it is the report that makes its line.
    """
    by_month: Mapping[int, list[int]] = defaultdict(list)
    for month, project in reports:
        by_month[month].append(project)
    left: set[int] = set()
    for month, projects in sorted(by_month.items()):
        for part in parts(sorted(projects)):
            left |= set(part) - _take_over(execute, month, part)
    return sorted(left)


def _take_over(execute: Execute, month: int, projects: Sequence[int]) -> set[int]:
    """Update the lines that stand whether there is a report or not; returns their projects."""
    listed, given = given_list(projects)
    fixed = [row[0] for row in execute(_FIXED.format(listed=listed), given | {"month": month})]
    if fixed:
        listed, given = given_list(fixed)
        given["month"] = month
        here = _HERE.format(listed=listed)
        add_up(execute, here, given, "-")
        execute(_FIGURES.format(listed=listed), given)
        add_up(execute, here, given)
        drop_empty(execute, [month])  # a line that lags from now on counts elsewhere
    return set(fixed)
