"""What a cell holds now."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.shared_texts import SharedTexts, plain_text
from wzdesk.excel.fill.sheet_part import Cell, SheetPart
from wzdesk.excel.fill.xml_bytes import attributes_of, new_parser, parse, unescape
from wzdesk.excel.read.number_format import plain_number
from wzdesk.excel.text_escapes import unescape_text

_CHILDREN = ("f", "v", "is", "extLst")
"""What a cell holds, in this order and each once (CT_Cell, ECMA-376 18.3.1.4)."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """``#DIV/0!`` and its like."""

    sign: str


CellValue = float | str | bool | ErrorValue | None


@dataclass(slots=True)
class CellContent:
    """A cell's parts as they stand in the file; ``value`` is None where there is no result or it is empty."""

    attributes: Mapping[str, str]
    formula: Mapping[str, str] | None = None
    formula_text: str = ""
    value: str | None = None
    inline: str | None = None
    has_extensions: bool = False

    @property
    def kind(self) -> str:
        """How the value is to be read."""
        return self.attributes.get("t", "n")


def read_cell(part: SheetPart, cell: Cell, complaint: Complaint) -> CellContent:
    """Reads a cell.

    Raises:
        CannotFill: the cell is broken.
    """
    content = CellContent(cell.attributes)
    if cell.body is None:
        return content
    plain = None if part.is_odd else part.patterns.plain_body.fullmatch(part.content, *cell.body)
    if not plain:
        _read_slowly(part, cell, content, complaint)
        return content
    if plain[1] is not None:
        content.formula = attributes_of(plain[1])
        content.formula_text = unescape((plain[2] or b"").decode())
    content.value = unescape(plain[3].decode()) if plain[3] else None
    return content


def _read_slowly(part: SheetPart, cell: Cell, content: CellContent, complaint: Complaint) -> None:
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
    piece = part.content[cell.start : cell.end]
    parse(parser, (piece,), complaint)
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
    if content.kind == "inlineStr":
        return content.inline
    if content.kind == "str":
        return unescape_text(content.value or "")
    raw = content.value.strip() if content.value else ""
    if not raw:
        return None
    match content.kind:
        case "s":
            return texts.text(raw)
        case "b":
            return raw in {"1", "true"}
        case "e":
            return ErrorValue(raw)
        case "d":
            return raw
    return _number(raw, complaint)


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
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, ErrorValue):
        return value.sign
    return value if isinstance(value, str) else plain_number(Decimal(f"{value:.15g}"))
