"""The usual workbook, ``.xlsx`` and ``.xlsm``."""

from wzdesk.excel.read.book import Book
from wzdesk.excel.read.parts import read_contents
from wzdesk.excel.read.sheet_part import read_sheet
from wzdesk.excel.read.source import Source


def read_ooxml(source: Source) -> Book:
    """The sheets of an ``.xlsx``.

    Raises:
        CannotRead: a part is missing, broken or too large.
    """
    contents = read_contents(source.package)
    return Book(source.name, tuple(read_sheet(source.package, entry, contents) for entry in contents.sheets))
