"""One sheet's part: rows in the usual spelling by patterns, all else by a parser's events.

Only real cells cost anything, whatever the sheet claims to span.
"""

from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.book import Range, Sheet
from wzdesk.excel.read.package import Package
from wzdesk.excel.read.packed_cells import PackedCells
from wzdesk.excel.read.packed_rows import PackedRows
from wzdesk.excel.read.parts import Contents, SheetEntry
from wzdesk.excel.read.plain_rows import PlainRows, read_plain_rows
from wzdesk.excel.read.plain_xml import find_frame
from wzdesk.excel.read.sheet_events import SheetScan, too_large

MOST_CELLS = 5_000_000
_TALL, _MOST_TALL, _MOST_IN_ROW = 64, 200, 500


def read_sheet(package: Package, entry: SheetEntry, contents: Contents) -> Sheet:
    """The cells, merges and hidden lines of a sheet.

    Raises:
        CannotRead: the part is broken or too large to be a table.
    """
    scan = _scan_part(package, package.read(entry.part), contents)
    merges_of, tall = _index(scan.merges)
    if len(tall) > _MOST_TALL or any(len(found) > _MOST_IN_ROW for found in merges_of.values()):
        raise too_large(package)
    return Sheet(
        entry.name,
        PackedCells(PackedRows(scan.rows, scan.heads, contents.texts)),
        merges_of,
        tall,
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        entry.is_visible,
    )


def _scan_part(package: Package, part: bytes, contents: Contents) -> SheetScan:
    if frame := find_frame(part, b"sheetData"):
        plain = read_plain_rows(part, contents, frame, MOST_CELLS)
        package.scan_bytes(plain.doubtful if plain else part)
        if plain and (scan := _scan_rest(package, contents, plain)):
            return scan
    scan = SheetScan(package, contents, MOST_CELLS)
    package.scan_bytes(part, scan.start, scan.end, scan.text)
    return scan


def _scan_rest(package: Package, contents: Contents, plain: PlainRows) -> SheetScan | None:
    """What the rows read by patterns left; None where that does not do."""
    if plain.count > MOST_CELLS:
        raise too_large(package)
    scan = SheetScan(package, contents, MOST_CELLS, plain)
    try:
        package.scan_bytes(plain.rest, scan.start, scan.end, scan.text)
    except CannotRead:  # comes up again where it is right
        return None
    if scan.tables != 1 or scan.is_nested or not scan.rows.keys() <= plain.odd_rows:
        return None
    scan.add(plain)
    return scan


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
