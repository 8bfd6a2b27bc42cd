"""How much memory and time a child may take, set by itself where the system lets it (POSIX)."""

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

MOST_GROWTH = 450_000_000
_SPARE_CPU_S = 5


def forbid_core() -> None:
    """A child that dies leaves no picture of its memory on the disk."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def set_limits(seconds: float) -> None:
    """From now on the process may grow by ``MOST_GROWTH`` and reckon for ``seconds`` and a few more.

    On Windows the program that started the child sets the limits (``windows_job``), and everywhere it has its own
    clock: that of the processor here only serves a child whose program is gone.
    """
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + _SPARE_CPU_S)
        if size := sizes(os.getpid())[0]:
            _lower(resource.RLIMIT_AS, size + MOST_GROWTH)


def lift_limits() -> None:
    """The work is done; until the next the process is as free as its program."""
    if sys.platform != "win32":
        for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (hard, hard))


def sizes(pid: int) -> tuple[int, int]:
    """The bytes of a process's address space and memory in use; zeros where the system does not tell (``/proc``)."""
    if sys.platform != "win32":
        with suppress(OSError):
            pages = Path(f"/proc/{pid}/statm").read_bytes().split()
            page = os.sysconf("SC_PAGE_SIZE")
            return int(pages[0]) * page, int(pages[1]) * page
    return 0, 0


def peak() -> int:
    """The most memory this process ever had in use, in bytes; 0 where the system does not tell."""
    found = 0
    with suppress(
        OSError, ValueError, IndexError
    ):  # what getrusage tells would begin with the parent's memory
        status = Path("/proc/self/status").read_bytes()
        return int(status.partition(b"VmHWM:")[2].split(maxsplit=1)[0]) * 1024
    if sys.platform != "win32":
        found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return found


if sys.platform != "win32":

    def _lower(what: int, value: int) -> None:
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
