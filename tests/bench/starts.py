"""Starts in fresh processes, by turns with a peer: the first paint, and the last plan's rows ready for typing."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.bench.big_file import small_file
from tests.bench.books import exported_book
from tests.bench.calc import Calc, calc_version
from tests.bench.figures import Figure, figure
from tests.bench.processes import run, virtual_screen
from tests.bench.sizes import sized

PAINTS, ROWS = sized(11, 2), sized(7, 2)
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
Told = dict[str, float]


def measure_first_paint() -> list[Figure]:
    """From the start of the process; an empty main window of the same size is the peer."""
    file = str(small_file())
    figures = []
    with virtual_screen() as screen:
        platforms = {"xcb under Xvfb": screen} if screen else {}
        for name, platform in (platforms | {"offscreen": OFFSCREEN}).items():
            ours, theirs = _by_turns(
                PAINTS, partial(_ours, file, "paint", platform), partial(_bare, platform)
            )
            figures.append(
                figure(
                    f"first paint, {name}",
                    _of("painted", ours),
                    _of("painted", theirs),
                    peer="an empty PySide6 window",
                    most_ratio=1.2,
                )
            )
    return figures


def measure_rows() -> list[Figure]:
    """Against Calc with the same table; without Calc or Xvfb ours alone, offscreen."""
    file = small_file()
    book = exported_book(file)
    version = calc_version()
    with virtual_screen() as screen:
        if screen is None or version is None:
            ours, _ = _by_turns(ROWS, partial(_ours, str(file), "rows", OFFSCREEN), dict)
            return _rows_figures(ours, [], "LibreOffice Calc or Xvfb is absent: offscreen, without a peer")
        calc = Calc(book, screen)
        ours, theirs = _by_turns(ROWS, partial(_ours, str(file), "rows", screen), calc.start)
        return _rows_figures(ours, theirs, f"{version}, profile made before, {book.name}; both under Xvfb")


def _ours(file: str, until: str, platform: Mapping[str, str]) -> Told:
    return run(["-m", "tests.bench.start_ours", file, until], platform)


def _bare(platform: Mapping[str, str]) -> Told:
    return run([str(Path("tests/bench/start_bare.py"))], platform)


def _by_turns(
    times: int, ours: Callable[[], Told], theirs: Callable[[], Told]
) -> tuple[list[Told], list[Told]]:
    """One turn more than counts: the first one warms the files."""
    pairs = [(ours(), theirs()) for _ in range(times + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _of(moment: str, told: list[Told]) -> list[float]:
    return [each[moment] for each in told]


def _rows_figures(ours: list[Told], theirs: list[Told], how: str) -> list[Figure]:
    lines = [
        figure(
            "last plan's rows ready for typing",
            _of("typed", ours),
            _of("titled", theirs),
            peer="LibreOffice Calc titled",
            most_ratio=1.2,
            note=how,
        ),
        figure("data file open as well", _of("ready", ours)),
    ]
    if not all("settled_pss" in told for told in ours):
        return lines  # a system that does not tell a process its memory
    moments = (("ready for typing", "typed", "titled"), ("with chart and store", "settled", "settled"))
    return lines + [
        figure(
            f"{kind.upper()}, {words}",
            [kilobytes / 1024 for kilobytes in _of(f"{mine}_{kind}", ours)],
            _of(f"{its}_{kind}", theirs),
            unit="MB",
            peer="LibreOffice Calc",
            most_ratio=1.0,
        )
        for words, mine, its in moments
        for kind in ("rss", "pss")
    ]
