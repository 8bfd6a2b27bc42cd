"""What recognition finds: tables with their headings, labels and records, and what no table took."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from wzdesk.excel.read.book import Book, BookCell, Range, Sheet, address
from wzdesk.excel.recognise.words import LabelKind, number_in


class Part(StrEnum):
    """What a cell is in its table."""

    TITLE = "title"
    UNIT = "unit"
    LINE = "line"
    HEADING = "heading"
    LABEL = "label"
    SECTION = "section"
    RECORD = "record"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """A text above, in or under a table that is no record."""

    row: int
    column: int
    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class Column:
    """A column with figures or texts: its heading words from top to bottom, and the unit they tell."""

    column: int
    words: tuple[str, ...]
    unit: str = ""


class Row(NamedTuple):
    """A row with records.

    ``path`` is the labels, category or section first, the row's own last, as written; ``number``, ``code``
    and ``unit`` are those of its label columns.
    """

    row: int
    path: tuple[str, ...]
    number: str = ""
    code: str = ""
    unit: str = ""


class Record(NamedTuple):
    """One cell of a table's body: what it says, and where it belongs; ``text`` is what it displays.

    ``value`` is the exact number as decimal text, a date as ``YYYY-MM-DD``; None for words and blanks.
    """

    row: Row
    column: Column
    cell: BookCell | None
    text: str
    value: str | None
    merged: Range | None = None

    @property
    def address(self) -> str:
        """``D7``."""
        return address(self.row.row, self.column.column)

    @property
    def unit(self) -> str:
        """The unit of this figure, as far as the column or the row tells it."""
        return self.column.unit or self.row.unit


@dataclass(frozen=True)
class Table:
    """A table on a sheet.

    ``area`` runs from the first heading to the last record. ``labels`` tells the kind of each label column.
    ``reasons`` say what ``confidence`` (0 to 1) rests on, in the user's words.
    """

    sheet: Sheet
    area: Range
    header_rows: tuple[int, ...]
    labels: Mapping[int, LabelKind]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...] = ()
    title: str = ""
    unit: str = ""
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()

    @cached_property
    def record_rows(self) -> frozenset[int]:
        """The rows with records."""
        return frozenset(row.row for row in self.rows)

    @cached_property
    def value_columns(self) -> frozenset[int]:
        """The columns with records."""
        return frozenset(column.column for column in self.columns)

    @cached_property
    def own_columns(self) -> frozenset[int]:
        """The columns with labels or records."""
        return self.value_columns | frozenset(self.labels)

    @property
    def notes(self) -> tuple[str, ...]:
        """The texts under the table."""
        return tuple(line.text for line in self.lines if line.part is Part.NOTE)

    def records(self) -> Iterator[Record]:
        """Every cell of the body outside the label columns, row by row; of a merged range only the first."""
        merges_of, are_tall = self.sheet.merges_of, bool(self.sheet.tall_merges)
        columns, numbers = self.columns, tuple(column.column for column in self.columns)
        told = self.sheet.cells.told((row.row for row in self.rows), numbers, number_in)
        for row, (number, *said) in zip(self.rows, told, strict=True):
            made = zip(repeat(row), columns, *said, repeat(None), strict=False)
            records = map(tuple.__new__, repeat(Record), made)  # without a call of ours for each
            yield from self._merged(records) if are_tall or number in merges_of else records

    def _merged(self, records: Iterable[Record]) -> Iterator[Record]:
        """Those that no merged range covers."""
        for record in records:
            merge = self.sheet.merge_at(record.row.row, record.column.column)
            if merge is None or (merge.top, merge.left) == (record.row.row, record.column.column):
                yield record._replace(merged=merge)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A cell that no table took, and why."""

    row: int
    column: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What one sheet holds."""

    sheet: Sheet
    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class BookReading:
    """What a workbook holds, sheet by sheet; ``remarks`` are sentences about the file."""

    name: str
    sheets: tuple[SheetReading, ...]
    remarks: tuple[str, ...] = ()

    @property
    def book(self) -> Book:
        """The workbook that was read."""
        return Book(self.name, tuple(reading.sheet for reading in self.sheets), self.remarks)
