"""A part of a sheet as a person sees it: rows of entries, each merged range once, blank cells left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from wzdesk.excel.read.book import BookCell, Range, Sheet, ValueKind
from wzdesk.excel.recognise.words import is_mark, is_time, is_year, number_in

_KEPT_ROWS, _AT_ONCE = 5_000, 1_000
_MONTH = re.compile(r"\d{1,2}月份?|\d季度?")


class Sort(StrEnum):
    """What an entry is at first sight."""

    WORD = "word"
    NUMBER = "number"
    YEAR = "year"
    MARK = "mark"
    DATE = "date"
    OTHER = "other"


HEADING_SORTS = frozenset({Sort.WORD, Sort.YEAR, Sort.DATE})
_SORT_OF = {ValueKind.DATE: Sort.DATE, ValueKind.TEXT: Sort.WORD}


@dataclass(slots=True)
class Entry:
    """A cell with something in it; ``text`` is what it displays, without blanks at its ends."""

    row: int
    column: int
    text: str
    sort: Sort
    cell: BookCell
    bottom: int
    right: int

    @property
    def place(self) -> tuple[int, int]:
        """Row and column."""
        return self.row, self.column


def entry_of(cell: BookCell, merge: Range | None) -> Entry | None:
    """The entry that a cell makes; None for one that shows nothing or lies under a merged range."""
    if merge and (merge.top, merge.left) != (cell.row, cell.column):
        return None
    text = cell.display.strip()
    if not text and cell.kind is ValueKind.TEXT:
        return None
    bottom, right = (merge.bottom, merge.right) if merge else (cell.row, cell.column)
    return Entry(cell.row, cell.column, text, _sort_of(cell, text), cell, bottom, right)


def _sort_of(cell: BookCell, text: str) -> Sort:
    if cell.kind is ValueKind.NUMBER:
        is_shown_as_time = not text.isascii() and (is_time(text) or _MONTH.fullmatch(text) is not None)
        return Sort.YEAR if is_shown_as_time or (is_year(cell.raw) and is_year(text)) else Sort.NUMBER
    if cell.kind is not ValueKind.TEXT:
        return _SORT_OF.get(cell.kind, Sort.OTHER)
    if is_mark(text):
        return Sort.MARK
    number = number_in(text)
    if number is None:
        return Sort.WORD
    return Sort.YEAR if is_year(number) else Sort.NUMBER


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a sheet, edges included."""

    sheet: Sheet
    area: Range
    rows: Sequence[int]
    _kept: dict[int, list[Entry]] = field(default_factory=dict)
    _inside: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)
    """The columns in the rectangle, of the columns of a row: rows alike have them but once."""

    def row(self, row: int) -> list[Entry]:
        """The entries of a row from left to right."""
        kept = self._kept.get(row)
        if kept is None:
            kept = self._read(row)
            if len(self._kept) < _KEPT_ROWS:
                self._kept[row] = kept
        return kept

    def _read(self, row: int) -> list[Entry]:
        merges = (*self.sheet.merges_of.get(row, ()), *self.sheet.tall_merges)
        left, right = self.area.left, self.area.right
        found = []
        for column, cell in self.sheet.cells.row(row).items():
            if left <= column <= right:
                merge = next((one for one in merges if one.holds(row, column)), None) if merges else None
                if entry := entry_of(cell, merge):
                    found.append(entry)
        return found

    def at(self, row: int, column: int) -> Entry | None:
        """The entry that shows at a place: of a merged range its first cell's."""
        merge = self.sheet.merge_at(row, column)
        top, left = (merge.top, merge.left) if merge else (row, column)
        cell = self.sheet.cells.row(top).get(left)
        return entry_of(cell, merge) if cell else None

    def rows_between(self, first: int, last: int) -> Sequence[int]:
        """The rows in use from ``first`` to ``last``."""
        return self.rows[bisect_left(self.rows, first) : bisect_right(self.rows, last)]

    def part(self, area: Range, most: int | None = None) -> "Block":
        """A smaller rectangle, with the rows in which it holds something: all, or the first of them."""
        rows = self.rows_between(area.top, area.bottom)
        if (area.left, area.right) == (self.area.left, self.area.right):
            return replace(self, area=area, rows=rows)
        part = replace(self, area=area, rows=(), _kept={}, _inside={})
        return replace(part, rows=[*islice(part.in_use(rows), most)])

    def in_use(self, rows: Sequence[int]) -> Iterator[int]:
        """Those of the rows that have an entry."""
        cells = self.sheet.cells
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            surely = {
                row
                for columns, those in self.plain_alike(some)
                if cells.surely_shows(those[0], columns)
                for row in those
            }
            yield from (row for row in some if row in surely or self.row(row))

    def columns(self, row: int) -> tuple[int, ...]:
        """The columns of a row's cells in the rectangle, from left to right."""
        columns = self.sheet.cells.columns(row)
        if not columns or (columns[0] >= self.area.left and columns[-1] <= self.area.right):
            return columns
        inside = self._inside.get(columns)
        if inside is None:
            inside = columns[bisect_left(columns, self.area.left) : bisect_right(columns, self.area.right)]
            if len(self._inside) < _KEPT_ROWS:
                self._inside[columns] = inside
        return inside

    def plain_alike(self, rows: Iterable[int]) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """The columns in the rectangle of rows alike, for those of which no cell is merged: their cells are their entries."""
        if not self.sheet.tall_merges:
            merges_of = self.sheet.merges_of
            for those in self.sheet.cells.alike(row for row in rows if row not in merges_of):
                if columns := self.columns(those[0]):
                    yield columns, those

    def is_merged(self, row: int) -> bool:
        """Whether a merged range touches a row."""
        return bool(self.sheet.tall_merges or self.sheet.merges_of.get(row))


def whole(sheet: Sheet) -> Block | None:
    """A sheet's rectangle that holds anything; None for an empty sheet."""
    open_ended = Range(1, 1, 1_048_576, 16_384)
    block = Block(sheet, open_ended, sheet.cells.rows)
    if len(sheet.cells.rows) <= _KEPT_ROWS:
        block = replace(block, rows=[row for row in sheet.cells.rows if block.row(row)])
    if not block.rows:
        return None
    firsts, lasts = zip(*(tuple(_ends(block)) or ((16_384, 1),)), strict=True)
    return replace(block, area=Range(block.rows[0], min(firsts), block.rows[-1], min(max(lasts), 16_384)))


def _ends(block: Block) -> Iterator[tuple[int, int]]:
    """The first and last columns that rows hold anything in; in a large sheet not looked for in each."""
    rows: Iterable[int] = block.rows
    if len(block.rows) > _KEPT_ROWS:
        ends = {row: (columns[0], columns[-1]) for columns, those in block.plain_alike(rows) for row in those}
        rows = (row for row in rows if row not in ends)
        yield from {*ends.values()}
    for row in rows:
        if entries := block.row(row):
            yield entries[0].column, max(entry.right for entry in entries)
