"""What hangs is ended, so that the suite goes on; how long anything may take is for the benchmarks to tell."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

PATIENCE_S = 120.0


@contextmanager
def ending() -> Iterator[None]:
    """Fails the test whose body goes on as if without end; on Windows, which has no alarm, it is let go on."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, _on_alarm)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _on_alarm(_number: int, _frame: object) -> None:
    pytest.fail("hangs")  # no Exception, so nothing under test catches it
