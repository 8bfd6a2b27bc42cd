"""A keyboard at a virtual screen, whose pressed keys are counted, and programs that are started there."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import family

PATIENCE_S = 120.0
_NAMES = {".": "period", "-": "minus"}


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Ask again and again; the programs that are waited for are others."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.05)


class Keyboard:
    """The keys of a virtual screen, pressed by xdotool: they go to the window that has the focus."""

    def __init__(self, screen: Mapping[str, str]) -> None:
        self._environment = os.environ | dict(screen)
        self._waiting: list[str] = []
        self.pressed = 0
        """How many keys a person has pressed; Ctrl+S is two."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other; ``ctrl+s`` is one that is held and another."""
        self.pressed += sum(key.count("+") + 1 for key in keys)
        self._waiting += keys

    def type(self, text: str) -> None:
        """Type digits and signs."""
        self.press(*(_NAMES.get(sign, sign) for sign in text))

    def text(self, text: str) -> None:
        """Type a name with letters and strokes."""
        self.send()
        self._xdotool("type", "--delay", "2", text)

    def send(self) -> None:
        """Let the screen have what was pressed."""
        if self._waiting:
            self._xdotool("key", "--delay", "2", *self._waiting)
        self._waiting.clear()

    def focus(self, title: str) -> None:
        """There is no window manager to give the only window the keys."""
        wait_until(lambda: bool(self._windows(title)), f"a window with the title {title}")
        self._xdotool("windowfocus", "--sync", self._windows(title)[-1])

    def _windows(self, title: str) -> list[str]:
        said = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=self._environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
        )  # fmt: skip
        return said.stdout.split()

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=PATIENCE_S)


@contextmanager
def running(
    command: Sequence[str], screen: Mapping[str, str], folder: Path, pass_fds: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A program and all that it starts, ended when it has been used; what it says is kept in ``folder``."""
    with (
        (folder / "said.txt").open("wb") as said,
        subprocess.Popen(
            command, env=os.environ | dict(screen), stdout=said, stderr=said, pass_fds=pass_fds
        ) as process,
    ):
        try:
            yield process
        finally:
            for pid in reversed(family(process.pid)):
                _kill(pid)


def sleeps(pid: int) -> bool:
    """Whether a program with all that it started has used no processor time for a while: it waits for keys."""
    before = _ticks(pid)
    time.sleep(0.5)
    return _ticks(pid) == before


def _ticks(pid: int) -> int:
    ticks = 0
    for member in family(pid):
        fields = Path(f"/proc/{member}/stat").read_text("ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks


def _kill(pid: int) -> None:
    try:
        os.kill(pid, 9)
    except ProcessLookupError:
        return
