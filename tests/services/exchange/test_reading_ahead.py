"""Returned files are read ahead; whoever does not want them any more is not kept waiting."""

import time
from pathlib import Path

import pytest

from wzdesk.excel.apart.apart import Apart, OnProgress
from wzdesk.services.exchange.read_returns import read_groups


class Cancelled(Exception):
    """As a job raises it when it is stopped."""


class Endless(Apart):
    """Reads without end, until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.given_up = 0

    def start(self) -> None:
        """No child is needed."""

    def run(self, _work: object, _path: Path, on_progress: OnProgress = lambda *_: None) -> object:  # type: ignore[override]
        """Like the real one: whatever ``on_progress`` raises ends it."""
        try:
            while True:
                on_progress(0, 0)
                time.sleep(0.01)
        finally:
            self.given_up += 1


def test_that_a_file_that_takes_long_is_given_up_when_the_work_is_stopped(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(5)]
    for path in paths:
        path.write_bytes(b"PK")
    asked = 0

    def on_wait() -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise Cancelled

    with Endless() as apart:
        groups = read_groups(paths, apart, on_wait)
        with pytest.raises(Cancelled):
            next(next(groups))
        groups.close()  # type: ignore[attr-defined]
        assert apart.given_up == 4  # that which was waited for, and those ahead of it
