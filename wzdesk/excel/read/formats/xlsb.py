"""Binary workbooks (``.xlsb``): values by calamine, the rest from the records of the sheets."""

import struct
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from wzdesk.excel.read.book import Book, BookCell, CellFormat, ValueKind
from wzdesk.excel.read.formats.biff_records import ERRORS
from wzdesk.excel.read.formats.book_maker import MOST_CELLS, BookMaker, SheetMaker, exact_double, number_cell
from wzdesk.excel.read.formats.xlsb_records import SheetOutline, outline_of, sheet_relations
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.number_format import plain_number, serial_of
from wzdesk.excel.read.package import Package
from wzdesk.excel.read.source import Source

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_BOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_VISIBLE = "SheetVisibleEnum.Visible"
_DATE = CellFormat(BUILT_IN[14])
_Value = int | float | str | bool | time | date | datetime | timedelta


def read_xlsb(source: Source) -> Book:
    """The sheets of an ``.xlsb``.

    Raises:
        CannotRead: it is damaged or too large.
    """
    maker = BookMaker(source.name)
    try:
        outlines = [outline_of(source.package.read(part)) for part in _parts(source.package)]
    except struct.error as error:
        raise maker.damaged() from error
    # calamine makes room for the whole block that the cells span, and brings the program down where it cannot.
    if any(one.last_row * one.last_column > MOST_CELLS for one in outlines):
        raise maker.too_large()
    book = _open(maker, source.content)
    if len(book.sheets_metadata) != len(outlines):
        raise maker.damaged()
    for index, outline in enumerate(outlines):
        told = book.sheets_metadata[index]
        made = maker.start_sheet(told.name, is_visible=str(told.visible) == _VISIBLE)
        _take_outline(made, outline)
        _take_cells(made, _sheet(maker, book, index), outline)
    return maker.book()


def _parts(package: Package) -> list[str]:
    """The parts of the sheets in their order."""
    targets: dict[str, str] = {}

    def on_start(element: str, attributes: dict[str, str]) -> None:
        if element.endswith("|Relationship"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    package.scan(_RELATIONS, on_start)
    found = [targets.get(relation, "") for relation in sheet_relations(package.read(_BOOK))]
    return [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in found]


def _open(maker: BookMaker, content: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except Exception as error:  # calamine trusts the file: any error may come out of a damaged one
        raise maker.damaged() from error


def _sheet(maker: BookMaker, book: "CalamineWorkbook", index: int) -> "CalamineSheet":
    try:
        return book.get_sheet_by_index(index)
    except Exception as error:  # the same
        raise maker.damaged() from error


def _take_outline(made: SheetMaker, outline: SheetOutline) -> None:
    for block in outline.merges:
        made.merge(block)
    for row in outline.hidden_rows:
        made.hide_rows(row)
    for columns in outline.hidden_columns:
        made.hide_columns(columns.start, len(columns))


def _take_cells(made: SheetMaker, sheet: "CalamineSheet", outline: SheetOutline) -> None:
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), top + 1):
        for column, value in enumerate(values, left + 1):
            if value != "" or (row, column) in outline.errors:
                made.cell(_cell(row, column, value, outline))


def _cell(row: int, column: int, value: _Value, outline: SheetOutline) -> BookCell:
    is_formula = (row, column) in outline.formulas
    error = outline.errors.get((row, column))
    if error is not None:
        return BookCell(row, column, ERRORS.get(error, "#N/A"), ValueKind.ERROR, is_formula=is_formula)
    if isinstance(value, bool):
        return BookCell(row, column, str(value).upper(), ValueKind.BOOLEAN, is_formula=is_formula)
    if isinstance(value, int | float):
        number = exact_double(float(value))
        if number is not None:
            return number_cell(row, column, number, is_formula=is_formula)
    if isinstance(value, date):
        serial = serial_of(value.isoformat(), is_1904=False)
        if serial is not None:
            return number_cell(row, column, plain_number(serial), _DATE, is_formula=is_formula)
    return BookCell(row, column, str(value), is_formula=is_formula)
