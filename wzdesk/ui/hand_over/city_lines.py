"""A city's table as lines of texts: its own figures, the counties with ranks, their sum and the difference, the zones."""

from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.exchange.city_table import CityColumn, CityTable
from wzdesk.domain.observation import Measure
from wzdesk.domain.region import Region
from wzdesk.domain.units import plain

SUM, DIFFERENCE = "县级合计", "全市减县级合计"
RANK = "位次"


@dataclass(frozen=True, slots=True)
class CityLine:
    """A row: name and figures; ``is_calculated`` where no office reported it."""

    texts: tuple[str, ...]
    is_calculated: bool = False
    is_zone: bool = False


def heads_of(table: CityTable) -> tuple[str, ...]:
    """The heads over the figures: name and unit, then the rank."""
    heads: list[str] = []
    for column in table.columns:
        unit = column.indicator.unit if column.measure is Measure.LEVEL else "%"
        heads += [f"{column.indicator.name}\n{unit}", RANK]
    return tuple(heads)


def names_of(table: CityTable) -> list[CityLine]:
    """What stands in front of the rows."""
    zones = [CityLine((one.short_name,), is_zone=True) for one in table.zones]
    own = [CityLine((one.name,)) for one in (table.city, *table.counties)]
    return [*own, CityLine((SUM,), is_calculated=True), CityLine((DIFFERENCE,), is_calculated=True), *zones]


def lines_of(table: CityTable) -> list[CityLine]:
    """The figures in the same rows."""
    own = [_region(table, one) for one in (table.city, *table.counties)]
    sums = [
        CityLine(_calculated([table.total(one) for one in table.columns]), is_calculated=True),
        CityLine(_calculated([table.difference(one) for one in table.columns]), is_calculated=True),
    ]
    return [*own, *sums, *(_region(table, one) for one in table.zones)]


def _region(table: CityTable, region: Region) -> CityLine:
    is_zone = region in table.zones
    texts: list[str] = []
    for column in table.columns:
        found = table.observation(region, column)
        text = found.quantity.text if found else ""
        texts += [f"（{text}）" if is_zone and text else text, _rank(table, region, column)]
    return CityLine(tuple(texts), is_zone=is_zone)


def _rank(table: CityTable, region: Region, column: CityColumn) -> str:
    """3 ↑2: the place, and how many it went up since the period before."""
    rank, change = table.rank(region, column), table.rank_change(region, column)
    if rank is None:
        return ""
    arrow = f" ↑{change}" if change and change > 0 else f" ↓{-change}" if change else ""
    return f"{rank}{arrow}"


def _calculated(values: list[Decimal | None]) -> tuple[str, ...]:
    return tuple(text for value in values for text in ("" if value is None else plain(value), ""))
