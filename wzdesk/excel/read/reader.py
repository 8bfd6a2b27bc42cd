"""A workbook's file, read whole, whatever its kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from wzdesk.excel.read.book import Book
from wzdesk.excel.read.file_kind import FileKind
from wzdesk.excel.read.formats.biff import read_biff
from wzdesk.excel.read.formats.delimited_text import read_delimited_text
from wzdesk.excel.read.formats.ooxml import read_ooxml
from wzdesk.excel.read.formats.open_document import read_open_document
from wzdesk.excel.read.formats.web_archive import read_web_archive
from wzdesk.excel.read.formats.web_page import read_web_page
from wzdesk.excel.read.formats.xlsb import read_xlsb
from wzdesk.excel.read.formats.xml_2003 import read_xml_2003
from wzdesk.excel.read.package import refusal
from wzdesk.excel.read.source import Source, open_source

_READERS: Mapping[FileKind, Callable[[Source], Book]] = {
    FileKind.OOXML: read_ooxml,
    FileKind.BIFF: read_biff,
    FileKind.XLSB: read_xlsb,
    FileKind.OPEN_DOCUMENT: read_open_document,
    FileKind.XML_2003: read_xml_2003,
    FileKind.WEB_PAGE: read_web_page,
    FileKind.WEB_ARCHIVE: read_web_archive,
    FileKind.TEXT: read_delimited_text,
}


def read_book(path: Path) -> Book:
    """The visible and hidden sheets of a file; nothing in it is executed or followed.

    What it is, its content tells; a name that says something else is mentioned in the book's remarks.

    Raises:
        CannotRead: it holds no table, or is locked, damaged, hostile or too large; one sentence says which.
    """
    return read_source(open_source(path))


def read_source(source: Source) -> Book:
    """The book in a file that is open already.

    Raises:
        CannotRead: it is locked, damaged, hostile or too large.
    """
    book = _READERS[source.kind](source)
    if not any(sheet.is_visible for sheet in book.sheets):
        raise refusal(source.name, "里面没有看得见的工作表")
    return replace(book, remarks=(*source.remarks, *book.remarks))
