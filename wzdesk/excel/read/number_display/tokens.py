"""The code of a number format, cut into its parts."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class NotUnderstood(Exception):
    """A format code that says something unknown here."""


class Kind(Enum):
    """What a token stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    DENOMINATOR = auto()
    GENERAL = auto()
    TEXT = auto()
    MOMENT = auto()
    HALF_DAY = auto()
    PARTS_OF_SECOND = auto()
    BRACKET = auto()
    END = auto()
    LETTER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a code; ``text`` is what it shows or, of a code, its signs in lower case."""

    kind: Kind
    text: str


# 0!.0 and \x show a sign as it is, "..." several; _x is as wide as x, *x fills the cell with x.
_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<blank>_.) | (?P<fill>\*.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general|(?:g/)?通用格式)
    | (?P<half_day>am/pm|a/p|上午/下午)
    | (?P<exponent>e[+-])
    | (?P<moment>y+|m+|d+|h+|s+|aaa+|g+|e+)
    | (?<=s)(?P<parts_of_second>\.0+)
    | (?<=/)(?P<denominator>[1-9][0-9]*)
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/) | (?P<text>@)
    | (?P<end>;) | (?P<letter>[a-z]) | (?P<other>.)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_KINDS = {kind.name.lower(): kind for kind in Kind}


def sections_of(code: str) -> list[list[Token]]:
    """The tokens of each section of a code: at most four."""
    sections: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code):
        token = _token(found)
        if token.kind is Kind.END:
            sections.append([])
        else:
            sections[-1].append(token)
    if len(sections) > 4:
        raise NotUnderstood(code)
    return sections


def _token(found: re.Match[str]) -> Token:
    name = found.lastgroup or "quoted"
    text = found[name] or ""
    match name:
        case "quoted" | "escaped" | "other":
            return Token(Kind.LITERAL, text)
        case "blank":
            return Token(Kind.LITERAL, " ")
        case "fill":
            return Token(Kind.LITERAL, "")
        case "letter":
            raise NotUnderstood(text)
        case "exponent" | "bracket":
            return Token(_KINDS[name], text)
    return Token(_KINDS[name], text.lower())
