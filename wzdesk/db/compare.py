"""What a data file would be like if a backup stood in its place. sqlite3 only."""

import sqlite3
from contextlib import closing
from pathlib import Path

from wzdesk.db.backup import Progress, stoppable
from wzdesk.db.errors import named_error
from wzdesk.db.file import connect_to_read, uri_of
from wzdesk.domain.backup import BackupDifference

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
    return BackupDifference(
        now,
        then,
        changed,
        gone=now.get("observation", 0) - both,
        back=then.get("observation", 0) - both,
    )


def _counts(connection: sqlite3.Connection, schema: str) -> dict[str, int]:
    sql = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' ORDER BY name"  # noqa: S608 - main or then_
    return {
        name: connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0]  # noqa: S608 - its own names
        for (name,) in connection.execute(sql).fetchall()
    }
