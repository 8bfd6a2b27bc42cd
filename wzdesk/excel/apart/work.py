"""What is done apart with a whole workbook."""

from pathlib import Path

from wzdesk.domain.sheet_look import SheetLook
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.read.sheet_look import read_looks
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.excel.recognise.table import BookReading


def read_and_recognise(path: Path) -> BookReading:
    """The tables of a workbook.

    Raises:
        CannotRead: the file is none, locked, damaged, hostile or too large.
    """
    return recognise(read_book(path))


def read_and_look(path: Path) -> tuple[BookReading, tuple[SheetLook, ...]]:
    """The tables of a workbook and how its sheets look; no looks where there is no picture to be had.

    Raises:
        CannotRead: the file is none, locked, damaged, hostile or too large.
    """
    reading = read_and_recognise(path)
    try:
        return reading, read_looks(path)
    except CannotRead:
        return reading, ()
