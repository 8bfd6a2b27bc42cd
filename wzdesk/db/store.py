"""An open data file: its engine, its sessions, and who may write.

``open_engine`` is the one place that is SQLite's own; everything else here would do for a server.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wzdesk.db.create import create_tables
from wzdesk.db.errors import (
    FileBusy,
    FileDamaged,
    FileExists,
    FileOlder,
    FolderReadOnly,
    StoreReadOnly,
    named_error,
)
from wzdesk.db.file import HEAD, connect, connect_to_read, revision_of
from wzdesk.db.lock import FileLock, Held, Holder, is_held
from wzdesk.db.place import is_on_network
from wzdesk.db.readers import Readers
from wzdesk.db.restore import ChangeWatch, put_in_place

WAIT_FOR_WRITER_S = 30.0
WAIT_FOR_READERS_S = 5.0
"""Reading takes milliseconds; who reads longer is met as another program that looks at the file would be."""


class Store:
    """One data file, open in this program: many readers, one writer.

    Where another program has the file, it is open for reading only and ``holder`` says who that is.
    """

    def __init__(self, path: Path, lock: FileLock | None, holder: Holder | None = None) -> None:
        self.path = path
        self.holder = holder
        self._lock = lock
        self._engine = open_engine(path, read_only=lock is None)
        self._writer = threading.Lock()
        self._readers = Readers()
        self._codes: dict[str, dict[str, int]] = {}
        self._connect_once()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open an existing file; an older one is backed up and upgraded first.

        Raises:
            DataFileError: missing, not ours, damaged, newer, or in a place that cannot be written.
            MigrationFailed: the upgrade broke off; it says where the backup is.
        """
        revision = revision_of(path)
        lock, holder = (None, None) if read_only else _take(path)
        try:
            if revision != HEAD:
                _upgrade(path, lock)
            return cls(path, lock, holder)
        except BaseException:
            if lock:
                lock.release()
            raise

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new file with empty tables.

        Raises:
            FileExists: something stands there; it is left alone.
            FolderReadOnly: the folder cannot be written.
        """
        lock = _new_file(path)
        try:
            with contextlib.closing(connect(path, "rw")) as connection:
                create_tables(connection)
            return cls(path, lock)
        except BaseException as error:
            path.unlink(missing_ok=True)
            lock.release()
            raise named_error(error, path) or error from error

    @property
    def read_only(self) -> bool:
        """Whether this program may only read."""
        return self._lock is None

    def is_free(self) -> bool:
        """Whether whoever had the file has closed it, so that opening it anew would allow writing."""
        return not is_held(self.path)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the file and changes nothing."""
        with (
            self._named_errors(),
            self._readers.reading(),
            Session(self._engine, info={"codes": self._codes}) as session,
        ):
            session.connection().exec_driver_sql("BEGIN")
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is the only writer; committed on leaving, taken back on any error.

        Raises:
            StoreReadOnly: the file is open for reading only.
            DataFileError: the disk is full, the file is busy, the drive is gone; nothing was changed.
        """
        if self.read_only:
            raise StoreReadOnly(
                self.holder.sentence if self.holder else f"{self.path.name} 现在只能看，没有改动。"
            )
        with (
            self._named_errors(),
            self._sole_writer(),
            Session(self._engine, info={"codes": self._codes}) as session,
            session.begin(),
        ):
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session

    def replace_with(self, prepared: Path, seen: ChangeWatch) -> bool:
        """Go on with a prepared file in the place of this one; False, and nothing done, where ``seen`` saw a change.

        Raises:
            StoreReadOnly: another program has the file.
            DataFileError: another program looks at it, or the disk does not allow it; nothing was changed.
        """
        if self.read_only:
            raise StoreReadOnly(f"{self.path.name} 现在只能看，没有恢复，数据没有改动。")
        with self._named_errors(), self._sole_writer(), self._readers.kept_out(WAIT_FOR_READERS_S):
            changed = seen.changed
            seen.close()
            if not changed:
                self._engine.dispose()
                put_in_place(self.path, prepared)
                self._codes.clear()
        self._connect_once()
        return not changed

    def close(self) -> None:
        """Close all connections and give the file free; a second call does nothing more."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect_once(self) -> None:
        """Meet now what the first connection would meet."""
        try:
            with self._named_errors(), self._engine.connect():
                pass
        except BaseException as error:
            self._engine.dispose()
            if isinstance(error, UnicodeDecodeError):
                raise FileDamaged(self.path) from error
            raise

    @contextmanager
    def _sole_writer(self) -> Iterator[None]:
        if not self._writer.acquire(timeout=WAIT_FOR_WRITER_S):
            raise FileBusy(self.path)
        try:
            yield
        except BaseException:
            self._codes.clear()  # ids found in a transaction that was taken back
            raise
        finally:
            self._writer.release()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            named = named_error(error.orig, self.path) if error.orig else None
            if named is None:
                raise
            raise named from error
        except sqlite3.Error as error:
            raise named_error(error, self.path) or error from error


def open_engine(path: Path, *, read_only: bool = False, foreign_keys: bool = True) -> Engine:
    """An engine on a data file: WAL with full sync, or a rollback journal where there can be no WAL.

    Whoever takes a connection says BEGIN or BEGIN IMMEDIATE on it: the driver's own way leaves DDL outside
    the transaction, and a listener for it would cost every statement some microseconds.
    """
    opening: Callable[[], sqlite3.Connection] = lambda: (  # noqa: E731 - both arms in one place
        connect_to_read(path) if read_only else connect(path, "rw")
    )
    engine = create_engine("sqlite://", creator=opening, poolclass=QueuePool)
    pragmas = [
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "busy_timeout = 5000",
        "cache_size = -16000",
    ]
    if read_only:
        pragmas.append("query_only = ON")

    @event.listens_for(engine, "connect")
    def _on_connect(dbapi: Any, _record: object) -> None:
        for pragma in pragmas:
            dbapi.execute(f"PRAGMA {pragma}")
        if not read_only:
            set_journal(dbapi, path)

    return engine


def set_journal(connection: sqlite3.Connection, path: Path) -> None:
    """A write-ahead log on a local disk; elsewhere, or where it is refused, the rollback journal."""
    wanted = "DELETE" if is_on_network(path) else "WAL"
    try:
        got = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_IOERR:
            raise
        got = ""
    if got.upper() != wanted:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")


def _take(path: Path) -> tuple[FileLock | None, Holder | None]:
    """Our lock on the file, or whoever has it."""
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise FolderReadOnly(path) from error
    try:
        return FileLock(path), None
    except Held as held:
        return None, held.holder


def _new_file(path: Path) -> FileLock:
    """An empty file that was not there before, and its lock."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # a file of that name stands in the way, too
        raise FolderReadOnly(path) from error
    try:
        with path.open("xb"):
            pass
    except FileExistsError as error:
        raise FileExists(path) from error
    except OSError as error:
        raise FolderReadOnly(path) from error
    try:
        return FileLock(path)
    except BaseException:
        path.unlink()
        raise


def _upgrade(path: Path, lock: FileLock | None) -> None:
    if lock is None:
        raise FileOlder(path)
    from wzdesk.db.migrate import upgrade  # Alembic, for an old file only

    upgrade(path)
