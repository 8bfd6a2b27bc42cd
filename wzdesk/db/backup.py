"""Copies of a data file that are known to be good. sqlite3 only."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.backup_record import BackupRecord, last_record, losses, write_record
from wzdesk.db.errors import BackupFailed, FileDamaged, FolderReadOnly, named_error
from wzdesk.db.file import BACKUPS, connect, connect_to_read, revision_of

UNFINISHED = ".part"
Progress = Callable[[int, int], None]
"""Told pages done and in all; what it raises stops the work, and nothing is left behind."""
_PAGES_AT_ONCE = 500  # 2 MB: long enough to be quick, short enough to stop at once
_STEPS_AT_ONCE = 200_000  # of SQLite's own machine, a few milliseconds


def backup_folder(path: Path) -> Path:
    """Where the copies of a file go when nobody says otherwise: beside it."""
    return path.parent / BACKUPS


def back_up(path: Path, folder: Path, label: str, on_progress: Progress | None = None) -> Path:
    """A checked copy of the file as it is now, committed rows in the log included.

    The copy is one plain file without a log, named by the moment, the revision and the label
    (导入前, 升级前, 每日). It stands under its name only after it was reopened, checked, and compared
    with the original table by table. In the file's own folder a record is kept of what it holds and what is missing
    in it against the one before.

    Raises:
        DataFileError: the original cannot be read or is damaged, there is no room, or the copy is not the same.
    """
    revision = revision_of(path)
    tell = on_progress or _nobody
    now = datetime.now(UTC).astimezone()
    copy = _place(path, folder, now, f"{revision}-{_plain(label)}")
    unfinished = copy.with_name(copy.name + UNFINISHED)
    try:
        counts = copy_file(path, unfinished, tell)
        _check(path, unfinished, copy, counts, tell)
        if folder == backup_folder(path):
            before = last_record(path, folder)
            write_record(copy, _record(unfinished, counts, now, before))
        return unfinished.rename(copy)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise named_error(error, copy) or error from error
    except OSError as error:
        raise FolderReadOnly(copy) from error
    finally:
        unfinished.unlink(missing_ok=True)


def copy_file(path: Path, target: Path, tell: Progress) -> dict[str, int]:
    """Copy one state of a data file to a plain file; returns the row counts of that very state.

    Raises:
        FolderReadOnly: nothing can be written there.
        sqlite3.Error: what SQLite says.
    """
    try:
        target.unlink(missing_ok=True)
        target.touch()
    except OSError as error:
        raise FolderReadOnly(target) from error
    with closing(connect_to_read(path)) as source, closing(connect(target, "rw")) as copy:
        source.execute("BEGIN")
        counts = _counts(source)
        source.backup(
            copy, pages=_PAGES_AT_ONCE, progress=lambda _status, left, total: tell(total - left, total)
        )
        copy.execute("PRAGMA journal_mode = DELETE")
        return counts


def problems_of(path: Path, tell: Progress) -> list[str]:
    """What SQLite finds wrong in a file; ``tell`` can stop the search.

    Raises:
        sqlite3.Error: the file cannot be read at all.
    """
    with closing(connect_to_read(path)) as connection, stoppable(connection, tell):
        found = [text for (text,) in connection.execute("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else found


@contextmanager
def stoppable(connection: sqlite3.Connection, tell: Progress) -> Iterator[None]:
    """Let ``tell`` stop what the connection does: what it raises comes out here, not as SQLite's interruption."""
    stopped: list[BaseException] = []

    def go_on() -> int:
        try:
            tell(0, 0)
        except BaseException as error:  # noqa: BLE001 - raised below, where SQLite lets it through
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(go_on, _STEPS_AT_ONCE)
    try:
        yield
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def row_counts(path: Path) -> dict[str, int]:
    """Rows of each table of a file, to see whether a copy lost something."""
    with closing(connect_to_read(path)) as connection:
        return _counts(connection)


def sync_folder(folder: Path) -> None:
    """Let a rename in a folder outlive a power cut, where the system has a way to say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(path: Path, unfinished: Path, copy: Path, counts: dict[str, int], tell: Progress) -> None:
    """Reopen the copy and compare it with its original."""
    if problems_of(unfinished, tell):
        raise FileDamaged(path) if problems_of(path, tell) else BackupFailed(copy)
    if row_counts(unfinished) != counts:
        raise BackupFailed(copy)


def _record(copy: Path, counts: dict[str, int], when: datetime, before: BackupRecord | None) -> BackupRecord:
    with closing(connect_to_read(copy)) as connection:
        last = connection.execute("SELECT max(id) FROM change_set").fetchone()[0]
        missing = losses(connection, counts, before) if before else ()
    return BackupRecord(copy.stat().st_size, when, counts, last or 0, missing)


def _nobody(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def _place(path: Path, folder: Path, moment: datetime, mark: str) -> Path:
    """A name in the folder that is not taken."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderReadOnly(folder / path.name) from error
    stem = f"{path.stem}-{moment:%Y%m%d-%H%M%S}-{mark}"
    copy, number = folder / f"{stem}{path.suffix}", 2
    while copy.exists():
        copy, number = folder / f"{stem}-{number}{path.suffix}", number + 1
    return copy


def _plain(label: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "_", label).strip("._") or "备份"


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own names
        for (name,) in tables
    }
