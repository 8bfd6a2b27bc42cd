"""Plan tables on a workbook's sheets: found by the words of their headings, read row by row.

The columns may stand in any order, with blank ones between; headings have one to three rows; names one or two columns; categories are
merged or repeated or absent; two blocks may stand side by side, and headings come again at page breaks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.text import normalise
from wzdesk.excel.read.book import LAST_ROW, Book, BookCell, Range, Sheet, address
from wzdesk.excel.read.header_block import HeaderBlock, header_at
from wzdesk.excel.read.headings import VALUE_ROLES, Heading, Role
from wzdesk.excel.read.package import refusal

_NOTE = re.compile(
    r"(?:注|备注|附注|说明|填表说明|数据来源|资料来源|来源|填表人|填报人|填报单位|制表|制表人|审核|审核人|复核|复核人|单位负责人|负责人|联系人|联系电话|统计负责人)\s*[:：\d一(（.]"
)
_MOST_ROWS = 5_000
_LABELS = frozenset({Role.CATEGORY, Role.NUMBER, Role.NAME, Role.PART, Role.UNIT, Role.BLANK})


@dataclass(frozen=True, slots=True)
class FoundCell:
    """One cell of a found table, as it shows; ``from_above`` marks the lower rows of a merged cell."""

    row: int
    column: int
    cell: BookCell | None
    from_above: bool = False
    rows: int = 1
    is_hidden: bool = False

    @property
    def text(self) -> str:
        """The text that shows there."""
        return self.cell.text if self.cell else ""

    @property
    def address(self) -> str:
        """Where it stands: of a merged range its first cell."""
        return address(self.cell.row, self.cell.column) if self.cell else address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """One column of a found table: its place and what its heading says."""

    column: int
    heading: Heading
    cell: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: the labels as texts, the other cells by their column."""

    row: int
    labels: Mapping[Role, str]
    cells: Mapping[int, FoundCell]

    def label(self, role: Role) -> str:
        """The text of a label column, "" where the table has none."""
        return self.labels.get(role, "")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: the words above it, its columns, its rows, and the lines under it."""

    sheet: str
    above: tuple[FoundCell, ...]
    columns: tuple[FoundColumn, ...]
    rows: tuple[FoundRow, ...]
    notes: tuple[FoundCell, ...]


def find_plan_tables(book: Book) -> list[FoundTable]:
    """All tables on the visible sheets whose headings name indicators and figures, in the order of the sheets.

    Raises:
        CannotRead: a table is too long for a plan's.
    """
    return [table for sheet in book.sheets if sheet.is_visible for table in _tables_of(book.name, sheet)]


@dataclass(frozen=True, slots=True)
class _Grid:
    """A sheet with its rows in use, in order, and the columns in use of each."""

    sheet: Sheet
    rows: Sequence[int]
    columns_of: Mapping[int, Sequence[int]]

    def rows_between(self, first: int, last: int) -> Sequence[int]:
        """The rows in use from ``first`` to ``last``."""
        return self.rows[bisect_left(self.rows, first) : bisect_right(self.rows, last)]

    def lines(self, first: int, last: int) -> Iterator[FoundCell]:
        """The texts between two rows, each merged one once."""
        for row in self.rows_between(first, last):
            for column in self.columns_of[row]:
                cell = self.sheet.cells[row, column]
                if cell.text.strip() and self.sheet.cell_at(row, column) is cell:
                    yield FoundCell(row, column, cell)

    def begins_notes(self, row: int) -> bool:
        """Whether the first text of a row opens the lines under a table."""
        texts = (self.sheet.cells[row, column].text for column in self.columns_of[row])
        return bool(_NOTE.match(normalise(next((text for text in texts if text.strip()), ""))))


def _grid_of(sheet: Sheet) -> _Grid:
    columns_of: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        columns_of.setdefault(row, []).append(column)
    return _Grid(sheet, list(columns_of), columns_of)


def _tables_of(book: str, sheet: Sheet) -> Iterator[FoundTable]:
    grid = _grid_of(sheet)
    groups = _header_blocks(grid)
    above: tuple[FoundCell, ...] = ()
    before = 0
    for index, group in enumerate(groups):
        top, bottom = group[0].top, group[0].bottom
        own = tuple(grid.lines(before + 1, top - 1))
        above = own if _has_title(own) or not above else above  # （续表） goes on under the first title
        end = groups[index + 1][0].top - 1 if index + 1 < len(groups) else LAST_ROW
        rows = grid.rows_between(bottom + 1, end)
        notes_at = next((row for row in rows if grid.begins_notes(row)), end + 1)
        body = grid.rows_between(bottom + 1, notes_at - 1)
        if len(body) > _MOST_ROWS:
            raise refusal(book, f"“{sheet.name}”有 {len(body)} 行，不像一张计划指标表，请核对文件")
        notes = tuple(grid.lines(notes_at, end))
        for block in group:
            yield _table(sheet, block, above, body, notes)
        before = notes_at - 1


def _has_title(lines: Sequence[FoundCell]) -> bool:
    return any(len(normalise(line.text)) > 8 and not _NOTE.match(normalise(line.text)) for line in lines)


def _header_blocks(grid: _Grid) -> list[list[HeaderBlock]]:
    """The headings on a sheet from top to bottom; those that stand side by side are one group."""
    groups: list[list[HeaderBlock]] = []
    below = 0
    for row in grid.rows:
        if row > below and (group := header_at(grid.sheet, row, grid.columns_of)):
            groups.append(group)
            below = group[0].bottom
    return groups


def _table(
    sheet: Sheet,
    block: HeaderBlock,
    above: tuple[FoundCell, ...],
    rows: Sequence[int],
    notes: tuple[FoundCell, ...],
) -> FoundTable:
    columns = tuple(
        FoundColumn(column, heading, address(block.top, column)) for column, heading in block.headings.items()
    )
    found: list[FoundRow] = []
    for row in rows:
        if read := _row(sheet, columns, row, found[-1] if found else None):
            found.append(read)
    return FoundTable(sheet.name, above, columns, tuple(found), notes)


def _row(sheet: Sheet, columns: Sequence[FoundColumn], row: int, before: FoundRow | None) -> FoundRow | None:
    """A row of the body; None for a blank one and for a line across the table (（续表）, 一、经济发展)."""
    if _is_line(sheet, columns, row):
        return None
    cells = {each.column: _cell(sheet, row, each) for each in columns}
    if not any(cell.text.strip() for cell in cells.values()):
        return None
    labels: dict[Role, str] = {
        each.heading.role: cells[each.column].text.strip()
        for each in reversed(columns)
        if each.heading.role in {Role.CATEGORY, Role.NUMBER, Role.UNIT}
    }
    names = _names([cells[each.column] for each in name_columns(columns)])
    labels |= {Role.NAME: names[0], Role.PART: " ".join(names[1:])}
    return FoundRow(row, _inherited(labels, before), cells)


def _is_line(sheet: Sheet, columns: Sequence[FoundColumn], row: int) -> bool:
    name = next(each.column for each in columns if each.heading.role is Role.NAME)
    merge = sheet.merge_at(row, name)
    values = (each.column for each in columns if each.heading.role in VALUE_ROLES)
    return bool(merge and any(merge.left <= column <= merge.right for column in values))


def name_columns(columns: Sequence[FoundColumn]) -> list[FoundColumn]:
    """The columns with names: also one without heading right of them, where a heading was not merged."""
    found: list[FoundColumn] = []
    for each in columns:
        role = each.heading.role
        beside = found and found[-1].column == each.column - 1
        if role in {Role.NAME, Role.PART} or (role is Role.BLANK and beside):
            found.append(each)
    return found


def _names(cells: Sequence[FoundCell]) -> list[str]:
    """The texts of name cells; a name merged over two columns counts once."""
    texts, seen = [], set()
    for cell in cells:
        if cell.address not in seen:
            seen.add(cell.address)
            texts.append(cell.text.strip())
    return [texts[0], *(text for text in texts[1:] if text)]


def _inherited(labels: dict[Role, str], before: FoundRow | None) -> dict[Role, str]:
    """A category, and an item's number and name, where the sheet leaves them blank under the first."""
    if before is None:
        return labels
    if not labels.get(Role.CATEGORY):
        labels[Role.CATEGORY] = before.label(Role.CATEGORY)
    if labels[Role.PART] and not labels[Role.NAME] and before.label(Role.PART):
        labels[Role.NAME] = before.label(Role.NAME)
        labels[Role.NUMBER] = labels.get(Role.NUMBER) or before.label(Role.NUMBER)
    return labels


def _cell(sheet: Sheet, row: int, column: FoundColumn) -> FoundCell:
    """A cell as it shows; a figure merged sideways belongs to its first column alone."""
    at = column.column
    merge = sheet.merge_at(row, at) or Range(row, at, row, at)
    hidden = row in sheet.hidden_rows or at in sheet.hidden_columns
    sideways = merge.left < at and column.heading.role not in _LABELS
    cell = None if sideways else sheet.cell_at(row, at)
    return FoundCell(row, at, cell, merge.top < row, merge.bottom - merge.top + 1, hidden)
