"""Recognition against made workbooks of the kinds that offices send, which nobody fitted a rule to by hand."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.excel.golden.made.books import books
from tests.excel.golden.made.layout import Golden, is_numeric, squeezed
from wzdesk.excel.read.book import ValueKind, address
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.excel.recognise.table import Record, SheetReading

BOOKS = books()
Cell = tuple[str, str]


def records_by_cell(readings: tuple[SheetReading, ...], golden: Golden) -> dict[Cell, list[Record]]:
    """All records; the only sheet of a text file goes by the golden's name."""
    only = next(iter({sheet for sheet, _ in golden.cells}), "") if len(readings) == 1 else ""
    found: dict[Cell, list[Record]] = {}
    for reading in readings:
        for table in reading.tables:
            for record in table.records():
                found.setdefault((only or reading.sheet.name, record.address), []).append(record)
    return found


def wrong_cells(ours: dict[Cell, list[Record]], golden: Golden) -> Iterator[str]:
    for cell, expected in golden.cells.items():
        records = ours.get(cell, [])
        if not expected.numeric:
            continue
        if len(records) != 1:
            yield f"{cell}: {len(records)} records, expected {expected.rows[0]} × {expected.columns[0]}"
            continue
        path, words = squeezed(records[0].row.path), squeezed(records[0].column.words)
        if path not in expected.rows or words not in expected.columns:
            yield f"{cell}: {path} × {words}, expected {expected.rows[0]} × {expected.columns[0]}"


def lost_cells(reading: SheetReading) -> Iterator[str]:
    """Figures that are in no record, no line, no heading or label, and are not told as skipped either."""
    told = {(each.row, each.column) for each in reading.skipped}
    for table in reading.tables:
        told |= {(line.row, line.column) for line in table.lines}
        told |= {(record.row.row, record.column.column) for record in table.records()}
        told |= {
            (row, column)
            for row in table.header_rows
            for column in range(table.area.left, table.area.right + 1)
        }
        told |= {(row, column) for row in table.record_rows for column in table.labels}
    for place, cell in reading.sheet.cells.items():
        figure = cell.kind is ValueKind.NUMBER or (cell.kind is ValueKind.TEXT and is_numeric(cell.raw))
        if figure and place not in told:
            yield f"{address(*place)} {cell.raw}"


@pytest.mark.parametrize(("name", "write", "golden"), BOOKS, ids=[name for name, _, _ in BOOKS])
def test_that_a_made_workbook_is_read_as_a_person_reads_it(
    tmp_path: Path, name: str, write: Callable[[Path], None], golden: Golden
) -> None:
    if (
        name.endswith((".calc.xlsx", ".xls"))
        and not name.endswith(".html.xls")
        and not shutil.which("soffice")
    ):
        assert not os.environ.get("CI"), "LibreOffice is absent"
        pytest.skip("LibreOffice is absent")
    write(tmp_path / name)
    reading = recognise(read_book(tmp_path / name))
    ours = records_by_cell(reading.sheets, golden)
    assert list(wrong_cells(ours, golden)) == []
    assert [cell for sheet in reading.sheets for cell in lost_cells(sheet)] == []
    assert sum(len(sheet.tables) for sheet in reading.sheets) == len(golden.tables)
