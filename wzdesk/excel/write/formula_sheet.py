"""A sheet in which some cells are formulas of our own, to be calculated by whoever opens it."""

from collections.abc import Mapping
from pathlib import Path

from wzdesk.domain.sheet_layout import SheetLayout
from wzdesk.excel.write.sheet import workbook_of, write_book


def write_formula_sheet(
    layout: SheetLayout,
    formulas: Mapping[tuple[int, int], str],
    formats: Mapping[tuple[int, int], str],
    path: Path,
) -> None:
    """Writes a new ``.xlsx``; ``formulas`` and number ``formats`` stand by row and column.

    The formulas are ours, never a text from outside: those stay texts.

    Raises:
        CannotWrite: the folder, the disk or a text is at fault.
    """
    workbook = workbook_of(layout, path)
    sheet = workbook.worksheets[0]
    for (row, column), formula in formulas.items():
        cell = sheet.cell(row, column, formula)
        cell.data_type = "f"
    for (row, column), code in formats.items():
        sheet.cell(row, column).number_format = code
    workbook.calculation.fullCalcOnLoad = True
    write_book(workbook, path)
