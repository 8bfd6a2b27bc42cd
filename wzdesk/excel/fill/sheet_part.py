"""A sheet's part as rows and cells with their places in the bytes; only rows asked for are looked into."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.sheet_frame import Frame, read_frame
from wzdesk.excel.fill.sheet_patterns import HAS_NAME, NAME, ROW_NUMBER, column_number, patterns_for
from wzdesk.excel.fill.xml_bytes import decode_part, encode_part, is_odd, masked
from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW


class Row(NamedTuple):
    """A row's number, its tag, and where the next row or the end of all rows begins."""

    number: int
    start: int
    tag_end: int
    limit: int


class SheetPart:
    """One sheet's part."""

    def __init__(self, raw: bytes, complaint: Complaint) -> None:
        self._complaint = complaint
        self.content, self._codec = decode_part(raw, complaint)
        self.is_odd = is_odd(self.content)
        self.visible = masked(self.content) if self.is_odd else self.content
        self.frame: Frame = read_frame(self.content, self.visible, complaint)
        self.patterns = patterns_for(self.frame.prefixes)
        self._row_end = b"</%brow>" % self.frame.prefix
        self._cell_begins = [b"<%bc" % prefix for prefix in self.frame.prefixes]
        self._cells: dict[int, dict[int, re.Match[bytes]]] = {}

    def encode(self, content: bytes) -> bytes:
        """New content in the part's own encoding."""
        return encode_part(content, self._codec)

    @cached_property
    def rows(self) -> dict[int, Row]:
        """The rows by number, in the order of the file."""
        numbers, starts, ends = self._row_places()
        limits = [*starts, self.frame.end][1:]
        rows = {
            number: Row(number, start, end, limit)
            for number, start, end, limit in zip(numbers, starts, ends, limits, strict=True)
        }
        start, end = self.frame.start, self.frame.end
        if len(rows) < len(numbers) or self.patterns.misplaced.search(self.visible, start, end):
            raise self._complaint.damaged()
        return rows

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows.values()]

    @cached_property
    def _numbers(self) -> list[int]:
        return list(self.rows)

    def _row_places(self) -> tuple[list[int], list[int], list[int]]:
        numbers, starts, ends, number = [], [], [], 0
        before = self.frame.start
        for found in self.patterns.row.finditer(self.visible, self.frame.start, self.frame.end):
            if not self._is_between_rows(before, found.start()):
                raise self._complaint.damaged()
            before = found.end()
            number = int(found[1]) if found[1] else self._row_number(found[2], number)
            if not 1 <= number <= LAST_ROW:
                raise self._complaint.damaged()
            numbers.append(number)
            starts.append(found.start())
            ends.append(before)
        if not self._is_between_rows(before, self.frame.end):
            raise self._complaint.damaged()
        return numbers, starts, ends

    def _row_number(self, attributes: bytes, before: int) -> int:
        given = ROW_NUMBER.search(attributes)
        if not given and HAS_NAME.search(attributes):
            raise self._complaint.damaged()
        return int(given[1]) if given else before + 1

    def _is_between_rows(self, tag_end: int, at: int) -> bool:
        """Whether a row, whose tag or that of all rows ends before, is over at a place."""
        if self.visible.endswith(self._row_end, tag_end, at):
            return True
        if tag_end == self.frame.start or self.visible.endswith(b"/>", 0, tag_end):
            return not self.visible[tag_end:at].strip()
        last = self.visible.rfind(b"</", tag_end, at)
        return last >= 0 and self.patterns.row_end.fullmatch(self.visible, last, at) is not None

    def row_at(self, offset: int) -> int:
        """The number of the row that a byte lies in."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            raise self._complaint.damaged()
        return self._numbers[index]

    def cells_of(self, number: int) -> dict[int, re.Match[bytes]]:
        """The cells of a row by column, as ``patterns.cell`` finds them, in the order of the file."""
        if number not in self._cells:
            row = self.rows.get(number)
            self._cells[number] = self._read_row(row) if row else {}
        return self._cells[number]

    def _read_row(self, row: Row) -> dict[int, re.Match[bytes]]:
        cells: dict[int, re.Match[bytes]] = {}
        column, end, own_number = 0, row.tag_end, b"%d" % row.number
        for found in self.patterns.cell.finditer(self.visible, row.tag_end, row.limit):
            before, (start, end) = end, found.span()
            if start > before and self.visible[before:start].strip():
                raise self._complaint.damaged()
            letters, number = found.group(2, 3)
            column = (
                column_number(letters) if number == own_number else self._column(found, row.number, column)
            )
            if column in cells or column > LAST_COLUMN:
                raise self._complaint.damaged()
            cells[column] = found
        self._check_row(row, len(cells), end)
        return cells

    def _check_row(self, row: Row, cells: int, end: int) -> None:
        """Refuses a row that holds something else between its cells or behind them, or cells within cells."""
        inside = row.tag_end, row.limit
        openings = sum(self.visible.count(begin, *inside) for begin in self._cell_begins)
        if openings != cells:  # some may be of elements with longer names
            openings = len(self.patterns.cell_opening.findall(self.visible, *inside))
        is_closed = self.visible.endswith(b"/>", row.start, row.tag_end)
        if openings != cells or not (is_closed or self.patterns.cells_end.match(self.visible, end)):
            raise self._complaint.damaged()

    def _column(self, cell: re.Match[bytes], row: int, before: int) -> int:
        """The column of a cell that is named in a rare spelling or not at all."""
        found = NAME.search(cell[4])
        if cell[3] or (found and int(found[2]) != row) or (not found and HAS_NAME.search(cell[4])):
            raise self._complaint.damaged()
        return column_number(found[1]) if found else before + 1

    def formulas(self) -> Iterator[tuple[tuple[int, int], re.Match[bytes], re.Match[bytes]]]:
        """Row and column of the cells with a formula, and what ``before_formula`` and ``with_result`` find there."""
        pattern, visible = self.patterns.before_formula, self.visible
        for found in self._formula_tags():
            before = found.start()
            start = visible.rfind(b"<", 0, before)
            cell = pattern.fullmatch(visible, start, before)
            if not cell:
                raise self._complaint.damaged()
            letters, number = cell.group(2, 3)
            place = (int(number), column_number(letters)) if number else self._place_at(start)
            yield place, cell, found

    def _formula_tags(self) -> Iterator[re.Match[bytes]]:
        start, end = self.frame.start, self.frame.end
        if all(self.visible.find(b"<%bf" % prefix, start, end) < 0 for prefix in self.frame.prefixes):
            return iter(())
        return self.patterns.with_result.finditer(self.visible, start, end)

    def _place_at(self, start: int) -> tuple[int, int]:
        """The place of a cell that does not tell it."""
        row = self.row_at(start)
        for column, cell in self.cells_of(row).items():
            if cell.start() == start:
                return row, column
        raise self._complaint.damaged()
