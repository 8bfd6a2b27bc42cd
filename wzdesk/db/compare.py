"""What a data file would be like if a backup stood in its place. sqlite3 only."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from wzdesk.db.backup import Progress, stoppable
from wzdesk.db.errors import named_error
from wzdesk.db.file import connect_to_read, uri_of
from wzdesk.db.projects.codec import PROBLEM_FIELDS, PROGRESS_FIELDS, PROJECT_FIELDS
from wzdesk.domain.backup import BackupDifference, CellDifference

_FIELDS = ("text", "availability", "basis", "op", "value", "high", "unit", "also", "status", "note")
_DIFFERS = " OR ".join(f"o.{name} IS NOT b.{name}" for name in _FIELDS)
_PAIRS = """
    FROM main.observation o
    CROSS JOIN main.region r ON r.id = o.region_id
    CROSS JOIN main.indicator i ON i.id = o.indicator_id
    CROSS JOIN then_.region br ON br.code = r.code
    CROSS JOIN then_.indicator bi ON bi.code = i.code
    CROSS JOIN then_.observation b ON b.indicator_id = bi.id AND b.region_id = br.id
      AND b.period = o.period AND b.measure = o.measure
"""

# What finds a row of a table of the ledger, and what it holds.
_LEDGER: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "project": ((), PROJECT_FIELDS),
    "project_progress": (("month",), PROGRESS_FIELDS),
    "project_problem": (("no",), PROBLEM_FIELDS),
}


def difference(path: Path, backup: Path, on_progress: Progress) -> BackupDifference:
    """Rows of each table now and then, and how many observations differ; by codes, for ids may mean others.

    Raises:
        DataFileError: one of them cannot be read.
    """
    try:
        return _difference(path, backup, on_progress)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise named_error(error, backup) or error from error


def _difference(path: Path, backup: Path, on_progress: Progress) -> BackupDifference:
    with closing(connect_to_read(path)) as connection, stoppable(connection, on_progress):
        connection.execute("ATTACH ? AS then_", (uri_of(backup, mode="ro"),))
        connection.execute("BEGIN")
        now, then = _counts(connection, "main"), _counts(connection, "then_")
        both, changed = connection.execute(
            f"SELECT count(*), count(CASE WHEN {_DIFFERS} THEN 1 END) {_PAIRS}"
        ).fetchone()
        ledger = {table: found for table in _LEDGER if (found := _of_ledger(connection, table, now, then))}
    return BackupDifference(
        now,
        then,
        changed,
        gone=now.get("observation", 0) - both,
        back=then.get("observation", 0) - both,
        ledger=ledger,
    )


def _of_ledger(
    connection: sqlite3.Connection, table: str, now: Mapping[str, int], then: Mapping[str, int]
) -> CellDifference | None:
    """How the rows of a table of the ledger differ; None where they do not. A file of before had no such table."""
    both = changed = 0
    if table in now and table in then:
        both, changed = connection.execute(_pairs_of_ledger(table)).fetchone()
    found = CellDifference(changed, now.get(table, 0) - both, then.get(table, 0) - both)
    return found if found != CellDifference(0, 0, 0) else None


def _pairs_of_ledger(table: str) -> str:
    place, fields = _LEDGER[table]
    own = "id" if table == "project" else "project_id"
    here = "".join(f" AND t.{name} = o.{name}" for name in place)
    differs = " OR ".join(f"o.{name} IS NOT t.{name}" for name in fields)
    return f"""
        SELECT count(*), count(CASE WHEN {differs} THEN 1 END)
        FROM main.{table} o
        CROSS JOIN main.project p ON p.id = o.{own}
        CROSS JOIN then_.project q ON q.code = p.code
        CROSS JOIN then_.{table} t ON t.{own} = q.id{here}
    """  # noqa: S608 - our own names


def _counts(connection: sqlite3.Connection, schema: str) -> dict[str, int]:
    sql = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' ORDER BY name"  # noqa: S608 - main or then_
    return {
        name: connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0]  # noqa: S608 - its own names
        for (name,) in connection.execute(sql).fetchall()
    }
