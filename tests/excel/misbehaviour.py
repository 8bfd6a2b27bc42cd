"""Work that goes wrong in every way a reader may, for the child process to do."""

import contextlib
import ctypes
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

from wzdesk.db.errors import FolderReadOnly
from wzdesk.domain.errors import Refused
from wzdesk.excel.errors import CannotRead


def name_of(path: Path) -> str:
    return path.name


def own_pid(_path: Path) -> int:
    return os.getpid()


def repeated(count: int, path: Path) -> str:
    return path.name * count


def killed(_path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def aborted(_path: Path) -> None:
    os.abort()


def exited(_path: Path) -> None:
    os._exit(0)


def sys_exited(_path: Path) -> None:
    sys.exit(3)


def beyond_memory(_path: Path) -> None:
    ctypes.string_at(0)


def endless(_path: Path) -> None:
    while True:
        pass


def slow(path: Path) -> str:
    time.sleep(1)
    return path.name


def sleeping(_path: Path) -> None:
    time.sleep(600)


def mistaken(_path: Path) -> None:
    raise KeyError("甲")


def bottomless(path: Path) -> None:
    bottomless(path)


def greedy(_path: Path) -> int:
    hoard = []
    while True:
        hoard.append(bytearray(10_000_000))


def greedy_in_small_pieces(_path: Path) -> int:
    hoard: list[list[str]] = []
    while True:
        hoard.append([str(len(hoard))] * 200)


def greedy_answer(_path: Path) -> list[bytes]:
    return [bytes([at % 256]) * 1_000_000 for at in range(300)]


def grown(_path: Path) -> int:
    """Lets go of its memory in a way that the system does not get it back."""
    sys.modules["grown"] = bytearray(100_000_000)  # type: ignore[assignment]
    return os.getpid()


def refused(path: Path) -> None:
    raise Refused(f"不收“{path.name}”。")


def cannot_read(path: Path) -> None:
    raise CannotRead(f"没有读“{path.name}”。")


def folder_read_only(path: Path) -> None:
    raise FolderReadOnly(path)


def talkative(path: Path) -> str:
    print("a library prints", flush=True)
    print("a library complains", file=sys.stderr, flush=True)
    os.write(1, b"past Python")
    os.write(2, b"past Python")
    assert sys.stdin.read() == ""
    return path.name


def interrupted(path: Path) -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return path.name


def open_files(_path: Path) -> list[str]:
    found = []
    for fd in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found.append(str(fd.readlink()))
    return found


def loaded_modules(_path: Path) -> set[str]:
    return set(sys.modules)


def session(_path: Path) -> int:
    return os.getsid(0)


def folder(_path: Path) -> str:
    return str(Path.cwd())


def search_path(_path: Path) -> list[str]:
    return sys.path


class Stranger:
    """An answer that asks for a call when it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


def strange(_path: Path) -> Stranger:
    return Stranger()


def partly_strange(_path: Path) -> object:
    return partial(print, "甲")
