"""Formulas as tokens: what they read and what they do."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from wzdesk.excel.fill.sheet_patterns import column_number
from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW


class NotUnderstood(Exception):
    """A formula, or something in it, that is left to the program which opens the file."""


class Kind(Enum):
    """What a token is."""

    NUMBER = 1
    TEXT = 2
    ERROR = 3
    AREA = 4
    NAME = 5
    FUNCTION = 6
    TABLE = 7
    ELSEWHERE = 8
    SIGN = 9


Corners = tuple[int, int, int, int]
"""Top, left, bottom and right: plain numbers, for a form may have thousands of formulas."""


@dataclass(frozen=True, slots=True)
class Area:
    """A block as a formula writes it; ``moves`` tells for top, left, bottom, right whether it follows the cell."""

    sheet: str
    last_sheet: str
    corners: Corners
    moves: tuple[bool, bool, bool, bool]

    def at(self, rows: int, columns: int) -> Corners:
        """The block for a cell so many rows and columns away from the one that the formula was written for.

        Raises:
            NotUnderstood: it runs over the edge of the sheet.
        """
        if not (rows or columns):
            return self.corners
        top, left, bottom, right = self.corners
        for_top, for_left, for_bottom, for_right = self.moves
        return _upright(
            top + rows * for_top,
            left + columns * for_left,
            bottom + rows * for_bottom,
            right + columns * for_right,
        )


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula."""

    kind: Kind
    text: str
    area: Area | None = None


_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>(?:\[\d+\])?[\w.]*(?::[\w.]+)?))!"
_CELLS = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?"
_LINES = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}"
_BRACKETS = r"\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!))
    |(?:{_SHEET})?(?:(?P<area>{_CELLS}|{_LINES})(?![\w.(\[\\?!:])|(?P<lost>\#REF!))
    |(?P<elsewhere>\[\d+\]!?[^\s()+*/^&=<>,;{{}}-]*)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?:{_SHEET.replace("quoted", "quoted_2").replace("plain", "plain_2")})?(?P<name>[^\W\d][\w.\\?]*)
     (?:(?P<call>\s*\()|(?P<column>{_BRACKETS}))?
    |(?P<own_table>{_BRACKETS})
    |(?P<sign><=|>=|<>|[-+*/^&=<>%(),:{{}};@\#])
    """,
    re.VERBOSE,
)
_POINT = re.compile(r"(\$?)([A-Z]{1,3})?(\$?)(\d+)?")


@lru_cache(maxsize=8192)
def tokens_of(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula, without spaces.

    Raises:
        NotUnderstood: it has signs of an unknown kind.
    """
    tokens, at = [], 0
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        if not found or found.end() == at:
            raise NotUnderstood
        tokens += _tokens_from(found)
        at = found.end()
    return tuple(tokens)


def _tokens_from(found: re.Match[str]) -> list[Token]:
    match found.lastgroup:
        case "space":
            return []
        case "area":
            return [_area_token(found)]
        case "text":
            return [Token(Kind.TEXT, found["text"][1:-1].replace('""', '"'))]
        case "error" | "lost":
            return [Token(Kind.ERROR, found["error"] or "#REF!")]
        case "number":
            return [Token(Kind.NUMBER, found["number"])]
        case "call" | "name" | "column":
            return _named(found)
        case "own_table":
            return [Token(Kind.TABLE, found[0])]
    kind = Kind.SIGN if found["sign"] else Kind.ELSEWHERE
    return [Token(kind, found[0])]


def _named(found: re.Match[str]) -> list[Token]:
    sheet = found["quoted_2"] or found["plain_2"] or ""
    if sheet.startswith("[") or "[" in sheet:
        return [Token(Kind.ELSEWHERE, found[0])]
    if found["call"]:
        return [Token(Kind.FUNCTION, found["name"].upper().removeprefix("_XLFN.")), Token(Kind.SIGN, "(")]
    if found["column"]:
        return [Token(Kind.TABLE, found["name"].casefold() + found["column"])]
    return [Token(Kind.NAME, (f"{sheet}!" if sheet else "") + found["name"])]


def _area_token(found: re.Match[str]) -> Token:
    sheet = (found["quoted"] or found["plain"] or "").replace("''", "'")
    if "[" in sheet:
        return Token(Kind.ELSEWHERE, found[0])
    first, _, last = sheet.partition(":")
    block = _block(found["area"].upper())
    return Token(Kind.AREA, found[0], Area(first, last, *block))


def _upright(top: int, left: int, bottom: int, right: int) -> Corners:
    """A block whose corners are in order; ``B5:A1`` names the same as ``A1:B5``."""
    if top > bottom:
        top, bottom = bottom, top
    if left > right:
        left, right = right, left
    if top < 1 or left < 1 or bottom > LAST_ROW or right > LAST_COLUMN:
        raise NotUnderstood
    return top, left, bottom, right


def _block(text: str) -> tuple[Corners, tuple[bool, bool, bool, bool]]:
    first, _, last = text.partition(":")
    start, end = _POINT.fullmatch(first), _POINT.fullmatch(last or first)
    if not start or not end:
        raise NotUnderstood
    (top, top_moves), (bottom, bottom_moves) = sorted((_row(start, 1), _row(end, LAST_ROW)))
    (left, left_moves), (right, right_moves) = sorted((_column(start, 1), _column(end, LAST_COLUMN)))
    corners = _upright(top, left, bottom, right)
    return corners, (top_moves, left_moves, bottom_moves, right_moves)


def _row(point: re.Match[str], otherwise: int) -> tuple[int, bool]:
    """The row, and whether it moves; in ``$3:$5`` the first group has taken the ``$``."""
    if not point[4]:
        return otherwise, False
    return int(point[4]), not (point[3] or (not point[2] and point[1]))


def _column(point: re.Match[str], otherwise: int) -> tuple[int, bool]:
    return (column_number(point[2].encode()), not point[1]) if point[2] else (otherwise, False)
