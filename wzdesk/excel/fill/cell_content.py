"""What a cell holds now."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.shared_texts import SharedTexts, plain_text
from wzdesk.excel.fill.sheet_part import SheetPart
from wzdesk.excel.fill.xml_bytes import attributes_of, new_parser, parse, unescape
from wzdesk.excel.read.number_format import plain_number
from wzdesk.excel.text_escapes import unescape_text

_CHILDREN = ("f", "v", "is", "extLst")
"""What a cell holds, in this order and each once (CT_Cell, ECMA-376 18.3.1.4)."""
_NO_NUMBERS = frozenset("sbed")
"""Types of shared texts, truths, errors and dates (ST_CellType, ECMA-376 18.18.11)."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """``#DIV/0!`` and its like."""

    sign: str


CellValue = float | str | bool | ErrorValue | None


@dataclass(slots=True)
class CellContent:
    """A cell's place in the bytes, and its parts as they stand there.

    ``body`` is None for a tag that closes itself, ``value`` where there is no result or it is empty; the place
    is left out of the attributes where it stands first, as usual. ``value_at`` is where the value's text stands,
    None where it takes a closer look to tell.
    """

    start: int
    end: int
    name: bytes
    body: tuple[int, int] | None
    attributes: Mapping[str, str]
    kind: str
    formula: Mapping[str, str] | None = None
    formula_text: str = ""
    value: str | None = None
    inline: str | None = None
    has_extensions: bool = False
    value_at: tuple[int, int] | None = None


def read_cell(part: SheetPart, found: re.Match[bytes], complaint: Complaint) -> CellContent:
    """Reads a cell that ``patterns.cell`` has found.

    Raises:
        CannotFill: the cell is broken.
    """
    attributes, (start, end) = attributes_of(found[4]), found.span()
    kind = attributes.get("t", "n")
    if found[5] is None:
        return CellContent(start, end, found[1], None, attributes, kind)
    body = found.span(5)
    content = CellContent(start, end, found[1], body, attributes, kind)
    plain = None if part.is_odd else part.patterns.plain_body.fullmatch(part.content, *body)
    if not plain:
        _read_slowly(part, content, complaint)
        return content
    formula, text, value = plain.groups()
    if formula is not None:
        content.formula = attributes_of(formula)
        content.formula_text = unescape(text.decode()) if text else ""
    if value:
        content.value, content.value_at = unescape(value.decode()), plain.span(3)
    return content


def read_formula_cell(cell: re.Match[bytes], formula: re.Match[bytes]) -> CellContent:
    """A cell that ``patterns.before_formula`` and, to its end, ``patterns.with_result`` have found."""
    attributes, (raw, text, value, _) = attributes_of(cell[4]), formula.groups()
    return CellContent(
        cell.start(),
        formula.end(),
        cell[1],
        (cell.start(5), formula.start(4)),
        attributes,
        attributes.get("t", "n"),
        attributes_of(raw),
        unescape(text.decode()) if text else "",
        unescape(value.decode()) if value else None,
        value_at=formula.span(3) if value else None,
    )


def _read_slowly(part: SheetPart, content: CellContent, complaint: Complaint) -> None:
    """Reads a cell with rich text, comments or the like."""
    path: list[str] = []
    children: list[str] = []
    texts: dict[str, list[str]] = {"f": [], "v": []}

    def on_start(name: str, attributes: dict[str, str]) -> None:
        path.append(name.rpartition(":")[2])
        if len(path) == 2:
            children.append(path[1])
        elif len(path) > 2 and path[1] in texts:
            raise complaint.damaged()
        if path[1:] == ["f"]:
            content.formula = attributes

    def on_text(text: str) -> None:
        if len(path) == 2 and path[1] in texts:
            texts[path[1]].append(text)
        elif len(path) == 1 and not text.isspace():
            raise complaint.damaged()

    parser = new_parser(complaint, None)
    parser.StartElementHandler = on_start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = on_text
    piece = part.content[content.start : content.end]
    parse(parser, piece, complaint)
    if children != [name for name in _CHILDREN if name in children]:
        raise complaint.damaged()
    content.has_extensions = "extLst" in children
    content.formula_text, value = "".join(texts["f"]), "".join(texts["v"])
    content.value = value or None
    if "is" in children:
        content.inline = plain_text(piece, complaint)


def value_of(content: CellContent, texts: SharedTexts, complaint: Complaint) -> CellValue:
    """The value that a cell shows, of a formula its stored result; None for nothing.

    Raises:
        CannotFill: it contradicts itself.
    """
    kind = content.kind
    if kind == "inlineStr":
        return content.inline
    if kind == "str":
        return unescape_text(content.value or "")
    raw = content.value.strip() if content.value else ""
    if not raw:
        return None
    if kind not in _NO_NUMBERS:
        return _number(raw, complaint)
    match kind:
        case "s":
            return texts.text(raw)
        case "b":
            return raw in {"1", "true"}
        case "e":
            return ErrorValue(raw)
    return raw


def _number(raw: str, complaint: Complaint) -> float:
    try:
        number = float(raw)
    except ValueError as error:
        raise complaint.damaged() from error
    if not math.isfinite(number) or "_" in raw:
        raise complaint.damaged()
    return number


def shown(value: CellValue) -> str:
    """A value in words for the report; of a number its 15 digits."""
    if isinstance(value, float):
        digits = f"{value:.15g}"
        return plain_number(Decimal(digits)) if "e" in digits or digits == "-0" else digits
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, ErrorValue):
        return value.sign
    return "TRUE" if value else "FALSE"
