"""The tags of a sheet's rows and cells as patterns, under whatever prefixes the sheet gives its names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wzdesk.excel.fill.xml_bytes import ATTRIBUTES

ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']")
NAME = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})([1-9]\d{0,6})[\"']")
HAS_NAME = re.compile(rb"\sr\s*=")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The tags of a sheet under its prefixes.

    Groups: of ``row`` its number and other attributes; of ``cell`` its name, letters, number, other attributes
    and body; of ``before_formula`` the same but for the body, of which it has the space at its beginning; of
    ``formula`` attributes and text, of ``plain_body`` also the result, of ``with_result`` also the cell's end
    where nothing else comes before that; of ``value`` its text. Numbers and letters are only told where they
    come first and as usual.
    ``misplaced`` finds a row with a cell whose name is absurd or belongs into another row.
    """

    row: re.Pattern[bytes]
    row_end: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    cell_opening: re.Pattern[bytes]
    cells_end: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    before_formula: re.Pattern[bytes]
    with_result: re.Pattern[bytes]
    value: re.Pattern[bytes]
    plain_body: re.Pattern[bytes]
    misplaced: re.Pattern[bytes]


@lru_cache(maxsize=64)
def patterns_for(prefixes: tuple[bytes, ...]) -> Patterns:
    """The patterns for a set of prefixes (``b""``, ``b"x:"``)."""
    any_ = b"(?:" + b"|".join(re.escape(prefix) for prefix in prefixes) + b")" if any(prefixes) else b""

    def compiled(pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern.replace(b"~", any_).replace(b" ATTRIBUTES", ATTRIBUTES), re.DOTALL)

    formula = rb"<~f( ATTRIBUTES)\s*+(?:/>|>([^<]*+)</~f\s*+>)"
    value = rb"<~v ATTRIBUTES\s*+(?:/>|>([^<]*+)</~v\s*+>)"
    place = rb'(?:\s++r="([A-Z]{1,3}+)([1-9]\d{0,6}+)")?'
    body = rb"[^<]*+(?>(?:<(?!/~c[\s>])[^<]*+)*)"
    return Patterns(
        row=compiled(rb'<~row(?=[\s/>])(?:\s++r="([1-9]\d{0,6}+)")?( ATTRIBUTES)\s*+/?>'),
        row_end=compiled(rb"</~row\s*+>\s*+"),
        cell=compiled(rb"<(~c)(?=[\s/>])%b( ATTRIBUTES)\s*+(?:/>|>(%b)</~c\s*+>)" % (place, body)),
        cell_opening=compiled(rb"<~c(?=[\s/>])"),
        cells_end=compiled(rb"\s*+<(?:/~row|~extLst)(?=[\s/>])"),
        formula=compiled(formula),
        before_formula=compiled(rb"<(~c)%b( ATTRIBUTES)\s*+>(\s*+)" % place),
        with_result=compiled(rb"%b(?:\s*+(?:%b)?\s*+(</~c\s*+>))?" % (formula, value)),
        value=compiled(value),
        plain_body=compiled(rb"\s*+(?:%b)?\s*+(?:%b)?\s*+" % (formula, value)),
        misplaced=compiled(
            rb"<~row\s++r=[\"'](\d++)[\"'][^<>]*+(?<!/)>"
            rb"(?>(?:[^<]*+<(?:~c\s++r=[\"'][A-Z]{1,3}+\1[\"'][^>]*+>(?>(?:<~v>[^<]*+</~v></~c>)?)|(?!~c\s++r=|/~row\b)))*)"
            rb"[^<]*+<~c\s++r="
        ),
    )


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """3 for ``C``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
