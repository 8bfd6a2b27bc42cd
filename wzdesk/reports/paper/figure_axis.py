"""Figures of a column under one another: whole parts end at an axis, decimals begin there."""

from collections.abc import Iterable
from dataclasses import dataclass

from wzdesk.domain.number_pieces import is_dash, number_pieces
from wzdesk.reports.paper.blocks import Block
from wzdesk.reports.paper.lettering import Lettering, clean

_WIDEST = 9.0
"""Ems on one side of the axis; what is wider is set as words are."""


@dataclass(frozen=True, slots=True)
class FigureAxis:
    """Room that the figures of a column need before and behind their axis, in points."""

    before: float = 0.0
    behind: float = 0.0

    @property
    def width(self) -> float:
        """Both sides."""
        return self.before + self.behind


def figure_sides(block: Block) -> tuple[str, str] | None:
    """A figure's text before and behind the axis; None where it is words."""
    text = clean(block.text).strip()
    if not block.is_figure or not text or "\n" in text:
        return None
    if is_dash(text):
        return text, ""
    found = number_pieces(text)
    return (found.lead + found.whole, found.digits + found.tail) if found else None


def axis_of(blocks: Iterable[Block], lettering: Lettering) -> FigureAxis:
    """The axis of the figures among the blocks of a column."""
    before = behind = 0.0
    for block in blocks:
        if (sides := figure_sides(block)) and stands_on_axis(sides, lettering):
            before = max(before, lettering.width(sides[0]))
            behind = max(behind, lettering.width(sides[1]))
    return FigureAxis(before, behind)


def stands_on_axis(sides: tuple[str, str], lettering: Lettering) -> bool:
    """Whether a figure is short enough not to push the others of its column aside."""
    return max(lettering.width(side) for side in sides) <= _WIDEST * lettering.size
