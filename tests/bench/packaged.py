"""The packaged program against the development one: from the start of the process to its window on the screen.

``python -m tests.bench.packaged [PROGRAM]``, by turns under Xvfb; PROGRAM is that of ``make dist`` unless told.
"""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.big_file import small_file
from tests.bench.figures import Figure, median, spread, table
from tests.bench.processes import PATIENCE_S, ROOT, environment, family, memory_mb, virtual_screen
from tests.bench.x_windows import Screen

PROGRAM = Path("out/dist/wzdesk/wzdesk")
DEVELOPMENT = (sys.executable, "-m", "wzdesk")
STARTS, SETTLING_S = 9, 3.0


def measure(program: Path = PROGRAM) -> list[Figure]:
    """The medians of interleaved starts; nothing where no package was built or there is no Xvfb."""
    file = small_file().absolute()
    with virtual_screen() as screen:
        if screen is None or not program.exists():
            return []
        ours, theirs = (str(program.absolute()),), DEVELOPMENT
        pairs = [(_start(ours, file, screen), _start(theirs, file, screen)) for _ in range(STARTS + 1)]
    packaged, development = zip(*pairs[1:], strict=True)  # the first pair warms the files
    return [
        _figure("packaged start to the window", "ms", packaged, development, 0),
        _figure("packaged, memory (RSS) when all is loaded", "MB", packaged, development, 1),
    ]


def _figure(
    what: str, unit: str, ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]], at: int
) -> Figure:
    mine, its = [each[at] for each in ours], [each[at] for each in theirs]
    note = f"ours {spread(mine)}; development {spread(its)}"
    return Figure(
        what=what,
        ours=median(mine),
        unit=unit,
        peer="the development program",
        theirs=median(its),
        most_ratio=1.0,
        note=note,
    )


def _start(command: Sequence[str], file: Path, platform: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds until the window is on the screen, and MB when it has settled."""
    with Screen(platform["DISPLAY"]) as screen:
        begun = time.monotonic_ns()
        with subprocess.Popen(
            [*command, "gui", "--data", str(file)],
            cwd=ROOT, env=environment(platform), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            try:
                while not screen.titles():
                    if time.monotonic_ns() - begun > PATIENCE_S * 1e9:
                        raise TimeoutError(f"{command[0]} has shown no window")
                    time.sleep(0.002)
                shown = (time.monotonic_ns() - begun) / 1e6
                time.sleep(SETTLING_S)
                return shown, memory_mb(family(process.pid))[0]
            finally:
                process.terminate()
                process.wait(PATIENCE_S)


if __name__ == "__main__":
    print(table(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else PROGRAM)))
