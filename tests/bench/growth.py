"""How the daily work grows with the data file: from ten thousand to ten million observations.

What a person waits for ought to cost the same in every file; what goes through the whole file ought to cost ten times as
much in one ten times as large, not more. Each size is a file made beforehand, each measurement a process of its own.
"""

import itertools
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.big_file import big_file
from tests.bench.figures import CannotMeasureError, Figure, figure, median
from tests.bench.grown import EDITS, FIGURES, TIMES
from tests.bench.processes import run, virtual_screen
from tests.bench.sizes import QUICK, counted, sized
from tests.bench.sqlite_browser import browser_command
from tests.bench.watched import watched

SIZES = (10_000, 100_000) if QUICK else (10_000, 100_000, 1_000_000)
FULL_SIZES = (*SIZES, 10_000_000)
OPENINGS, PATIENCE_S = sized(3, 1), 1800.0
FLAT, LINEAR = 1.5, 11.0
"""The most that a file ten times as large may cost of what ought to stay the same, and of what ought to grow with it."""
Told = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Curve:
    """One thing that is done with files of all sizes."""

    name: str
    what: str
    most: float
    unit: str = "ms"
    peer: str = ""
    theirs: str = ""
    runs: int = 1
    note: str = ""


CURVES = (
    Curve("typed", "opened, rows ready for typing", FLAT, peer="DB Browser for SQLite titled", theirs="browser",
          note="by the clock, in a window"),
    Curve("ready", "the data file open as well", FLAT),
    Curve("pss", "memory (PSS) then, with chart and store", FLAT, "MB"),
    Curve("edit", "one cell edited", FLAT, peer="sqlite3, the write alone", theirs="write", runs=EDITS,
          note="processor time, without the fsync"),
    Curve("import", f"a workbook of {counted(FIGURES)} figures imported", FLAT, runs=TIMES, note="processor time, without its backup"),
    Curve("import_mb", "most memory until then", FLAT, "MB"),
    Curve("plan", "a plan of 150 rows exported", FLAT, runs=TIMES, note="processor time"),
    Curve("backup", "the backup before an import, checked", LINEAR, note="processor time"),
    Curve("region", "all figures of a region exported as CSV", LINEAR, note="processor time"),
    Curve("region_mb", "most memory until then", FLAT, "MB"),
    Curve("size", "file size", LINEAR, "MB"),
)  # fmt: skip


def measure() -> Iterator[Figure]:
    """Up to a million."""
    return _measured(SIZES)


def measure_full() -> Iterator[Figure]:
    """Up to ten million, which takes a quarter of an hour to make."""
    return _measured(FULL_SIZES)


def _measured(sizes: Sequence[int]) -> Iterator[Figure]:
    told = {size: _told(size) for size in sizes}
    for curve in CURVES:
        for size in sizes:
            if curve.name in told[size]:
                yield _point(curve, size, told[size])
        if all(curve.name in each for each in told.values()):
            yield _growth(curve, told)
    if not all("typed" in each for each in told.values()):
        raise CannotMeasureError("the opening: Xvfb is absent")


def _point(curve: Curve, size: int, told: Told) -> Figure:
    what = f"{curve.what}, {counted(size)} observations"
    theirs = told.get(curve.theirs, ())
    point = figure(what, told[curve.name], theirs, unit=curve.unit, peer=curve.peer, note=curve.note)
    return replace(point, runs=max(point.runs, curve.runs))


def _growth(curve: Curve, told: Mapping[int, Told]) -> Figure:
    middles = [median(each[curve.name]) for each in told.values()]
    steps = [later / before for before, later in itertools.pairwise(middles)]
    shape = "flat" if curve.most == FLAT else "linear"
    note = f"from {counted(min(told))} on: {', '.join(f'{step:.2f}' for step in steps)}; {shape} is wanted"
    return Figure(
        what=f"{curve.what}: at most, for ten times as many",
        ours=max(steps),
        unit="×",
        most=curve.most,
        note=note,
    )


def _told(size: int) -> Told:
    """All that is measured of one size."""
    file = big_file(size)
    told = {"size": [file.stat().st_size / 1e6]}
    with virtual_screen() as screen:
        if screen is not None:
            told |= _opened(file, screen)
    work = run(("-m", "tests.bench.grown", str(file)), {"QT_QPA_PLATFORM": "offscreen"}, PATIENCE_S)
    told |= {name: [value] for name, value in work.items()}
    _remove(file)
    return told


def _opened(file: Path, screen: Mapping[str, str]) -> dict[str, list[float]]:
    """The window and the peer's, by turns; the first turn warms the file."""
    told: dict[str, list[float]] = {"typed": [], "ready": [], "pss": [], "browser": []}
    for turn in range(OPENINGS + 1):
        ours = run(("-m", "tests.bench.start_ours", str(file), "rows"), screen, PATIENCE_S)
        its = _browser(file, screen)
        if turn:
            told["typed"].append(ours["typed"])
            told["ready"].append(ours["ready"])
            told["pss"].append(ours["settled_pss"] / 1024)
            told["browser"] += its
    return {name: values for name, values in told.items() if values}


def _browser(file: Path, screen: Mapping[str, str]) -> list[float]:
    command = browser_command(file)
    if command is None:
        return []
    with watched(command, file.name, screen) as browser:
        return [browser.titled()]


def _remove(file: Path) -> None:
    """A copy of ten million takes more than a gigabyte."""
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    shutil.rmtree(file.parent / "备份", ignore_errors=True)
