"""Formulas as tokens: what they read and what they do."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from wzdesk.excel.fill.sheet_part import column_number
from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW, Range


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


@dataclass(frozen=True, slots=True)
class Area:
    """A block as a formula writes it; ``moves`` tells for top, left, bottom, right whether it follows the cell."""

    sheet: str
    last_sheet: str
    block: Range
    moves: tuple[bool, bool, bool, bool]

    def at(self, rows: int, columns: int) -> Range:
        """The block for a cell so many rows and columns away from the one that the formula was written for.

        Raises:
            NotUnderstood: it runs over the edge of the sheet.
        """
        if not any(self.moves) or not (rows or columns):
            return self.block
        top, left = self.block.top + rows * self.moves[0], self.block.left + columns * self.moves[1]
        bottom, right = self.block.bottom + rows * self.moves[2], self.block.right + columns * self.moves[3]
        if min(top, left, bottom, right) < 1 or max(top, bottom) > LAST_ROW or max(left, right) > LAST_COLUMN:
            raise NotUnderstood
        return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula."""

    kind: Kind
    text: str
    area: Area | None = None


_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>(?:\[\d+\])?[\w.]*(?::[\w.]+)?))!"
_CELLS = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?"
_LINES = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!))
    |(?:{_SHEET})?(?:(?P<area>{_CELLS}|{_LINES})(?![\w.(\[\\?!:])|(?P<lost>\#REF!))
    |(?P<elsewhere>\[\d+\]!?[^\s()+*/^&=<>,;{{}}-]*)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?:{_SHEET.replace("quoted", "quoted_2").replace("plain", "plain_2")})?(?P<name>[^\W\d][\w.\\?]*)
     (?:(?P<call>\s*\()|(?P<column>\[(?:[^\[\]]|\[[^\]]*\])*\]))?
    |(?P<own_table>\[(?:[^\[\]]|\[[^\]]*\])*\])
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
            return [Token(Kind.TABLE, "")]
    kind = Kind.SIGN if found["sign"] else Kind.ELSEWHERE
    return [Token(kind, found[0])]


def _named(found: re.Match[str]) -> list[Token]:
    sheet = found["quoted_2"] or found["plain_2"] or ""
    if sheet.startswith("[") or "[" in sheet:
        return [Token(Kind.ELSEWHERE, found[0])]
    if found["call"]:
        return [Token(Kind.FUNCTION, found["name"].upper().removeprefix("_XLFN.")), Token(Kind.SIGN, "(")]
    if found["column"]:
        return [Token(Kind.TABLE, found["name"].casefold())]
    return [Token(Kind.NAME, (f"{sheet}!" if sheet else "") + found["name"])]


def _area_token(found: re.Match[str]) -> Token:
    sheet = (found["quoted"] or found["plain"] or "").replace("''", "'")
    if "[" in sheet:
        return Token(Kind.ELSEWHERE, found[0])
    first, _, last = sheet.partition(":")
    block = _block(found["area"].upper())
    if block is None:
        raise NotUnderstood
    return Token(Kind.AREA, found[0], Area(first, last, *block))


def _block(text: str) -> tuple[Range, tuple[bool, bool, bool, bool]] | None:
    first, _, last = text.partition(":")
    start, end = _POINT.fullmatch(first), _POINT.fullmatch(last or first)
    if not start or not end:
        return None
    top, bottom = _row(start, 1), _row(end, LAST_ROW)
    left, right = _column(start, 1), _column(end, LAST_COLUMN)
    block = Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
    if block.bottom > LAST_ROW or block.right > LAST_COLUMN:
        return None
    moves = (_moves_row(start), _moves_column(start), _moves_row(end), _moves_column(end))
    return block, moves


def _row(point: re.Match[str], otherwise: int) -> int:
    return int(point[4]) if point[4] else otherwise


def _column(point: re.Match[str], otherwise: int) -> int:
    return column_number(point[2].encode()) if point[2] else otherwise


def _moves_row(point: re.Match[str]) -> bool:
    """``$`` before the number; in ``$3:$5`` the first group has taken it."""
    return bool(point[4]) and not (point[3] or (not point[2] and point[1]))


def _moves_column(point: re.Match[str]) -> bool:
    return bool(point[2]) and not point[1]
