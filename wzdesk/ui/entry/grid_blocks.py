"""Acts on blocks of cells as pure functions: what to copy, and which texts a paste, a fill or a clearing types."""

from collections.abc import Sequence
from dataclasses import dataclass

from wzdesk.domain.plan_table import TypedCell
from wzdesk.ui.entry.clipboard import Block as Texts
from wzdesk.ui.entry.grid_model import PlanGridModel
from wzdesk.ui.entry.grid_selection import Block
from wzdesk.ui.figures import MINUS


@dataclass(frozen=True, slots=True)
class Visible:
    """The rows and columns on show, in their order."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def rows_of(self, block: Block) -> list[int]:
        """Those of its rows that are shown."""
        return [row for row in self.rows if block.top <= row <= block.bottom]

    def columns_of(self, block: Block) -> list[int]:
        """Those of its columns that are shown."""
        return [column for column in self.columns if block.left <= column <= block.right]


@dataclass(frozen=True, slots=True)
class Typing:
    """Texts to store as one act, and a sentence about what was left out."""

    cells: tuple[TypedCell, ...]
    notice: str = ""


def copied(model: PlanGridModel, visible: Visible, block: Block) -> Texts:
    """The texts of a block as given; what the program computed with a plain minus, so that Excel counts with it."""
    return [
        [_copied_text(model, row, column) for column in visible.columns_of(block)]
        for row in visible.rows_of(block)
    ]


def _copied_text(model: PlanGridModel, row: int, column: int) -> str:
    if model.merged_rows(row, column)[0] != row:
        return ""
    text = model.cell(row, column).text
    return text.replace(MINUS, "-") if model.specs[column].is_computed else text


def cleared(model: PlanGridModel, visible: Visible, block: Block) -> Typing:
    """Empty texts for all cells of a block that hold something."""
    places = [(row, column) for row in visible.rows_of(block) for column in visible.columns_of(block)]
    return Typing(_typed(model, [(row, column, "") for row, column in places]))


def filled_down(model: PlanGridModel, visible: Visible, block: Block) -> Typing:
    """The first row's texts in all rows of the block; a single row takes those of the row above."""
    rows = visible.rows_of(block)
    if len(rows) == 1:
        above = visible.rows.index(rows[0]) - 1
        rows = [visible.rows[above], *rows] if above >= 0 else rows
    source, *others = rows
    return Typing(
        _typed(
            model,
            [
                (row, column, model.cell(model.merged_rows(source, column)[0], column).text)
                for row in others
                for column in visible.columns_of(block)
            ],
        )
    )


def filled_right(model: PlanGridModel, visible: Visible, block: Block) -> Typing:
    """The first column's texts in all columns of the block; a single column takes those of its left neighbour."""
    columns = visible.columns_of(block)
    if len(columns) == 1:
        before = visible.columns.index(columns[0]) - 1
        columns = [visible.columns[before], *columns] if before >= 0 else columns
    source, *others = columns
    if model.specs[source].stored is None:
        return Typing((), "左边一列不是填报的数，没有填充。")
    rows = visible.rows_of(block)
    return Typing(
        _typed(model, [(row, column, model.cell(row, source).text) for row in rows for column in others])
    )


def _typed(model: PlanGridModel, texts: Sequence[tuple[int, int, str]]) -> tuple[TypedCell, ...]:
    """Those that can be typed and differ from what is there."""
    cells = [
        model.typed(row, column, text) for row, column, text in texts if model.cell(row, column).text != text
    ]
    return tuple(cell for cell in cells if cell is not None)


def pasted(model: PlanGridModel, visible: Visible, block: Block, texts: Texts) -> Typing:
    """The texts of a clipboard laid on the visible cells from the block's first one.

    Smaller than the block and fitting into it a whole number of times, they are repeated. Empty texts
    leave their cells as they are.
    """
    if not texts:
        return Typing(())
    rows, columns = visible.rows_of(block), visible.columns_of(block)
    high, wide = len(texts), max(len(line) for line in texts)
    down = len(rows) if len(rows) % high == 0 else high
    right = len(columns) if len(columns) % wide == 0 else wide
    first_row, first_column = visible.rows.index(rows[0]), visible.columns.index(columns[0])
    target_rows = visible.rows[first_row : first_row + down]
    target_columns = visible.columns[first_column : first_column + right]
    laid = [
        (row, column, text)
        for y, row in enumerate(target_rows)
        for x, column in enumerate(target_columns)
        if (text := _text_at(texts, y % high, x % wide))
    ]
    read_only = sum(not model.is_editable(row, column) for row, column, _ in laid)
    outside = sum(
        bool(_text_at(texts, y, x))
        for y in range(high)
        for x in range(wide)
        if y >= len(target_rows) or x >= len(target_columns)
    )
    return Typing(_typed(model, laid), _paste_notice(read_only, outside))


def _text_at(texts: Texts, row: int, column: int) -> str:
    line = texts[row]
    return " ".join(line[column].split()) if column < len(line) else ""


def _paste_notice(read_only: int, outside: int) -> str:
    said = []
    if read_only:
        said.append(f"{read_only} 格不是填报的格，跳过没有写入")
    if outside:
        said.append(f"{outside} 格超出表的范围，没有写入")
    return "粘贴：" + "；".join(said) + "。" if said else ""
