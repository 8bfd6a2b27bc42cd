"""Putting a backup in the place of a data file: prepared beside it, then in one step, so that there is always a file.

The caller holds the file's lock.
"""

import contextlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.backup import Progress, copy_file, problems_of, sync_folder
from wzdesk.db.codec import utc_text
from wzdesk.db.errors import FileBusy, FileDamaged, FolderReadOnly, NotADataFile, WatchedByOthers, named_error
from wzdesk.db.file import HEAD, connect, connect_to_read, revision_of

_PREPARED = ".restoring"
_BESIDE = ("-wal", "-shm", "-journal")


def prepare(path: Path, backup: Path, who: str, on_progress: Progress) -> Path:
    """A checked copy of a backup beside the file, upgraded, with the restoring as its last change set.

    Raises:
        DataFileError: the backup is damaged, newer or none of ours, or there is no room.
    """
    revision = revision_of(backup)
    prepared = _prepared_for(path)
    try:
        copy_file(backup, prepared, on_progress)
        if problems_of(prepared, on_progress):
            raise FileDamaged(backup)
        if revision != HEAD:
            from wzdesk.db.migrate import upgrade_copy  # Alembic, for an old file only

            upgrade_copy(prepared)
        _sign(prepared, backup, who)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        discard(prepared)
        raise named_error(error, backup) or error from error
    except BaseException:
        discard(prepared)
        raise
    return prepared


def put_in_place(path: Path, prepared: Path) -> None:
    """Let the prepared file be the data file from one moment to the next, which is when it was restored.

    No connection of this program may be open. Whatever stands in the old file's log is written into it first: a log
    that stayed behind would be read into the new file.

    Raises:
        WatchedByOthers: another program looks at the file.
        DataFileError: the disk does not allow it; the file is as it was.
    """
    path = path.resolve()
    _stamp(prepared, path)
    _settle(path)
    try:
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(path, prepared)
        prepared.replace(path)
    except PermissionError as error:  # Windows keeps what is open where it is
        raise WatchedByOthers(path) from error
    except OSError as error:
        raise FolderReadOnly(path) from error
    sync_folder(path.parent)


def keep_as_it_is(path: Path, folder: Path) -> Path:
    """A plain copy of a file that cannot be read as a data file, byte for byte, with its log.

    Raises:
        FolderReadOnly: it cannot be written.
    """
    moment = datetime.now(UTC).astimezone()
    copy = folder / f"{path.stem}-{moment:%Y%m%d-%H%M%S}-0000-恢复前_损坏{path.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        for suffix in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
    except OSError as error:
        raise FolderReadOnly(copy) from error
    return copy


def discard(prepared: Path) -> None:
    """Take away what was prepared and is not wanted."""
    for suffix in ("", *_BESIDE):
        with contextlib.suppress(OSError):
            Path(f"{prepared}{suffix}").unlink(missing_ok=True)


def discard_left_over(path: Path) -> None:
    """Take away what a program left that died while it restored."""
    discard(_prepared_for(path))


def _prepared_for(path: Path) -> Path:
    """Beside the file itself, also where the path is a link to it."""
    real = path.resolve()
    return real.with_name(real.name + _PREPARED)


def _sign(prepared: Path, backup: Path, who: str) -> None:
    with closing(connect(prepared, "rw")) as connection:
        connection.execute(
            "INSERT INTO change_set (kind, at, who, why, source) VALUES ('restore', ?, ?, '', ?)",
            (utc_text(datetime.now(UTC)), who, backup.name),
        )


def _stamp(prepared: Path, path: Path) -> None:
    """Date the restoring behind the backup of the file of before, and bring all to the disk."""
    try:
        with closing(connect(prepared, "rw")) as connection:
            connection.execute(
                "UPDATE change_set SET at = ? WHERE id = (SELECT max(id) FROM change_set)",
                (utc_text(datetime.now(UTC)),),
            )
        _sync(prepared)
    except sqlite3.Error as error:
        raise named_error(error, path) or error from error
    except OSError as error:
        raise FolderReadOnly(path) from error


def _settle(path: Path) -> None:
    """Write the log into the file and take it away, which nobody else may prevent."""
    try:
        with closing(connect(path, "rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.Error as error:
        named = named_error(error, path)
        if isinstance(named, FileBusy):
            raise WatchedByOthers(path) from error
        if not isinstance(named, FileDamaged | NotADataFile):
            raise named or error from error
        mode = "delete"
    if mode.lower() != "delete":
        raise WatchedByOthers(path)
    for suffix in _BESIDE:  # of a damaged file, or of a program that died
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{suffix}").unlink()


def _sync(file: Path) -> None:
    with file.open("r+b") as handle:
        os.fsync(handle.fileno())


class ChangeWatch:
    """Sees whether anyone stored anything in a file since it was made."""

    def __init__(self, path: Path) -> None:
        self._connection = connect_to_read(path)
        self._version = self._read()

    @property
    def changed(self) -> bool:
        """Whether something was stored since."""
        return self._read() != self._version

    def start_anew(self) -> None:
        """Count from now on."""
        self._version = self._read()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def _read(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
