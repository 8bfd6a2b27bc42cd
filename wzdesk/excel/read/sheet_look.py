"""The sheets of a workbook as they look, to be drawn on the screen."""

from collections.abc import Iterator
from pathlib import Path

from wzdesk.domain.sheet_look import SheetLook
from wzdesk.excel.read.book import Sheet
from wzdesk.excel.read.file_kind import FileKind
from wzdesk.excel.read.formats.biff_looks import biff_frames
from wzdesk.excel.read.formats.ooxml_looks import ooxml_frames
from wzdesk.excel.read.formats.plain_looks import plain_frame
from wzdesk.excel.read.look_of_sheet import Frame, look_of_sheet
from wzdesk.excel.read.reader import read_source
from wzdesk.excel.read.source import Source, open_source


def read_looks(path: Path) -> tuple[SheetLook, ...]:
    """The visible sheets of a file of any kind as they look; where it tells of no looks, plain ones that fit.

    Of a sheet at most 2 000 rows and 200 columns are told, and nothing behind the last text or edge.

    Raises:
        CannotRead: the file holds no table, or is locked, damaged, hostile or too large.
    """
    return tuple(look_of_sheet(sheet, frame) for sheet, frame in _frames(open_source(path)))


def _frames(source: Source) -> Iterator[tuple[Sheet, Frame]]:
    match source.kind:
        case FileKind.OOXML:
            return ooxml_frames(source)
        case FileKind.BIFF:
            return biff_frames(source)
    return ((sheet, plain_frame(sheet)) for sheet in read_source(source).sheets if sheet.is_visible)
