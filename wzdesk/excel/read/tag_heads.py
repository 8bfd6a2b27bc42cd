"""What the tags of cells say, of rows that are read by patterns."""

from wzdesk.excel.read.book import CellFormat, ValueKind
from wzdesk.excel.read.heads import BLANK, Head, Heads
from wzdesk.excel.read.number_format import is_date_format
from wzdesk.excel.read.parts import Contents
from wzdesk.excel.read.plain_xml import attributes_of

_KINDS = {"s": ValueKind.TEXT, "b": ValueKind.BOOLEAN, "e": ValueKind.ERROR}


class Odd(Exception):
    """A row, or the sheet, is to be read by a parser."""


class HeadsOfTags(dict[tuple[bytes, bytes, bool], Head]):
    """What cells' tags say: attributes, the begin of a formula, and whether there is a value."""

    def __init__(self, heads: Heads, contents: Contents) -> None:
        super().__init__()
        self._head, self._contents = heads.head, contents

    def __missing__(self, cell: tuple[bytes, bytes, bool]) -> Head:
        head = self[cell] = self._head_of(*cell)
        return head

    def _head_of(self, tag: bytes, formula: bytes, is_filled: bool) -> Head:  # noqa: FBT001 - as found
        attributes = attributes_of(tag)
        if attributes is None:
            raise Odd
        format_, is_formula = self._contents.format_of(attributes.get("s")), bool(formula)
        match attributes.get("t", "n"):
            case "d":
                raise Odd
            case "str" | "inlineStr":
                return self._head(ValueKind.TEXT, format_, is_formula=is_formula) if is_filled else BLANK
            case "s" | "b" | "e" as kind:
                if is_filled:
                    return self._head(_KINDS[kind], format_, is_formula=is_formula, is_shared=kind == "s")
                if tag.endswith(b"/"):
                    return BLANK
                raise Odd
        if is_filled:
            return self._head(number_kind(format_), format_, is_formula=is_formula)
        return self._head(ValueKind.UNCALCULATED, format_, is_formula=True) if is_formula else BLANK


def number_kind(format_: CellFormat) -> ValueKind:
    """What a stored number is under a format."""
    return ValueKind.DATE if is_date_format(format_.code) else ValueKind.NUMBER
