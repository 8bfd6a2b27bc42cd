"""The styles of an ``.ods``: sizes, number formats where they are simple, and how cells look."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wzdesk.excel.fill.convert.ods_package import Attributes
from wzdesk.excel.fill.convert.plain_book import Alignment, Borders, Edge, Font, Ground, Look

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
_COLOR = re.compile(r"#([0-9A-Fa-f]{6})")
_POINTS_OF_A_SIGN = 5.25
_MOST_DIGITS, _MOST_DEPTH = 30, 20
_ACROSS = {
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
    "justify": "justify",
}
_DOWN = {"top": "top", "middle": "center"}
_KINDS = {"solid": "thin", "double": "double", "dashed": "dashed", "dotted": "dotted"}
_DATE_PARTS = {
    "year": "yy",
    "month": "m",
    "day": "d",
    "hours": "h",
    "minutes": "mm",
    "seconds": "s",
    "am-pm": "AM/PM",
}
NUMBER_STYLES = frozenset({
    "number:number-style", "number:percentage-style", "number:date-style", "number:time-style", "number:text-style",
    "number:currency-style", "number:boolean-style",
})  # fmt: skip


def points(length: str) -> float | None:
    """A length in points."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _POINTS[found[2]] if found else None


def signs(length: str) -> float | None:
    """A column's width in signs."""
    wide = points(length)
    return None if wide is None else round(min(max(wide, 0) / _POINTS_OF_A_SIGN, 255), 2)


@dataclass(slots=True)
class _Style:
    parent: str = ""
    format: str = ""
    told: Attributes = field(default_factory=dict)


class OdsStyles:
    """Gathers styles as a part is walked through, and answers with looks; the first look is the book's own."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._formats: dict[str, str] = {}
        self._style: _Style | None = None
        self._code: list[str] = []
        self._words: list[str] | None = None
        self._format_name = ""
        self._places: dict[str, int] = {}
        self.looks: list[Look] = [Look(font=Font("宋体", 10))]

    # Walking

    def start(self, name: str, its: Attributes) -> None:
        """An element begins."""
        if name == "style:style":
            key = its.get("style:family", ""), its.get("style:name", "")
            self._style = self._styles[key] = _Style(
                its.get("style:parent-style-name", ""), its.get("style:data-style-name", "")
            )
        elif name == "style:default-style":
            self._style = self._styles[its.get("style:family", ""), ""] = _Style()
        elif name.startswith("style:") and name.endswith("-properties") and self._style:
            self._style.told |= its
        elif name in NUMBER_STYLES:
            self._format_name, self._code = its.get("style:name", ""), []
        elif name.startswith("number:") and self._format_name:
            self._take_format(name.removeprefix("number:"), its)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in {"style:style", "style:default-style"}:
            self._style = None
        elif name in NUMBER_STYLES and self._format_name:
            self._formats[self._format_name] = "".join(self._code) or "General"
            self._format_name = ""
        elif name in {"number:text", "number:currency-symbol"} and self._words is not None:
            self._code.append(_literal("".join(self._words)))
            self._words = None

    def text(self, words: str) -> None:
        """Words between tags."""
        if self._words is not None:
            self._words.append(words)

    def _take_format(self, kind: str, its: Attributes) -> None:
        if kind in {"number", "scientific-number"}:
            self._code.append(_digits(its) + ("E+00" if kind != "number" else ""))
        elif kind in {"text", "currency-symbol"}:
            self._words = []
        elif kind == "text-content":
            self._code.append("@")
        elif kind in _DATE_PARTS:
            self._code.append(_date_part(kind, its))

    def settle(self) -> None:
        """Takes the look that the document gives cells without a style of their own."""
        self.looks[0] = self._look("Default")

    # Answers

    def told(self, family: str, name: str) -> Attributes:
        """All that a style says, with what it takes from those above it."""
        found: Attributes = {}
        for style in reversed(list(self._line(family, name))):
            found |= style.told
        return found

    def place_of(self, name: str) -> int:
        """The place of a cell style's look."""
        if not name:
            return 0
        if name not in self._places:
            self._places[name] = len(self.looks)
            self.looks.append(self._look(name))
        return self._places[name]

    def _line(self, family: str, name: str) -> Iterable[_Style]:
        for _ in range(_MOST_DEPTH):
            style = self._styles.get((family, name))
            if style is None:
                break
            yield style
            if not name:
                return
            name = style.parent
        if default := self._styles.get((family, "")):
            yield default

    def _look(self, name: str) -> Look:
        told = self.told("table-cell", name)
        code = next((style.format for style in self._line("table-cell", name) if style.format), "")
        return Look(
            self._formats.get(code, "General"),
            0,
            _font(told),
            Ground("solid", color) if (color := _color(told.get("fo:background-color", ""))) else Ground(),
            _borders(told),
            _alignment(told),
            told.get("style:cell-protect", "protected") != "none",
        )


def _digits(its: Attributes) -> str:
    whole = min(_count(its, "number:min-integer-digits", 1), _MOST_DIGITS)
    decimals = min(_count(its, "number:decimal-places", 0), _MOST_DIGITS)
    least = min(_count(its, "number:min-decimal-places", decimals), decimals)
    if "number:decimal-places" not in its and "number:min-integer-digits" not in its:
        return "General"
    front = "0" * whole or "#"
    if its.get("number:grouping") == "true":
        front = "#," + "#" * max(3 - len(front), 0) + front
    return front + ("." + "0" * least + "#" * (decimals - least) if decimals else "")


def _count(its: Attributes, name: str, usual: int) -> int:
    value = its.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 4 else usual


def _date_part(kind: str, its: Attributes) -> str:
    word = _DATE_PARTS[kind]
    if its.get("number:textual") == "true":
        return "mmm"
    is_long = its.get("number:style") == "long"
    return (
        word * 2
        if is_long and kind in {"year", "month", "day", "hours", "seconds"}
        else word[: 2 if is_long else 9]
    )


def _literal(words: str) -> str:
    return words if words in {"-", "/", ":", " ", "%", ""} else '"' + words.replace('"', "") + '"'


def _font(told: Attributes) -> Font:
    size = points(told.get("fo:font-size", "")) or 10
    name = (
        told.get("style:font-name-asian")
        or told.get("style:font-name")
        or told.get("fo:font-family")
        or "宋体"
    )
    underlined = told.get("style:text-underline-style", "none") != "none"
    return Font(
        name.strip("'\""),
        min(max(size, 1), 400),
        told.get("fo:font-weight") == "bold",
        told.get("fo:font-style") == "italic",
        told.get("style:text-line-through-style", "none") != "none",
        "single" if underlined else "",
        "",
        _color(told.get("fo:color", "")),
    )


def _color(text: str) -> str:
    found = _COLOR.fullmatch(text)
    return found[1].upper() if found else ""


def _borders(told: Attributes) -> Borders:
    every = told.get("fo:border", "")
    left, right, top, bottom = (
        _edge(told.get(f"fo:border-{side}", every)) for side in ("left", "right", "top", "bottom")
    )
    return Borders(left, right, top, bottom)


def _edge(words: str) -> Edge:
    """``0.74pt solid #000000``."""
    parts = words.split()
    kind = next((_KINDS[part] for part in parts if part in _KINDS), "")
    width = next((wide for part in parts if (wide := points(part)) is not None), 0)
    if kind == "thin" and width >= 1.2:
        kind = "medium" if width < 2.2 else "thick"
    return Edge(kind, next(filter(None, map(_color, parts)), "")) if kind else Edge()


def _alignment(told: Attributes) -> Alignment:
    across = _ACROSS.get(told.get("fo:text-align", ""), "")
    if told.get("style:text-align-source") == "value-type":
        across = ""
    margin = points(told.get("fo:margin-left", "")) or 0
    return Alignment(
        across,
        _DOWN.get(told.get("style:vertical-align", ""), ""),
        told.get("fo:wrap-option") == "wrap",
        told.get("style:shrink-to-fit") == "true",
        min(round(margin / 10), 15) if across == "left" else 0,
    )
