"""How the cells of a row are tagged, and the patterns that find them in a sheet's bytes."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from wzdesk.excel.read.book import LAST_COLUMN
from wzdesk.excel.read.heads import CODE, IS_KEPT, IS_NUMBER, IS_SHARED, Head

_OFTEN = 4


class Patterns(NamedTuple):
    """The tags of a sheet under its prefix; the matches of ``cell`` leave out no byte."""

    row: re.Pattern[bytes]
    row_end: re.Pattern[bytes]
    cell: re.Pattern[bytes]


@lru_cache(maxsize=16)
def patterns_for(prefix: bytes) -> Patterns:
    """The patterns for a prefix.

    ``row`` gives the number, where it comes first, and the other attributes; ``cell`` the reference, the other
    attributes, the begin of a formula and the value, all of them empty for what is no plain cell and all behind it.
    """
    p = re.escape(prefix)
    value = rb"<(?:%bv|%bis><%bt)(?>(?: xml:space=\"preserve\")?)>([^<]*+)</(?:%bv|%bt></%bis)>" % ((p,) * 6)
    content = rb"(?>(?:(<%bf)%b)?)(?>(?:%b|<%bv\s*/>)?)" % (p, _formula_after_name(p), value, p)
    return Patterns(
        re.compile(rb"<%brow(?=[\s/>])(?>(?:\s+r=\"([0-9]{1,7})\")?)([^<>]*+)>" % p),
        re.compile(rb"\s*</%brow\s*>\s*" % p),
        re.compile(
            rb"\s*+(?:<%bc r=\"([A-Z]++[0-9]++)\"([^<>]*+)>(?:(?<=/>)|%b</%bc>)|.++)" % (p, content, p),
            re.DOTALL,
        ),
    )


def _formula_after_name(prefix: bytes) -> bytes:
    return rb"(?=[\s/>])[^<>]*+(?:(?<=/)>|>[^<]*+</%bf>)" % prefix


class Tags(NamedTuple):
    """What ``Patterns.cell`` found of the tags of a row; ``filled`` tells which cells have a value.

    The columns' letters have a blank after each, the others are one for each cell.
    """

    letters: bytes
    attributes: tuple[bytes, ...]
    formulas: tuple[bytes, ...]
    filled: tuple[bool, ...]


class Shape:
    """What the tags of a row say: its columns and heads as they are packed, and which of the values found are of which sort.

    Of rows with many cells alike the next is mostly like the last: ``pattern`` finds the values of a whole row
    that has exactly these tags, ten times as fast as cell by cell, and ``following`` is the shape of the row
    that came after the last one of this shape. ``order`` tells where in the values found, and the numbers among them
    once more behind, each value stands.
    """

    __slots__ = (
        "_tags", "_uses", "columns", "following", "has_blanks", "has_formulas", "has_numbers", "has_shared", "heads", "kept", "numbers",
        "order", "pattern", "shared",
    )  # fmt: skip

    def __init__(self, columns: tuple[int, ...], heads: Sequence[Head], tags: Tags) -> None:
        self.kept = [*map(IS_KEPT, heads)]
        self.numbers = [*map(IS_NUMBER, heads)]
        self.shared = [*map(IS_SHARED, heads)]
        behind = count(len(heads))
        self.order = [next(behind) if is_number else at for at, is_number in enumerate(self.numbers)]
        self.has_blanks = False in self.kept
        self.has_numbers = True in self.numbers
        self.has_shared = True in self.shared
        self.has_formulas = any(tags.formulas)
        self.columns = "".join(map(chr, compress(columns, self.kept)))
        self.heads = "".join(map(CODE, heads))
        self.following: Shape | None = None
        self.pattern: re.Pattern[bytes] | None = None
        self._tags, self._uses = tags, 0

    def count_use(self, prefix: bytes, budget: int) -> int:
        """Makes the pattern of a shape that comes often; what that took of the columns in ``budget``."""
        self._uses += 1
        cells = len(self.numbers)
        if self._uses != _OFTEN or cells > budget:
            return 0
        self.pattern = _whole_row(prefix, self._tags)
        return cells


def _whole_row(prefix: bytes, tags: Tags) -> re.Pattern[bytes] | None:
    """The pattern of a row: the first groups are its number and other attributes, the others the values of all cells that are not closed at once."""
    p = re.escape(prefix)
    cells = []
    for letters, attributes, formula, is_filled in zip(tags.letters.split(), *tags[1:], strict=True):
        tag = rb"<%bc r=\"%b\1\"%b>" % (p, letters, re.escape(attributes))
        if attributes.endswith(b"/"):
            cells.append(tag + b"()")
            continue
        if not is_filled:
            return None
        middle = rb"<%bf%b" % (p, _formula_after_name(p)) if formula else b""
        is_inline = b"inlineStr" in attributes
        opening, closing = (
            (rb"<%bis><%bt(?>(?: xml:space=\"preserve\")?)>", rb"</%bt></%bis>")
            if is_inline
            else (rb"<%bv>", rb"</%bv>")
        )
        names = (p, p) if is_inline else (p,)
        cells.append(b"%b%b%b([^<]++)%b</%bc>" % (tag, middle, opening % names, closing % names, p))
    row = rb"<%brow r=\"([1-9][0-9]{0,6}+)\"([^<>]*+)(?<!/)>" % p
    return re.compile(b"%b%b</%brow>\\s*+" % (row, b"".join(cells), p))


def columns_of(letters: bytes) -> tuple[int, ...]:
    """The columns of ``A B AA ``; none where they do not rise."""
    columns = tuple(map(column_number, letters.split(b" ")[:-1]))
    rises = columns == tuple(sorted({*columns}))
    return columns if rises and columns[0] > 0 and columns[-1] <= LAST_COLUMN else ()


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """27 for ``AA``; 0 for what are no letters."""
    number = 0
    for letter in letters if letters.isalpha() and len(letters) < 4 else b"":
        number = number * 26 + letter - 64
    return number
