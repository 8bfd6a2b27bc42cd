"""Programs seen from outside: when their window is there and painted, and the memory of all that they start."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import PATIENCE_S, environment, family, memory_mb
from tests.bench.x_windows import Screen

SETTLING_S = 1.5
_POLL_S = 0.002


class Watched:
    """A program that runs on a virtual screen."""

    def __init__(self, pid: int, begun: int, title: str, screen: Screen) -> None:
        self.pid, self._begun, self._title, self._screen = pid, begun, title, screen

    def titled(self) -> float:
        """Milliseconds from its process to a window with the title."""
        return self._when(lambda: any(self._title in title for title in self._screen.titles()))

    def painted(self) -> float:
        """Milliseconds from its process to something on that window."""
        return self._when(lambda: self._screen.is_painted(self._title))

    def memory(self, *, settled: bool = False) -> tuple[float, float]:
        """Resident and proportional memory in MB of the program and all that it started, now or a little later."""
        if settled:
            time.sleep(SETTLING_S)
        return memory_mb(family(self.pid))

    def _when(self, has_happened: Callable[[], bool]) -> float:
        while not has_happened():
            if time.monotonic_ns() - self._begun > PATIENCE_S * 1e9:
                raise TimeoutError(f"no window “{self._title}”, only {self._screen.titles()}")
            time.sleep(_POLL_S)
        return (time.monotonic_ns() - self._begun) / 1e6


@contextmanager
def watched(command: Sequence[str], title: str, screen: Mapping[str, str]) -> Iterator[Watched]:
    """Start a program; at the end it goes with all that it started."""
    with Screen(screen["DISPLAY"]) as seen:
        _wait_for_bare(seen)
        begun = time.monotonic_ns()
        with subprocess.Popen(
            command,
            cwd=Path.cwd(),
            env=environment(screen),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                yield Watched(process.pid, begun, title, seen)
            finally:
                _end(process)


def _wait_for_bare(screen: Screen) -> None:
    """Until the windows of the program before are gone: they would be taken for those of the next."""
    end = time.monotonic() + PATIENCE_S
    while titles := screen.titles():
        if time.monotonic() > end:
            raise TimeoutError(f"still on the screen: {titles}")
        time.sleep(_POLL_S)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asked first; a wrapper script does not pass a signal on, so all are asked."""
    members = family(process.pid)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in reversed(members):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
        break
