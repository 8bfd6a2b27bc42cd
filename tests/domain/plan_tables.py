"""Small plan tables made of texts, as a person would type them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wzdesk.domain.assess import assess_item
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.indicator import Direction, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.plan import Nature, Plan, PlanItem, PlanPart
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Assessment, Override

CITY = Region("330300", "温州市", "温州", RegionLevel.CITY, "330000")
PROVINCE = Region("330000", "浙江省", "浙江", RegionLevel.PROVINCE, None)
COLUMNS = {
    Column.LEVEL: Measure.LEVEL,
    Column.GROWTH: Measure.GROWTH,
    Column.CHANGE: Measure.CHANGE,
}


@dataclass(frozen=True)
class Row:
    """One row of an annual plan: the target and the actuals as texts."""

    target: str
    level: str = ""
    growth: str = ""
    change: str = ""
    unit: str = "亿元"
    direction: Direction = Direction.UP
    nature: Nature | None = None
    base: str = ""
    is_index: bool = False
    code: str = "X"
    name: str = "指标"
    aliases: tuple[str, ...] = ()
    last_year: Mapping[Measure, str] = field(default_factory=dict)
    province: Mapping[Measure, str] = field(default_factory=dict)


def table_of(
    items: Sequence[Sequence[Row]],
    *,
    growth_first: bool = True,
    overrides: Mapping[str, Override] | None = None,
    year: int = 2023,
) -> PlanTable:
    """An annual plan with one item for each group of rows, numbered from 1."""
    rows = [row for group in items for row in group]
    plan_items = tuple(
        PlanItem(str(number), group[0].name, "", tuple(_part(row) for row in group))
        for number, group in enumerate(items, 1)
    )
    observations = {one.key: one for row in rows for one in _observations(row, year)}
    indicators = {
        row.code: Indicator(
            row.code, row.name, row.unit, direction=row.direction, aliases=row.aliases, is_index=row.is_index
        )
        for row in rows
    }
    plan = Plan("2023", "计划", CITY.code, year, year, plan_items, growth_first=growth_first)
    return PlanTable(plan, CITY, indicators, observations, overrides or {}, (PROVINCE,))


def assessed(*rows: Row, growth_first: bool = True) -> Assessment:
    """The assessment of one item with these rows as its parts."""
    table = table_of([rows], growth_first=growth_first)
    return assess_item(table, table.plan.items[0])


def _part(row: Row) -> PlanPart:
    return PlanPart(row.code, row.unit, row.target, base=row.base, name=row.name, nature=row.nature)


def _observations(row: Row, year: int) -> list[Observation]:
    texts = {Column.LEVEL: row.level, Column.GROWTH: row.growth, Column.CHANGE: row.change}
    found = [_observation(row, CITY, year, column, text) for column, text in texts.items() if text]
    columns = {measure: column for column, measure in COLUMNS.items()}
    found += [_observation(row, CITY, year - 1, columns[m], text) for m, text in row.last_year.items()]
    found += [_observation(row, PROVINCE, year, columns[m], text) for m, text in row.province.items()]
    return found


def _observation(row: Row, region: Region, year: int, column: Column, text: str) -> Observation:
    key = ObservationKey(region.code, row.code, Period.of_year(year), COLUMNS[column])
    return Observation(key, read_cell(text, column, row.unit))
