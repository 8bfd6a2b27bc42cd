"""One child process, seen from the program that asks it."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import wzdesk
from wzdesk.excel.apart.frames import Frame, Kind, receive, send
from wzdesk.excel.apart.limits import MOST_GROWTH, sizes

CHILD_ARGUMENT = "--read-apart"
"""Known to ``wzdesk.__main__`` alone: the program is to be a child."""
_BASE_BYTES = 100_000_000
_JOIN_S = 2.0


class ChildProcess:
    """Started when made; what it says is taken from the pipe by a thread of its own.

    Raises:
        OSError: the system starts no further program.
    """

    def __init__(self) -> None:
        self._frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_environment(),
            cwd=Path(sys.executable).parent,  # the folder of a file must not be held
            start_new_session=True,
            creationflags=_creation_flags(),
        )
        self._confine()
        self._listener = threading.Thread(target=self._listen, name="wzdesk-apart", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def memory(self) -> int:
        """The bytes it has in use; 0 where the system does not tell."""
        return sizes(self.pid)[1] if self.is_alive else 0

    @property
    def how_ended(self) -> int | None:
        """Its exit code, of a signal the negative number; None while it runs."""
        return self._process.returncode

    def ask(self, question: bytes) -> None:
        """Put a question.

        Raises:
            OSError: it is dead.
        """
        assert self._process.stdin is not None
        send(self._process.stdin.fileno(), Frame(Kind.ASK, question))

    def answer(self, patience_s: float) -> Frame | None:
        """The next frame; None where it died.

        Raises:
            queue.Empty: nothing came in time.
        """
        frame = self._frames.get(timeout=patience_s)
        if frame is None:
            self._frames.put(None)  # dead for whoever asks again, too
        return frame

    def stop(self) -> None:
        """End it, whatever it is doing; it is not waited for where the system itself hangs (a lost network drive)."""
        self._process.kill()
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._listener.join(_JOIN_S)

    def _listen(self) -> None:
        """Hands on what the child says, and buries it."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        while (frame := receive(pipe)) is not None:
            self._frames.put(frame)
        self._process.kill()  # it closed its pipe or spoke nonsense
        self._process.wait()
        self._process.stdout.close()
        self._release()
        self._frames.put(None)

    if sys.platform == "win32":

        def _confine(self) -> None:
            from wzdesk.excel.apart.windows_job import WindowsJob

            self._job = WindowsJob(self.pid, _BASE_BYTES + MOST_GROWTH)

        def _release(self) -> None:
            self._job.close()

    else:

        def _confine(self) -> None:
            """The child limits itself (``limits``)."""

        def _release(self) -> None:
            """There is nothing to give back."""


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT]
    return [_python(), "-P", "-X", "utf8", "-m", "wzdesk", CHILD_ARGUMENT]


def _python() -> str:
    """The interpreter itself: in a virtual environment on Windows ``sys.executable`` only starts another one."""
    if sys.platform == "win32" and sys.prefix != sys.base_prefix:
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable


def _environment() -> Mapping[str, str]:
    """The program's own, with the place of this very package before all others."""
    found = dict(os.environ)
    if not getattr(sys, "frozen", False):
        places = [str(Path(wzdesk.__file__).parents[1]), found.get("PYTHONPATH", "")]
        found["PYTHONPATH"] = os.pathsep.join(place for place in places if place)
        if _python() != sys.executable:
            found["__PYVENV_LAUNCHER__"] = sys.executable
    found["MALLOC_ARENA_MAX"] = "1"  # else each thread reserves address space that counts against the limit
    return found


def _creation_flags() -> int:
    """On Windows no black window, and no Ctrl+C from that of the program."""
    return getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
