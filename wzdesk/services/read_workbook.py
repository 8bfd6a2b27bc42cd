"""Reading a foreign workbook."""

from pathlib import Path

from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.excel.recognise.table import BookReading


def read_workbook(path: Path) -> BookReading:
    """The sheets of a workbook with the tables recognised on them."""
    return recognise(read_book(path))
