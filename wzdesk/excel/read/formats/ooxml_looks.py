"""How the sheets of an ``.xlsx`` look; odd or broken styles give plain looks."""

from collections.abc import Iterator
from math import ceil

from wzdesk.domain.sheet_look import PLAIN
from wzdesk.excel.read.book import Sheet, place_of
from wzdesk.excel.read.look_of_sheet import MOST_COLUMNS, MOST_ROWS, Frame, px
from wzdesk.excel.read.package import main_name
from wzdesk.excel.read.parts import read_contents
from wzdesk.excel.read.sheet_part import read_sheet
from wzdesk.excel.read.source import Source
from wzdesk.excel.read.style_part import Looks, read_looks_of_cells

_USUAL_SIGNS = 8.43


def ooxml_frames(source: Source) -> Iterator[tuple[Sheet, Frame]]:
    """The visible sheets with their sizes and styles.

    Raises:
        CannotRead: a part is missing, broken or too large.
    """
    contents = read_contents(source.package)
    looks = read_looks_of_cells(source.package)
    for entry in contents.sheets:
        if entry.is_visible:
            scan = _LookScan(looks)
            source.package.scan(entry.part, scan.start)
            yield read_sheet(source.package, entry, contents), scan.frame


class _LookScan:
    """Takes the events of a sheet's part and gathers sizes and looks."""

    def __init__(self, looks: Looks) -> None:
        self._looks, self._row, self._column = looks, 0, 0
        self.frame = Frame(usual_width=round(_USUAL_SIGNS * looks.digit_px) + 5)

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
                self.frame.has_gridlines = attributes.get("showGridLines") not in {"0", "false"}

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        self._column = 0
        if self._row <= MOST_ROWS:
            self.frame.seen.add(self._row)
            height = _size(attributes.get("ht", ""))
            if height is not None:
                self.frame.heights[self._row] = px(height * 4 / 3)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            return
        style = self._looks.of(attributes.get("s", "0"))
        if style is not PLAIN:
            self.frame.styles[self._row, self._column] = style

    def _start_column(self, attributes: dict[str, str]) -> None:
        first, last, width = (_size(attributes.get(name, "")) for name in ("min", "max", "width"))
        if first and last and width is not None:
            for column in range(int(first), min(int(last), MOST_COLUMNS) + 1):
                self.frame.widths[column] = px(width * self._looks.digit_px)

    def _start_format(self, attributes: dict[str, str]) -> None:
        height, width = (_size(attributes.get(name, "")) for name in ("defaultRowHeight", "defaultColWidth"))
        signs = _size(attributes.get("baseColWidth", ""))
        if height:
            self.frame.usual_height = px(height * 4 / 3)
        if width:
            self.frame.usual_width = px(width * self._looks.digit_px)
        elif signs:
            digit = self._looks.digit_px
            self.frame.usual_width = px(ceil((signs * digit + 5) / 8) * 8)
        self.frame.hides_rows = attributes.get("zeroHeight") in {"1", "true"}


def _size(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1_000_000 else None
