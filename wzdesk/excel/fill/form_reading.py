"""What filling must know of a form: its tables, which of their cells show percentages, and how its sheets look.

Done apart from the program (``excel/apart``), for a form is a foreign file.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wzdesk.domain.sheet_look import SheetLook
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.fill.other_formats import as_workbook
from wzdesk.excel.fill.percent_cells import percent_cells
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import address
from wzdesk.excel.read.plan_tables import FoundTable, find_plan_tables
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.read.sheet_look import read_looks
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.excel.recognise.table import BookReading


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as it was read; without ``looks`` where there is no picture to be had, or none was asked for.

    ``tables`` are those of indicators, ``sheets`` all tables that recognition finds.
    """

    tables: tuple[FoundTable, ...]
    percents: frozenset[CellRef]
    looks: tuple[SheetLook, ...] = ()
    sheets: BookReading | None = None


def read_tables(form: Path) -> FormReading:
    """The tables of a form that is a workbook, or of an old kind that is read by our own hand.

    Raises:
        WzdeskError: the file is none, locked, damaged, hostile or too large.
    """
    return _read(form, with_looks=False)


def read_tables_and_looks(form: Path) -> FormReading:
    """The same, and how the sheets look."""
    return _read(form, with_looks=True)


def _read(form: Path, *, with_looks: bool) -> FormReading:
    with tempfile.TemporaryDirectory() as folder:
        book = as_workbook(form, Path(folder))
        content = read_book(book)
        tables, sheets = tuple(find_plan_tables(content)), replace(recognise(content), name=form.name)
        shows_percent = percent_cells(book)
        percents = frozenset(ref for ref in _cells(tables, sheets) if shows_percent(ref))
        return FormReading(tables, percents, _looks(book) if with_looks else (), sheets)


def _cells(tables: Sequence[FoundTable], sheets: BookReading) -> Iterator[CellRef]:
    """The cells that may be filled."""
    for table in tables:
        for row in table.rows:
            for cell in row.cells.values():
                if not cell.from_above:
                    yield CellRef(table.sheet, cell.address)
    for sheet in sheets.sheets:
        for one in sheet.tables:
            for place in one.rows:
                for column in one.columns:
                    yield CellRef(sheet.sheet.name, address(place.row, column.column))


def _looks(book: Path) -> tuple[SheetLook, ...]:
    try:
        return read_looks(book)
    except CannotRead:
        return ()
