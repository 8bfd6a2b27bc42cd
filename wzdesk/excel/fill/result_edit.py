"""The stored result of a formula, written anew or taken away."""

from wzdesk.excel.fill.cell_content import CellContent, CellValue, ErrorValue
from wzdesk.excel.fill.sheet_part import SheetPart
from wzdesk.excel.fill.xml_bytes import Splice, escape, with_attribute
from wzdesk.excel.text_escapes import escape_text


def with_result(part: SheetPart, cell: CellContent, result: CellValue) -> Splice | None:
    """A cell with another result, or with none; None where nothing of it changes."""
    if cell.body is None:
        return None
    start, end = cell.body
    kind, text = _stored(result)
    is_same_kind = cell.attributes.get("t", "") == kind
    if cell.value_at and is_same_kind and result is not None:
        return None if text == part.content[slice(*cell.value_at)] else (*cell.value_at, text)
    formula = part.patterns.formula.search(part.visible, start, end)
    after = formula.end() if formula else start
    value = part.patterns.value.search(part.visible, after, end)
    tag = part.content[cell.start : start]
    if not is_same_kind:
        tag = with_attribute(tag, b"t", kind.encode() or None)
    prefix = cell.name[:-1]
    element = b"" if result is None else b"<%bv>%b</%bv>" % (prefix, text, prefix)
    cut = value.span() if value else (after, after)
    new = tag + part.content[start : cut[0]] + element + part.content[cut[1] : cell.end]
    return None if new == part.content[cell.start : cell.end] else (cell.start, cell.end, new)


def _stored(result: CellValue) -> tuple[str, bytes]:
    """The mark of a result's type, and its text."""
    if isinstance(result, float):
        return "", _digits(result)
    if result is None:
        return "", b""
    if isinstance(result, bool):
        return "b", b"%d" % result
    if isinstance(result, ErrorValue):
        return "e", escape(result.sign)
    return "str", escape(escape_text(result))


def _digits(number: float) -> bytes:
    """The digits that give back the same double."""
    if number == int(number) and abs(number) < 1e15:
        return b"%d" % int(number)
    return repr(number).upper().encode()
