"""Where the cells of a sheet stand in its picture, in px from the sheet's own corner."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from PySide6.QtCore import QRect

from wzdesk.domain.sheet_look import Block, SheetLook

Place = tuple[int, int]


def cell_name(place: Place) -> str:
    """``E5`` of row 5, column 5."""
    row, column = place
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """``AB`` of 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of_cell(cell: str) -> Place | None:
    """Row and column of ``E5``; None where it names no cell."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and digits and len(letters) < 4 and len(digits) < 8):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column


class SheetGeometry:
    """Offsets of rows and columns at a zoom, and the cells that merged ranges make one."""

    def __init__(self, look: SheetLook, zoom: float, marked: Iterable[Place] = ()) -> None:
        marked = list(marked)
        rows = max(len(look.heights), *(row for row, _ in marked), 0) if marked else len(look.heights)
        columns = max(len(look.widths), *(column for _, column in marked), 0) if marked else len(look.widths)
        widths = [*look.widths, *[look.usual_width] * (columns - len(look.widths))]
        heights = [*look.heights, *[look.usual_height] * (rows - len(look.heights))]
        self._lefts = [0, *accumulate(_scaled(width, zoom) for width in widths)]
        self._tops = [0, *accumulate(_scaled(height, zoom) for height in heights)]
        self._merges_of: dict[int, list[Block]] = {}
        for merge in look.merges:
            for row in range(merge.top, merge.bottom + 1):
                self._merges_of.setdefault(row, []).append(merge)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._tops) - 1

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self._lefts) - 1

    @property
    def width(self) -> int:
        """Width of the whole sheet."""
        return self._lefts[-1]

    @property
    def height(self) -> int:
        """Height of the whole sheet."""
        return self._tops[-1]

    def merge_at(self, place: Place) -> Block | None:
        """The merged range that a cell lies in."""
        row, column = place
        for merge in self._merges_of.get(row, ()):
            if merge.left <= column <= merge.right:
                return merge
        return None

    def anchor(self, place: Place) -> Place:
        """The cell that shows at a place: of a merged range its first."""
        merge = self.merge_at(place)
        return (merge.top, merge.left) if merge else place

    def span(self, first_row: int, last_row: int, first_column: int, last_column: int) -> QRect:
        """The area of a block of cells."""
        left, right = self._lefts[first_column - 1], self._lefts[min(last_column, self.columns)]
        top, bottom = self._tops[first_row - 1], self._tops[min(last_row, self.rows)]
        return QRect(left, top, right - left, bottom - top)

    def rect(self, place: Place) -> QRect:
        """The area of a cell, with all that is merged into it."""
        merge = self.merge_at(place)
        if merge:
            return self.span(merge.top, merge.bottom, merge.left, merge.right)
        row, column = place
        return self.span(row, row, column, column)

    def row_range(self, top: int, bottom: int) -> range:
        """The rows that show between two heights."""
        return _between(self._tops, top, bottom)

    def column_range(self, left: int, right: int) -> range:
        """The columns that show between two widths."""
        return _between(self._lefts, left, right)

    def place_at(self, x: int, y: int) -> Place | None:
        """The cell at a point."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        return self.anchor((bisect_right(self._tops, y), bisect_right(self._lefts, x)))

    def beside(self, place: Place, step: Place) -> Place:
        """The next cell in a direction, behind what is hidden or merged; the same one at the edge."""
        block = self.merge_at(place) or Block(*place, *place)
        row = block.bottom + 1 if step[0] > 0 else block.top - 1 if step[0] < 0 else place[0]
        column = block.right + 1 if step[1] > 0 else block.left - 1 if step[1] < 0 else place[1]
        while 1 <= row <= self.rows and 1 <= column <= self.columns:
            found = self.anchor((row, column))
            if not self.rect(found).isEmpty():
                return found
            row, column = row + step[0], column + step[1]
        return place

    def places(self, rows: range, columns: range) -> Iterator[Place]:
        """The cells that show in a block, each merged range once."""
        seen: set[Place] = set()
        for row in rows:
            for column in columns:
                place = self.anchor((row, column))
                if place == (row, column):
                    yield place
                elif place not in seen and (place[0] not in rows or place[1] not in columns):
                    seen.add(place)
                    yield place


def _scaled(size: int, zoom: float) -> int:
    return max(1, round(size * zoom)) if size else 0


def _between(offsets: list[int], first: int, last: int) -> range:
    count = len(offsets) - 1
    start = max(1, bisect_right(offsets, max(first, 0)))
    end = min(count, max(bisect_right(offsets, max(last, 0)), 1))
    return range(min(start, count + 1), end + 1)
