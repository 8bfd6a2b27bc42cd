"""What a workbook holds, as far as tables need it: texts as shown with exact values, merges, hidden lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from wzdesk.excel.read.number_display.display import displayed_text, writer_of
from wzdesk.excel.read.number_format import iso_moment, text_of_number

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class ValueKind(StrEnum):
    """What is stored in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a sheet shows a cell: the code of its number format, its indent, and where its days begin."""

    code: str = "General"
    indent: int = 0
    is_1904: bool = False


GENERAL = CellFormat()
# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_TEXT, _NUMBER, _DATE = ValueKind.TEXT, ValueKind.NUMBER, ValueKind.DATE
SHORT = 11
"""Numbers with fewer signs General shows just as they are stored."""
WRITTEN_OUT = r"-?(?:[1-9][0-9]{0,14}(?:\.[0-9]*[1-9])?|0\.[0-9]{0,3}[1-9](?:[0-9]*[1-9])?)"
"""So it does these, however long."""
_is_written_out = re.compile(WRITTEN_OUT).fullmatch


class BookCell(NamedTuple):
    """One cell that holds something; of a formula it is the result kept in the file.

    A tuple, as there are as many as a book has cells.

    ``raw`` is what is stored: a text as it is, a number or the serial of a date as exact decimal text (of a
    double its 15 significant digits), ``TRUE``, ``#DIV/0!``.
    """

    row: int
    column: int
    raw: str
    kind: ValueKind = ValueKind.TEXT
    format: CellFormat = GENERAL
    is_formula: bool = False

    @property
    def text(self) -> str:
        """What is reported: what is shown where that is exact, else the exact value written out."""
        if self.kind is _TEXT or (self.format.code == "General" and self.kind is _NUMBER):
            return self.raw
        match self.kind:
            case ValueKind.NUMBER:
                return text_of_number(Decimal(self.raw), self.format.code)[0]
            case ValueKind.DATE:
                return self.value or ""
        return self.raw

    @property
    def shown(self) -> str:
        """What the sheet shows of a number where that is less than ``text``; else ""."""
        return text_of_number(Decimal(self.raw), self.format.code)[1] if self.kind is ValueKind.NUMBER else ""

    @property
    def display(self) -> str:
        """The text as the sheet displays it, without the blanks by which a format only aligns it."""
        raw, kind, code = self.raw, self.kind, self.format.code
        if kind is _NUMBER:
            if code == "General" and (len(raw) < SHORT or _is_written_out(raw)):
                return raw
        elif kind is _TEXT:
            text = raw if code == "General" else displayed_text(raw, code)
            return raw if text is raw or text.strip() == raw.strip() else text.strip()
        elif kind is not _DATE:
            return raw
        return writer_of(code, self.format.is_1904)(raw)

    @property
    def value(self) -> str | None:
        """The stored number as decimal text, of a date its ISO form; None for anything else."""
        if self.kind is _NUMBER:
            return self.raw
        return iso_moment(self.raw, self.format.is_1904) if self.kind is _DATE else None


@dataclass(frozen=True, slots=True)
class Range:
    """A block of cells, edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


HeldRow = tuple[int, Sequence[BookCell | None]]
"""A row with its cells in some columns, None where there is none."""
ShownRow = tuple[int, Sequence[BookCell | None], Sequence[str]]
"""The same and the texts that these cells display."""
ToldRow = tuple[int, Sequence[BookCell | None], Sequence[str], Sequence[str | None]]
"""The same and their values."""
OfText = Callable[[str], str | None]
"""The value that a text has."""


class StoredColumn(NamedTuple):
    """What rows have stored in one column, row by row: ``raw``, kind and format of their cells; no kind where there is none."""

    raws: Sequence[str]
    kinds: Sequence[ValueKind | None]
    formats: Sequence[CellFormat]

    @property
    def texts(self) -> Sequence[str]:
        """What is reported of them, as ``BookCell.text``."""
        if self.kinds.count(_TEXT) + self.kinds.count(None) == len(self.kinds):
            return self.raws
        return [
            raw
            if kind is None or kind is _TEXT or (kind is _NUMBER and format_.code == "General")
            else BookCell(1, 1, raw, kind, format_).text
            for raw, kind, format_ in zip(*self, strict=True)
        ]


class Cells(Mapping[tuple[int, int], BookCell]):
    """The cells of a sheet that hold something, by row and column, in their order.

    Those of a large sheet are made when their row is asked for, and not kept for long: walk over ``rows`` once, take
    ``row`` of each once. A cell asked for again is equal to the first one, and mostly another object.
    """

    def __init__(self, rows: Mapping[int, Mapping[int, BookCell]]) -> None:
        self._rows = rows

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows in use, from top to bottom."""
        return sorted(self._rows)

    def row(self, row: int) -> Mapping[int, BookCell]:
        """The cells of a row by column, from left to right."""
        return self._rows.get(row, _NOTHING)

    def columns(self, row: int) -> tuple[int, ...]:
        """The columns in use in a row, from left to right; no cell is made."""
        return tuple(self._rows.get(row, ()))

    def some(self, row: int, columns: tuple[int, ...]) -> Mapping[int, BookCell]:
        """Those cells of a row that stand in some columns; the others need not be made."""
        held = self.row(row)
        return {column: held[column] for column in columns if column in held}

    def held(self, rows: Iterable[int], columns: tuple[int, ...]) -> Iterator[HeldRow]:
        """Rows, each once and in any order, with what they hold in some columns."""
        for row in rows:
            held = self.some(row, columns)
            yield row, [held.get(column) for column in columns]

    def stored(self, rows: Sequence[int], columns: tuple[int, ...]) -> list[StoredColumn]:
        """What rows, each once and in any order, have stored in some columns."""
        held = [*zip(*(cells for _, cells in self.held(rows, columns)), strict=True)]
        return [_stored(cells) for cells in held or [()] * len(columns)]

    def shown(self, rows: Iterable[int], columns: tuple[int, ...]) -> Iterator[ShownRow]:
        """The same with what they show."""
        for row, cells in self.held(rows, columns):
            yield row, cells, [cell.display if cell else "" for cell in cells]

    def told(self, rows: Iterable[int], columns: tuple[int, ...], of_text: OfText) -> Iterator[ToldRow]:
        """The same with their values, which ``of_text`` gives of a text."""
        for row, cells, texts in self.shown(rows, columns):
            yield row, cells, texts, [_value(cell, of_text) for cell in cells]

    def alike(self, rows: Iterable[int]) -> Iterable[list[int]]:
        """Rows, those together that are known to have cells of the same kinds and formats in the same columns."""
        return ([row] for row in rows)

    def surely_shows(self, row: int, columns: tuple[int, ...]) -> bool:
        """Whether a cell in these columns shows something for sure: its kind tells, a figure is never blank."""
        held = self.row(row)
        return any(column in held and held[column].kind is not ValueKind.TEXT for column in columns)

    def __getitem__(self, place: tuple[int, int]) -> BookCell:
        return self.row(place[0])[place[1]]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row in self.rows for column in self.row(row))

    def __len__(self) -> int:
        return sum(len(self.row(row)) for row in self.rows)


_NOTHING: Mapping[int, BookCell] = {}


def _stored(cells: Sequence[BookCell | None]) -> StoredColumn:
    return StoredColumn(
        [cell.raw if cell else "" for cell in cells],
        [cell.kind if cell else None for cell in cells],
        [cell.format if cell else GENERAL for cell in cells],
    )


def _value(cell: BookCell | None, of_text: OfText) -> str | None:
    if cell is None:
        return None
    return of_text(cell.raw) if cell.kind is _TEXT else cell.value


def cells_of(cells: Iterable[BookCell]) -> Cells:
    """Cells in any order; of two at one place the later one counts."""
    rows: dict[int, dict[int, BookCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return Cells({row: dict(sorted(found.items())) for row, found in rows.items()})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``merges_of`` has the merged ranges that touch a row, but not those over very many rows."""

    name: str
    cells: Cells
    merges_of: Mapping[int, tuple[Range, ...]] = field(default_factory=dict)
    tall_merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_visible: bool = True

    def merge_at(self, row: int, column: int) -> Range | None:
        """The merged range that a cell lies in."""
        for merge in (*self.merges_of.get(row, ()), *self.tall_merges):
            if merge.holds(row, column):
                return merge
        return None

    def cell_at(self, row: int, column: int) -> BookCell | None:
        """The cell that shows at a place: of a merged range always its first."""
        merge = self.merge_at(row, column)
        return self.cells.get((merge.top, merge.left) if merge else (row, column))

    def text_at(self, row: int, column: int) -> str:
        """The text that shows at a place."""
        cell = self.cell_at(row, column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook's name and its sheets, in their order.

    ``remarks`` are sentences for the user about the file itself: that it is really a web page, say.
    """

    name: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


def address(row: int, column: int) -> str:
    """``E5``."""
    return f"{letters_of(column)}{row}"


@lru_cache(maxsize=LAST_COLUMN)
def letters_of(column: int) -> str:
    """``E`` for 5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column of ``E5``, or None where it names no cell of a sheet."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def range_of(reference: str) -> Range | None:
    """The block of ``A3:B4``; a single cell is one too."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    if not start or not end:
        return None
    return Range(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
