"""Tables of a web page, as office systems save them under the name ``.xls``: one below the other on one sheet."""

import re
from pathlib import PurePath

from wzdesk.excel.read.book import Book, BookCell, CellFormat, Range, ValueKind
from wzdesk.excel.read.formats.book_maker import BookMaker, SheetMaker, exact_text, number_cell
from wzdesk.excel.read.formats.shown_format import code_of_shown
from wzdesk.excel.read.formats.text_encoding import decoded
from wzdesk.excel.read.formats.web_tables import Page, PageCell, PageRow, page_of, rows_of
from wzdesk.excel.read.number_format import is_date_format
from wzdesk.excel.read.package import refusal
from wzdesk.excel.read.source import Source

_CLAIM = re.compile(
    rb"""charset\s*=\s*["']?([\w-]{3,20})|<\?xml[^>]{0,60}encoding\s*=\s*["']([\w-]{3,20})""", re.IGNORECASE
)
_NAME = re.compile(r"<x:Name>([^<]{1,31})</x:Name>", re.IGNORECASE)
_OWN_FORMAT = re.compile(r"mso-number-format\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([^;]*))", re.IGNORECASE)
_BEGINNING, _LONGEST_NAME = 20_000, 31


def read_web_page(source: Source) -> Book:
    """The one sheet of a page.

    Raises:
        CannotRead: there is no table in it, or one too large.
    """
    text = decoded(source.content, claimed_encoding(source.content))
    page = page_of(text)
    if not page.has_tables:
        raise refusal(source.name, "是网页，里面没有表格；请重新导出，或选 Excel、WPS 的表格文件")
    maker = BookMaker(source.name)
    add_page(maker, page, name_of_page(text, page) or PurePath(source.name).stem)
    return maker.book(*cut_off_remarks(source.name, page))


def claimed_encoding(content: bytes) -> str:
    """The encoding that a page names itself; "" where it names none."""
    found = _CLAIM.search(content[:_BEGINNING])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def name_of_page(text: str, page: Page) -> str:
    """The name of the sheet that became the page, or the page's title."""
    found = _NAME.search(text[:_BEGINNING])
    return (found[1].strip() if found else "") or page.title[:_LONGEST_NAME].strip()


def cut_off_remarks(name: str, page: Page) -> tuple[str, ...]:
    """A sentence where a page breaks off: rows may be missing."""
    return () if page.is_complete else (f"“{name}”缺少结尾，可能没有下载完，请核对最后几行。",)


def add_page(maker: BookMaker, page: Page, name: str) -> None:
    """The tables of a page as a sheet."""
    sheet = maker.start_sheet(name)
    top = 1
    before = 0
    for table in page.tables:
        for columns in table.hidden_columns:
            sheet.hide_columns(columns.start, len(columns))
        for rows in rows_of(table):
            top += before > 1 and len(rows) > 1  # an empty row between two tables
            _lay_out(sheet, rows, top)
            top += len(rows)
            before = len(rows)


def _lay_out(sheet: SheetMaker, rows: list[PageRow], top: int) -> None:
    """Rows on the sheet; a cell goes to the first column that no cell from above reaches into."""
    taken: dict[int, int] = {}
    for row, line in enumerate(rows, top):
        column = 1
        if line.is_hidden:
            sheet.hide_rows(row)
        for cell in line.cells:
            while taken.get(column, 0) >= row:
                column += 1
            block = Range(row, column, min(row + cell.down, top + len(rows)) - 1, column + cell.across - 1)
            _put(sheet, cell, block)
            if block.bottom > row:
                taken.update(dict.fromkeys(range(block.left, block.right + 1), block.bottom))
            column = block.right + 1


def _put(sheet: SheetMaker, cell: PageCell, block: Range) -> None:
    sheet.cell(_cell(cell, block.top, block.left))
    sheet.merge(block)


def _cell(cell: PageCell, row: int, column: int) -> BookCell:
    """What a cell holds: the number where the page tells it beside the text, else the text as it stands."""
    shown, told = cell.text, cell.tag.attributes
    is_formula = "x:fmla" in told
    if "x:err" in told:
        return BookCell(row, column, told["x:err"] or shown, ValueKind.ERROR, is_formula=is_formula)
    if "x:bool" in told:
        return BookCell(row, column, shown.upper(), ValueKind.BOOLEAN, is_formula=is_formula)
    number = exact_text(told.get("x:num") or told.get("sdval") or "")
    format_ = _format(shown, number, told.get("style", "")) if number else None
    if number and format_:
        return number_cell(row, column, number, format_, is_formula=is_formula)
    return BookCell(row, column, shown, is_formula=is_formula)


def _format(shown: str, number: str, style: str) -> CellFormat | None:
    """The format that makes the number look as it does; None where the look is a word instead."""
    found = _OWN_FORMAT.search(style)
    own = "".join(found.groups("")).replace('\\"', '"') if found else ""
    if own and is_date_format(own):
        return CellFormat(own)
    return CellFormat(code_of_shown(shown, number)) if any(sign.isdigit() for sign in shown) else None
