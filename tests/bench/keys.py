"""How many keys a person presses for a month of 48 figures, and for one of 40 projects, here and in LibreOffice Calc.

The jobs are those of ``tests/jobs``, in real windows; what is typed is proved there to have been stored.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.figures import CannotMeasureError, Figure
from tests.bench.processes import virtual_screen
from tests.jobs import test_fewer_keys, test_month_of_40

PEER = "LibreOffice Calc, the same in its sheet"
Count = Callable[[Path, Mapping[str, str]], int]


def measure() -> Iterator[Figure]:
    """Not a key more than in a spreadsheet; there the way to the first figure and saving come on top."""
    missing = [program for program in ("Xvfb", "xdotool", "soffice") if not shutil.which(program)]
    if missing:
        raise CannotMeasureError(f"absent: {', '.join(missing)}")
    with virtual_screen() as screen, tempfile.TemporaryDirectory() as name:
        assert screen is not None
        os.environ |= screen
        yield _beside(
            "keys for a month of 48 figures", test_fewer_keys.keys_of_ours, _keys_of_calc, screen, Path(name)
        )
        yield _beside(
            "keys for a month of 40 projects",
            test_month_of_40.keys_of_ours,
            test_month_of_40.keys_of_calc,
            screen,
            Path(name),
        )


def _keys_of_calc(folder: Path, screen: Mapping[str, str]) -> int:
    pressed, _to_first = test_fewer_keys.keys_of_calc(folder, screen)
    return pressed


def _beside(what: str, ours: Count, theirs: Count, screen: Mapping[str, str], folder: Path) -> Figure:
    counts = []
    for number, count in enumerate((ours, theirs)):
        place = folder / f"{what}-{number}".replace(" ", "-")
        place.mkdir()
        counts.append(count(place, screen))
    return Figure(what=what, ours=counts[0], unit="", peer=PEER, theirs=counts[1], most_ratio=1)
