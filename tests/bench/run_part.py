"""A part of the measurement in a fresh process; whatever becomes of it, the others are still measured."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.parts import PARTS
from tests.bench.processes import environment
from tests.bench.report import Measured


def run_part(name: str, results: Path) -> Measured:
    """Its figures; what it and its programs say is kept in ``results``/logs."""
    logs = results / "logs"
    logs.mkdir(exist_ok=True)
    told, log = logs / f"{name}.json", logs / f"{name}.txt"
    told.unlink(missing_ok=True)
    begun = time.monotonic()
    ended = _run([sys.executable, "-m", "tests.bench.one_part", name, str(told)], log, PARTS[name].patience_s)
    seconds = time.monotonic() - begun
    if not told.exists():
        return Measured(name, seconds, problem=f"{ended}, see {log}", is_broken=True)
    found = json.loads(told.read_text("utf-8"))
    return Measured(
        name, seconds, [_figure(one) for one in found["figures"]], found["problem"], found["is_broken"]
    )


def _run(command: list[str], log: Path, patience_s: float) -> str:
    """In a session of its own, so that nothing it started outlives it; how it ended."""
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command,
            env=environment({"QT_QPA_PLATFORM": "offscreen"}),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        ) as process,
    ):
        try:
            return f"ended with {process.wait(patience_s)}"
        except subprocess.TimeoutExpired:
            return f"not done after {patience_s:.0f} s"
        finally:
            _end(process.pid)


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _figure(told: dict[str, object]) -> Figure:
    derived = {"ratio", "is_met"}
    return Figure(**{name: value for name, value in told.items() if name not in derived})  # type: ignore[arg-type]
