"""A sheet taken apart for the page: title, lines under it, heading, body, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Block:
    """A cell with what is merged into it, over rows ``top`` to ``bottom`` and columns ``left`` to ``right``.

    Rows and columns count from 0, in the heading or in the body; the ends are not included.
    """

    text: str
    top: int
    bottom: int
    left: int
    right: int
    align: Align = Align.CENTRE
    indent: int = 0
    is_strong: bool = False
    is_head: bool = False
    is_figure: bool = False

    @property
    def rows(self) -> int:
        """How many rows it covers."""
        return self.bottom - self.top

    @property
    def is_upright(self) -> bool:
        """Whether its text may run down the merged rows sign by sign, as that of a category does."""
        return self.rows > 1 and self.right - self.left == 1 and 0 < len(self.text) <= 1.5 * self.rows


@dataclass(frozen=True, slots=True)
class SheetBlocks:
    """A sheet by its parts; ``rows`` are the sheet's own numbers of the body's rows, top to bottom.

    ``lines`` are texts with their places, row by row, above the heading; ``notes`` one text per row below the body.
    ``names`` columns at the left tell what a row is about.
    """

    titles: tuple[str, ...]
    lines: tuple[tuple[tuple[str, Align], ...], ...]
    head: tuple[Block, ...]
    head_rows: int
    body: tuple[Block, ...]
    rows: tuple[int, ...]
    notes: tuple[str, ...]
    columns: int
    names: int
    usual_widths: tuple[float, ...]


def blocks_of(sheet: SheetLayout) -> SheetBlocks:
    """Take a sheet apart. What stands above the heading is title or line, below it body or note."""
    first, last = sheet.header_rows
    columns = len(sheet.widths)
    cells = sorted(sheet.cells, key=lambda cell: (cell.row, cell.column))
    above = [cell for cell in cells if cell.row < first]
    head = [cell for cell in cells if first <= cell.row <= last]
    below = [cell for cell in cells if cell.row > last]
    body = [cell for cell in below if cell.role in {CellRole.BODY, CellRole.HEADER}]
    rows = sorted({row for cell in body for row in range(cell.row, cell.row + cell.rows)})
    return SheetBlocks(
        titles=tuple(cell.text for cell in above if cell.role is CellRole.TITLE and cell.text),
        lines=_lines(cell for cell in above if cell.role is not CellRole.TITLE),
        head=_grid(head, range(first, last + 1), columns),
        head_rows=last - first + 1,
        body=_grid(body, rows, columns),
        rows=tuple(rows),
        notes=_notes(cell for cell in below if cell.role not in {CellRole.BODY, CellRole.HEADER}),
        columns=columns,
        names=min(sheet.frozen_columns, columns - 1),
        usual_widths=sheet.widths,
    )


def _lines(cells: Iterable[SheetCell]) -> tuple[tuple[tuple[str, Align], ...], ...]:
    by_row: dict[int, list[tuple[str, Align]]] = {}
    for cell in cells:
        if cell.text:
            by_row.setdefault(cell.row, []).append((cell.text, cell.align))
    return tuple(tuple(by_row[row]) for row in sorted(by_row))


def _notes(cells: Iterable[SheetCell]) -> tuple[str, ...]:
    by_row: dict[int, list[str]] = {}
    for cell in cells:
        if cell.text:
            by_row.setdefault(cell.row, []).append(with_true_minus(cell.text))
    return tuple("　".join(by_row[row]) for row in sorted(by_row))


def _grid(cells: Sequence[SheetCell], rows: Sequence[int], columns: int) -> tuple[Block, ...]:
    """The cells as blocks, and empty blocks where there is no cell: the lines of a table have no gaps."""
    place = {row: index for index, row in enumerate(rows)}
    blocks = [_block(cell, place, columns) for cell in cells if cell.column <= columns]
    covered = {
        (row, column)
        for block in blocks
        for row in range(block.top, block.bottom)
        for column in range(block.left, block.right)
    }
    blocks += [
        Block("", row, row + 1, column, column + 1)
        for row in range(len(rows))
        for column in range(columns)
        if (row, column) not in covered
    ]
    return tuple(sorted(blocks, key=lambda block: (block.top, block.left)))


def _block(cell: SheetCell, place: dict[int, int], columns: int) -> Block:
    top = place[cell.row]
    is_head = cell.role is CellRole.HEADER
    return Block(
        text=cell.text if is_head else with_true_minus(cell.text),
        top=top,
        bottom=min(top + cell.rows, len(place)),
        left=cell.column - 1,
        right=min(cell.column - 1 + cell.columns, columns),
        align=cell.align,
        indent=cell.indent,
        is_strong=is_head or cell.verdict is Verdict.MISSED,
        is_head=is_head,
        is_figure=cell.role is CellRole.BODY
        and cell.align is Align.RIGHT
        and cell.kind is not CellKind.COMPUTED,
    )
