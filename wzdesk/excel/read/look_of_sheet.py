"""The look of a sheet out of its cells and of what its file tells of sizes and styles."""

from dataclasses import dataclass, field
from math import ceil

from wzdesk.domain.sheet_look import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    PLAIN,
    Across,
    Block,
    CellLook,
    CellStyle,
    SheetLook,
)
from wzdesk.excel.read.book import BookCell, Sheet, ValueKind

MOST_ROWS, MOST_COLUMNS = 2_000, 200
LARGEST_PX = 2_000
_ACROSS = {
    ValueKind.NUMBER: Across.RIGHT,
    ValueKind.DATE: Across.RIGHT,
    ValueKind.BOOLEAN: Across.CENTRE,
    ValueKind.ERROR: Across.CENTRE,
}
_Cells = dict[tuple[int, int], CellLook]


@dataclass(slots=True)
class Frame:
    """Sizes in px and styles, by number from 1; what is not named is as usual.

    ``seen`` are the rows that the file speaks of: with ``hides_rows`` all others are hidden.
    """

    styles: dict[tuple[int, int], CellStyle] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    usual_width: int = DEFAULT_WIDTH
    usual_height: int = DEFAULT_HEIGHT
    has_gridlines: bool = True
    hides_rows: bool = False


def look_of_sheet(sheet: Sheet, frame: Frame) -> SheetLook:
    """The look of a sheet: at most 2 000 rows and 200 columns, and nothing behind the last text or edge."""
    merges = _merges(sheet)
    rows, columns = _extent(sheet, frame, merges)
    shown = min(rows, MOST_ROWS), min(columns, MOST_COLUMNS)
    cells = _cells(sheet, frame, *shown)
    usual_width = frame.usual_width
    widths = tuple(
        0 if column in sheet.hidden_columns else frame.widths.get(column, usual_width)
        for column in range(1, shown[1] + 1)
    )
    return SheetLook(
        sheet.name,
        widths,
        _heights(sheet, frame, cells, widths, shown[0]),
        cells,
        _clipped(merges, *shown),
        usual_width,
        frame.usual_height,
        frame.has_gridlines,
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


def _extent(sheet: Sheet, frame: Frame, merges: list[Block]) -> tuple[int, int]:
    """The last row and column with a text or an edge; a merged range counts where its first cell does."""
    places = set(sheet.cells) | {place for place, style in frame.styles.items() if style.edges}
    ends = [(one.bottom, one.right) for one in merges if (one.top, one.left) in places]
    corners = [*places, *ends]
    return max((row for row, _ in corners), default=0), max((column for _, column in corners), default=0)


def _cells(sheet: Sheet, frame: Frame, rows: int, columns: int) -> _Cells:
    """Every cell within sight that has a text or looks of its own."""
    made: _Cells = {}
    for place in {*sheet.cells, *frame.styles}:
        if place[0] <= rows and place[1] <= columns:
            made[place] = _cell(sheet.cells.get(place), frame.styles.get(place, PLAIN))
    return made


def _cell(cell: BookCell | None, style: CellStyle) -> CellLook:
    if cell is None:
        return CellLook(style=style)
    text = cell.display.replace("\r\n", "\n").replace("\r", "\n")
    return CellLook(text, _ACROSS.get(cell.kind, Across.LEFT), style, cell.is_formula)


def _heights(
    sheet: Sheet, frame: Frame, cells: _Cells, widths: tuple[int, ...], rows: int
) -> tuple[int, ...]:
    """Heights as stored; a row that has none fits its largest text, as spreadsheets do."""
    merged = {(one.top, one.left): one for one in _merges(sheet)}
    fitting: dict[int, int] = {}
    for (row, column), cell in cells.items():
        block = merged.get((row, column))
        if cell.text and row not in frame.heights and (block is None or block.bottom == row):
            width = sum(widths[column - 1 : block.right]) if block else widths[column - 1]
            fitting[row] = max(fitting.get(row, 0), _needed(cell, width))
    return tuple(
        0
        if row in sheet.hidden_rows or (frame.hides_rows and row not in frame.seen)
        else frame.heights.get(row, max(frame.usual_height, fitting.get(row, 0)))
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


def width_of_text(text: str, size_pt: float) -> int:
    """Width of a text in px, of its longest line."""
    return px(max(map(_length, text.split("\n"))) * size_pt * 4 / 3) + 10


def _length(text: str) -> float:
    """Width of a text in Chinese signs."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.52 for sign in text)


def px(size: float) -> int:
    """A size on the screen; none is endless."""
    return min(round(size), LARGEST_PX)
