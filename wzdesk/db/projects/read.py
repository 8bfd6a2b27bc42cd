"""Projects, their months and their problems as they are stored, and the lines of a table."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wzdesk.db.doors import execute_of
from wzdesk.db.projects.chunks import given_list, parts
from wzdesk.db.projects.codec import (
    PROBLEM_FIELDS,
    PROGRESS_FIELDS,
    month_number,
    month_of,
    problem_of,
    progress_of,
    project_of,
)
from wzdesk.db.projects.query import condition
from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import LedgerColumn, Order
from wzdesk.domain.projects.ledger_line import NOTHING, LedgerLine
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When

CHUNK = 500  # projects read at once
_REPORT = ", ".join(f"r.{name}" for name in PROGRESS_FIELDS)
_PROBLEM = ", ".join(f"o.{name}" for name in PROBLEM_FIELDS)
_PROJECT = "SELECT code, definition FROM project WHERE code = :code"
_ALL = "SELECT code, definition FROM project ORDER BY id"
_REPORTS = f"""
    SELECT r.month, {_REPORT} FROM project p JOIN project_progress r ON r.project_id = p.id
    WHERE p.code = :code ORDER BY r.month
"""
_PROBLEMS = f"""
    SELECT o.no, {_PROBLEM} FROM project p JOIN project_problem o ON o.project_id = p.id
    WHERE p.code = :code ORDER BY o.no
"""
_REPORTED = f"""
    SELECT r.project_id, r.month, {_REPORT} FROM project_progress r
    WHERE r.month IN (:month, :before) AND r.project_id IN ({{ids}})
"""
_LAST = f"""
    SELECT r.project_id, r.month, {_REPORT} FROM (
        SELECT *, row_number() OVER (PARTITION BY project_id ORDER BY month DESC) AS behind
        FROM project_progress WHERE project_id IN ({{ids}}) AND month <= :month
    ) r
    WHERE r.behind <= :count ORDER BY r.project_id, r.month
"""
_OPEN = f"""
    SELECT p.code, p.definition, o.no, {_PROBLEM} FROM project_problem o JOIN project p ON p.id = o.project_id
    WHERE (o.raised IS NULL OR o.raised <= :day) AND (o.solved IS NULL OR o.solved > :day) {{chosen}}
    ORDER BY o.due IS NULL, o.due, o.project_id, o.no
"""
_BY: dict[LedgerColumn, str] = {
    LedgerColumn.CODE: "(SELECT code FROM ledger_name n WHERE n.project_id = l.project_id)",
    LedgerColumn.NAME: "(SELECT name FROM ledger_name n WHERE n.project_id = l.project_id)",
    LedgerColumn.FIELD: "field_id",
    LedgerColumn.NATURE: "nature_id",
    LedgerColumn.STAGE: "stage_id",
    LedgerColumn.REGION: "region_id",
    LedgerColumn.AGENCY: "agency_id",
    LedgerColumn.OWNER: "owner_id",
    LedgerColumn.TOTAL: "total",
    LedgerColumn.PLAN: "plan",
    LedgerColumn.DONE: "done",
    LedgerColumn.RATE: "done * 1.0 / nullif(plan, 0)",  # to sort by only
    LedgerColumn.BOOKED: "booked",
    LedgerColumn.GAP: "booked - done",
    LedgerColumn.FUNDS: "funds",
    LedgerColumn.PROBLEMS: "problems",
}

_MAY_BE_NONE = frozenset(
    {
        LedgerColumn.PLAN, LedgerColumn.DONE, LedgerColumn.RATE, LedgerColumn.BOOKED, LedgerColumn.GAP,
        LedgerColumn.FUNDS,
    }
)  # fmt: skip


def read_project(session: Session, code: str) -> Project | None:
    """A project by its code."""
    rows = list(execute_of(session)(_PROJECT, {"code": code}))
    return project_of(*rows[0]) if rows else None


def read_projects(session: Session) -> Iterator[Project]:
    """All projects, in the order in which they were entered."""
    return (project_of(*row) for row in execute_of(session)(_ALL, {}))


def names_of(session: Session, codes: Collection[str]) -> dict[str, str]:
    """The names of those of the projects that are there, by their codes."""
    found: dict[str, str] = {}
    for part in parts(sorted(codes)):
        listed, given = given_list(part)
        rows = execute_of(session)(f"SELECT code, definition FROM project WHERE code IN {listed}", given)
        found |= {code: project_of(code, definition).name for code, definition in rows}
    return found


def read_names(session: Session, limit: int) -> list[tuple[str, str]]:
    """Codes and names of the first projects that were entered, without reading the rest of them."""
    sql = "SELECT code, json_extract(definition, '$.name') FROM project ORDER BY id LIMIT :limit"
    return [(code, name) for code, name in execute_of(session)(sql, {"limit": limit})]


def read_reports(session: Session, code: str) -> tuple[ProjectProgress, ...]:
    """The reports of a project in the order of their months."""
    rows = execute_of(session)(_REPORTS, {"code": code})
    return tuple(progress_of(code, row[0], row[1:]) for row in rows)


def read_problems(session: Session, code: str) -> tuple[Problem, ...]:
    """The problems of a project by their numbers, solved ones too."""
    rows = execute_of(session)(_PROBLEMS, {"code": code})
    return tuple(problem_of(code, row[0], row[1:]) for row in rows)


def months_reported(session: Session) -> list[Period]:
    """The months for which anything was reported, in order."""
    sql = """
        WITH RECURSIVE kept (month) AS (
            SELECT min(month) FROM project_progress
            UNION ALL SELECT (SELECT min(month) FROM project_progress r WHERE r.month > kept.month) FROM kept
            WHERE kept.month IS NOT NULL
        )
        SELECT month FROM kept WHERE month IS NOT NULL
    """
    return [month_of(month) for (month,) in execute_of(session)(sql, {})]


def lists_met(session: Session) -> list[str]:
    """The lists on which projects stand or stood, in the order in which they were first met."""
    sql = "SELECT text FROM ledger_word WHERE id IN (SELECT list_id FROM ledger_list) ORDER BY id"
    return [text for (text,) in execute_of(session)(sql, {})]


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """A problem that is open, and the project that it holds up."""

    problem: Problem
    project: Project


def open_on(session: Session, day: date, selection: Selection, month: Period | None) -> list[OpenProblem]:
    """The problems open at the end of a day, those due first; of projects that the selection takes in ``month``."""
    given: dict[str, object] = {"day": day.isoformat()}
    chosen = ""
    if month is not None and selection != Selection():
        where = condition(session, month, selection)
        given = where.given | {"day": day.isoformat()}
        chosen = f"AND o.project_id IN (SELECT l.project_id FROM {where.lines} WHERE {where.sql})"
    return [
        OpenProblem(problem_of(code, no, row), project_of(code, definition))
        for code, definition, no, *row in execute_of(session)(_OPEN.format(chosen=chosen), given)
    ]


def lines(
    session: Session,
    month: Period,
    selection: Selection,
    group: tuple[Division, str] | None,
    order: Order,
    offset: int,
    limit: int | None,
) -> list[LedgerLine]:
    """A part of the lines of a month's table, ``limit`` from ``offset`` on."""
    where = condition(session, month, selection, group)
    by, way = _BY.get(order.column, where.entered), "DESC" if order.descending else "ASC"
    at_last = f"{by} IS NULL, " if order.column in _MAY_BE_NONE else ""
    rows = execute_of(session)(
        f"""
        SELECT l.project_id, problems FROM {where.lines} WHERE {where.sql}
        ORDER BY {at_last}{by} {way}{"" if by == where.entered else f", {where.entered}"} LIMIT :limit OFFSET :offset
        """,
        where.given | {"limit": -1 if limit is None else limit, "offset": offset},
    )
    return list(_lines(session, month, [(row[0], row[1]) for row in rows]))


def codes_in(session: Session, month: Period, selection: Selection) -> list[str]:
    """The codes of the projects in a month's table, without reading them, in the order in which they were entered."""
    where = condition(session, month, selection)
    sql = f"""
        SELECT (SELECT code FROM project p WHERE p.id = l.project_id) FROM {where.lines}
        WHERE {where.sql} ORDER BY {where.entered}
    """
    return [code for (code,) in execute_of(session)(sql, where.given)]


def projects_in(
    session: Session, month: Period, selection: Selection, limit: int | None = None
) -> Iterator[Project]:
    """The first ``limit`` projects in a month's table, in the order in which they were entered."""
    where = condition(session, month, selection)
    sql = f"SELECT l.project_id FROM {where.lines} WHERE {where.sql} ORDER BY {where.entered} LIMIT :limit"
    rows = execute_of(session)(sql, where.given | {"limit": -1 if limit is None else limit})
    ids = [id_ for (id_,) in rows]
    for at in range(0, len(ids), CHUNK):
        part = ids[at : at + CHUNK]
        found = _projects(session, part)
        yield from (found[id_] for id_ in part)


def _lines(session: Session, month: Period, rows: Sequence[tuple[int, int]]) -> Iterator[LedgerLine]:
    for at in range(0, len(rows), CHUNK):
        part = rows[at : at + CHUNK]
        ids = [id_ for id_, _ in part]
        projects = _projects(session, ids)
        now, before = _reported(session, month, ids, projects)
        for id_, problems in part:
            yield _line(projects[id_], month, now.get(id_), before.get(id_), problems)


def _projects(session: Session, ids: Iterable[int]) -> dict[int, Project]:
    listed = ", ".join(map(str, ids))
    sql = f"SELECT id, code, definition FROM project WHERE id IN ({listed})"
    return {id_: project_of(code, definition) for id_, code, definition in execute_of(session)(sql, {})}


_Reports = dict[int, ProjectProgress]


def _reported(
    session: Session, month: Period, ids: Iterable[int], projects: dict[int, Project]
) -> tuple[_Reports, _Reports]:
    """The reports of the month and of the one before, by the ids of projects."""
    now, before = month_number(month), month_number(month.previous)
    sql = _REPORTED.format(ids=", ".join(map(str, ids)))
    found: dict[int, _Reports] = {now: {}, before: {}}
    for id_, number, *row in execute_of(session)(sql, {"month": now, "before": before}):
        found[number][id_] = progress_of(projects[id_].code, number, row)
    return found[now], found[before]


def with_last_reports(
    session: Session, month: Period, selection: Selection, count: int
) -> Iterator[tuple[Project, list[ProjectProgress]]]:
    """The chosen projects of a month, each with its last ``count`` reports up to it in the order of their months."""
    where = condition(session, month, selection)
    execute = execute_of(session)
    sql = f"SELECT l.project_id FROM {where.lines} WHERE {where.sql} ORDER BY {where.entered}"
    ids = [row[0] for row in execute(sql, where.given)]
    for at in range(0, len(ids), CHUNK):
        part = ids[at : at + CHUNK]
        projects = _projects(session, part)
        reports: dict[int, list[ProjectProgress]] = {}
        told = {"month": month_number(month), "count": count}
        for id_, number, *row in execute(_LAST.format(ids=", ".join(map(str, part))), told):
            reports.setdefault(id_, []).append(progress_of(projects[id_].code, number, row))
        yield from ((projects[id_], reports.get(id_, [])) for id_ in part)


def _line(
    project: Project,
    month: Period,
    now: ProjectProgress | None,
    before: ProjectProgress | None,
    problems: int,
) -> LedgerLine:
    plan = project.plan_in(month)
    end = When(month.last_year, month.last_month).last
    return LedgerLine(
        project.code,
        project.name,
        month,
        project.field,
        project.subfield,
        plan.nature if plan else None,
        project.stage_on(end),
        project.regions,
        project.lists_on(end),
        project.agency,
        project.owner,
        project.total,
        plan.amount if plan else None,
        reported=now.reported if now else NOTHING,
        booked=now.booked if now else NOTHING,
        before=before.reported if before else NOTHING,
        funds=now.funds if now else None,
        image=now.image if now else "",
        image_percent=now.image_percent if now else None,
        next_step=now.next_step if now else "",
        problems=problems,
        is_invented=project.is_invented,
    )
