"""Fresh processes with an empty home of their own, their clocks and their memory."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.sizes import FOLDER

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


def environment(platform: Mapping[str, str]) -> dict[str, str]:
    """What a process of the bench sees: compiled modules as an installed program has them, and no settings."""
    home = FOLDER.absolute() / "home"
    (home / "runtime").mkdir(mode=0o700, parents=True, exist_ok=True)
    left_out = {"PYTHONDONTWRITEBYTECODE", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    return kept | folders | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "runtime")} | dict(platform)


def run(
    arguments: Sequence[str], platform: Mapping[str, str], patience_s: float = PATIENCE_S
) -> dict[str, float]:
    """What a Python program tells as JSON; its moments (monotonic ns) as milliseconds since it was started."""
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(platform),
        stdout=subprocess.PIPE,
        timeout=patience_s,
        check=True,
    )
    told: dict[str, int] = json.loads(done.stdout)
    return {name: (value - begun) / 1e6 if value > begun else value for name, value in told.items()}


@contextmanager
def virtual_screen() -> Iterator[dict[str, str] | None]:
    """The platform of a screen that nobody sees, or None where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield None
        return
    # Without -noreset it starts anew when the last program is gone, and ends the next one meanwhile.
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as screen:
        assert screen.stdout is not None
        try:
            yield {"DISPLAY": f":{screen.stdout.readline().decode().strip()}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            screen.terminate()


def memory_mb(pids: Sequence[int]) -> tuple[float, float]:
    """Resident and proportional memory of several processes together, from ``/proc``."""
    rss = pss = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        values = {line.split(":")[0]: line.split()[1] for line in lines}
        rss, pss = rss + int(values["Rss"]), pss + int(values["Pss"])
    return rss / 1024, pss / 1024


def family(pid: int) -> list[int]:
    """A process and all that it started, still running."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text("ascii").split():
            found += family(int(child))
    return found
