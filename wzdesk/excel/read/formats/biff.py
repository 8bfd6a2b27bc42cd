"""Old workbooks (``.xls`` and the ``.et`` of WPS): their cells, formats, merges and hidden lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wzdesk.excel.read.book import GENERAL, Book, BookCell, CellFormat, Range, Sheet, ValueKind
from wzdesk.excel.read.formats.biff_book import load_sheet, open_biff
from wzdesk.excel.read.formats.biff_records import ERRORS, Places, formula_places
from wzdesk.excel.read.formats.book_maker import BookMaker, SheetMaker, exact_double, number_cell
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.source import Source

if TYPE_CHECKING:
    import xlrd

_TEXT, _BOOLEAN, _ERROR = 1, 4, 5  # what xlrd calls them; 2 and 3 are numbers and dates
_NO_NUMBER = 0x24


def read_biff(source: Source) -> Book:
    """The sheets of an old workbook.

    Raises:
        CannotRead: it is locked, damaged or too large.
    """
    return Book(source.name, tuple(sheet for sheet, _ in sheets_of(source)))


def sheets_of(source: Source) -> "Iterator[tuple[Sheet, xlrd.sheet.Sheet]]":
    """The sheets, each with what xlrd tells of it; one is loaded at a time.

    Raises:
        CannotRead: the workbook is locked, damaged or too large.
    """
    book = open_biff(source.name, source.content)
    formulas = formula_places(book.mem, book.base) if book.mem else []
    maker = BookMaker(source.name)
    formats = _formats(book)
    for index, title in enumerate(book.sheet_names()):
        sheet = load_sheet(source.name, book, index)
        made = maker.start_sheet(title, is_visible=sheet.visibility == 0)
        for cell in _cells(sheet, formats, formulas[index] if index < len(formulas) else frozenset()):
            made.cell(cell)
        _take_lines(made, sheet)
        yield made.sheet(), sheet
        book.unload_sheet(index)


def _formats(book: "xlrd.Book") -> tuple[CellFormat, ...]:
    """The format of each cell style by its number."""
    own = {one.format_key: one.format_str for one in book.format_list}
    return tuple(
        CellFormat(
            own.get(style.format_key) or BUILT_IN.get(style.format_key, "General"),
            style.alignment.indent_level if style.alignment else 0,
            book.datemode == 1,
        )
        for style in book.xf_list
    )


def _cells(
    sheet: "xlrd.sheet.Sheet", formats: tuple[CellFormat, ...], formulas: Places
) -> Iterator[BookCell]:
    """The cells of a sheet that hold something."""
    for row in range(sheet.nrows):
        values = sheet.row_values(row)
        for column, kind in enumerate(sheet.row_types(row)):
            if _TEXT <= kind <= _ERROR:
                style = sheet.cell_xf_index(row, column)
                format_ = formats[style] if style < len(formats) else GENERAL
                yield _cell(row, column, kind, values[column], format_, is_formula=(row, column) in formulas)


def _cell(
    row: int, column: int, kind: int, value: str | float, format_: CellFormat, *, is_formula: bool
) -> BookCell:
    place = row + 1, column + 1
    if kind == _TEXT:
        return BookCell(*place, str(value), ValueKind.TEXT, format_, is_formula)
    if kind == _BOOLEAN:
        return BookCell(*place, "TRUE" if value else "FALSE", ValueKind.BOOLEAN, format_, is_formula)
    number = None if kind == _ERROR else exact_double(float(value))
    if number is None:
        return BookCell(
            *place,
            ERRORS.get(int(value) if kind == _ERROR else _NO_NUMBER, "#N/A"),
            ValueKind.ERROR,
            format_,
            is_formula,
        )
    return number_cell(*place, number, format_, is_formula=is_formula)


def _take_lines(made: SheetMaker, sheet: "xlrd.sheet.Sheet") -> None:
    """The merges of a sheet and its hidden rows and columns."""
    for top, bottom, left, right in sheet.merged_cells:
        if top < bottom and left < right:
            made.merge(Range(top + 1, left + 1, bottom, right))
    for row, line in sheet.rowinfo_map.items():
        if line.hidden:
            made.hide_rows(row + 1)
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            made.hide_columns(column + 1)
