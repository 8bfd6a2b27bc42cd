"""What one indicator's invented figures are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure

YEARS = range(2021, 2025)
"""The years that are told; the one before is made too, for growth, and kept back."""
BEFORE = YEARS.start - 1
WHOLE = 10_000
"""What the shares of all counties add up to, and the index of the city."""

Moment = tuple[int, int]
"""Year and last month of a running total, or of the month at whose end a stock is taken."""
Path = dict[Moment, int]
"""Figures of one region in units of the series' last digit: 622.70 with two digits is 62270."""


class Kind(StrEnum):
    """How the figures of a series come about."""

    FLOW = "flow"
    AVERAGE = "average"
    STOCK = "stock"
    RATE = "rate"
    SUM = "sum"
    QUOTIENT = "quotient"

    @property
    def adds_up(self) -> bool:
        """Whether the city's figure is shared out among its counties."""
        return self in {Kind.FLOW, Kind.STOCK}

    @property
    def is_made_of_parts(self) -> bool:
        """Whether the figures follow from those of other series."""
        return self in {Kind.SUM, Kind.QUOTIENT}


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator: the city's whole years, how a year runs, and the regions that have figures.

    ``levels`` are the city's figures of whole years from the year before the first one told (of a stock from two
    years before), ``growths`` those at comparable prices in tenths of a percent, ``early`` the growth with which
    each year begins. ``season`` holds the share of the year that is reached, or what a rate is of its year's end, in
    thousandths, for each of ``months``. ``shares`` are in ten-thousandths by region: of the city's figure where
    the kind adds up, else an index; ``pattern`` is their name. Figures have ``digits`` decimals.
    """

    indicator: Indicator
    kind: Kind
    digits: int
    season: Mapping[int, int]
    pattern: str
    shares: Mapping[str, int]
    levels: tuple[int, ...]
    growths: tuple[int, ...]
    early: tuple[int, ...]
    parts: tuple[str, ...]
    told: Measure | None

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code
