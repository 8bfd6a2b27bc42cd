"""What is kept ready of the ledger follows every act, in its transaction: lines, sums, names, lists.

Sums are taken down by the lines that go and put up by those that come, so that a change costs what it changes.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from wzdesk.db.codec import Key
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import Execute
from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.chunks import given_list, parts
from wzdesk.db.projects.codec import PROBLEM_FIELDS, month_number, problem_of, project_of
from wzdesk.db.projects.keep_figures import keep_figures
from wzdesk.db.projects.kept_sums import add_up, drop_empty, months_kept
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


def keep_after(session: Session, keys: Collection[Key]) -> None:
    """Bring what is kept up to date after an act that changed these cells; nothing to do where none is a project's."""
    anew = {key.project for key in keys if isinstance(key, ProjectKey | ProblemKey)}
    reports = [key for key in keys if isinstance(key, ProgressKey) and key.project not in anew]
    if not anew and not reports:
        return
    execute = execute_of(session)
    ids = _ids_of(execute, anew | {key.project for key in reports})
    left = keep_figures(execute, [(month_number(key.month), ids[key.project]) for key in reports])
    keep(session, sorted({*left, *(ids[code] for code in anew if code in ids)}))


def take_out(session: Session, codes: Sequence[str]) -> None:
    """Forget projects that are about to be taken out themselves.

    Raises:
        Refused: reports or problems of one are there.
    """
    execute = execute_of(session)
    for part in parts(codes):
        listed, given = given_list(part)
        for code, reports, problems in execute(_BELONGINGS.format(listed=listed), given):
            raise Refused(
                f"项目 {code} 还有 {reports} 个月的进度和 {problems} 个问题，没有删除；要删除项目，请先删除它们。"
            )
        _forget(execute, sorted(_ids_of(execute, part).values()))


def keep(session: Session, ids: Sequence[int]) -> None:
    """Make anew all that is kept of these projects."""
    execute, words = execute_of(session), Words(session)
    for part in parts(ids):
        _forget(execute, part)
        _write(session, execute, words, part)


def keep_anew(session: Session) -> None:
    """Make anew all that is kept, of all projects."""
    execute, words = execute_of(session), Words(session)
    for table in ("ledger_line", "ledger_sum", "ledger_name", "ledger_list", "ledger_region"):
        execute(f"DELETE FROM {table}", {})
    for part in parts([row[0] for row in execute("SELECT id FROM project ORDER BY id", {})]):
        _write(session, execute, words, part)


def _ids_of(execute: Execute, codes: Collection[str]) -> dict[str, int]:
    """The ids of those projects that are there."""
    found: dict[str, int] = {}
    for part in parts(sorted(codes)):
        listed, given = given_list(part)
        found |= {
            row[0]: row[1] for row in execute(f"SELECT code, id FROM project WHERE code IN {listed}", given)
        }
    return found


def _forget(execute: Execute, ids: Sequence[int]) -> None:
    if not ids:
        return
    listed, given = given_list(ids)
    here = f"project_id IN {listed}"
    months = months_kept(execute)
    if months:
        span = f"month IN ({', '.join(map(str, months))})"
        add_up(execute, f"{span} AND {here}", given, "-")
        execute(f"DELETE FROM ledger_line WHERE {span} AND {here}", given)
        drop_empty(execute, months)
    for table in ("ledger_name", "ledger_list", "ledger_region"):
        execute(f"DELETE FROM {table} WHERE {here}", given)


def _write(session: Session, execute: Execute, words: Words, ids: Sequence[int]) -> None:
    listed, given = given_list(ids)
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
        lines += lines_of(id_, project, reports.get(id_, {}), problems.get(id_, ()), int(at[:4]), words)
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
        add_up(execute, f"month IN ({months}) AND project_id IN {listed}", given)


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
    return Prepared(f"INSERT INTO {table} ({', '.join(columns)}) VALUES (:{', :'.join(columns)})")


_INSERT_LINE = _insert("ledger_line", LINE)
_INSERT_NAME = _insert("ledger_name", _NAME)
_INSERT_LIST = _insert("ledger_list", _LIST)
_INSERT_REGION = _insert("ledger_region", _REGION)
