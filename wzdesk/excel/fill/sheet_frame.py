"""What stands around a sheet's rows: merges, column styles, the used range, the prefix of its names."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.sheet_patterns import column_number
from wzdesk.excel.fill.xml_bytes import MAIN, new_parser, parse, tag_end
from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW

_ROWS = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])")
_BINDING = re.compile(rb"<[^<>]*?\sxmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)")
_ODD = "里面的写法少见，请在表格软件里另存后再填"
_WHOLE = re.compile(r"\d{1,7}")
_BLOCK = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
_MERGES = re.compile(
    rb'<mergeCells(?: count="\d+")?>'
    rb'((?>(?:<mergeCell ref="[A-Z]{1,3}+[1-9]\d{0,6}+:[A-Z]{1,3}+[1-9]\d{0,6}+"/>)+))</mergeCells>'
)
_CORNERS = re.compile(r'"([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_OUTSIDE = "the part"
# Where the schema has the elements that are looked at (CT_Worksheet, ECMA-376 18.3.1.99).
_PARENTS = {
    "worksheet": _OUTSIDE,
    "sheetData": "worksheet",
    "row": "sheetData",
    "c": "row",
    "dimension": "worksheet",
    "sheetProtection": "worksheet",
    "cols": "worksheet",
    "col": "cols",
    "mergeCells": "worksheet",
    "mergeCell": "mergeCells",
}
_FULL = frozenset({"cols", "mergeCells"})
"""Elements that hold nothing but their own kind."""
_KNOWN = {f"{namespace}|{name}": (name, _PARENTS[name]) for namespace in MAIN for name in _PARENTS}


Block = tuple[int, int, int, int]
"""Top, left, bottom and right: plain numbers, for a form may have hundreds of merges."""


@dataclass(slots=True)
class Frame:
    """Bytes ``start`` to ``end`` hold the rows; both ends are the same where ``<sheetData/>`` is empty."""

    tag: int
    start: int
    end: int
    prefix: bytes
    prefixes: tuple[bytes, ...] = ()
    merges: list[Block] = field(default_factory=list)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    dimension: tuple[int, int, str] | None = None
    is_protected: bool = False
    _merges_by_row: dict[int, list[Block]] = field(default_factory=dict)

    def column_style(self, column: int) -> str:
        """The style of a whole column, "" for none."""
        return next((style for first, last, style in self.columns if first <= column <= last), "")

    def merge_at(self, row: int, column: int) -> Block | None:
        """The merged block that a cell lies in."""
        if row not in self._merges_by_row:
            self._merges_by_row[row] = [merge for merge in self.merges if merge[0] <= row <= merge[2]]
        for merge in self._merges_by_row[row]:
            if merge[1] <= column <= merge[3]:
                return merge
        return None


def read_frame(content: bytes, visible: bytes, complaint: Complaint) -> Frame:
    """Reads what stands around the rows, and checks that the part as a whole is XML.

    Args:
        content: The part.
        visible: The same without comments.
        complaint: Words the refusals.

    Raises:
        CannotFill: the part is no XML, has no place for rows, or mixes names in a way not understood.
    """
    found = _ROWS.search(visible)
    start = tag_end(visible, found.start()) if found else -1
    if not found or start < 0:
        raise complaint.damaged()
    is_empty = visible.endswith(b"/>", 0, start)
    end = start if is_empty else visible.rfind(b"</" + found[1] + b"sheetData")
    if end < start:
        raise complaint.damaged()
    frame = Frame(found.start(), start, end, found[1])
    _Reader(frame, complaint).read(content, visible)
    _check_bindings(frame, visible, complaint)
    return frame


def _check_bindings(frame: Frame, visible: bytes, complaint: Complaint) -> None:
    """Within the rows no prefix may change what it means."""
    if visible.find(b"xmlns", frame.start, frame.end) < 0:
        return
    for prefix, uri in _BINDING.findall(visible[frame.start : frame.end]):
        known = (prefix + b":" if prefix else b"") in frame.prefixes
        if known != (uri.decode() in MAIN):
            raise complaint.about(_ODD)


def _block_of(left: str, top: str, right: str, bottom: str) -> Block | None:
    first_row, first_column = int(top), column_number(left.encode())
    last_row = int(bottom) if bottom else first_row
    last_column = column_number(right.encode()) if right else first_column
    if first_row > last_row:
        first_row, last_row = last_row, first_row
    if first_column > last_column:
        first_column, last_column = last_column, first_column
    if last_row > LAST_ROW or last_column > LAST_COLUMN:
        return None
    return first_row, first_column, last_row, last_column


class _Reader:
    """Takes the events of everything but the rows."""

    def __init__(self, frame: Frame, complaint: Complaint) -> None:
        self._frame, self._complaint = frame, complaint
        self._bound: list[tuple[str | None, str]] = []
        self._path = [_OUTSIDE]
        self._parser: expat.XMLParserType = new_parser(complaint)
        self._content = self._visible = b""

    def read(self, content: bytes, visible: bytes) -> None:
        self._content, self._visible, parser = content, visible, self._parser
        view, frame = memoryview(content), self._frame
        self._listen(is_wanted=True)
        parse(parser, view[: frame.start], self._complaint, is_all=False)
        if frame.prefix not in frame.prefixes:
            raise self._complaint.about(_ODD)
        self._listen(is_wanted=False)
        parse(parser, view[frame.start : frame.end], self._complaint, is_all=False)
        self._listen(is_wanted=True)
        rest = self._read_plain_merges(view)
        parse(parser, view[rest:], self._complaint)
        self._listen(is_wanted=False)  # else reader and parser would keep each other

    def _read_plain_merges(self, view: memoryview) -> int:
        """Merges as programs write them need no events; returns how far the part is read."""
        found = _MERGES.search(self._visible, self._frame.end)
        if not found:
            return self._frame.end
        parse(self._parser, view[self._frame.end : found.start()], self._complaint, is_all=False)
        if self._path[-1] != "worksheet" or dict(self._bound).get(None) not in MAIN:
            return found.start()
        self._listen(is_wanted=False)
        parse(self._parser, view[found.start() : found.end()], self._complaint, is_all=False)
        self._listen(is_wanted=True)
        for corners in _CORNERS.findall(found[1].decode()):
            self._add_merge(_block_of(*corners))
        return found.end()

    def _listen(self, *, is_wanted: bool) -> None:
        """Of what stands before and behind the rows everything is told, of the rows nothing."""
        parser = self._parser
        parser.StartElementHandler = self._start if is_wanted else None
        parser.EndElementHandler = self._end if is_wanted else None
        parser.StartNamespaceDeclHandler = self._bind if is_wanted else None
        parser.EndNamespaceDeclHandler = self._unbind if is_wanted else None

    def _bind(self, prefix: str | None, uri: str) -> None:
        self._bound.append((prefix, uri))

    def _unbind(self, prefix: str | None) -> None:
        at = max(index for index, bound in enumerate(self._bound) if bound[0] == prefix)
        del self._bound[at]

    def _end(self, _: str) -> None:
        if self._path.pop() == _OUTSIDE:  # the rows did not end where they seemed to
            raise self._complaint.damaged()

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        path = self._path
        parent = path[-1]
        known = _KNOWN.get(element)
        if known is None:
            path.append("")
            if parent in _FULL:
                raise self._complaint.damaged()
            return
        name, its_parent = known
        path.append(name)
        if its_parent != parent:
            raise self._complaint.damaged()
        self._take(name, attributes)

    def _take(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "mergeCell":
                corners = _BLOCK.fullmatch(attributes.get("ref", ""))
                self._add_merge(_block_of(*corners.groups("")) if corners else None)
            case "sheetData":
                self._note_prefixes()
            case "col":
                self._add_columns(attributes)
            case "dimension":
                at = self._parser.CurrentByteIndex
                self._frame.dimension = (at, tag_end(self._content, at), attributes.get("ref", ""))
            case "sheetProtection":
                self._frame.is_protected = attributes.get("sheet") in {"1", "true"}

    def _add_merge(self, merge: Block | None) -> None:
        if merge is None:
            raise self._complaint.damaged()
        self._frame.merges.append(merge)

    def _note_prefixes(self) -> None:
        if self._parser.CurrentByteIndex != self._frame.tag:
            raise self._complaint.about(_ODD)
        main = {prefix or "": uri in MAIN for prefix, uri in self._bound}
        self._frame.prefixes = tuple(
            (f"{prefix}:" if prefix else "").encode() for prefix, is_main in main.items() if is_main
        )

    def _add_columns(self, attributes: dict[str, str]) -> None:
        style, first, last = attributes.get("style", ""), attributes.get("min", ""), attributes.get("max", "")
        if style.isdecimal() and _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last):
            self._frame.columns.append((int(first), int(last), style))
