"""Cells with a formula are found by a search through the whole sheet: told the same as when read with their row."""

import pytest

from tests.excel.fill.filling import ALL, workbook
from wzdesk.excel.fill.cell_content import read_cell
from wzdesk.excel.fill.opening import open_form


@pytest.mark.parametrize("name", ALL)
def test_that_a_formula_is_told_as_its_row_tells_it(name: str) -> None:
    _, book = open_form(workbook(name))
    for index, sheet in enumerate(book.parts.sheets):
        if not sheet.part:
            continue
        part = book.sheet(index)
        read = {
            (row, column): read_cell(part, cell, book.complaint)
            for row in part.rows
            for column, cell in part.cells_of(row).items()
        }
        assert book.formulas(index) == {
            place: cell for place, cell in read.items() if cell.formula is not None
        }
