"""A data file from outside: where it may be opened, and whether it is one of ours. sqlite3 only."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from wzdesk import __version__
from wzdesk.db.errors import (
    FileDamaged,
    FileMissing,
    FileNewer,
    FileUnreachable,
    NotADataFile,
    named_error,
)

APPLICATION_ID = 0x777A_6465  # "wzde" in the header of the file
FORMAT_VERSION = 1
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
)  # all that this program knows, oldest first; a test compares them with migrations/
HEAD = REVISIONS[-1]
BACKUPS = "备份"
"""The folder beside a data file in which its backups lie."""
_VERSION = re.compile(r"[\w.+-]{1,30}")
_MAGIC = b"SQLite format 3\0"
_NO_PLACE_FOR_LOG = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def uri_of(path: Path, **options: object) -> str:
    """The path as SQLite's URI; also for paths with ``?``, ``#`` and Windows shares."""
    plain = path.absolute().as_posix()
    lead = "file://" if plain.startswith("/") else "file:///"
    return (
        lead + quote(plain, safe="/:") + "?" + "&".join(f"{name}={value}" for name, value in options.items())
    )


def connect(path: Path, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    """A bare connection (``ro`` or ``rw``) on which we say BEGIN ourselves."""
    options = {"mode": mode, "immutable": 1} if immutable else {"mode": mode}
    return sqlite3.connect(
        uri_of(path, **options),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5,
        cached_statements=256,
    )


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A read-only connection, also where SQLite may not put its files beside (a locked USB stick)."""
    connection = connect(path, "ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException as error:
        connection.close()  # Windows puts no backup in the place of a damaged file that is still open
        if _has_log(path) or getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NO_PLACE_FOR_LOG:
            raise
        return connect(path, "ro", immutable=True)
    return connection


def revision_of(path: Path) -> str:
    """The revision of a data file, without touching it.

    Raises:
        DataFileError: missing, not ours, damaged, or from a newer program.
    """
    _check_header(path)
    try:
        with closing(connect(path, "ro", immutable=not _has_log(path))) as connection:
            revision = _revision(connection, path)
            if revision not in REVISIONS:
                raise FileNewer(path, _app(connection), _backup_before(path))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise named_error(error, path) or FileDamaged(path) from error
    return revision


def _has_log(path: Path) -> bool:
    """Whether committed rows may still stand in the write-ahead log."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header, size = file.read(100), path.stat().st_size
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except IsADirectoryError as error:
        raise NotADataFile(path) from error
    except OSError as error:
        raise FileUnreachable(path) from error
    if not header.startswith(_MAGIC):
        raise NotADataFile(path)
    if not _has_log(path) and size < _size_said(header):
        raise FileDamaged(path)


def _size_said(header: bytes) -> int:
    """Bytes that the file must have by its own header: the size of a page times their number."""
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")


def _revision(connection: sqlite3.Connection, path: Path) -> str:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotADataFile(path)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        raise FileDamaged(path)
    return str(found[0])


def _app(connection: sqlite3.Connection) -> str:
    """The version of the program that gave a file its form; "" where a newer one keeps it elsewhere."""
    try:
        (app,) = connection.execute("SELECT app FROM file_info").fetchone()
    except (sqlite3.Error, TypeError, ValueError):
        return ""
    return app if isinstance(app, str) and _VERSION.fullmatch(app) and app != __version__ else ""


def _backup_before(path: Path) -> Path | None:
    """The last backup made before an upgrade that this program can still open."""
    import glob  # for a refusal only: this module stands on the way to the first rows

    from wzdesk.domain.backup import BackupReason

    try:
        found = sorted((path.parent / BACKUPS).glob(f"{glob.escape(path.stem)}-*{path.suffix}"), reverse=True)
    except OSError:
        return None
    of_ours = re.compile(rf"-(?:{'|'.join(REVISIONS)})-{BackupReason.BEFORE_UPGRADE}(?:-\d+)?$")
    return next((file for file in found if of_ours.search(file.stem)), None)
