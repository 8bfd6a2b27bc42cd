"""Acts on blocks of cells as pure functions: what to copy, and which texts a paste, a fill or a clearing types."""

from collections.abc import Sequence
from typing import NamedTuple

from wzdesk.domain.true_minus import MINUS
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, TypedCell
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.grid_selection import Block

Texts = list[list[str]]
"""What stands on the clipboard, by rows."""


class Visible(NamedTuple):
    """The rows and columns on show, in their order."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def rows_of(self, block: Block) -> list[int]:
        """Those of its rows that are shown."""
        return [row for row in self.rows if block.top <= row <= block.bottom]

    def columns_of(self, block: Block) -> list[int]:
        """Those of its columns that are shown."""
        return [column for column in self.columns if block.left <= column <= block.right]


class Typing(NamedTuple):
    """Texts to store as one act, what is to be said of those left out, and where a pasted block lies."""

    cells: tuple[TypedCell, ...]
    left_out: tuple[str, ...] = ()
    laid: Block | None = None


def copied(model: GridModel, visible: Visible, block: Block) -> Texts:
    """The texts of a block as given; what the program computed with a plain minus, so that Excel counts with it."""
    return [
        [_copied_text(model, row, column) for column in visible.columns_of(block)]
        for row in visible.rows_of(block)
    ]


def _copied_text(model: GridModel, row: int, column: int) -> str:
    if model.merged_rows(row, column)[0] != row:
        return ""
    text = model.cell(row, column).text
    return text.replace(MINUS, "-") if model.specs[column].is_computed else text


def cleared(model: GridModel, visible: Visible, block: Block) -> Typing:
    """Empty texts for all cells of a block that hold something."""
    places = [(row, column) for row in visible.rows_of(block) for column in visible.columns_of(block)]
    return Typing(_typed(model, [(row, column, "") for row, column in places]))


def filled_down(model: GridModel, visible: Visible, block: Block) -> Typing:
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


def filled_right(model: GridModel, visible: Visible, block: Block) -> Typing:
    """The first column's texts in all columns of the block; a single column takes those of its left neighbour."""
    columns = visible.columns_of(block)
    if len(columns) == 1:
        before = visible.columns.index(columns[0]) - 1
        columns = [visible.columns[before], *columns] if before >= 0 else columns
    source, *others = columns
    if model.specs[source].stored is None:
        return Typing((), ("左边一列不是填报的数，没有写入",))
    rows = visible.rows_of(block)
    return Typing(
        _typed(model, [(row, column, model.cell(row, source).text) for row in rows for column in others])
    )


def _typed(model: GridModel, texts: Sequence[tuple[int, int, str]]) -> tuple[TypedCell, ...]:
    """Those that can be typed and differ from what is there."""
    cells = [
        model.typed(row, column, text) for row, column, text in texts if model.cell(row, column).text != text
    ]
    return tuple(cell for cell in cells if cell is not None)


def pasted(model: GridModel, visible: Visible, block: Block, texts: Texts) -> Typing:
    """The texts of a clipboard laid on the visible cells from the block's first one.

    Smaller than the block and fitting into it a whole number of times, they are repeated. Empty texts
    leave their cells as they are. A single text for targets and actuals goes into the actuals only.
    """
    rows, columns = visible.rows_of(block), visible.columns_of(block)
    if not texts or not rows or not columns:
        return Typing(())
    high, wide = len(texts), max(len(line) for line in texts)
    onto_rows = onto(visible.rows, rows, high)
    onto_columns = onto(visible.columns, columns, wide)
    laid = [
        (row, column, text)
        for y, row in enumerate(onto_rows)
        for x, column in enumerate(onto_columns)
        if (text := text_at(texts, y % high, x % wide))
    ]
    open_ = [one for one in laid if model.is_editable(*one[:2])]
    spared = targets_to_spare(model, open_) if high == wide == 1 else set()
    outside = sum(
        bool(text_at(texts, y, x))
        for y in range(high)
        for x in range(wide)
        if y >= len(onto_rows) or x >= len(onto_columns)
    )
    return Typing(
        _typed(model, [one for one in open_ if one[:2] not in spared]),
        _left_out(len(laid) - len(open_), outside, len(spared)),
        Block(onto_rows[0], onto_columns[0], onto_rows[-1], onto_columns[-1]),
    )


def onto(shown: Sequence[int], selected: Sequence[int], size: int) -> Sequence[int]:
    """The rows or columns that a clipboard of this size covers, as far as there are any."""
    first, count = shown.index(selected[0]), len(selected) if len(selected) % size == 0 else size
    return shown[first : first + count]


def targets_to_spare(model: GridModel, laid: Sequence[tuple[int, int, str]]) -> set[tuple[int, int]]:
    """The targets among cells to fill, where there are actuals too."""
    targets = {(row, column) for row, column, _ in laid if model.specs[column].stored not in ACTUAL_COLUMNS}
    return targets if len(targets) < len(laid) else set()


def text_at(texts: Texts, row: int, column: int) -> str:
    """A text of the clipboard, its blanks closed up; empty beyond the end of a short row."""
    line = texts[row]
    return " ".join(line[column].split()) if column < len(line) else ""


def _left_out(read_only: int, outside: int, targets: int) -> tuple[str, ...]:
    said = []
    if targets:
        said.append(f"{targets} 格目标没有写入，一个值只粘贴到实绩格")
    if read_only:
        said.append(f"{read_only} 格不是填报的格，跳过没有写入")
    if outside:
        said.append(f"{outside} 格超出表的范围，没有写入")
    return tuple(said)


class ActWords(NamedTuple):
    """What an act on a block is called, and what it is said to have done."""

    name: str
    done: str


PASTING, FILLING, CLEARING = (
    ActWords("粘贴", "粘贴写入"),
    ActWords("填充", "填充写入"),
    ActWords("清除", "清除了"),
)


def stored_words(model: GridModel, act: ActWords, typing: Typing) -> str:
    """One sentence after an act: how many cells it wrote, what became a draft, what was left out."""
    said = list(typing.left_out)
    if len(typing.cells) < 2:
        return f"{act.name}：{'；'.join(said)}。" if said else ""
    targets = sum(cell.column not in ACTUAL_COLUMNS for cell in typing.cells)
    within = f"（其中目标 {targets} 格）" if targets else ""
    if drafts := _drafts(model, typing.cells):
        said.insert(0, f"{drafts} 格没有读成数，原文留作草稿")
    return "；".join([f"{act.done} {len(typing.cells)} 格{within}，Ctrl+Z 可以一次撤销", *said]) + "。"


def _drafts(model: GridModel, cells: Sequence[TypedCell]) -> int:
    """How many of the cells just stored hold words that stand for no figure and no 已完成."""
    places = ((model.row_of(cell.indicator), model.column_of(cell.column)) for cell in cells)
    return sum(CellState.DRAFT in model.cell(*place).state for place in places if min(place) >= 0)
