"""The styles of an OpenDocument workbook, as far as values need them: dates, indents, hidden sheets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

_SPACES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{long}:1.0": short
    for long, short in (
        ("table", "table"), ("office", "office"), ("text", "text"), ("style", "style"), ("drawing", "draw"),
        ("datastyle", "number"), ("xsl-fo-compatible", "fo"), ("manifest", "manifest"),
    )
} | {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext"}  # fmt: skip
_DATE_PARTS = {
    "number:year": ("yy", "yyyy"), "number:day": ("d", "dd"), "number:hours": ("h", "hh"), "number:minutes": ("m", "mm"),
    "number:seconds": ("s", "ss"), "number:day-of-week": ("ddd", "dddd"), "number:am-pm": ("AM/PM", "AM/PM"),
}  # fmt: skip
_CM = re.compile(r"([\d.]{1,12})cm")
_CM_OF_INDENT = 0.353
_USUAL_DATE = "yyyy-mm-dd"


@lru_cache(maxsize=4096)  # asked for every element and attribute
def short_name(name: str) -> str:
    """``table:table-row``, whatever prefix the file uses."""
    space, _, local = name.rpartition("|")
    return f"{_SPACES.get(space, '')}:{local}"


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """What a style says; ``data`` names the number format and ``parent`` the style it builds on."""

    data: str = ""
    parent: str = ""
    indent: int = 0
    is_visible: bool = True


class OpenStyles:
    """The styles by name, taken element by element."""

    def __init__(self) -> None:
        self._styles: dict[str, OpenStyle] = {}
        self._dates: dict[str, str] = {}
        self._style = self._date = ""
        self._in_words = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes the start of an element."""
        if name == "style:style":
            self._style = attributes.get("style:name", "")
            self._styles[self._style] = OpenStyle(
                attributes.get("style:data-style-name", ""), attributes.get("style:parent-style-name", "")
            )
        elif name == "number:date-style":
            self._date = attributes.get("style:name", "")
            self._dates[self._date] = ""
        elif name.startswith("number:"):
            self._take_date_part(name, attributes)
        elif self._style in self._styles:
            self._take_properties(name, attributes)

    def end(self, name: str) -> None:
        """Takes the end of an element."""
        if name == "style:style":
            self._style = ""
        elif name == "number:date-style":
            self._date = ""
        elif name == "number:text":
            self._in_words = False

    def text(self, piece: str) -> None:
        """Takes the words of a date format."""
        if self._in_words and self._date:
            words = piece.replace('"', "")
            self._dates[self._date] += words if words in {"-", "/", ":", " "} else f'"{words}"'

    def date_code(self, style: str) -> str:
        """The format code of a cell style for dates."""
        for _ in range(8):
            found = self._styles.get(style, OpenStyle())
            if self._dates.get(found.data):
                return self._dates[found.data]
            style = found.parent
        return _USUAL_DATE

    def of(self, style: str) -> OpenStyle:
        """A style by its name."""
        return self._styles.get(style, OpenStyle())

    def _take_date_part(self, name: str, attributes: Mapping[str, str]) -> None:
        is_long = attributes.get("number:style") == "long"
        if name == "number:text":
            self._in_words = True
        elif self._date and name == "number:month":
            letters = 2 * (attributes.get("number:textual") == "true") + 1 + is_long
            self._dates[self._date] += "m" * letters
        elif self._date and name in _DATE_PARTS:
            self._dates[self._date] += _DATE_PARTS[name][is_long]

    def _take_properties(self, name: str, attributes: Mapping[str, str]) -> None:
        old = self._styles[self._style]
        if name == "style:table-properties" and attributes.get("table:display") == "false":
            self._styles[self._style] = replace(old, is_visible=False)
        elif name == "style:paragraph-properties":
            found = _CM.fullmatch(attributes.get("fo:margin-left", ""))
            indent = min(round(_centimetres(found[1]) / _CM_OF_INDENT), 250) if found else 0
            self._styles[self._style] = replace(old, indent=indent)


def _centimetres(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
