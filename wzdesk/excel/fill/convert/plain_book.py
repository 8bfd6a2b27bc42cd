"""A workbook as plain values: what the readers of older formats give and the writer of ``.xlsx`` takes.

Rows and columns count from 1. A look is the place of a ``Look`` in the book's list; 0 is the book's own.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from wzdesk.excel.read.book import Range


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in a cell: ``#DIV/0!``."""

    code: str


PlainValue = float | str | bool | Fault | None


@dataclass(frozen=True, slots=True)
class Font:
    """How signs are drawn; colours are ``RRGGBB`` or "" for automatic."""

    name: str = "宋体"
    points: float = 12
    bold: bool = False
    italic: bool = False
    struck: bool = False
    underline: str = ""
    raised: str = ""
    color: str = ""
    charset: int | None = None
    family: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a cell's border; no style is no line."""

    style: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Borders:
    """All sides; the diagonal runs up, down or both ways."""

    left: Edge = Edge()
    right: Edge = Edge()
    top: Edge = Edge()
    bottom: Edge = Edge()
    diagonal: Edge = Edge()
    runs_up: bool = False
    runs_down: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """The fill: a pattern in one colour upon another."""

    pattern: str = ""
    color: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the content stands; empty words are the usual place."""

    horizontal: str = ""
    vertical: str = ""
    wraps: bool = False
    shrinks: bool = False
    indent: int = 0
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; ``format_id`` names a built-in number format that each language words its own way."""

    format: str = "General"
    format_id: int = 0
    font: Font = Font()
    ground: Ground = Ground()
    borders: Borders = Borders()
    alignment: Alignment = Alignment()
    is_locked: bool = True
    hides_formula: bool = False


class PlainCell(NamedTuple):
    """A cell; with a formula ``value`` is its stored result. Dates are numbers whose format shows a date.

    ``runs`` are the places in a text from which on another font than before draws it.
    """

    value: PlainValue
    look: int = 0
    formula: str = ""
    runs: tuple[tuple[int, Font], ...] = ()


@dataclass(slots=True)
class PlainRow:
    """One row; ``height`` in points, which follows what stands in the row unless it is fixed."""

    cells: dict[int, PlainCell] = field(default_factory=dict)
    height: float | None = None
    is_hidden: bool = False
    look: int = 0
    is_fixed: bool = True


class PlainColumn(NamedTuple):
    """Columns that share a width, in signs of the book's own font."""

    first: int
    last: int
    width: float | None = None
    is_hidden: bool = False
    look: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is printed; margins in inches: left, right, top, bottom, header, footer."""

    is_landscape: bool | None = None
    paper: int | None = None
    scale: int | None = None
    fits: tuple[int, int] | None = None
    margins: tuple[float, float, float, float, float, float] = (0.7, 0.7, 0.75, 0.75, 0.3, 0.3)
    header: str = ""
    footer: str = ""
    is_centred_across: bool = False
    is_centred_down: bool = False
    row_breaks: tuple[int, ...] = ()
    area: tuple[Range, ...] = ()
    title_rows: tuple[int, int] | None = None
    title_columns: tuple[int, int] | None = None


@dataclass(slots=True)
class PlainSheet:
    """One sheet; ``state`` is ``visible``, ``hidden`` or ``veryHidden``, ``frozen`` rows and columns."""

    name: str
    rows: dict[int, PlainRow] = field(default_factory=dict)
    columns: list[PlainColumn] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    state: str = "visible"
    frozen: tuple[int, int] = (0, 0)
    shows_grid: bool = True
    default_width: float | None = None
    default_height: float | None = None
    page: Page = Page()


@dataclass(slots=True)
class PlainBook:
    """Sheets in order and the looks they use.

    ``losses`` are kinds of things not carried over, in words for the user; ``given_up`` counts the formulas
    that became their results, None where nobody counted.
    """

    sheets: list[PlainSheet]
    looks: list[Look]
    is_1904: bool = False
    losses: tuple[str, ...] = ()
    given_up: int | None = 0
