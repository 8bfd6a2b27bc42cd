"""The patcher as the tests call it, and where the workbooks come from."""

import functools
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.excel.fill.fixtures import FIXTURES, macro_book
from tests.excel.fill.readers import Value
from wzdesk.excel.fill.report import FillReport
from wzdesk.excel.fill.workbook import CellRef, fill_workbook

SHARED = Path(__file__).resolve().parents[4] / "shared"
REAL = {
    path.name: path
    for folder in ("workbooks", "forms")
    for path in sorted((SHARED / folder).glob("*.xls[xm]"))
}
MACRO = "macro"
ALL = [*FIXTURES, *([MACRO] if REAL else []), *REAL]


@functools.cache
def fixture_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="wzdesk-fill-")


@functools.cache
def workbook(name: str) -> Path:
    """A real workbook, or one made on the fly: made once, never written to."""
    if name in REAL:
        return REAL[name]
    folder = Path(fixture_folder().name)
    if name == MACRO:
        return macro_book(folder / "macro.xlsm", REAL["macro_energy_ind.xlsm"])
    return FIXTURES[name](folder / f"{name}.xlsx")


def fill(
    form: Path, values: Mapping[tuple[str, str], Value], out: Path, *, replace_formulas: bool = False
) -> FillReport:
    named = {CellRef(sheet, cell): value for (sheet, cell), value in values.items()}
    return fill_workbook(form, named, out, replace_formulas=replace_formulas)
