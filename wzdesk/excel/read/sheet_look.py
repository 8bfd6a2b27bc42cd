"""The sheets of a workbook as they look, to be drawn on the screen."""

from math import ceil
from pathlib import Path

from wzdesk.domain.sheet_look import DEFAULT_HEIGHT, PLAIN, Across, Block, CellLook, CellStyle, SheetLook
from wzdesk.excel.read.book import BookCell, Sheet, ValueKind, place_of
from wzdesk.excel.read.package import Package, main_name, open_package
from wzdesk.excel.read.parts import SheetEntry, read_contents
from wzdesk.excel.read.sheet_part import read_sheet
from wzdesk.excel.read.style_part import Looks, read_looks_of_cells

MOST_ROWS, MOST_COLUMNS = 2_000, 200
_USUAL_SIGNS = 8.43
_LARGEST_PX = 2_000
_ACROSS = {
    ValueKind.NUMBER: Across.RIGHT,
    ValueKind.DATE: Across.RIGHT,
    ValueKind.BOOLEAN: Across.CENTRE,
    ValueKind.ERROR: Across.CENTRE,
}
_Cells = dict[tuple[int, int], CellLook]


def read_looks(path: Path) -> tuple[SheetLook, ...]:
    """The visible sheets of an ``.xlsx`` as they look; odd or broken styles give plain looks.

    Of a sheet at most 2 000 rows and 200 columns are told, and nothing behind the last text or edge.

    Raises:
        CannotRead: the file is no workbook, or locked, damaged, hostile or too large.
    """
    package = open_package(path)
    with package.archive:
        contents = read_contents(package)
        looks = read_looks_of_cells(package)
        return tuple(
            _sheet_look(package, entry, read_sheet(package, entry, contents), looks)
            for entry in contents.sheets
            if entry.is_visible
        )


def _sheet_look(package: Package, entry: SheetEntry, sheet: Sheet, looks: Looks) -> SheetLook:
    scan = _LookScan(looks)
    package.scan(entry.part, scan.start)
    merges = _merges(sheet)
    rows, columns = _extent(sheet, scan, merges)
    shown = min(rows, MOST_ROWS), min(columns, MOST_COLUMNS)
    cells = _cells(sheet, scan, *shown)
    usual_width = scan.usual_width
    widths = tuple(
        0 if column in sheet.hidden_columns else scan.widths.get(column, usual_width)
        for column in range(1, shown[1] + 1)
    )
    return SheetLook(
        sheet.name,
        widths,
        _heights(sheet, scan, cells, widths, shown[0]),
        cells,
        _clipped(merges, *shown),
        usual_width,
        scan.usual_height,
        scan.has_gridlines,
        (rows, columns) != shown,
    )


def _merges(sheet: Sheet) -> list[Block]:
    ranges = {one for found in sheet.merges_of.values() for one in found} | set(sheet.tall_merges)
    blocks = (Block(one.top, one.left, one.bottom, one.right) for one in ranges)
    return sorted(blocks, key=lambda one: (one.top, one.left))


def _clipped(merges: list[Block], rows: int, columns: int) -> tuple[Block, ...]:
    """The merges that begin within sight, up to its edge."""
    return tuple(
        Block(one.top, one.left, min(one.bottom, rows), min(one.right, columns))
        for one in merges
        if one.top <= rows and one.left <= columns
    )


def _extent(sheet: Sheet, scan: "_LookScan", merges: list[Block]) -> tuple[int, int]:
    """The last row and column with a text or an edge; a merged range counts where its first cell does."""
    places = set(sheet.cells) | {place for place, style in scan.styles.items() if style.edges}
    ends = [(one.bottom, one.right) for one in merges if (one.top, one.left) in places]
    corners = [*places, *ends]
    return max((row for row, _ in corners), default=0), max((column for _, column in corners), default=0)


def _cells(sheet: Sheet, scan: "_LookScan", rows: int, columns: int) -> _Cells:
    """Every cell within sight that has a text or looks of its own."""
    made: _Cells = {}
    for place in {*sheet.cells, *scan.styles}:
        if place[0] <= rows and place[1] <= columns:
            made[place] = _cell(sheet.cells.get(place), scan.styles.get(place, PLAIN))
    return made


def _cell(cell: BookCell | None, style: CellStyle) -> CellLook:
    if cell is None:
        return CellLook(style=style)
    text = cell.display.replace("\r\n", "\n").replace("\r", "\n")
    return CellLook(text, _ACROSS.get(cell.kind, Across.LEFT), style, cell.is_formula)


def _heights(
    sheet: Sheet, scan: "_LookScan", cells: _Cells, widths: tuple[int, ...], rows: int
) -> tuple[int, ...]:
    """Heights as stored; a row that has none fits its largest text, as spreadsheets do."""
    merged = {(one.top, one.left) for one in _merges(sheet)}
    fitting: dict[int, int] = {}
    for (row, column), cell in cells.items():
        if cell.text and row not in scan.heights and (row, column) not in merged:
            fitting[row] = max(fitting.get(row, 0), _needed(cell, widths[column - 1]))
    return tuple(
        0
        if row in sheet.hidden_rows or (scan.hides_rows and row not in scan.seen)
        else scan.heights.get(row, max(scan.usual_height, fitting.get(row, 0)))
        for row in range(1, rows + 1)
    )


def _needed(cell: CellLook, width: int) -> int:
    """Height of a cell's text, with as many lines as its width makes of it."""
    size = cell.style.size_pt * 4 / 3
    lines = 1
    if cell.style.wraps and width:
        room = max(width - 6, size)
        lines = sum(max(1, ceil(_length(line) * size / room)) for line in cell.text.split("\n"))
    return min(ceil(lines * size * 1.25) + 2, 546)


def _length(text: str) -> float:
    """Width of a text in Chinese signs."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.52 for sign in text)


class _LookScan:
    """Takes the events of a sheet's part and gathers sizes and looks."""

    def __init__(self, looks: Looks) -> None:
        self._looks, self._row, self._column = looks, 0, 0
        self.styles: dict[tuple[int, int], CellStyle] = {}
        self.widths: dict[int, int] = {}
        self.heights: dict[int, int] = {}
        self.seen: set[int] = set()
        self.usual_width = round(_USUAL_SIGNS * looks.digit_px) + 5
        self.usual_height = DEFAULT_HEIGHT
        self.has_gridlines, self.hides_rows = True, False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        match main_name(element):
            case "row":
                self._start_row(attributes)
            case "c":
                self._start_cell(attributes)
            case "col":
                self._start_column(attributes)
            case "sheetFormatPr":
                self._start_format(attributes)
            case "sheetView":
                self.has_gridlines = attributes.get("showGridLines") not in {"0", "false"}

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        self._column = 0
        if self._row <= MOST_ROWS:
            self.seen.add(self._row)
            height = _size(attributes.get("ht", ""))
            if height is not None:
                self.heights[self._row] = _px(height * 4 / 3)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            return
        style = self._looks.of(attributes.get("s", "0"))
        if style is not PLAIN:
            self.styles[self._row, self._column] = style

    def _start_column(self, attributes: dict[str, str]) -> None:
        first, last, width = (_size(attributes.get(name, "")) for name in ("min", "max", "width"))
        if first and last and width is not None:
            for column in range(int(first), min(int(last), MOST_COLUMNS) + 1):
                self.widths[column] = _px(width * self._looks.digit_px)

    def _start_format(self, attributes: dict[str, str]) -> None:
        height, width = (_size(attributes.get(name, "")) for name in ("defaultRowHeight", "defaultColWidth"))
        signs = _size(attributes.get("baseColWidth", ""))
        if height:
            self.usual_height = _px(height * 4 / 3)
        if width:
            self.usual_width = _px(width * self._looks.digit_px)
        elif signs:
            digit = self._looks.digit_px
            self.usual_width = _px(ceil((signs * digit + 5) / 8) * 8)
        self.hides_rows = attributes.get("zeroHeight") in {"1", "true"}


def _size(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1_000_000 else None


def _px(size: float) -> int:
    return min(round(size), _LARGEST_PX)
