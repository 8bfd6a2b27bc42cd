"""How a sheet of an old workbook is printed."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import xlrd
from xlrd.formula import Ref3D
from xlrd.sheet import Sheet

from wzdesk.excel.fill.convert.biff_records import SheetRecords
from wzdesk.excel.fill.convert.plain_book import Page
from wzdesk.excel.read.book import Range

_USUAL_MARGINS = (0.75, 0.75, 1.0, 1.0)
_NO_SETTINGS, _PORTRAIT, _NO_ORIENTATION = 0x04, 0x02, 0x40
_MOST_BREAKS, _MOST_AREAS = 1_000, 50
_LAST_ROW, _LAST_COLUMN = 65_535, 255


def page_of(book: xlrd.Book, sheet: Sheet, records: SheetRecords) -> Page:
    """The page of a sheet; what the file does not tell stays unsaid."""
    setup = _setup(records)
    left, right, top, bottom = (records.margins.get(side, _USUAL_MARGINS[side]) for side in range(4))
    areas = _areas(book, sheet.number, "Print_Area")
    titles = _areas(book, sheet.number, "Print_Titles")
    return Page(
        setup.is_landscape,
        setup.paper,
        setup.scale,
        setup.fits,
        (left, right, top, bottom, setup.header, setup.footer),
        records.header,
        records.footer,
        bool(records.words.get("across")),
        bool(records.words.get("down")),
        tuple(sorted({row for row, *_ in sheet.horizontal_page_breaks if row})[:_MOST_BREAKS]),
        tuple(areas),
        next(((one.top, one.bottom) for one in titles if one.right > _LAST_COLUMN), None),
        next(((one.left, one.right) for one in titles if one.bottom > _LAST_ROW), None),
    )


@dataclass(frozen=True, slots=True)
class _Setup:
    is_landscape: bool | None = None
    paper: int | None = None
    scale: int | None = None
    fits: tuple[int, int] | None = None
    header: float = 0.5
    footer: float = 0.5


def _setup(records: SheetRecords) -> _Setup:
    if len(records.setup) < 32:
        return _Setup()
    paper, scale, _, wide, tall, flags = struct.unpack_from("<HHhHHH", records.setup)
    header, footer = struct.unpack_from("<dd", records.setup, 16)
    fits = (wide, tall) if records.fits_pages else None
    if flags & _NO_SETTINGS:
        return _Setup(fits=fits, header=header, footer=footer)
    landscape = None if flags & _NO_ORIENTATION else not flags & _PORTRAIT
    usual_scale = scale if 10 <= scale <= 400 else None
    return _Setup(landscape, paper or None, usual_scale, fits, header, footer)


def _areas(book: xlrd.Book, number: int, name: str) -> list[Range]:
    return list(_named_areas(book, number, name))[:_MOST_AREAS]


def _named_areas(book: xlrd.Book, number: int, name: str) -> Iterator[Range]:
    for its in book.name_obj_list:
        if not (its.builtin and its.name == name and its.scope == number and its.result):
            continue
        for one in cast("Iterable[Ref3D]", its.result.value or ()):
            first_sheet, _, top, bottom, left, right = one.coords
            if first_sheet == number and 0 <= top < bottom and 0 <= left < right:
                yield Range(top + 1, left + 1, bottom, right)
