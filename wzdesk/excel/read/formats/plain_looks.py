"""Looks for sheets whose file tells of none: columns as wide as their texts."""

from dataclasses import replace

from wzdesk.domain.sheet_look import DEFAULT_WIDTH, PLAIN
from wzdesk.excel.read.book import Sheet
from wzdesk.excel.read.look_of_sheet import MOST_COLUMNS, MOST_ROWS, Frame, width_of_text

_WIDEST = 360
_WRAPPED = replace(PLAIN, wraps=True)


def plain_frame(sheet: Sheet) -> Frame:
    """Widths that fit the texts of each column; lines that stand alone or across columns may reach over."""
    frame = Frame()
    for (row, column), cell in sheet.cells.items():
        merge = sheet.merge_at(row, column)
        reaches_over = len(sheet.cells.row(row)) == 1 or (merge and merge.right > merge.left)
        if row > MOST_ROWS or column > MOST_COLUMNS or reaches_over:
            continue
        width = min(width_of_text(cell.display, PLAIN.size_pt), _WIDEST)
        frame.widths[column] = max(frame.widths.get(column, DEFAULT_WIDTH), width)
        if "\n" in cell.display or width == _WIDEST:
            frame.styles[row, column] = _WRAPPED
    return frame
