"""What is kept ready of the ledger follows every act, in its transaction: lines, sums, names, lists.

Sums are taken down by the lines that go and put up by those that come, so that a change costs what it changes.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from wzdesk.db.codec import Key
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import Execute
from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.codec import PROBLEM_FIELDS, problem_of, project_of
from wzdesk.db.projects.lines import LINE, Figures, lines_of
from wzdesk.db.projects.words import Words
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.change import ProblemKey, ProgressKey, ProjectKey
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import Project
from wzdesk.domain.text import normalise

_BELONGINGS = """
    SELECT code, reports, problems FROM (
        SELECT code,
            (SELECT count(*) FROM project_progress r WHERE r.project_id = p.id) AS reports,
            (SELECT count(*) FROM project_problem o WHERE o.project_id = p.id) AS problems
        FROM project p WHERE code IN {listed}
    ) WHERE reports + problems > 0 LIMIT 1
"""
CHUNK = 200  # projects kept at once
_DIVISIONS = ("month", "field_id", "subfield_id", "nature_id", "stage_id", "region_id")
_COUNTS = ("problems", "to_start", "started", "to_complete", "completed")
SUMS = (
    "lines",
    "total",
    "plan",
    "planned",
    "done_month",
    "done",
    "booked",
    "gap",
    "funds",
    "reports",
    *_COUNTS,
)
"""The columns of a kept sum."""
SUM_OF = {name: f"sum({name})" for name in ("total", *_COUNTS)}
SUM_OF |= {
    name: f"coalesce(sum({name}), 0)" for name in ("plan", "planned", "done_month", "done", "booked", "funds")
}
SUM_OF |= {"lines": "count(*)", "reports": "count(done)", "gap": "coalesce(sum(booked - done), 0)"}
"""How each is added up of the columns of lines."""
MONTHS = """
    WITH RECURSIVE kept (month) AS (
        SELECT min(month) FROM ledger_sum
        UNION ALL SELECT (SELECT min(month) FROM ledger_sum s WHERE s.month > kept.month) FROM kept
        WHERE kept.month IS NOT NULL
    )
    SELECT month FROM kept WHERE month IS NOT NULL
"""
"""The months that have lines, in order, without reading all sums."""


def keep_after(session: Session, keys: Collection[Key]) -> None:
    """Bring what is kept up to date after an act that changed these cells; nothing to do where none is a project's."""
    codes = {key.project for key in keys if isinstance(key, ProjectKey | ProgressKey | ProblemKey)}
    if codes:
        execute = execute_of(session)
        keep(session, [id_ for part in _parts(sorted(codes)) for id_ in _ids(execute, part)])


def take_out(session: Session, codes: Sequence[str]) -> None:
    """Forget projects that are about to be taken out themselves.

    Raises:
        Refused: reports or problems of one are there.
    """
    execute = execute_of(session)
    for part in _parts(codes):
        listed, given = _given(part)
        for code, reports, problems in execute(_BELONGINGS.format(listed=listed), given):
            raise Refused(
                f"项目 {code} 还有 {reports} 个月的进度和 {problems} 个问题，没有删除；要删除项目，请先删除它们。"
            )
        _forget(execute, _ids(execute, part))


def keep(session: Session, ids: Sequence[int]) -> None:
    """Make anew all that is kept of these projects."""
    execute, words = execute_of(session), Words(session)
    for part in _parts(ids):
        _forget(execute, part)
        _write(session, execute, words, part)


def _parts(all_: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (all_[at : at + CHUNK] for at in range(0, len(all_), CHUNK))


def _given(values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Parameters for a list of values, as many for every list of some: one statement for a few, one for a chunk."""
    size = 1 if len(values) == 1 else CHUNK
    padded = [*values, *[values[-1]] * (size - len(values))]
    names = [f"v{n}" for n in range(size)]
    return f"(:{', :'.join(names)})", dict(zip(names, padded, strict=True))


def _ids(execute: Execute, codes: Sequence[str]) -> list[int]:
    listed, given = _given(codes)
    return [row[0] for row in execute(f"SELECT id FROM project WHERE code IN {listed} ORDER BY id", given)]


def _forget(execute: Execute, ids: Sequence[int]) -> None:
    if not ids:
        return
    listed, given = _given(ids)
    here = f"project_id IN {listed}"
    months = sorted({row[0] for row in execute(f"SELECT month FROM ({MONTHS})", {})})
    if months:
        span = f"month IN ({', '.join(map(str, months))})"
        _add_up(execute, f"{span} AND {here}", given, "-")
        execute(f"DELETE FROM ledger_line WHERE {span} AND {here}", given)
        execute(f"DELETE FROM ledger_sum WHERE {span} AND lines = 0", {})
    for table in ("ledger_name", "ledger_list", "ledger_region"):
        execute(f"DELETE FROM {table} WHERE {here}", given)


def _add_up(execute: Execute, where: str, given: dict[str, Any], sign: str = "") -> None:
    """Put the sums of the chosen lines to the kept ones, or with a minus take them from there."""
    names = ", ".join((*_DIVISIONS, *SUMS))
    summed = ", ".join(f"{sign}({SUM_OF[name]})" for name in SUMS)
    execute(
        f"""
        INSERT INTO ledger_sum ({names})
        SELECT {", ".join(_DIVISIONS)}, {summed} FROM ledger_line WHERE {where} GROUP BY {", ".join(_DIVISIONS)}
        ON CONFLICT ({", ".join(_DIVISIONS)})
        DO UPDATE SET {", ".join(f"{name} = {name} + excluded.{name}" for name in SUMS)}
        """,
        given,
    )


def _write(session: Session, execute: Execute, words: Words, ids: Sequence[int]) -> None:
    listed, given = _given(ids)
    reports = _reports(execute, listed, given)
    rows = list(
        execute(
            f"""
            SELECT p.id, p.code, p.definition, c.at FROM project p JOIN change_set c ON c.id = p.change_set_id
            WHERE p.id IN {listed} ORDER BY p.id
            """,
            given,
        )
    )
    problems = _problems(execute, listed, given)
    lines, names, lists, regions = [], [], [], []
    for id_, code, definition, at in rows:
        project = project_of(code, definition)
        lines += lines_of(
            id_, project, reports.get(id_, {}), problems.get(id_, ()), int(at[:4]), words.number
        )
        names.append((id_, normalise(project.name), code))
        lists += [(words.number(one), id_, *span) for one, *span in _memberships(project)]
        regions += [(words.number(region), id_) for region in dict.fromkeys(project.regions[1:])]
    lines.sort()
    for statement, columns, values in (
        (_INSERT_LINE, LINE, lines),
        (_INSERT_NAME, _NAME, names),
        (_INSERT_LIST, _LIST, lists),
        (_INSERT_REGION, _REGION, regions),
    ):
        if values:
            statement.run_for_rows(session.connection(), columns, values)
    if lines:
        months = ", ".join(map(str, sorted({line[0] for line in lines})))
        _add_up(execute, f"month IN ({months}) AND project_id IN {listed}", given)


def _memberships(project: Project) -> Iterator[tuple[str, str, str | None]]:
    """The lists on which it stands from which day until which; of one day for one list the longest."""
    spans: dict[tuple[str, str], date] = {}
    for one in project.memberships:
        begin = one.project_list, one.since.isoformat()
        spans[begin] = max(spans.get(begin, date.min), one.until or date.max)
    for (project_list, since), until in spans.items():
        yield project_list, since, None if until == date.max else until.isoformat()


def _reports(execute: Execute, listed: str, given: dict[str, Any]) -> dict[int, dict[int, Figures]]:
    found: dict[int, dict[int, Figures]] = {}
    columns = "project_id, month, reported_month, reported_year, booked_year, funds"
    sql = f"SELECT {columns} FROM project_progress WHERE project_id IN {listed}"
    for id_, month, *figures in execute(sql, given):
        found.setdefault(id_, {})[month] = (figures[0], figures[1], figures[2], figures[3])
    return found


def _problems(execute: Execute, listed: str, given: dict[str, Any]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    columns = ", ".join(PROBLEM_FIELDS)
    sql = f"SELECT project_id, no, {columns} FROM project_problem WHERE project_id IN {listed}"
    for id_, no, *row in execute(sql, given):
        found.setdefault(id_, []).append(problem_of("", no, row))
    return found


_NAME = ("project_id", "name", "code")
_LIST = ("list_id", "project_id", "since", "until")
_REGION = ("region_id", "project_id")


def _insert(table: str, columns: Sequence[str]) -> Prepared:
    return Prepared(text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES (:{', :'.join(columns)})"))


_INSERT_LINE = _insert("ledger_line", LINE)
_INSERT_NAME = _insert("ledger_name", _NAME)
_INSERT_LIST = _insert("ledger_list", _LIST)
_INSERT_REGION = _insert("ledger_region", _REGION)
