"""What filling a form costs beside what other ways of doing it cost.

``run()`` measures the processor time of this process, so that neighbours and the disk's waiting (ours ends with
fsync, theirs do not) stay out; `mark` is the most that the ratio may be.
"""

import shutil
import statistics
import tempfile
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl

from tests.excel.fill.edits import Edits, obstacle
from tests.excel.fill.filling import fill, workbook
from tests.excel.fill.package_scan import open_package
from tests.excel.fill.packing import repacked
from tests.excel.fill.places import column_letters, name_of
from tests.excel.fill.sheet_scan import MAIN

LARGE_SHEET = "xl/worksheets/sheet1.xml"
FORMS = (
    "a01_平阳县主要指标完成情况表_1-9月.xlsx",
    "a03e_2024年9月市重大项目进展月报表（空表）.xlsx",
    "a04_“十四五”规划主要指标监测表.xlsx",
    "form_G0101_24.xlsx",
    "form_Q44_28.xlsx",
)


class Row(NamedTuple):
    """One figure: seconds of ours and of the peer, their ratio, and the most it may be."""

    what: str
    ours: float
    peer: float
    ratio: float
    mark: float


def median_seconds(job: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        began = time.process_time()
        job()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def compared(
    what: str, ours: Callable[[], object], peer: Callable[[], object], *, mark: float, runs: int
) -> Row:
    """Both in turns, so that a busy machine is busy for both."""
    pairs = [(median_seconds(ours, 1), median_seconds(peer, 1)) for _ in range(runs)]
    mine = statistics.median(pair[0] for pair in pairs)
    others = statistics.median(pair[1] for pair in pairs)
    return Row(what, mine, others, mine / others, mark)


def forty_eight(form: Path) -> Edits:
    """48 cells of the largest sheet that hold numbers, or nothing, and new numbers for them."""
    package = open_package(form)
    sheet = max(package.parts, key=lambda name: len(package.sheet(name).cells))
    cells = package.sheet(sheet).cells
    free = [
        place for place, cell in cells.items() if cell.kind == "n" and obstacle(package, sheet, place) is None
    ]
    return {(sheet, name_of(place)): Decimal(n + 1) / 10 for n, place in enumerate(free[:48])}


def with_openpyxl(form: Path, edits: Edits, out: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(form)
    for (sheet, cell), value in edits.items():
        book[sheet][cell] = value
    book.save(out)


def copied(form: Path, out: Path) -> None:
    """The package taken apart and put together again, member by member."""
    with zipfile.ZipFile(form) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info, source.read(info))


def form_rows(folder: Path) -> list[Row]:
    rows = []
    out, other = folder / "out.xlsx", folder / "other.xlsx"
    for name in FORMS:
        form = shutil.copyfile(workbook(name), folder / "form.xlsx")
        edits = forty_eight(form)
        what = f"{len(edits)} cells into {name}"
        fill(form, edits, out)  # the first call imports
        ours = lambda form=form, edits=edits: fill(form, edits, out)  # noqa: E731
        load = lambda form=form, edits=edits: with_openpyxl(form, edits, other)  # noqa: E731
        copy = lambda form=form: copied(form, other)  # noqa: E731
        rows.append(compared(f"{what} / openpyxl load and save", ours, load, mark=0.25, runs=25))
        rows.append(compared(f"{what} / copying the zip", ours, copy, mark=3, runs=25))
    return rows


def large_sheet(rows: int, columns: int) -> bytes:
    """A sheet as Excel writes one, numbers and inline texts in turn."""
    letters = [column_letters(n) for n in range(1, columns + 1)]
    head = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:{letters[-1]}{rows}"/><sheetData>'
    pieces = [head]
    for row in range(1, rows + 1):
        cells = "".join(
            f'<c r="{letter}{row}"><v>{row * 31 % 9973 + at / 10}</v></c>'
            if at % 4
            else f'<c r="{letter}{row}" t="inlineStr"><is><t>项目{row * 7 % 1009}</t></is></c>'
            for at, letter in enumerate(letters)
        )
        pieces.append(f'<row r="{row}" spans="1:{columns}">{cells}</row>')
    return "".join([*pieces, "</sheetData></worksheet>"]).encode()


def large_row(folder: Path) -> Row:
    part = large_sheet(100_000, 20)
    form = repacked(workbook("bare"), folder / "large.xlsx", {LARGE_SHEET: part})
    edits: Edits = {("表", "J50000"): Decimal("8730.6")}

    def deflated() -> None:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packer.compress(part)
        packer.flush()

    what = f"one cell into 100 000 × 20 ({len(part) / 1e6:.0f} MB) / deflating that part"
    return compared(what, lambda: fill(form, edits, folder / "large_out.xlsx"), deflated, mark=2.5, runs=3)


def run() -> list[Row]:
    """All figures; forms first, then the large sheet."""
    with tempfile.TemporaryDirectory() as name:
        return [*form_rows(Path(name)), large_row(Path(name))]


if __name__ == "__main__":
    for row in run():
        verdict = "ok" if row.ratio <= row.mark else "OVER"
        print(
            f"{row.ours:8.4f} s  {row.peer:8.4f} s  {row.ratio:6.2f} <= {row.mark}  {verdict:4}  {row.what}"
        )
