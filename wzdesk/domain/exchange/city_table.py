"""Regions by indicators for a city: totals, ranks, and the city's own figure against the sum of its counties.

Functional zones lie inside counties: their figures stand in brackets, and are in no total and no rank (design.md §3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.import_checks import is_percent
from wzdesk.domain.indicator import Accumulation, Direction, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.quantity import Op
from wzdesk.domain.region import Region, RegionLevel


@dataclass(frozen=True, slots=True)
class CityColumn:
    """One indicator and measure of the table."""

    indicator: Indicator
    measure: Measure

    @property
    def adds_up(self) -> bool:
        """Whether the counties' figures can be summed: amounts, also those whose city figure is worked out apart (GDP)."""
        indicator = self.indicator
        is_amount = indicator.accumulation is not Accumulation.RATIO and not indicator.is_index
        return self.measure is Measure.LEVEL and is_amount and not is_percent(indicator.unit)


@dataclass(frozen=True, slots=True)
class CityTable:
    """The figures of a city's regions for a period, and those of the period that ranks are compared with."""

    city: Region
    counties: tuple[Region, ...]
    zones: tuple[Region, ...]
    period: Period
    before: Period
    columns: tuple[CityColumn, ...]
    figures: Mapping[ObservationKey, Observation]
    is_demo: bool = False

    def observation(
        self, region: Region, column: CityColumn, period: Period | None = None
    ) -> Observation | None:
        """The figure of a region."""
        key = ObservationKey(region.code, column.indicator.code, period or self.period, column.measure)
        return self.figures.get(key)

    def value(self, region: Region, column: CityColumn, period: Period | None = None) -> Decimal | None:
        """A plain number to calculate with; None for a bound, an approximation, or words."""
        found = self.observation(region, column, period)
        if found is None or found.quantity.op is not Op.AT or found.quantity.also:
            return None
        return found.quantity.value

    def total(self, column: CityColumn) -> Decimal | None:
        """The sum of the counties; None where they do not add up, or one is missing."""
        values = [self.value(region, column) for region in self.counties]
        if not column.adds_up or not values or None in values:
            return None
        return sum((value for value in values if value is not None), Decimal())

    def difference(self, column: CityColumn) -> Decimal | None:
        """The city's own figure less the sum of its counties."""
        own, total = self.value(self.city, column), self.total(column)
        return None if own is None or total is None else own - total

    def rank(self, region: Region, column: CityColumn, period: Period | None = None) -> int | None:
        """The place among the counties, best first; equal figures share a place. None for zones and without a figure."""
        own = self.value(region, column, period)
        if own is None or region not in self.counties:
            return None
        sign = -1 if column.indicator.direction is Direction.DOWN else 1
        others = (self.value(other, column, period) for other in self.counties)
        return 1 + sum(sign * value > sign * own for value in others if value is not None)

    def rank_change(self, region: Region, column: CityColumn) -> int | None:
        """How many places a region went up (down is negative) since the period before."""
        now, then = self.rank(region, column), self.rank(region, column, self.before)
        return None if now is None or then is None else then - now


def city_table(
    city: Region,
    regions: Sequence[Region],
    period: Period,
    before: Period,
    columns: Sequence[CityColumn],
    figures: Mapping[ObservationKey, Observation],
    *,
    is_demo: bool = False,
) -> CityTable:
    """The table of a city from all regions of a data file."""
    inside = [one for one in regions if one.parent == city.code]
    counties = {one.code for one in inside if one.additive}
    zones = [
        one
        for one in regions
        if one.level is RegionLevel.ZONE and (one.parent == city.code or one.parent in counties)
    ]
    return CityTable(
        city,
        tuple(one for one in inside if one.additive),
        tuple(zones),
        period,
        before,
        tuple(columns),
        figures,
        is_demo,
    )
