"""Indicators and the properties that rule how their figures are read and judged."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which side of a figure is good."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Accumulation(StrEnum):
    """How the figures of periods add up (累计方式)."""

    YTD = "ytd"
    PERIOD = "period"
    STOCK = "stock"
    RATIO = "ratio"


class PriceBasis(StrEnum):
    """Price basis of a growth figure (价格口径)."""

    COMPARABLE = "comparable"
    CURRENT = "current"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the catalogue.

    ``is_index`` marks figures with last year = 100 (judged on value - 100). ``parent`` is the code of
    the indicator of which this one is a ``#``/其中 part. ``lead`` is an agency code.
    """

    code: str
    name: str
    unit: str
    decimals: int | None = None
    direction: Direction = Direction.UP
    accumulation: Accumulation = Accumulation.YTD
    price_basis: PriceBasis = PriceBasis.CURRENT
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    lead: str | None = None
    definition: str = ""
    is_index: bool = False
