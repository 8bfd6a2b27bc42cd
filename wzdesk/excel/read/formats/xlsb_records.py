"""The records of a binary workbook's sheet: what calamine leaves out, and how far the sheet reaches."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from wzdesk.excel.read.book import Range

_ROW, _COLUMNS, _SHEET, _MERGE = 0, 60, 156, 176
_VALUES, _FORMULAS, _ERRORS = range(2, 12), range(8, 12), frozenset({3, 11})
_PLACE, _LINES, _BLOCK = struct.Struct("<I"), struct.Struct("<II8xH"), struct.Struct("<IIII")
_HIDDEN_ROW_AT, _HIDDEN_ROW = 11, 0x10


@dataclass(slots=True)
class SheetOutline:
    """Rows and columns from 1; ``errors`` has the code of the error in a cell."""

    errors: dict[tuple[int, int], int] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def outline_of(part: bytes) -> SheetOutline:
    """What the records of a sheet tell.

    Raises:
        struct.error: a record is shorter than it must be.
    """
    outline, row = SheetOutline(), 0
    for kind, data in _records(part):
        if kind == _ROW:
            row = _PLACE.unpack_from(data)[0] + 1
            if len(data) > _HIDDEN_ROW_AT and data[_HIDDEN_ROW_AT] & _HIDDEN_ROW:
                outline.hidden_rows.append(row)
        elif kind in _VALUES:
            _take_cell(outline, kind, row, data)
        elif kind == _MERGE:
            top, bottom, left, right = _BLOCK.unpack_from(data)
            outline.merges.append(Range(top + 1, left + 1, bottom + 1, right + 1))
        elif kind == _COLUMNS:
            first, last, flags = _LINES.unpack_from(data)
            outline.hidden_columns += [range(first + 1, last + 2)] * (flags & 1)
    return outline


def sheet_relations(part: bytes) -> list[str]:
    """The relation of each sheet in the list of sheets, in its order.

    Raises:
        struct.error: a record is shorter than it must be.
    """
    return [_wide_text(data, 8) for kind, data in _records(part) if kind == _SHEET]


def _take_cell(outline: SheetOutline, kind: int, row: int, data: bytes) -> None:
    place = row, _PLACE.unpack_from(data)[0] + 1
    outline.last_row, outline.last_column = max(outline.last_row, row), max(outline.last_column, place[1])
    if kind in _FORMULAS:
        outline.formulas.add(place)
    if kind in _ERRORS:
        outline.errors[place] = data[8] if len(data) > 8 else 0


def _wide_text(data: bytes, at: int) -> str:
    length = _PLACE.unpack_from(data, at)[0]
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record; kind and length are numbers of seven bits a byte."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        if at + length > len(part):
            raise struct.error
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = part[at] if at < len(part) else 0
        value |= (byte & 0x7F) << 7 * place
        at += 1
        if not byte & 0x80:
            break
    return value, at
