"""Which rows stand on which page, and how high they are there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KEPT_TOGETHER = 4
"""Rows merged into one, such as the parts of an item, are not torn apart up to so many."""
_LEAST_FILLED = 0.75
_LAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Height:
    """What the text of rows ``top`` to ``bottom`` (not included) needs together, in points."""

    top: int
    bottom: int
    points: float


class RowHeights:
    """Heights of rows on any page; a merged text is drawn on each page that its rows stand on, and needs room there."""

    def __init__(self, rows: int, needed: Iterable[Height], least: float) -> None:
        self._own = [least] * rows
        self._merged: list[Height] = []
        for each in needed:
            if each.bottom - each.top == 1:
                self._own[each.top] = max(self._own[each.top], each.points)
            else:
                self._merged.append(each)
        self._merged.sort(key=lambda each: each.bottom - each.top)

    def of(self, start: int, end: int) -> list[float]:
        """Heights of the rows from ``start`` to ``end`` where these stand on a page."""
        heights = self._own[start:end]
        for merged in self._merged:
            first, last = max(merged.top, start) - start, min(merged.bottom, end) - start
            if first >= last:
                continue
            missing = merged.points - sum(heights[first:last])
            if missing > 0:
                for row in range(first, last):
                    heights[row] += missing / (last - first)
        return heights

    def tears(self, row: int) -> bool:
        """Whether a page that begins with ``row`` tears apart what belongs together."""
        return any(
            each.top < row < each.bottom and each.bottom - each.top <= KEPT_TOGETHER for each in self._merged
        )


def paginate(heights: RowHeights, rows: int, rooms: tuple[float, float], tail: float) -> list[range]:
    """The rows of each page; ``rooms`` are the points for rows on the first and on any other page.

    ``tail`` is the room wanted under the last row: rather than a page without rows, the last rows go there too.
    """
    pages: list[range] = []
    start = 0
    while start < rows:
        room = rooms[0] if not pages else rooms[1]
        end = _end_of_page(heights, start, rows, room, may_be_empty=not pages and rooms[0] < rooms[1])
        pages.append(range(start, end))
        start = end
    if pages and len(pages[-1]) > 1:
        last = pages[-1]
        room = rooms[0] if len(pages) == 1 else rooms[1]
        if sum(heights.of(last.start, last.stop)) + tail > room:
            wanted = max(last.start + 1, last.stop - _LAST_ROWS)
            cut = _untorn(heights, last.start, wanted, least=last.start + 1)
            pages[-1:] = [range(last.start, cut), range(cut, last.stop)]
    return pages


def _end_of_page(heights: RowHeights, start: int, rows: int, room: float, *, may_be_empty: bool) -> int:
    end = start
    while end < rows and sum(heights.of(start, end + 1)) <= room + 0.01:
        end += 1
    if end == start:
        return start if may_be_empty else start + 1
    if end == rows:
        return end
    filled = heights.of(start, end)
    least = start + _rows_to_fill(filled, _LEAST_FILLED * room)
    return _untorn(heights, start, end, least)


def _rows_to_fill(heights: Sequence[float], room: float) -> int:
    total = 0.0
    for count, height in enumerate(heights, 1):
        total += height
        if total >= room:
            return count
    return len(heights)


def _untorn(heights: RowHeights, start: int, end: int, least: int) -> int:
    """The last row at or before ``end`` where nothing is torn; ``end`` where that would leave the page too empty."""
    return next((row for row in range(end, max(least, start + 1) - 1, -1) if not heights.tears(row)), end)
