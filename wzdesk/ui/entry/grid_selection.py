"""Rectangles of cells, and what the status bar says of them."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from wzdesk.domain.quantity import Op
from wzdesk.domain.true_minus import MINUS
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_rows import GridCell
from wzdesk.ui.entry.number_look import number_look, shortened

_SPARE_DIGITS = 28
_MOST_SIGNS = 24
"""A longer sum would push the rest out of the status bar."""


class Block(NamedTuple):
    """A rectangle of cells by row and column numbers, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def around(cls, first: tuple[int, int], second: tuple[int, int]) -> "Block":
        """The rectangle between two corners."""
        rows, columns = sorted((first[0], second[0])), sorted((first[1], second[1]))
        return cls(rows[0], columns[0], rows[1], columns[1])

    def holds(self, place: tuple[int, int]) -> bool:
        """Whether a cell lies in it."""
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    def is_single(self, model: GridModel) -> bool:
        """Whether it is one cell, merged or not."""
        if self.left != self.right:
            return False
        first, last = model.merged_rows(self.top, self.left)
        return first <= self.top and self.bottom <= last

    def with_merged(self, model: GridModel) -> "Block":
        """Grown until it cuts through no merged cell."""
        block = self
        while True:
            ends = [
                model.merged_rows(row, column)
                for row in (block.top, block.bottom)
                for column in range(block.left, block.right + 1)
            ]
            top, bottom = min(first for first, _ in ends), max(last for _, last in ends)
            if (top, bottom) == (block.top, block.bottom):
                return block
            block = Block(top, block.left, bottom, block.right)


def places(
    model: GridModel, block: Block, rows: Iterable[int], columns: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """The cells of a block among the visible rows and columns, merged ones once, row by row."""
    columns = [column for column in columns if block.left <= column <= block.right]
    for row in rows:
        if block.top <= row <= block.bottom:
            for column in columns:
                if model.merged_rows(row, column)[0] == row:
                    yield row, column


def selection_summary(cells: Iterable[GridCell]) -> str:
    """As Excel says it: ``选中 6 格  计数 4  合计 12.5  平均 3.125``; sum and mean of plain figures only."""
    texts = list(cells)
    numbers = [number for cell in texts if (number := number_of(cell)) is not None]
    parts = [f"选中 {len(texts)} 格", f"计数 {sum(bool(cell.text.strip()) for cell in texts)}"]
    if numbers:
        with localcontext(prec=max(len(cell.text) for cell in texts) + _SPARE_DIGITS):
            total = sum(numbers, Decimal(0))
            parts += [f"合计 {_shown(total)}", f"平均 {_shown(_mean(total, numbers))}"]
    return "  ".join(parts)


def _mean(total: Decimal, numbers: Sequence[Decimal]) -> Decimal:
    """Three decimals more than the figures have, without zeros at the end."""
    if len(numbers) == 1:
        return total
    exponent = total.as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent if isinstance(exponent, int) else 0, 0) - 3)
    mean = (total / len(numbers)).quantize(step, ROUND_HALF_UP)
    return mean.normalize() if mean else Decimal(0)


def number_of(cell: GridCell) -> Decimal | None:
    """The figure of a cell where it is one and nothing else: not 5以内, not 8左右.

    As it is written, in the unit of its row; with a unit beside it, as it was read.
    """
    quantity = cell.quantity
    if quantity is not None and quantity.op not in {None, Op.AT}:
        return None
    read = None if quantity is None else quantity.value
    look = number_look(cell.text)
    if look.lead or look.tail or look.words or not look.whole[-1:].isascii() or not look.whole[-1:].isdigit():
        return read
    plain = (look.whole + look.digits).replace(MINUS, "-")
    try:
        return Decimal(plain.replace(",", "").replace("，", "").replace("．", ".").replace("＋", "+"))
    except ArithmeticError:
        return read


def _shown(number: Decimal) -> str:
    text = f"{number:f}".replace("-", MINUS)
    return text if len(text) <= _MOST_SIGNS else shortened(text, lambda part: len(part) <= _MOST_SIGNS)
