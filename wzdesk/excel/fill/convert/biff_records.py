"""What the records of an old workbook (BIFF8) tell that xlrd passes over: formulas, the page, and what else there is."""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

BOF, EOF = frozenset({0x0809, 0x0409, 0x0209, 0x0009}), 0x000A
FORMULA, SHARED, MULTIPLE = frozenset({0x0006, 0x0206, 0x0406}), 0x04BC, frozenset({0x00BD, 0x00BE})
_CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x0201, 0x0205, 0x00D6, 0x027E, *FORMULA})
_BOUNDSHEET, _WORKSHEET = 0x0085, 0
_ONE_WORD = {0x0083: "across", 0x0084: "down", 0x0012: "protect"}
_MARGINS = {0x0026: 0, 0x0027: 1, 0x0028: 2, 0x0029: 3}
_SETUP, _HEADER, _FOOTER, _SHEETPR = 0x00A1, 0x0014, 0x0015, 0x0081
_KINDS = {
    0x005D: "图片、图形、批注", 0x0809: "图表", 0x01BE: "下拉列表和输入限制", 0x01B0: "条件格式", 0x01B8: "超链接",
}  # fmt: skip


class Formula(NamedTuple):
    """Where a formula stands (from 0) and its tokens; ``rows`` and ``columns`` only of one that several share."""

    row: int
    column: int
    tokens: bytes


class SharedFormula(NamedTuple):
    """A formula of several cells: its block (from 0, edges included) and its tokens."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    tokens: bytes


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell."""

    formulas: list[Formula] = field(default_factory=list)
    shared: list[SharedFormula] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)
    cells: int = 0
    margins: dict[int, float] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    setup: bytes = b""
    header: str = ""
    footer: str = ""
    fits_pages: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether the sheet was locked against changes."""
        return bool(self.words.get("protect"))

    @property
    def losses(self) -> set[str]:
        """What stands on the sheet and is not carried over, in words."""
        return {words for kind, words in _KINDS.items() if self.counts[kind]}


def sheet_records(stream: bytes, base: int) -> list[SheetRecords]:
    """One entry for each worksheet, in the order of the workbook's list.

    Raises:
        struct.error: a record breaks off.
    """
    starts = []
    for kind, content in _records(stream, base):
        if kind == _BOUNDSHEET and len(content) > 5 and content[5] == _WORKSHEET:
            starts.append(base + struct.unpack_from("<I", content)[0])
    return [_read_sheet(stream, start) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; those of a chart inside it are only told by its first."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        content = bytes(stream[at + 4 : at + 4 + length])
        at += 4 + length
        if kind in BOF:
            depth += 1
            if depth == 2:
                yield 0x0809, content
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, content


def _read_sheet(stream: bytes, start: int) -> SheetRecords:
    found = SheetRecords()
    for kind, content in _records(stream, start):
        found.counts[kind] += 1
        if kind in _CELLS:
            found.cells += 1
        elif kind in MULTIPLE:
            found.cells += len(content) // (6 if kind == 0x00BD else 2)
        if kind in FORMULA or kind == SHARED:
            _take_formula(found, kind, content)
        else:
            _take_page(found, kind, content)
    return found


def _take_formula(found: SheetRecords, kind: int, content: bytes) -> None:
    if kind == SHARED:
        first, last, left, right, _, length = struct.unpack_from("<HHBBHH", content)
        found.shared.append(SharedFormula(first, last, left, right, content[10 : 10 + length]))
        return
    row, column = struct.unpack_from("<HH", content)
    (length,) = struct.unpack_from("<H", content, 20)
    found.formulas.append(Formula(row, column, content[22 : 22 + length]))


def _take_page(found: SheetRecords, kind: int, content: bytes) -> None:
    if kind in _MARGINS:
        (found.margins[_MARGINS[kind]],) = struct.unpack_from("<d", content)
    elif kind in _ONE_WORD:
        (found.words[_ONE_WORD[kind]],) = struct.unpack_from("<H", content)
    elif kind == _SHEETPR:
        found.fits_pages = bool(struct.unpack_from("<H", content)[0] & 0x0100)
    elif kind == _SETUP:
        found.setup = content
    elif kind == _HEADER:
        found.header = _text(content)
    elif kind == _FOOTER:
        found.footer = _text(content)


def _text(content: bytes) -> str:
    """The words of a header or footer."""
    if len(content) < 3:
        return ""
    length, flags = struct.unpack_from("<HB", content)
    wide = bool(flags & 1)
    return content[3 : 3 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")
