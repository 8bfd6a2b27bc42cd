"""How high the rows of a sheet must be for their wrapped texts.

Excel and WPS do not fit the height of merged cells, so it is worked out from the widths here.
"""

import math
import unicodedata
from collections.abc import Iterable, Sequence

from wzdesk.domain.sheet_layout import CellRole, SheetCell

_LINE_POINTS = {CellRole.TITLE: 24.0, CellRole.NOTE: 13.5}
_LEAST_POINTS = {CellRole.TITLE: 34.0, CellRole.HEADER: 19.0, CellRole.NOTE: 15.0}
_EDGE = 1.2  # characters of a cell's width that no text reaches


def row_heights(cells: Iterable[SheetCell], widths: Sequence[float]) -> dict[int, float]:
    """Points by row; a cell over several rows stretches them evenly where they are not enough."""
    heights: dict[int, float] = {}
    ordered = sorted(cells, key=lambda cell: cell.rows)
    for cell in ordered:
        rows = range(cell.row, cell.row + cell.rows)
        for row in rows:
            heights[row] = max(heights.get(row, 0), _LEAST_POINTS.get(cell.role, 20.0))
        missing = _needed(cell, widths) - sum(heights[row] for row in rows)
        for row in rows if missing > 0 else ():
            heights[row] += missing / cell.rows
    return {row: round(height, 1) for row, height in heights.items()}


def _needed(cell: SheetCell, widths: Sequence[float]) -> float:
    width = sum(widths[cell.column - 1 : cell.column - 1 + cell.columns]) - _EDGE - 1.5 * cell.indent
    lines = sum(max(1, math.ceil(_extent(line) / max(width, 2))) for line in cell.text.split("\n"))
    return lines * _LINE_POINTS.get(cell.role, 14.0) + 4


def _extent(text: str) -> float:
    return sum(2.0 if unicodedata.east_asian_width(sign) in "WFA" else 1.05 for sign in text)
