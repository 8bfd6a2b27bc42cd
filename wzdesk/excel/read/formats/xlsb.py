"""Binary workbooks (``.xlsb``)."""

from wzdesk.excel.read.book import Book
from wzdesk.excel.read.package import refusal
from wzdesk.excel.read.source import Source


def read_xlsb(source: Source) -> Book:
    """Not read yet.

    Raises:
        CannotRead: always.
    """
    raise refusal(source.name, "是 .xlsb 格式，请在表格软件里另存为 .xlsx 后再导入")
