"""An agency's form is filled, beside other ways to do it.

Processor time of this process, by turns, so that neighbours and the disk's waiting (ours ends with fsync, theirs do not)
stay out.
"""

import shutil
import tempfile
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl

from tests.bench.figures import CannotMeasureError, Figure, figure
from tests.bench.large_sheet import LARGE_SHEET, large_sheet
from tests.bench.sizes import counted, sized
from tests.excel.fill.edits import Edits, obstacle
from tests.excel.fill.filling import REAL, fill, workbook
from tests.excel.fill.fixtures import FIXTURES
from tests.excel.fill.package_scan import open_package
from tests.excel.fill.packing import repacked
from tests.excel.fill.places import name_of

FORMS = (
    "a01_平阳县主要指标完成情况表_1-9月.xlsx",
    "a03e_2024年9月市重大项目进展月报表（空表）.xlsx",
    "a04_“十四五”规划主要指标监测表.xlsx",
    "form_G0101_24.xlsx",
    "form_Q44_28.xlsx",
    "rich",
)
TIMES, LARGE_TIMES = sized(25, 3), sized(3, 1)
ROWS, COLUMNS = sized(100_000, 5_000), 20


def measure() -> Iterator[Figure]:
    """The large sheet, a form made here, and real forms where they are there."""
    absent = [name for name in FORMS if name not in {*REAL, *FIXTURES}]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form in FORMS:
            if form not in absent:
                yield from _form_figures(form, folder)
        yield _large_figure(folder)
    if absent:
        raise CannotMeasureError(f"{len(absent)} real forms are not in ../shared/forms")


def _form_figures(name: str, folder: Path) -> Iterator[Figure]:
    form = shutil.copyfile(workbook(name), folder / "form.xlsx")
    out, other = folder / "out.xlsx", folder / "other.xlsx"
    edits = _forty_eight(form)
    what = f"{len(edits)} cells into {name}"
    fill(form, edits, out)  # the first call imports
    ours = partial(fill, form, edits, out)
    with_openpyxl, copied = partial(_with_openpyxl, form, edits, other), partial(_copied, form, other)
    yield _beside(what, "openpyxl, load and save", ours, with_openpyxl, most_ratio=0.25)
    yield _beside(what, "copying the zip", ours, copied, most_ratio=3)


def _large_figure(folder: Path) -> Figure:
    part = large_sheet(ROWS, COLUMNS)
    form = repacked(workbook("bare"), folder / "large.xlsx", {LARGE_SHEET: part})
    edits: Edits = {("表", f"J{ROWS // 2}"): Decimal("8730.6")}

    def deflated() -> None:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packer.compress(part)
        packer.flush()

    what = f"one cell into {counted(ROWS)} × {COLUMNS} ({len(part) / 1e6:.0f} MB)"
    ours = partial(fill, form, edits, folder / "large_out.xlsx")
    return _beside(what, "deflating that part", ours, deflated, most_ratio=2.5, times=LARGE_TIMES)


def _beside(
    what: str,
    peer: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    most_ratio: float,
    times: int = TIMES,
) -> Figure:
    pairs = [(_milliseconds(ours), _milliseconds(theirs)) for _ in range(times)]
    mine, its = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return figure(what, mine, its, peer=peer, most_ratio=most_ratio, note="processor time")


def _milliseconds(job: Callable[[], object]) -> float:
    begun = time.process_time_ns()
    job()
    return (time.process_time_ns() - begun) / 1e6


def _forty_eight(form: Path) -> Edits:
    """48 cells of the largest sheet that hold numbers, or nothing, and new numbers for them."""
    package = open_package(form)
    sheet = max(package.parts, key=lambda name: len(package.sheet(name).cells))
    cells = package.sheet(sheet).cells
    free = [
        place for place, cell in cells.items() if cell.kind == "n" and obstacle(package, sheet, place) is None
    ]
    return {(sheet, name_of(place)): Decimal(n + 1) / 10 for n, place in enumerate(free[:48])}


def _with_openpyxl(form: Path, edits: Edits, out: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(form)
    for (sheet, cell), value in edits.items():
        book[sheet][cell] = value
    book.save(out)


def _copied(form: Path, out: Path) -> None:
    """The package taken apart and put together again, member by member."""
    with zipfile.ZipFile(form) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info, source.read(info))
