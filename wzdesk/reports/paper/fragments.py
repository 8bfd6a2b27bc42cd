"""The piece of a block that stands on one page, with its text broken into lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wzdesk.domain.sheet_layout import Align
from wzdesk.reports.paper.blocks import Block
from wzdesk.reports.paper.column_fit import PAD, Band
from wzdesk.reports.paper.figure_axis import FigureAxis, figure_sides, stands_on_axis
from wzdesk.reports.paper.lettering import LINE, Lettering, Ruler

EDGE = 0.28
"""Ems between the lines of a text and the line above or below."""
LEAST_HEIGHT = 1.85
"""Ems of a row with one line of text."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A block within a band: ``start`` to ``end`` are positions of the band.

    ``indent`` is in points; ``sides`` of a figure stand at its column's axis.
    """

    block: Block
    start: int
    end: int
    lines: tuple[str, ...]
    indent: float = 0.0
    sides: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Typeface and size of a table's cells."""

    ruler: Ruler
    size: float

    def lettering(self, block: Block) -> Lettering:
        """The letters of a block."""
        return Lettering(self.ruler, self.size, block.is_strong)

    @property
    def pad(self) -> float:
        """Points between a text and the line beside it."""
        return PAD * self.size

    def height_of(self, lines: int) -> float:
        """Points that so many lines need."""
        return max(LEAST_HEIGHT, lines * LINE + 2 * EDGE) * self.size

    def lines_within(self, height: float) -> int:
        """How many lines stand in a height; at least one."""
        return max(1, int((height / self.size - 2 * EDGE) / LINE + 1e-6))


def fragments_of(
    blocks: Iterable[Block], band: Band, setting: Setting, axes: Sequence[FigureAxis]
) -> tuple[Fragment, ...]:
    """The blocks as they stand in a band; a block over columns of two bands stands in both."""
    return tuple(_fragments(blocks, band, setting, axes))


def _fragments(
    blocks: Iterable[Block], band: Band, setting: Setting, axes: Sequence[FigureAxis]
) -> Iterator[Fragment]:
    place = {column: at for at, column in enumerate(band.columns)}
    for block in blocks:
        inside = [place[column] for column in range(block.left, block.right) if column in place]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        room = sum(band.widths[start:end]) - 2 * setting.pad
        letters = setting.lettering(block)
        sides = figure_sides(block) if block.right - block.left == 1 else None
        if sides and stands_on_axis(sides, letters) and axes[block.left].width <= room + 0.01:
            yield Fragment(block, start, end, ("".join(sides),), sides=sides)
        else:
            indent = min(block.indent * setting.size, max(0.0, room - 2 * setting.size))
            broken = letters.balanced_lines if block.align is Align.CENTRE else letters.break_lines
            yield Fragment(block, start, end, broken(block.text, room - indent), indent)
