"""Filling a file with a whole ledger at once, as a pack does: no revision for each, like all that a pack brings."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.cells import PROBLEM, PROGRESS, PROJECT, project_id
from wzdesk.db.projects.codec import month_number, problem_state, progress_state, project_state
from wzdesk.db.projects.keep import keep
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project


def save_projects(
    session: Session,
    change_set: int,
    projects: Iterable[Project],
    reports: Iterable[ProjectProgress] = (),
    problems: Iterable[Problem] = (),
) -> None:
    """Write projects that the file does not hold yet, with their months and problems, as brought by a change set.

    Raises:
        UnknownProject: a report or a problem is of none of the projects.
        Refused: an amount cannot be kept.
    """
    told = list(projects)
    _insert(session, PROJECT.insert, ({"at_code": one.code} | project_state(one) for one in told), change_set)
    ids = {one.code: project_id(session, one.code) for one in told}
    _insert(
        session,
        PROGRESS.insert,
        (
            {"at_month": month_number(one.month), "at_project_id": _id(session, ids, one.project)}
            | progress_state(one)
            for one in reports
        ),
        change_set,
    )
    _insert(
        session,
        PROBLEM.insert,
        (
            {"at_project_id": _id(session, ids, one.project), "at_no": one.no} | problem_state(one)
            for one in problems
        ),
        change_set,
    )
    keep(session, sorted(ids.values()))


def _id(session: Session, ids: dict[str, int], code: str) -> int:
    """The id of a project, also of one that was there before."""
    if code not in ids:
        ids[code] = project_id(session, code)
    return ids[code]


def _insert(session: Session, statement: Prepared, rows: Iterable[dict[str, Any]], change_set: int) -> None:
    statement.run_for_each(session.connection(), (row | {"change_set_id": change_set} for row in rows))
