"""One sheet's part as a parser tells of it, element by element: slow, and right for everything that is XML."""

import math
from collections.abc import Mapping
from decimal import Decimal

from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW, CellFormat, Range, ValueKind, place_of, range_of
from wzdesk.excel.read.heads import Head, Heads
from wzdesk.excel.read.number_format import fifteen_digits, plain_number, serial_of
from wzdesk.excel.read.package import Package, main_name, refusal
from wzdesk.excel.read.packed_rows import PackedRow, merge_rows, packed
from wzdesk.excel.read.parts import Contents
from wzdesk.excel.read.plain_rows import PlainRows
from wzdesk.excel.read.tag_heads import number_kind
from wzdesk.excel.text_escapes import escape_text

MOST_MERGES = 20_000


def too_large(package: Package) -> CannotRead:
    """The sentence for a sheet that is no table to fill in."""
    return refusal(package.name, "格子或合并的格子太多，不像一张填报表，请只留要导入的表再试")


class SheetScan:
    """Takes the events of a sheet's part and gathers its cells; ``plain`` rows are read already.

    ``tables`` are the elements that rows stand in; ``is_nested`` says that a row stands elsewhere.
    """

    def __init__(
        self, package: Package, contents: Contents, most: int, plain: PlainRows | None = None
    ) -> None:
        self._package, self._contents, self._most = package, contents, most
        self._count = plain.count if plain else 0
        self.heads = plain.heads if plain else Heads()
        self._rows: dict[int, PackedRow] = {}
        self._waiting: dict[int, tuple[Head, str]] = {}
        self._waiting_row = 0
        self._depth = self._table_depth = 0
        self.tables = 0
        self.is_nested = False
        self.merges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._formula = self._value_seen = self._in_reading = False
        self._takes = False

    @property
    def rows(self) -> Mapping[int, PackedRow]:
        """The rows that hold something."""
        self._pack()
        return self._rows

    def add(self, plain: PlainRows) -> None:
        """Takes over rows that were read without a parser."""
        self._pack()
        self._rows |= plain.rows
        self.hidden_rows |= plain.hidden_rows

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        match main_name(element):
            case "sheetData":
                self.tables += 1
                self._table_depth = self._depth
            case "row":
                self.is_nested |= self._depth != self._table_depth + 1
                self._start_row(attributes)
            case "c":
                self._start_cell(attributes)
            case "v":
                self._takes = self._value_seen = True
            case "t":
                self._takes = not self._in_reading
                self._value_seen = True
            case "f":
                self._formula = True
            case "rPh":
                self._in_reading = True
            case "mergeCell":
                self._add_merge(attributes.get("ref", ""))
            case "col":
                self._hide_columns(attributes)

    def end(self, element: str) -> None:
        """An element ends."""
        self._depth -= 1
        match main_name(element):
            case "v" | "t":
                self._takes = False
            case "rPh":
                self._in_reading = False
            case "c":
                self._end_cell()

    def text(self, piece: str) -> None:
        """A piece of text between tags."""
        if self._takes:
            self._pieces.append(piece)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        self._column = 0
        if self._row > LAST_ROW:
            raise self._package.damaged()
        if _is_on(attributes.get("hidden")):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if place is None or place[1] > LAST_COLUMN or place[0] < 1:
            raise self._package.damaged()
        self._row, self._column = place
        self._cell, self._pieces = attributes, []
        self._formula = self._value_seen = False

    def _end_cell(self) -> None:
        if not self._value_seen and not self._formula:
            return
        if self._count >= self._most:
            raise too_large(self._package)
        found = self._head_and_value("".join(self._pieces))
        if found:
            self._count += 1
            if self._row != self._waiting_row:
                self._pack()
                self._waiting_row = self._row
            self._waiting[self._column] = found

    def _pack(self) -> None:
        if self._waiting:
            row, before = packed(self._waiting), self._rows.get(self._waiting_row)
            self._rows[self._waiting_row] = merge_rows(before, row, self.heads) if before else row
            self._waiting = {}

    def _head_and_value(self, raw: str) -> tuple[Head, str] | None:
        """What is stored; None for an empty text."""
        format_ = self._contents.format_of(self._cell.get("s"))
        match self._cell.get("t", "n"):
            case "s":
                index = self._shared(raw)
                shared = self.heads.head(ValueKind.TEXT, format_, is_formula=self._formula, is_shared=True)
                return (shared, str(index)) if self._contents.texts[index] else None
            case "inlineStr" | "str":
                return (
                    (self.heads.head(ValueKind.TEXT, format_, is_formula=self._formula), _kept(raw))
                    if raw
                    else None
                )
            case "b":
                return self.heads.head(ValueKind.BOOLEAN, format_, is_formula=self._formula), _kept(raw)
            case "e":
                return self.heads.head(ValueKind.ERROR, format_, is_formula=self._formula), _kept(raw)
            case "d":
                return self._day(raw.strip(), format_)
        if raw.strip():
            return self.heads.head(number_kind(format_), format_, is_formula=self._formula), self._number(
                raw.strip()
            )
        return (
            (self.heads.head(ValueKind.UNCALCULATED, format_, is_formula=self._formula), "")
            if self._formula
            else None
        )

    def _day(self, raw: str, format_: CellFormat) -> tuple[Head, str] | None:
        """A day written out in the file (strict workbooks), as the serial that all others store."""
        serial = serial_of(raw, is_1904=self._contents.is_1904)
        if serial is not None:
            return self.heads.head(ValueKind.DATE, format_, is_formula=self._formula), plain_number(serial)
        return (
            (self.heads.head(ValueKind.TEXT, format_, is_formula=self._formula), _kept(escape_text(raw)))
            if raw
            else None
        )

    def _shared(self, raw: str) -> int:
        index = raw.strip()
        if not (index.isdecimal() and index.isascii() and len(index) < 10) or int(index) >= len(
            self._contents.texts
        ):
            raise self._package.damaged()
        return int(index)

    def _number(self, raw: str) -> str:
        value = exact_value(raw)
        if value is None:
            raise self._package.damaged()
        return plain_number(value)

    def _add_merge(self, reference: str) -> None:
        merge = range_of(reference)
        if merge is None:
            raise self._package.damaged()
        self.merges.append(merge)
        if len(self.merges) > MOST_MERGES:
            raise too_large(self._package)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if not _is_on(attributes.get("hidden")):
            return
        first, last = (attributes.get(name, "") for name in ("min", "max"))
        if first.isdecimal() and last.isdecimal() and len(first) < 9 and len(last) < 9:
            self.hidden_columns.update(range(int(first), min(int(last), LAST_COLUMN) + 1))


def _kept(text: str) -> str:
    """A text as rows are packed: with the escapes of the file."""
    return text.replace("&", "&amp;")


def _is_on(flag: str | None) -> bool:
    return flag in {"1", "true"}


def exact_value(raw: str) -> Decimal | None:
    """The number of a stored value: of a double its 15 significant digits, as every sheet shows it."""
    try:
        value = float(raw)
    except ValueError:
        return None
    if not math.isfinite(value) or "_" in raw:
        return None
    return Decimal(plain_number(fifteen_digits(value)))
