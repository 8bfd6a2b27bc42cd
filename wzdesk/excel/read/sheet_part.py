"""One sheet's part, read in a single pass: only real cells cost anything, whatever the sheet claims to span."""

import math
from decimal import Decimal

from wzdesk.excel.read.book import (
    LAST_COLUMN,
    LAST_ROW,
    BookCell,
    CellFormat,
    Range,
    Sheet,
    ValueKind,
    cells_of,
    place_of,
    range_of,
)
from wzdesk.excel.read.number_format import is_date_format, plain_number, serial_of
from wzdesk.excel.read.package import Package, main_name, refusal
from wzdesk.excel.read.parts import Contents, SheetEntry
from wzdesk.excel.text_escapes import unescape_text

MOST_CELLS = 200_000
MOST_MERGES = 20_000
_TALL, _MOST_TALL, _MOST_IN_ROW = 64, 200, 500


def read_sheet(package: Package, entry: SheetEntry, contents: Contents) -> Sheet:
    """The cells, merges and hidden lines of a sheet.

    Raises:
        CannotRead: the part is broken or too large to be a table.
    """
    scan = _SheetScan(package, contents)
    package.scan(entry.part, scan.start, scan.end, scan.text)
    merges_of, tall = _index(scan.merges)
    if len(tall) > _MOST_TALL or any(len(found) > _MOST_IN_ROW for found in merges_of.values()):
        raise _too_large(package)
    return Sheet(
        entry.name,
        cells_of(scan.cells),
        merges_of,
        tall,
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        entry.is_visible,
    )


def _too_large(package: Package) -> Exception:
    return refusal(package.name, "格子或合并的格子太多，不像一张填报表，请只留要导入的表再试")


def _index(merges: list[Range]) -> tuple[dict[int, tuple[Range, ...]], tuple[Range, ...]]:
    """Merges by row; those over many rows apart, so that a claim of a million rows costs nothing."""
    by_row: dict[int, list[Range]] = {}
    tall = []
    for merge in merges:
        if merge.bottom - merge.top >= _TALL:
            tall.append(merge)
            continue
        for row in range(merge.top, merge.bottom + 1):
            by_row.setdefault(row, []).append(merge)
    return {row: tuple(found) for row, found in by_row.items()}, tuple(tall)


class _SheetScan:
    """Takes the events of a sheet's part and gathers its cells."""

    def __init__(self, package: Package, contents: Contents) -> None:
        self._package, self._contents = package, contents
        self.cells: list[BookCell] = []
        self._count = 0
        self.merges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._formula = self._value_seen = self._in_reading = False
        self._takes = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        match main_name(element):
            case "row":
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
        match main_name(element):
            case "v" | "t":
                self._takes = False
            case "rPh":
                self._in_reading = False
            case "c":
                self._end_cell()

    def text(self, piece: str) -> None:
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
        raw = "".join(self._pieces)
        if not self._value_seen and not self._formula:
            return
        if self._count >= MOST_CELLS:
            raise _too_large(self._package)
        raw, kind = self._read_value(raw)
        if raw or kind is not ValueKind.TEXT:
            self._count += 1
            format_ = self._format()
            if kind is ValueKind.NUMBER and is_date_format(format_.code):
                kind = ValueKind.DATE
            self.cells.append(BookCell(self._row, self._column, raw, kind, format_, self._formula))

    def _read_value(self, raw: str) -> tuple[str, ValueKind]:
        """What is stored, and of what kind."""
        match self._cell.get("t", "n"):
            case "s":
                return self._shared(raw), ValueKind.TEXT
            case "inlineStr" | "str":
                return unescape_text(raw), ValueKind.TEXT
            case "b":
                return ("TRUE" if raw.strip() == "1" else "FALSE"), ValueKind.BOOLEAN
            case "e":
                return raw.strip(), ValueKind.ERROR
            case "d":
                return self._day(raw.strip())
        if self._formula and not raw.strip():
            return "", ValueKind.UNCALCULATED
        return self._number(raw.strip()) if raw.strip() else ("", ValueKind.TEXT)

    def _day(self, raw: str) -> tuple[str, ValueKind]:
        """A day written out in the file (strict workbooks), as the serial that all others store."""
        serial = serial_of(raw, is_1904=self._contents.is_1904)
        return (raw, ValueKind.TEXT) if serial is None else (plain_number(serial), ValueKind.DATE)

    def _shared(self, raw: str) -> str:
        index = raw.strip()
        if not (index.isdecimal() and index.isascii() and len(index) < 10) or int(index) >= len(
            self._contents.texts
        ):
            raise self._package.damaged()
        return self._contents.texts[int(index)]

    def _number(self, raw: str) -> tuple[str, ValueKind]:
        value = exact_value(raw)
        if value is None:
            raise self._package.damaged()
        return plain_number(value), ValueKind.NUMBER

    def _format(self) -> CellFormat:
        style = self._cell.get("s", "0")
        formats = self._contents.formats
        known = style.isdecimal() and len(style) < 9 and int(style) < len(formats)
        return formats[int(style)] if known else self._contents.usual

    def _add_merge(self, reference: str) -> None:
        merge = range_of(reference)
        if merge is None:
            raise self._package.damaged()
        self.merges.append(merge)
        if len(self.merges) > MOST_MERGES:
            raise _too_large(self._package)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if not _is_on(attributes.get("hidden")):
            return
        first, last = (attributes.get(name, "") for name in ("min", "max"))
        if first.isdecimal() and last.isdecimal() and len(first) < 9 and len(last) < 9:
            self.hidden_columns.update(range(int(first), min(int(last), LAST_COLUMN) + 1))


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
    return Decimal(plain_number(Decimal(f"{value:.15g}")))
