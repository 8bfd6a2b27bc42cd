"""What a workbook holds, as far as tables need it: texts as shown with exact values, merges, hidden lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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
class BookCell:
    """One cell that holds something.

    ``text`` is what is shown where that is exact, else the exact value written out; ``shown`` then tells
    the shorter text on the screen. Of a formula it is the result kept in the file.
    """

    row: int
    column: int
    text: str
    kind: ValueKind = ValueKind.TEXT
    shown: str = ""
    is_formula: bool = False


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``cells`` has only those that hold something, ``merges_of`` the ranges that touch a row."""

    name: str
    cells: Mapping[tuple[int, int], BookCell]
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
    """A workbook's name and its sheets, in their order."""

    name: str
    sheets: tuple[Sheet, ...]


def address(row: int, column: int) -> str:
    """``E5``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


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
