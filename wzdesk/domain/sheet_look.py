"""A sheet as the agency made it: sizes, texts as shown, fonts, colours, edges. Plain values to draw it from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

DEFAULT_WIDTH, DEFAULT_HEIGHT = 64, 20
"""A column and a row of a sheet that says nothing, px at 100 %."""


class Across(Enum):
    """Where a text stands between the left and the right edge of its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Down(Enum):
    """Where a text stands between the top and the bottom edge of its cell."""

    TOP = "top"
    CENTRE = "centre"
    BOTTOM = "bottom"


class Edge(IntEnum):
    """How strong the line at one side of a cell is."""

    NONE = 0
    THIN = 1
    MEDIUM = 2


@dataclass(frozen=True, slots=True)
class Edges:
    """The lines at the four sides of a cell."""

    left: Edge = Edge.NONE
    top: Edge = Edge.NONE
    right: Edge = Edge.NONE
    bottom: Edge = Edge.NONE

    def __bool__(self) -> bool:
        return any((self.left, self.top, self.right, self.bottom))


@dataclass(frozen=True, slots=True)
class CellStyle:
    """Looks that many cells share.

    ``size_pt`` is the size of the font; ``color`` and ``fill`` are ``#RRGGBB``, "" for the usual black and
    for none. ``across`` is None where the kind of the value decides. ``is_stacked``: signs below each other.
    """

    is_bold: bool = False
    is_italic: bool = False
    size_pt: float = 11
    color: str = ""
    fill: str = ""
    across: Across | None = None
    down: Down = Down.BOTTOM
    wraps: bool = False
    is_stacked: bool = False
    indent: int = 0
    edges: Edges = Edges()


PLAIN = CellStyle()


@dataclass(frozen=True, slots=True)
class CellLook:
    """A cell: its text as shown, where the kind of its value puts it, and its looks."""

    text: str = ""
    usual: Across = Across.LEFT
    style: CellStyle = PLAIN
    is_formula: bool = False

    @property
    def across(self) -> Across:
        """Where the text stands."""
        return self.style.across or self.usual


@dataclass(frozen=True, slots=True)
class Block:
    """Cells merged into one, edges included, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetLook:
    """A sheet up to its last text or edge.

    ``widths`` and ``heights`` are px at 100 %, one per column and row, 0 where hidden; cells are keyed by row
    and column from 1. The usual sizes hold for what lies beyond.
    """

    name: str
    widths: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()
    cells: Mapping[tuple[int, int], CellLook] = field(default_factory=dict)
    merges: tuple[Block, ...] = ()
    usual_width: int = DEFAULT_WIDTH
    usual_height: int = DEFAULT_HEIGHT
    has_gridlines: bool = True
    is_cut: bool = False
    """Whether it goes on below or to the right of what is told here."""
