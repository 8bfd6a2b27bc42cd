"""A workbook's file, read whole."""

from pathlib import Path

from wzdesk.excel.read.book import Book
from wzdesk.excel.read.package import open_package, refusal
from wzdesk.excel.read.parts import read_contents
from wzdesk.excel.read.sheet_part import read_sheet


def read_book(path: Path) -> Book:
    """The visible and hidden sheets of an ``.xlsx``; nothing in it is executed or followed.

    Raises:
        CannotRead: the file is none, locked, damaged, hostile or too large; one sentence says which.
    """
    package = open_package(path)
    with package.archive:
        contents = read_contents(package)
        sheets = tuple(read_sheet(package, entry, contents) for entry in contents.sheets)
    if not any(sheet.is_visible for sheet in sheets):
        raise refusal(path.name, "里面没有看得见的工作表")
    return Book(path.name, sheets)
