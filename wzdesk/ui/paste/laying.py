"""Laying a clipboard's block on the grid: by position as in Excel, or by the row names copied along with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.pasting.names import NamedBlock, head_rows, named_block
from wzdesk.domain.pasting.verdict import LaidCell
from wzdesk.ui.entry.grid_blocks import Texts, Visible, onto, targets_to_spare, text_at
from wzdesk.ui.entry.grid_columns import GridColumn
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_selection import Block

NOWHERE = -1
"""Row or column of a text that lies on no cell of the grid."""


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A clipboard's texts on the cells of the grid; ``blanks`` of its cells are empty and change nothing.

    ``named`` is what was found of names in it, whether or not they were used; ``heads`` rows at its top are headings
    and were left out.
    """

    cells: tuple[LaidCell, ...]
    area: Block
    high: int
    wide: int
    blanks: int = 0
    named: NamedBlock | None = None
    by_name: bool = False
    heads: int = 0


def laid_block(
    model: GridModel, visible: Visible, block: Block, texts: Texts, *, by_name: bool = True
) -> LaidBlock | None:
    """The texts on their cells; None where there is nothing to lay or no cell to lay it on."""
    rows, columns = visible.rows_of(block), visible.columns_of(block)
    if not texts or not rows or not columns:
        return None
    named = named_block(texts, [row.head.full_name for row in model.rows])
    if named is not None and by_name:
        return _by_name(model, visible, block, texts, named)
    heads = head_rows(texts) if by_name else 0
    return _by_position(model, visible, block, texts[heads:], named, heads)


def _by_position(
    model: GridModel, visible: Visible, block: Block, texts: Texts, named: NamedBlock | None, heads: int
) -> LaidBlock:
    rows, columns = visible.rows_of(block), visible.columns_of(block)
    high, wide = len(texts), max(len(line) for line in texts)
    onto_rows, onto_columns = onto(visible.rows, rows, high), onto(visible.columns, columns, wide)
    given = [
        ((_get(onto_rows, y), _get(onto_columns, x)), text_at(texts, y % high, x % wide))
        for y in range(max(high, len(onto_rows)))
        for x in range(max(wide, len(onto_columns)))
    ]
    cells = [_laid(model, place, text) for place, text in given if text]
    if high == wide == 1:
        spared = targets_to_spare(model, [(*cell.place, cell.given) for cell in cells if cell.typed])
        cells = [cell for cell in cells if cell.place not in spared]
    area = Block(onto_rows[0], onto_columns[0], onto_rows[-1], onto_columns[-1])
    return LaidBlock(tuple(cells), area, high, wide, len(given) - len(cells), named=named, heads=heads)


def _by_name(model: GridModel, visible: Visible, block: Block, texts: Texts, named: NamedBlock) -> LaidBlock:
    placed = _columns_meant(model, visible, block, named)
    cells: list[LaidCell] = []
    blanks = 0
    for y in sorted({*named.rows, *named.unknown}):
        for x in named.columns:
            text = text_at(texts, y, x)
            if not text:
                blanks += 1
                continue
            place = (named.rows.get(y, NOWHERE), placed.get(x, NOWHERE))
            if y in named.unknown:
                why = f"表里没有叫“{named.unknown[y]}”的指标，这一格不写入。"
                cells.append(LaidCell(place, text, None, why=why, is_outside=True))
            else:
                cells.append(_laid(model, place, text))
    inside = [cell.place for cell in cells if NOWHERE not in cell.place]
    area = _around(inside) if inside else block
    cells.sort(key=lambda cell: (NOWHERE in cell.place, cell.place))
    return LaidBlock(
        tuple(cells),
        area,
        len(named.rows) + len(named.unknown),
        len(named.columns),
        blanks,
        named=named,
        by_name=True,
        heads=len(named.head_rows),
    )


def _columns_meant(model: GridModel, visible: Visible, block: Block, named: NamedBlock) -> Mapping[int, int]:
    """The grid's column of each column of figures: what its heading says, else side by side from the cursor."""
    if named.meant:
        return {x: model.column_of(stored) for x, stored in named.meant.items()}
    cursor = visible.columns_of(block)[0]
    if model.specs[cursor].stored is None and model.specs[cursor].column in _FROZEN:
        cursor = next(n for n in visible.columns if model.specs[n].stored is not None)
    after = [n for n in visible.columns if n >= cursor]
    return dict(zip(named.columns, after, strict=False))


_FROZEN = frozenset({GridColumn.CATEGORY, GridColumn.NO, GridColumn.NAME, GridColumn.UNIT})


def _laid(model: GridModel, place: tuple[int, int], text: str) -> LaidCell:
    row, column = place
    if NOWHERE in place:
        return LaidCell(place, text, None, why="超出表的范围，不写入。", is_outside=True)
    before = model.cell(row, column).text
    typed = model.typed(row, column, text)
    why = "" if typed is not None else _why_closed(model, row, column)
    return LaidCell(place, text, typed, before, why)


def _why_closed(model: GridModel, row: int, column: int) -> str:
    spec = model.specs[column]
    return model.why_closed(row, column) or f"“{spec.words}”是合并格，只写在第一行，这一格不写入。"


def _get(numbers: Sequence[int], at: int) -> int:
    return numbers[at] if at < len(numbers) else NOWHERE


def _around(places: Sequence[tuple[int, int]]) -> Block:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Block(min(rows), min(columns), max(rows), max(columns))


def is_one_text(texts: Texts) -> bool:
    """Whether a clipboard holds a single text."""
    return len(texts) == 1 and len(texts[0]) == 1
