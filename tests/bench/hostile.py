"""Hostile files in the child that reads them: how long the slowest one takes, and the most memory of the child."""

import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.sizes import sized
from tests.excel.hostile.case import Case
from tests.excel.hostile.test_hostile_files import CASES
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.errors import CannotRead
from wzdesk.services.read_workbook import read_workbook


def measure() -> list[Figure]:
    """All that the tests read, but for those as large as a file may be, which take minutes."""
    cases = CASES[:: sized(1, 8)]
    with Apart() as apart:
        told = [(_cost(case, apart), case.what) for case in cases]
    (slowest, _), slow = max(told, key=lambda each: each[0][0])
    (_, largest), large = max(told, key=lambda each: each[0][1])
    return [
        Figure(what=f"slowest of {len(cases)} hostile files", ours=slowest, most=5_000, note=slow),
        Figure(what="most memory of the child", ours=largest, unit="MB", most=500, note=f"by {large}"),
    ]


def _cost(case: Case, apart: Apart) -> tuple[float, float]:
    """Milliseconds and megabytes, in a child that waits already; the tests judge what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.name
        case.make(path)
        apart.run(_nothing, path)
        begun = time.perf_counter_ns()
        with suppress(CannotRead):
            read_workbook(path, apart=apart)
        return (time.perf_counter_ns() - begun) / 1e6, apart.last_peak / 1e6


def _nothing(_path: Path) -> None:
    """Done at once by a child that has started."""
