"""Who has a data file: a lock of the system on a file beside it, which dies with its program."""

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.codec import dump, utc_text
from wzdesk.db.errors import FolderReadOnly

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30  # Windows bars reading what is locked, so the locked byte lies far behind the text


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that has a file open for writing."""

    user: str
    host: str
    pid: int
    since: datetime | None

    @property
    def sentence(self) -> str:
        """What the user is told."""
        who, where = self.user or "别的程序", f"（{self.host}）" if self.host else ""
        return f"这个文件{who}正在用{where}，现在只能看；{who}关闭后会提醒您。"


class Held(Exception):
    """Someone else has the file; an answer, not a fault."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder.sentence)
        self.holder = holder


class FileLock:
    """The lock of one data file, from its making until ``release``.

    Raises:
        Held: another program, or another store of this one, has it.
        FolderReadOnly: the lock file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._beside = lock_path(path)
        try:
            self._handle = _acquire(self._beside)
        except OSError as error:
            raise FolderReadOnly(path) from error
        os.ftruncate(self._handle, 0)
        os.write(self._handle, _myself().encode())

    def release(self) -> None:
        """Give the file free."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                self._beside.unlink()  # while locked: whoever opened it meanwhile sees that it is gone
        os.close(handle)
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._beside.unlink()


def lock_path(path: Path) -> Path:
    """The lock file of a data file."""
    return path.with_name(path.name + ".lock")


def is_held(path: Path) -> bool:
    """Whether some program has the file open for writing now."""
    beside = lock_path(path)
    if not beside.exists():
        return False
    try:
        handle = os.open(beside, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _acquire(beside: Path) -> int:
    """An open handle that holds the lock."""
    while True:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        if not _try_lock(handle):
            holder = _read(handle)
            os.close(handle)
            raise Held(holder)
        if _is_at(beside, handle):
            return handle
        os.close(handle)  # its holder took it away between our opening and our locking


def _is_at(beside: Path, handle: int) -> bool:
    try:
        return os.path.samestat(beside.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _myself() -> str:
    """Who we are, for the lock file."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account: a container, a service
        user = ""
    since = utc_text(datetime.now(UTC))
    return dump({"user": user, "host": platform.node(), "pid": os.getpid(), "since": since})


def _read(handle: int) -> Holder:
    """Who the lock file names; unnamed while its holder has not yet written."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        named = json.loads(os.read(handle, 4096))
        return Holder(
            str(named["user"]), str(named["host"]), int(named["pid"]), datetime.fromisoformat(named["since"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("", "", 0, None)
