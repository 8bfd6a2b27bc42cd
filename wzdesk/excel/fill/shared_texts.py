"""The texts that cells refer to by number, each read only when a cell asks for it."""

import re
from functools import cached_property

from wzdesk.excel.fill.checked_parts import CheckedParts
from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.xml_bytes import is_odd, masked, new_parser, parse
from wzdesk.excel.text_escapes import unescape_text

_ITEM = re.compile(rb"<((?:[\w.-]+:)?)si(?:\s[^<>]*)?(?:/>|>.*?</\1si\s*>)", re.DOTALL)


class SharedTexts:
    """The shared texts of a workbook; ``part`` is None where it has none."""

    def __init__(self, parts: CheckedParts, part: str | None, complaint: Complaint) -> None:
        self._parts, self._part, self._complaint = parts, part, complaint

    @cached_property
    def _content(self) -> bytes:
        return self._parts.content(self._part) if self._part else b""

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        visible = masked(self._content) if is_odd(self._content) else self._content
        return [found.span() for found in _ITEM.finditer(visible)]

    def text(self, index: str) -> str:
        """The text that a cell's number names.

        Raises:
            CannotFill: there is none.
        """
        if not (index.isdecimal() and index.isascii() and len(index) < 10):
            raise self._complaint.damaged()
        if int(index) >= len(self._places):
            raise self._complaint.damaged()
        start, end = self._places[int(index)]
        return plain_text(self._content[start:end], self._complaint)


def plain_text(element: bytes, complaint: Complaint) -> str:
    """The text of an ``si`` or ``is`` element without its looks and phonetic readings."""
    pieces: list[str] = []
    path: list[str] = []

    def on_start(name: str, _: dict[str, str]) -> None:
        path.append(name.rpartition(":")[2])

    def on_text(text: str) -> None:
        if path[-1] == "t" and "rPh" not in path:
            pieces.append(text)

    parser = new_parser(complaint, None)
    parser.StartElementHandler = on_start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = on_text
    parse(parser, element, complaint)
    return unescape_text("".join(pieces))
