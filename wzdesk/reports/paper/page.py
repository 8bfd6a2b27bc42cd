"""A page as it will be drawn: texts and lines at their places, in points from its upper left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of text; ``width`` is what it takes from ``left`` on."""

    text: str
    left: float
    baseline: float
    size: float
    width: float
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A straight line, level or upright; ``weight`` is its thickness."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``rows`` are the sheet rows of the body and ``columns`` the sheet columns that stand on it."""

    texts: tuple[PlacedText, ...]
    lines: tuple[PlacedLine, ...]
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
