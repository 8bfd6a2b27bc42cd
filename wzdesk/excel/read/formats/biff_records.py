"""Which cells of an old workbook hold formulas: read from its records, for xlrd tells results only."""

import struct
from collections.abc import Iterator

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOF = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_EOF, _SHEET, _FORMULAS = 0x000A, 0x0085, frozenset({0x0006, 0x0206, 0x0406})
_WORKSHEET = 0
_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_ENTRY = struct.Struct("<IBB")

Places = frozenset[tuple[int, int]]


def formula_places(stream: bytes, base: int) -> list[Places]:
    """Row and column, from 0, of the formulas of each worksheet, in the order of the list of sheets.

    ``base`` is where the stream begins; where it breaks off, so does the list.
    """
    starts = []
    for code, at, length in _records(stream, base):
        if code == _SHEET and length >= _ENTRY.size:
            start, _, kind = _ENTRY.unpack_from(stream, at)
            if kind == _WORKSHEET:
                starts.append(base + start)
    return [_places_of(stream, start) for start in starts]


def _places_of(stream: bytes, start: int) -> Places:
    return frozenset(
        _PLACE.unpack_from(stream, at)
        for code, at, length in _records(stream, start)
        if code in _FORMULAS and length >= _PLACE.size
    )


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Code, place and length of the records of one substream, without those of charts within it."""
    depth = 0
    while at + _HEAD.size <= len(stream):
        code, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        if at + length > len(stream):
            return
        depth += (code in _BOF) - (code == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield code, at, length
        at += length
