"""Copies of a data file that are known to be good. sqlite3 only."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.errors import BackupFailed, FolderReadOnly, named_error
from wzdesk.db.file import connect, connect_to_read, revision_of

FOLDER = "备份"


def backup_folder(path: Path) -> Path:
    """Where the copies of a file go when nobody says otherwise: beside it."""
    return path.parent / FOLDER


def back_up(path: Path, folder: Path, label: str) -> Path:
    """A checked copy of the file as it is now, committed rows in the log included.

    The copy is one plain file without a log, named by the moment, the revision and the label
    (导入前, 升级前, 每日). It stands under its name only after it was reopened, checked, and compared
    with the original table by table.

    Raises:
        DataFileError: the original cannot be read, there is no room, or the copy is not the same.
    """
    revision = revision_of(path)
    copy = _place(path, folder, f"{revision}-{_plain(label)}")
    unfinished = copy.with_name(copy.name + ".part")
    try:
        counts = _copy(path, unfinished)
        if _problems(unfinished) or row_counts(unfinished) != counts:
            raise BackupFailed(copy)
        return unfinished.rename(copy)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise named_error(error, copy) or error from error
    finally:
        unfinished.unlink(missing_ok=True)


def row_counts(path: Path) -> dict[str, int]:
    """Rows of each table of a file, to see whether a copy lost something."""
    with closing(connect_to_read(path)) as connection:
        return _counts(connection)


def _place(path: Path, folder: Path, mark: str) -> Path:
    """A name in the folder that is not taken."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderReadOnly(folder / path.name) from error
    moment = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    stem = f"{path.stem}-{moment}-{mark}"
    copy, number = folder / f"{stem}{path.suffix}", 2
    while copy.exists():
        copy, number = folder / f"{stem}-{number}{path.suffix}", number + 1
    return copy


def _plain(label: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "_", label).strip("._") or "备份"


def _copy(path: Path, target: Path) -> dict[str, int]:
    """Copy one state of the file; returns the row counts of that very state."""
    target.unlink(missing_ok=True)
    try:
        target.touch()
    except OSError as error:
        raise FolderReadOnly(target) from error
    with closing(connect_to_read(path)) as source, closing(connect(target, "rw")) as copy:
        source.execute("BEGIN")
        counts = _counts(source)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        return counts


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own names
        for (name,) in tables
    }


def _problems(path: Path) -> list[str]:
    with closing(connect_to_read(path)) as connection:
        found = [text for (text,) in connection.execute("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else found
