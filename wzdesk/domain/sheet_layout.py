"""A sheet to be made, told without a file: which text stands where, in what form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wzdesk.domain.verdict import Verdict


class CellKind(StrEnum):
    """What a cell holds: a figure to calculate with, text, or something we computed."""

    NUMBER = "number"
    TEXT = "text"
    COMPUTED = "computed"


class CellRole(StrEnum):
    """The part a cell plays on the page; its looks follow from it."""

    TITLE = "title"
    LINE = "line"
    HEADER = "header"
    BODY = "body"
    NOTE = "note"


class Align(StrEnum):
    """Where a text stands in its cell."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell at ``row``, ``column`` (from 1), over ``rows`` x ``columns`` cells where it is merged.

    ``number_format`` is wanted for numbers only; it shows every digit of ``text`` and no more. Where a sheet stores
    more than it shows, ``exact`` is the number; ``formula`` (without its =) is what works it out again in the sheet.
    """

    row: int
    column: int
    text: str
    role: CellRole = CellRole.BODY
    kind: CellKind = CellKind.TEXT
    align: Align = Align.CENTRE
    indent: int = 0
    rows: int = 1
    columns: int = 1
    number_format: str = ""
    verdict: Verdict | None = None
    exact: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A page of one table.

    ``widths`` are characters of the default font, one per column; ``heights`` points by row.
    ``header_rows`` are the first and the last row that every printed page repeats, ``frozen_columns``
    the columns at the left that stay in sight. ``mark`` stands at the top of every printed page.
    """

    name: str
    cells: tuple[SheetCell, ...]
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    header_rows: tuple[int, int]
    frozen_columns: int = 0
    is_landscape: bool = True
    mark: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
