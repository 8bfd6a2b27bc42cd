"""The bytes of one sheet's part with cells filled in."""

import re
from dataclasses import dataclass

from wzdesk.excel.fill.cell_content import CellContent
from wzdesk.excel.fill.new_value import NewValue
from wzdesk.excel.fill.sheet_part import Row, SheetPart
from wzdesk.excel.fill.xml_bytes import Splice, attributes_of, with_attribute
from wzdesk.excel.read.book import address, range_of

_CLOSED = re.compile(rb"\s*/>$")
_OF_OLD_VALUE = frozenset({"cm", "vm"})
_NAME = re.compile(rb"<([^\s/>]+)")
_SPANS = re.compile(r"(\d{1,5}):(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Insertion:
    """A value for a place that has no cell yet."""

    row: int
    column: int
    value: NewValue


def style_at(part: SheetPart, row: int, column: int) -> str:
    """The style that a place has, from its cell, its row or its column; "0" for none."""
    cell = part.cells_of(row).get(column)
    if cell:
        return attributes_of(cell[4]).get("s", "0")
    return _style_for_new(part, row, column) or "0"


def rewritten(part: SheetPart, cell: CellContent, new: NewValue) -> Splice:
    """A cell with a new value; its place, style and extensions stay."""
    tag = part.content[cell.start : cell.body[0] if cell.body else cell.end]
    if not _OF_OLD_VALUE.isdisjoint(cell.attributes):
        for name in _OF_OLD_VALUE & cell.attributes.keys():
            tag = with_attribute(tag, name.encode(), None)
    if cell.attributes.get("t", "") != new.kind:
        tag = with_attribute(tag, b"t", new.kind.encode() or None)
    prefix = cell.name[:-1]
    inner = new.inner(prefix)
    if cell.has_extensions:
        inner += _extensions(part, cell, prefix)
    opened = tag if cell.body else tag[:-2].rstrip() + b">"
    element = opened + inner + b"</%b>" % cell.name if inner else opened[:-1] + b"/>"
    return cell.start, cell.end, element


def _extensions(part: SheetPart, cell: CellContent, prefix: bytes) -> bytes:
    if cell.body is None:
        return b""
    start = part.visible.rfind(b"<" + prefix + b"extLst", *cell.body)
    return part.content[start : cell.body[1]] if start >= 0 else b""


def inserted(part: SheetPart, insertions: list[Insertion]) -> list[Splice]:
    """The cells and rows that were missing, with the hints about used ranges widened."""
    by_row: dict[int, list[Insertion]] = {}
    for insertion in sorted(insertions, key=lambda its: (its.row, its.column)):
        by_row.setdefault(insertion.row, []).append(insertion)
    splices: list[Splice] = []
    new_rows = []
    for number, cells in by_row.items():
        row = part.rows.get(number)
        if row:
            splices += _into_row(part, row, cells)
        else:
            new_rows.append((number, _new_row(part, number, cells)))
    return [*splices, *_into_rows(part, new_rows), *_grown_dimension(part, insertions)]


def _into_row(part: SheetPart, row: Row, cells: list[Insertion]) -> list[Splice]:
    tag = part.content[row.start : row.tag_end]
    new_tag = _widened_spans(tag, [cell.column for cell in cells])
    if tag.endswith(b"/>"):
        name = _name_of(tag)
        body = b"".join(_new_cell(part, cell) for cell in cells)
        return [(row.start, row.tag_end, _CLOSED.sub(b">", new_tag) + body + b"</%b>" % name)]
    splices = [(row.start, row.tag_end, new_tag)] if new_tag != tag else []
    there = part.cells_of(row.number)
    for cell in cells:
        after = next((its.start() for column, its in there.items() if column > cell.column), None)
        at = after if after is not None else max((its.end() for its in there.values()), default=row.tag_end)
        splices.append((at, at, _new_cell(part, cell)))
    return splices


def _name_of(tag: bytes) -> bytes:
    found = _NAME.match(tag)
    assert found
    return found[1]


def _widened_spans(tag: bytes, columns: list[int]) -> bytes:
    spans = attributes_of(tag[1 + len(_name_of(tag)) :]).get("spans", "").split()
    first = _SPANS.fullmatch(spans[0]) if len(spans) == 1 else None
    if not first:
        return tag
    low, high = min(int(first[1]), *columns), max(int(first[2]), *columns)
    if (low, high) == (int(first[1]), int(first[2])):
        return tag
    return with_attribute(tag, b"spans", b"%d:%d" % (low, high))


def _into_rows(part: SheetPart, rows: list[tuple[int, bytes]]) -> list[Splice]:
    frame = part.frame
    if not rows:
        return []
    tag = part.content[frame.tag : frame.start]
    if tag.endswith(b"/>"):
        body = b"".join(content for _, content in rows)
        return [(frame.tag, frame.start, _CLOSED.sub(b">", tag) + body + b"</%bsheetData>" % frame.prefix)]
    splices, end, highest = [], _end_of_rows(part), max(part.rows, default=0)
    for number, content in rows:
        at = end
        if number < highest:
            at = next(row.start for other, row in part.rows.items() if other > number)
        splices.append((at, at, content))
    return splices


def _end_of_rows(part: SheetPart) -> int:
    """Behind the last row, before whatever space stands at the end."""
    last = next(reversed(part.rows.values()), None)
    if last is None:
        return part.frame.start
    if part.content.endswith(b"/>", last.start, last.tag_end):
        return last.tag_end
    name = _name_of(part.content[last.start : last.tag_end])
    start = part.visible.rfind(b"</" + name, last.tag_end, last.limit)
    return part.visible.index(b">", start) + 1 if start >= 0 else last.limit


def _new_row(part: SheetPart, number: int, cells: list[Insertion]) -> bytes:
    prefix = part.frame.prefix
    body = b"".join(_new_cell(part, cell) for cell in cells)
    return b'<%brow r="%d">%b</%brow>' % (prefix, number, body, prefix)


def _new_cell(part: SheetPart, cell: Insertion) -> bytes:
    prefix = part.frame.prefix
    style = _style_for_new(part, cell.row, cell.column)
    marks = b' r="%b"' % address(cell.row, cell.column).encode()
    marks += b' s="%b"' % style.encode() if style not in {"", "0"} else b""
    marks += b' t="%b"' % cell.value.kind.encode() if cell.value.kind else b""
    return b"<%bc%b>%b</%bc>" % (prefix, marks, cell.value.inner(prefix), prefix)


def _style_for_new(part: SheetPart, row: int, column: int) -> str:
    """A row with a format of its own goes before the column."""
    its = part.rows.get(row)
    if its:
        tag = part.content[its.start : its.tag_end]
        attributes = attributes_of(tag[1 + len(_name_of(tag)) :])
        if attributes.get("customFormat") in {"1", "true"} and attributes.get("s", "").isdecimal():
            return attributes["s"]
    return part.frame.column_style(column)


def _grown_dimension(part: SheetPart, insertions: list[Insertion]) -> list[Splice]:
    block = range_of(part.frame.dimension[2]) if part.frame.dimension else None
    if not part.frame.dimension or not block or not insertions:
        return []
    rows, columns = [its.row for its in insertions], [its.column for its in insertions]
    first = address(min(block.top, *rows), min(block.left, *columns))
    last = address(max(block.bottom, *rows), max(block.right, *columns))
    start, end, _ = part.frame.dimension
    if (first, last) == (address(block.top, block.left), address(block.bottom, block.right)):
        return []
    new = with_attribute(part.content[start:end], b"ref", f"{first}:{last}".encode())
    return [(start, end, new)]
