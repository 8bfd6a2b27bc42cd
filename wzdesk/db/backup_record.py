"""What is known of each backup, kept beside them: when it was checked, its rows, and what is missing in it.

A record stands in a folder of its own, so that the folder of backups shows people nothing but backups. A backup
without a record, or of another size than its record says, is one of which nothing is known.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.codec import dump, utc_text
from wzdesk.domain.backup import DERIVED, Backup, BackupState, table_word

RECORDS = "核对记录"
_TAKEN_OUT = {
    "observation": "observation",
    "plan_target": "target",
    "verdict_override": "override",
    "cell_note": "note",
    "form_closing": "closing",
    "form": "form",
    "project": "project",
    "project_progress": "progress",
    "project_problem": "problem",
}


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """What a backup held when it was checked; ``missing`` says in words what nobody took out."""

    size: int
    when: datetime
    counts: Mapping[str, int]
    last_change: int
    missing: tuple[str, ...] = ()


def losses(
    connection: sqlite3.Connection, counts: Mapping[str, int], before: BackupRecord
) -> tuple[str, ...]:
    """What a file has less of than its backup before had, beyond what its change sets took out.

    Cells that a person emptied or an undo took out have a revision that says so; a file that was restored since is
    meant to hold something else. Anything else that is gone was lost.
    """
    restored = connection.execute(
        "SELECT 1 FROM change_set WHERE kind = 'restore' AND at > ? LIMIT 1", (utc_text(before.when),)
    ).fetchone()
    if restored:
        return ()
    gone: dict[str, int] = {}
    for table, earlier in before.counts.items():
        if table.startswith(DERIVED):
            continue
        less = earlier - counts.get(table, earlier)
        if table in _TAKEN_OUT and less > 0:
            less -= _taken_out(connection, _TAKEN_OUT[table], before.last_change)
        if less > 0:
            word = table_word(table)
            gone[word] = gone.get(word, 0) + less
    return tuple(f"{word}少了 {count} 行" for word, count in gone.items())


def _taken_out(connection: sqlite3.Connection, entity: str, since: int) -> int:
    sql = "SELECT count(*) FROM revision WHERE change_set_id > ? AND entity = ? AND after IS NULL"
    return int(connection.execute(sql, (since, entity)).fetchone()[0])


def write_record(copy: Path, record: BackupRecord) -> None:
    """Keep a record for a backup that is about to get its name.

    Raises:
        OSError: it cannot be written.
    """
    file = _record_of(copy)
    file.parent.mkdir(exist_ok=True)
    text = dump(
        {
            "size": record.size,
            "when": utc_text(record.when),
            "counts": dict(record.counts),
            "last_change": record.last_change,
            "missing": list(record.missing),
        }
    )
    unfinished = file.with_name(file.name + ".part")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(file)


def read_record(copy: Path) -> BackupRecord | None:
    """The record of a backup, where there is one and the file has not changed since."""
    try:
        kept = json.loads(_record_of(copy).read_text("utf-8"))
        record = BackupRecord(
            int(kept["size"]),
            datetime.fromisoformat(kept["when"]),
            {str(table): int(count) for table, count in kept["counts"].items()},
            int(kept["last_change"]),
            tuple(str(word) for word in kept["missing"]),
        )
        return record if copy.stat().st_size == record.size else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remove_backup(copy: Path) -> None:
    """Remove a backup and its record.

    Raises:
        OSError: it cannot be removed.
    """
    copy.unlink(missing_ok=True)
    _record_of(copy).unlink(missing_ok=True)


def last_record(path: Path, folder: Path) -> BackupRecord | None:
    """The record of the newest backup of a file that has one."""
    records = (read_record(one.path) for one in backups_in(path, folder))
    return max((one for one in records if one), key=lambda one: one.when, default=None)


def backups_in(path: Path, folder: Path) -> list[Backup]:
    """The backups of a file in a folder, newest first, also those that a person renamed or put there."""
    try:
        names = [found for found in folder.iterdir() if found.suffix == path.suffix and found.is_file()]
    except OSError:
        return []
    found = [one for name in names if (one := _backup_of(path, name))]
    return sorted(found, key=lambda one: (one.when, one.path.name), reverse=True)


_NAME = re.compile(r"(?P<stem>.+)-(?P<when>\d{8}-\d{6})-(?P<revision>[0-9a-z]+)-(?P<label>.+?)(?:-\d+)?")


def _backup_of(path: Path, copy: Path) -> Backup | None:
    """What a file in the folder is; None where it is the backup of another data file."""
    named = _NAME.fullmatch(copy.stem)
    if named and named["stem"] != path.stem:
        return None
    stat = copy.stat()
    label = named["label"] if named else copy.stem
    record = read_record(copy)
    if record is None:
        when = (_moment(named["when"]) if named else None) or datetime.fromtimestamp(
            stat.st_mtime, UTC
        ).astimezone()
        return Backup(copy, when, label, stat.st_size)
    return Backup(
        copy,
        record.when.astimezone(),
        label,
        stat.st_size,
        BackupState.ALARM if record.missing else BackupState.GOOD,
        sum(record.counts.values()),
        record.counts.get("observation"),
        "，".join(record.missing),
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d-%H%M%S").astimezone()
    except ValueError:
        return None


def _record_of(copy: Path) -> Path:
    return copy.parent / RECORDS / f"{copy.name}.json"
