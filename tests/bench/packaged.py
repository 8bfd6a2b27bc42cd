"""The packaged program, named by ``PROGRAM=path``, beside the one started from its sources, LibreOffice Calc and an empty window.

All are seen from outside, on a virtual screen: from the process to the first window with something on it, the memory of the
program and all that it started, and the data file. The main job is 60 figures typed, each stored when its cell is left,
then a workbook chosen and read in the child process; in Calc the same table, the same figures, and saving it.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.bench.big_file import small_file
from tests.bench.books import exported_book
from tests.bench.calc import Calc, calc_version
from tests.bench.figures import CannotMeasureError, Figure, figure, median
from tests.bench.processes import family, virtual_screen
from tests.bench.sizes import sized
from tests.bench.watched import Watched, watched
from tests.jobs.keyboard import Keyboard, sleeps, wait_until
from wzdesk.domain.person import Person
from wzdesk.services.who import keep_person
from wzdesk.ui.pages import EXCHANGE, PAGES

STARTS, JOBS, FIGURES = sized(7, 2), sized(3, 1), sized(60, 10)
DEVELOPMENT, CALC = "started from its sources", "LibreOffice Calc"
_HANDED_OUT = (("*.deb", "the .deb", 70), ("*.exe", "the Windows installer", 50))
_ASKED = "PRAGMA page_count"
Program = tuple[str, Callable[[Path], list[str]]]


def measure() -> Iterator[Figure]:
    """Sizes, starts, the main job; without ``PROGRAM`` only the program from its sources."""
    packaged = os.environ.get("PROGRAM", "")
    if packaged:
        yield from _sizes(Path(packaged))
    with virtual_screen() as screen:
        if screen is None or shutil.which("xdotool") is None:
            raise CannotMeasureError("Xvfb or xdotool is absent")
        keep_person(Person("张某", "温州市发展和改革委员会"))
        name, command = _program(packaged)
        yield from _starts(name, command, screen, beside=bool(packaged))
        yield from _jobs(name, command, screen, beside=bool(packaged))
    if not packaged:
        raise CannotMeasureError("the packaged program is not named: make bench PROGRAM=path")


def _program(packaged: str) -> Program:
    return (
        ("the packaged program", partial(_opened_by, packaged)) if packaged else (DEVELOPMENT, _from_sources)
    )


def _opened_by(packaged: str, file: Path) -> list[str]:
    return [packaged, "gui", "--data", str(file.absolute())]


def _from_sources(file: Path) -> list[str]:
    return [sys.executable, "-m", "wzdesk", "gui", "--data", str(file.absolute())]


def _sizes(program: Path) -> Iterator[Figure]:
    """Of what is handed out, where it lies beside the program's folder, and of what is installed."""
    for pattern, what, most in _HANDED_OUT:
        for found in sorted(program.parent.parent.glob(pattern)):
            size = found.stat().st_size / 1e6
            yield Figure(what=f"{what}, {found.name}", ours=size, unit="MB", most=most)
    files = (file for file in program.parent.rglob("*") if file.is_file() and not file.is_symlink())
    installed = sum(file.stat().st_size for file in files) / 1e6
    yield Figure(what="installed", ours=installed, unit="MB", most=220)


def _starts(
    name: str, command: Callable[[Path], list[str]], screen: Mapping[str, str], *, beside: bool
) -> list[Figure]:
    """By turns; the first turn warms the files."""
    file = small_file()
    commands: dict[str, Sequence[str]] = {name: command(file)}
    if beside:
        commands[DEVELOPMENT] = _from_sources(file)
    commands["an empty PySide6 window"] = [sys.executable, "tests/bench/start_bare.py", "stay"]
    painted: dict[str, list[float]] = {who: [] for who in commands}
    calc = Calc(exported_book(file), screen) if calc_version() else None
    its: list[float] = []
    for turn in range(STARTS + 1):
        for who, words in commands.items():
            with watched(words, "", screen) as program:
                painted[who] += [program.painted()][: min(turn, 1)]
        if calc:
            with calc.running() as program:
                its += [program.painted()][: min(turn, 1)]
    marks = {DEVELOPMENT: 1.0, "an empty PySide6 window": 1.2}
    what = f"first window painted, {name}"
    compared = [
        figure(what, painted[name], times, peer=who, most_ratio=marks[who])
        for who, times in painted.items()
        if who != name
    ]
    return [*compared, figure(what, painted[name], its, peer=CALC)]


def _jobs(
    name: str, command: Callable[[Path], list[str]], screen: Mapping[str, str], *, beside: bool
) -> Iterator[Figure]:
    told = {name: [_job(command, screen) for _ in range(JOBS)]}
    if beside:
        told[DEVELOPMENT] = [_job(_from_sources, screen) for _ in range(JOBS)]
    its = [_job_of_calc(screen) for _ in range(JOBS)] if calc_version() else []
    for who, jobs in told.items():
        for moment, words in (
            ("reading", "with the child that has just read"),
            ("after", "when that has gone"),
        ):
            what = f"memory (PSS) after the main job, {who}, {words}"
            memory = [one[moment] for one in jobs]
            yield figure(what, memory, its, unit="MB", peer=CALC, most_ratio=1.0)
    for who, jobs in told.items():
        yield figure(
            f"from Enter to stored, {who}",
            [one["stored"] for one in jobs],
            note="median of each job, keys by xdotool",
        )
    grown = [one["grown"] for one in told[name]]
    yield figure(
        f"the data file grows for each figure typed, {name}",
        grown,
        unit="kB",
        note="revision and act included",
    )


def _job(command: Callable[[Path], list[str]], screen: Mapping[str, str]) -> dict[str, float]:
    """Type, have a workbook read, and tell."""
    file = small_file()
    keyboard = Keyboard(screen)
    with (
        tempfile.TemporaryDirectory() as folder,
        watched(command(file), file.name, screen) as program,
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, isolation_level=None)) as looking,
    ):
        book = shutil.copyfile(exported_book(file), Path(folder) / "book.xlsx")
        keyboard.focus(file.name)
        wait_until(lambda: sleeps(program.pid), "the program")
        pages = looking.execute(_ASKED).fetchone()[0]
        times = [_typed(keyboard, looking, f"{number}.5") for number in range(FIGURES)]
        grown = (looking.execute(_ASKED).fetchone()[0] - pages) * 4096 / FIGURES / 1000
        before = len(family(program.pid))
        _choose(keyboard, program, book)
        wait_until(lambda: len(family(program.pid)) > before and sleeps(program.pid), "the child that reads")
        reading = program.memory(settled=True)[1]
        wait_until(lambda: len(family(program.pid)) <= before, "the end of the child that reads")
        after = program.memory(settled=True)[1]
        return {"stored": median(times), "grown": grown, "reading": reading, "after": after}


def _typed(keyboard: Keyboard, looking: sqlite3.Connection, text: str) -> float:
    """Milliseconds from Enter until another connection sees the revision."""
    asked = "SELECT count(*) FROM revision"
    before = looking.execute(asked).fetchone()[0]
    keyboard.type(text)
    keyboard.send()
    begun = time.perf_counter_ns()
    keyboard.press("Return")
    keyboard.send()
    end = time.monotonic() + 30
    while looking.execute(asked).fetchone()[0] == before:
        if time.monotonic() > end:
            raise TimeoutError(f"{text} was not stored")
        time.sleep(0.001)
    return (time.perf_counter_ns() - begun) / 1e6


def _choose(keyboard: Keyboard, program: Watched, book: Path) -> None:
    """The page 数据交换 by its number, its dialog by Ctrl+O, the file by its name."""
    number = 1 + [page.key for page in PAGES].index(EXCHANGE)
    keyboard.press(f"ctrl+{number}")
    keyboard.send()
    wait_until(lambda: sleeps(program.pid), "the page")
    keyboard.press("ctrl+o")
    keyboard.send()
    wait_until(lambda: sleeps(program.pid), "the dialog")
    keyboard.text(str(book))
    keyboard.press("Return")
    keyboard.send()


def _job_of_calc(screen: Mapping[str, str]) -> float:
    """The same figures into the same table, and saved."""
    file = small_file()
    with tempfile.TemporaryDirectory() as folder:
        book = shutil.copyfile(exported_book(file), Path(folder) / "plan.xlsx")
        keyboard, before = Keyboard(screen), book.stat().st_mtime_ns
        with Calc(book, screen).running() as calc:
            calc.titled()
            keyboard.focus(book.stem)
            wait_until(lambda: sleeps(calc.pid), "Calc")
            for number in range(FIGURES):
                keyboard.type(f"{number}.5")
                keyboard.press("Return")
            keyboard.press("ctrl+s")
            keyboard.send()
            keyboard.focus("Confirm File Format")
            keyboard.press("Return")
            keyboard.send()
            wait_until(lambda: book.stat().st_mtime_ns != before and sleeps(calc.pid), "the saved workbook")
            return calc.memory(settled=True)[1]
