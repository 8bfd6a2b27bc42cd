"""What recognition finds: tables with their headings, labels and records, and what no table took."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from wzdesk.excel.read.book import Book, BookCell, Range, Sheet, ValueKind, address
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
    """One cell of a table's body: what it says, and where it belongs."""

    row: Row
    column: Column
    cell: BookCell | None
    merged: Range | None = None

    @property
    def address(self) -> str:
        """``D7``."""
        return address(self.row.row, self.column.column)

    @property
    def text(self) -> str:
        """As displayed."""
        cell = self.cell
        return cell.display if cell else ""

    @property
    def value(self) -> str | None:
        """The exact number as decimal text, a date as ``YYYY-MM-DD``; None for words and blanks."""
        cell = self.cell
        if cell is None:
            return None
        if cell.kind is ValueKind.NUMBER:
            return cell.raw
        return number_in(cell.raw) if cell.kind is ValueKind.TEXT else cell.value

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
        cells, merges_of, are_tall = self.sheet.cells, self.sheet.merges_of, bool(self.sheet.tall_merges)
        columns, numbers = self.columns, tuple(column.column for column in self.columns)
        for row in self.rows:
            held = cells.some(row.row, numbers)
            if are_tall or merges_of.get(row.row):
                yield from self._merged_records(row, held)
            else:  # without a call of ours for each
                made = zip(repeat(row), columns, map(held.get, numbers), repeat(None), strict=False)
                yield from map(tuple.__new__, repeat(Record), made)

    def _merged_records(self, row: Row, held: Mapping[int, BookCell]) -> Iterator[Record]:
        for column in self.columns:
            merge = self.sheet.merge_at(row.row, column.column)
            if merge is None or (merge.top, merge.left) == (row.row, column.column):
                yield Record(row, column, held.get(column.column), merge)


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
