"""The tokens of an old workbook's formulas as text; a formula with anything unusual in it is given up whole.

The tokens are those of [MS-XLS] 2.5.198: operands and operators in the order in which they are worked out.
"""

import struct
from collections.abc import Callable
from typing import NamedTuple

from xlrd.formula import func_defs  # type: ignore[attr-defined] # the stubs leave it out

from wzdesk.excel.read.book import address

_OPERATORS = {
    0x03: ("+", 4), 0x04: ("-", 4), 0x05: ("*", 5), 0x06: ("/", 5), 0x07: ("^", 6), 0x08: ("&", 3), 0x09: ("<", 2),
    0x0A: ("<=", 2), 0x0B: ("=", 2), 0x0C: (">=", 2), 0x0D: (">", 2), 0x0E: ("<>", 2),
}  # fmt: skip
_LEAF, _SIGN, _PERCENT = 9, 8, 7
_SKIPPED = {0x01: 4, 0x02: 4, 0x08: 4, 0x20: 4, 0x21: 4, 0x40: 4, 0x41: 4}
"""Attributes that only say how to work out or how it was typed, and their length."""
_SUM, _CHOOSE, _ADD_IN = 0x10, 0x04, 255
SheetOf = Callable[[int], str]


class Unusual(Exception):
    """A token that is not carried over."""


class Cell(NamedTuple):
    """Where the formula stands, from 0."""

    row: int
    column: int


class _Term(NamedTuple):
    text: str
    rank: int = _LEAF


def formula_text(tokens: bytes, at: Cell, sheet_of: SheetOf, *, is_shared: bool = False) -> str:
    """A formula without its equals sign.

    Args:
        tokens: The tokens as stored.
        at: Where the formula stands; shared tokens count from there.
        sheet_of: The quoted name before a reference to another sheet, by its number in the file.
        is_shared: Whether the tokens are those that several cells share.

    Raises:
        Unusual: it has something that is not carried over.
    """
    reader = _Reader(tokens, at, sheet_of, is_shared=is_shared)
    try:
        return reader.text()
    except (struct.error, IndexError, KeyError, ValueError, UnicodeError) as error:
        raise Unusual from error


class _Reader:
    def __init__(self, tokens: bytes, at: Cell, sheet_of: SheetOf, *, is_shared: bool) -> None:
        self._tokens, self._home, self._sheet_of, self._is_shared = tokens, at, sheet_of, is_shared
        self._at = 0
        self._stack: list[_Term] = []

    def text(self) -> str:
        while self._at < len(self._tokens):
            token = self._take("B")
            if token >= 0x20:
                self._classed(token & 0x1F | 0x20)
            else:
                self._plain(token)
        (whole,) = self._stack
        return whole.text

    def _take(self, kind: str) -> int:
        (value,) = struct.unpack_from(f"<{kind}", self._tokens, self._at)
        self._at += struct.calcsize(f"<{kind}")
        return int(value)

    def _push(self, text: str, rank: int = _LEAF) -> None:
        self._stack.append(_Term(text, rank))

    def _plain(self, token: int) -> None:
        """Operators and constants."""
        if token in _OPERATORS:
            self._binary(*_OPERATORS[token])
        elif token in {0x12, 0x13}:
            self._push("+-"[token - 0x12] + _within(self._stack.pop(), _SIGN), _SIGN)
        elif token == 0x14:
            self._push(_within(self._stack.pop(), _PERCENT) + "%", _PERCENT)
        elif token == 0x15:
            self._push(f"({self._stack.pop().text})")
        elif token == 0x16:
            self._push("")
        elif token == 0x17:
            self._push('"' + self._string().replace('"', '""') + '"')
        elif token == 0x19:
            self._attribute()
        elif token == 0x1D:
            self._push(("FALSE", "TRUE")[self._take("B")])
        elif token == 0x1E:
            self._push(str(self._take("H")))
        elif token == 0x1F:
            self._number()
        else:
            raise Unusual

    def _binary(self, sign: str, rank: int) -> None:
        right, left = self._stack.pop(), self._stack.pop()
        self._push(_within(left, rank) + sign + _within(right, rank + 1), rank)

    def _string(self) -> str:
        length, flags = self._take("B"), self._take("B")
        if flags & ~1:
            raise Unusual
        size = length * (2 if flags else 1)
        raw = self._tokens[self._at : self._at + size]
        self._at += size
        return raw.decode("utf-16-le" if flags else "latin-1")

    def _number(self) -> None:
        (value,) = struct.unpack_from("<d", self._tokens, self._at)
        self._at += 8
        self._push(repr(value).removesuffix(".0").upper())

    def _attribute(self) -> None:
        kind, size = self._take("B"), self._take("H")
        if kind == _SUM:
            self._push(f"SUM({self._stack.pop().text})")
        elif kind == _CHOOSE:
            self._at += 2 * size + 2
        elif kind not in _SKIPPED:
            raise Unusual

    def _classed(self, token: int) -> None:
        """References and functions; their class does not matter for the text."""
        if token == 0x21:
            number = self._take("H")
            self._function(number, func_defs[number][1])
        elif token == 0x22:
            count = self._take("B")
            self._function(self._take("H"), count)
        elif token in {0x24, 0x2C}:
            self._push(self._cell(is_relative=token == 0x2C))
        elif token in {0x25, 0x2D}:
            self._push(self._area(is_relative=token == 0x2D))
        elif token == 0x3A:
            self._push(self._sheet_of(self._take("H")) + "!" + self._cell())
        elif token == 0x3B:
            self._push(self._sheet_of(self._take("H")) + "!" + self._area())
        else:
            raise Unusual

    def _function(self, number: int, count: int) -> None:
        if number == _ADD_IN or number not in func_defs or count > len(self._stack):
            raise Unusual
        terms = self._stack[len(self._stack) - count :]
        del self._stack[len(self._stack) - count :]
        self._push(f"{func_defs[number][0]}({','.join(term.text for term in terms)})")

    def _cell(self, *, is_relative: bool = False) -> str:
        row, column = self._take("H"), self._take("H")
        return self._place(row, column, is_relative=is_relative)

    def _area(self, *, is_relative: bool = False) -> str:
        first, last, left, right = (self._take("H") for _ in range(4))
        ends = [
            self._place(row, column, is_relative=is_relative)
            for row, column in ((first, left), (last, right))
        ]
        return ":".join(ends)

    def _place(self, row: int, column: int, *, is_relative: bool) -> str:
        """``$A1``; the high bits say what is not fixed, in shared tokens counted from the cell."""
        row_moves, column_moves, column = bool(column & 0x8000), bool(column & 0x4000), column & 0xFF
        if is_relative and not self._is_shared:
            raise Unusual
        if is_relative:
            row = (row + self._home.row) % 65536 if row_moves else row
            column = (column + self._home.column) % 256 if column_moves else column
        letters = address(1, column + 1)[:-1]
        return f"{'' if column_moves else '$'}{letters}{'' if row_moves else '$'}{row + 1}"


def _within(term: _Term, rank: int) -> str:
    """A term as a part of one that binds as strongly as ``rank``."""
    return term.text if term.rank >= rank else f"({term.text})"
