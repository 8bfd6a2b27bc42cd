"""Columns as wide as their contents want them: smaller letters where they do not fit, then several bands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from wzdesk.reports.paper.blocks import Block, SheetBlocks
from wzdesk.reports.paper.figure_axis import axis_of
from wzdesk.reports.paper.lettering import Lettering, Ruler, clean

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Points; 五号 down to what can just be read on paper."""
PAD = 0.4
"""Ems between a text and the line beside it."""
_WIDEST_PIECE = 8.0
_ONE_LINE = 11.0  # ems of a text that one wants to read in a single line
_LEAST_EASY = 9.0  # points: rather lines are broken than letters smaller than this
_EMPTY = 0.55  # ems of a character of the sheet's own column width, for columns to be filled by hand
_MOST_STRETCH = 1.6
_MOST_NAMES, _EASY_NAMES = 0.45, 0.6
"""Shares of the paper that repeated columns may take at most, and of that, those that are easy to read."""
_LITTLE = 0.001


class Need(NamedTuple):
    """Width of a column in ems with its padding.

    ``least`` as it must be, ``tight`` with longer texts in two lines or more, ``easy`` with shorter ones in one line,
    ``full`` with nothing broken.
    """

    least: float
    tight: float
    easy: float
    full: float


@dataclass(frozen=True, slots=True)
class Band:
    """Columns that stand side by side on a page, with their widths in points."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """Width of the table."""
        return sum(self.widths)


@dataclass(frozen=True, slots=True)
class ColumnFit:
    """The size of the letters, and one band, or several that repeat the name columns."""

    size: float
    bands: tuple[Band, ...]


def fit_columns(blocks: SheetBlocks, ruler: Ruler, room: float) -> ColumnFit:
    """The largest letters in which all columns stand beside each other; bands where none are small enough."""
    needs = needs_of(blocks, ruler)
    columns = tuple(range(blocks.columns))
    least, tight, easy, full = zip(*needs, strict=True)
    for low, high, sizes in (
        (easy, full, SIZES[: SIZES.index(_LEAST_EASY) + 1]),
        (tight, full, SIZES),
        (least, tight, SIZES[-1:]),
    ):
        if size := next((size for size in sizes if sum(low) * size <= room), None):
            return ColumnFit(size, (Band(columns, _share(low, high, size, room)),))
    size = SIZES[-1]
    fewest = len(_bands(needs, blocks.names, size, room))
    largest = next(each for each in SIZES if len(_bands(needs, blocks.names, each, room)) == fewest)
    return ColumnFit(largest, _bands(needs, blocks.names, largest, room))


def needs_of(blocks: SheetBlocks, ruler: Ruler) -> list[Need]:
    """What each column needs, from its own cells first, then from those over several columns."""
    everything = (*blocks.head, *blocks.body)
    needs = [_need_of_figures(blocks.body, column, ruler) for column in range(blocks.columns)]
    filled = {block.left for block in blocks.body if block.text}
    for column, usual in enumerate(blocks.usual_widths):
        if column not in filled:
            width = usual * _EMPTY + 2 * PAD
            needs[column] = Need(needs[column].least, width, width, width)
    for block in sorted(everything, key=lambda each: each.right - each.left):
        covered = range(block.left, block.right)
        wanted = _need(block, ruler)
        for at in covered:
            others = [needs[other] for other in covered if other != at]
            have = [sum(widths) for widths in zip(needs[at], *others, strict=True)]
            needs[at] = Need(
                *(
                    own + max(0.0, want - whole) / (block.right - at)
                    for own, want, whole in zip(needs[at], wanted, have, strict=True)
                )
            )
    return [Need(*accumulate(need, max)) for need in needs]


def _need_of_figures(body: Sequence[Block], column: int, ruler: Ruler) -> Need:
    own = (block for block in body if block.left == column and block.right == column + 1)
    width = axis_of(own, Lettering(ruler, 1.0)).width + 2 * PAD
    return Need(*[max(width, 1 + 2 * PAD)] * 4)


def _need(block: Block, ruler: Ruler) -> Need:
    """Of a text alone; the longer it is, the more lines it may have."""
    lettering = Lettering(ruler, 1.0, block.is_strong)
    around = 2 * PAD + block.indent
    if block.is_upright:
        widest = max(lettering.width(sign) for sign in block.text)
        return Need(*[widest + around] * 4)
    full = max(lettering.width(line) for line in clean(block.text).split("\n"))
    least = min(full, max(min(lettering.longest_piece(block.text), _WIDEST_PIECE), 2.0))
    lines = max(2, math.ceil(math.sqrt(full) / 1.6))
    tight = min(full, max(least, 4.5, full / lines * 1.15))
    easy = max(tight, min(full, _ONE_LINE))
    return Need(least + around, tight + around, easy + around, full + around)


def _share(low: Sequence[float], high: Sequence[float], size: float, room: float) -> tuple[float, ...]:
    return _between([each * size for each in low], [each * size for each in high], room)


def _between(low: Sequence[float], high: Sequence[float], room: float) -> tuple[float, ...]:
    """Every column gets the same more until it has all it wants, so that short texts come first to one line."""
    widths = list(low)
    wanting = [at for at in range(len(low)) if high[at] > low[at]]
    while wanting and (left := room - sum(widths)) > _LITTLE:
        more = min(left / len(wanting), *(high[at] - widths[at] for at in wanting), left)
        for at in wanting:
            widths[at] += more
        wanting = [at for at in wanting if high[at] - widths[at] > _LITTLE]
    stretch = 1.0 if wanting else max(1.0, min(_MOST_STRETCH, room / sum(widths)))
    return tuple(width * stretch for width in widths)


def _bands(needs: Sequence[Need], names: int, size: float, room: float) -> tuple[Band, ...]:
    """The name columns, and as many of the others beside them as fit; each of these once."""
    name_widths = _name_widths(needs[:names], size, room * _MOST_NAMES)
    left = room - sum(name_widths)
    bands: list[list[int]] = [[]]
    taken = 0.0
    for column in range(len(name_widths), len(needs)):
        width = min(needs[column].tight * size, left)
        if bands[-1] and taken + width > left:
            bands.append([])
            taken = 0.0
        bands[-1].append(column)
        taken += width
    return tuple(_band(needs, name_widths, columns, size, left) for columns in bands)


def _name_widths(needs: Sequence[Need], size: float, room: float) -> tuple[float, ...]:
    """Widths of the repeated columns; none are repeated where even squeezed they would leave too little room."""
    least, tight = [need.least for need in needs], [need.tight for need in needs]
    if sum(need.easy for need in needs) * size <= room * _EASY_NAMES:
        return tuple(need.easy * size for need in needs)
    if sum(tight) * size <= room:
        return tuple(each * size for each in tight)
    if sum(least) * size <= room:
        return _share(least, tight, size, room)
    if len(needs) * (1 + 2 * PAD) * size <= room:
        return tuple(room / len(needs) for _ in needs)
    return ()


def _band(
    needs: Sequence[Need], name_widths: tuple[float, ...], columns: Sequence[int], size: float, room: float
) -> Band:
    low = [min(needs[column].tight * size, room) for column in columns]
    high = [min(needs[column].full * size, room) for column in columns]
    widths = _between(low, high, room)
    return Band((*range(len(name_widths)), *columns), (*name_widths, *widths))
