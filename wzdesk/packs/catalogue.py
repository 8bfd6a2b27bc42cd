"""Regions, groups, agencies and indicators of a pack."""

from collections.abc import Collection, Iterator
from pathlib import Path

from wzdesk.domain.agency import Agency
from wzdesk.domain.indicator import Accumulation, Direction, Indicator, PriceBasis
from wzdesk.domain.region import Region, RegionGroup, RegionLevel
from wzdesk.domain.text import name_key
from wzdesk.packs.cells import demand, flag, no_circle, once, refer, several, whole, word
from wzdesk.packs.csv_rows import Columns, Row, read_rows
from wzdesk.packs.mistakes import Findings

REGIONS, GROUPS, AGENCIES, INDICATORS = "regions.csv", "groups.csv", "agencies.csv", "indicators.csv"

_REGION_COLUMNS = Columns(("code", "name", "level"), ("short_name", "parent", "additive", "source"))
_GROUP_COLUMNS = Columns(("code", "name", "members"), ("source",))
_AGENCY_COLUMNS = Columns(("code", "name"), ("short_name", "source"))
_INDICATOR_COLUMNS = Columns(
    ("code", "name", "unit", "direction", "accumulation", "price_basis"),
    ("aliases", "decimals", "parent", "lead", "definition", "is_index", "source"),
)
LEVELS = {
    "省": RegionLevel.PROVINCE, "市": RegionLevel.CITY, "县": RegionLevel.COUNTY, "功能区": RegionLevel.ZONE,
}  # fmt: skip
_DIRECTIONS = {"越大越好": Direction.UP, "越小越好": Direction.DOWN, "中性": Direction.NEUTRAL}
ACCUMULATIONS = {
    "累计": Accumulation.YTD, "当期": Accumulation.PERIOD, "期末": Accumulation.STOCK, "比率": Accumulation.RATIO,
}  # fmt: skip
PRICES = {"可比价": PriceBasis.COMPARABLE, "现价": PriceBasis.CURRENT, "无": PriceBasis.NONE}


def read_regions(folder: Path, findings: Findings) -> tuple[Region, ...]:
    """The regions, in the file's order."""
    rows = read_rows(folder, REGIONS, _REGION_COLUMNS, findings)
    codes = {row["code"] for row in rows}
    once(rows, "code")
    once(rows, "name")
    no_circle(rows, "code", "parent")
    for row in rows:
        demand(row, "code", "name", "level")
        refer(row, "parent", [row["parent"]], codes, REGIONS)
    return tuple(_region(row) for row in rows)


def _region(row: Row) -> Region:
    level = word(row, "level", LEVELS, RegionLevel.COUNTY)
    additive = flag(row, "additive", default=level is not RegionLevel.ZONE)
    short_name = row["short_name"] or row["name"]
    return Region(row["code"], row["name"], short_name, level, row["parent"] or None, additive)


def read_groups(folder: Path, findings: Findings, regions: Collection[str]) -> tuple[RegionGroup, ...]:
    """The groups of regions; a pack may have none."""
    rows = read_rows(folder, GROUPS, _GROUP_COLUMNS, findings, required=False)
    once(rows, "code")
    once(rows, "name")
    for row in rows:
        demand(row, "code", "name", "members")
        refer(row, "members", several(row, "members"), regions, REGIONS)
    return tuple(RegionGroup(row["code"], row["name"], several(row, "members")) for row in rows)


def read_agencies(folder: Path, findings: Findings) -> tuple[Agency, ...]:
    """The agencies; a pack may have none."""
    rows = read_rows(folder, AGENCIES, _AGENCY_COLUMNS, findings, required=False)
    once(rows, "code")
    once(rows, "name")
    for row in rows:
        demand(row, "code", "name")
    return tuple(Agency(row["code"], row["name"], row["short_name"] or row["name"]) for row in rows)


def read_indicators(
    folder: Path, findings: Findings, agencies: Collection[str], known: Collection[Indicator] = ()
) -> tuple[Indicator, ...]:
    """The catalogue of indicators; ``known`` are those of the pack that this one extends."""
    rows = read_rows(folder, INDICATORS, _INDICATOR_COLUMNS, findings)
    codes = {row["code"] for row in rows} | {indicator.code for indicator in known}
    once(rows, "code")
    _check_names(rows)
    _check_not_known(rows, known)
    no_circle(rows, "code", "parent")
    for row in rows:
        demand(row, "code", "name", "direction", "accumulation", "price_basis")
        refer(row, "parent", [row["parent"]], codes, INDICATORS)
        refer(row, "lead", [row["lead"]], agencies, AGENCIES)
    return tuple(_indicator(row) for row in rows)


def _indicator(row: Row) -> Indicator:
    return Indicator(
        code=row["code"],
        name=row["name"],
        unit=row["unit"],
        decimals=whole(row, "decimals"),
        direction=word(row, "direction", _DIRECTIONS, Direction.UP),
        accumulation=word(row, "accumulation", ACCUMULATIONS, Accumulation.YTD),
        price_basis=word(row, "price_basis", PRICES, PriceBasis.CURRENT),
        aliases=several(row, "aliases"),
        parent=row["parent"] or None,
        lead=row["lead"] or None,
        definition=row["definition"],
        is_index=flag(row, "is_index"),
    )


def _check_names(rows: list[Row]) -> None:
    """A name or alias names one indicator only, as names are compared (blanks and dashes out)."""
    first: dict[str, Row] = {}
    for row, name in _names(rows):
        owner = first.setdefault(name_key(name), row)
        if owner is not row:
            row.mistake(f"“{name}”已是第{owner.line}行“{owner['name']}”的名称或别名，请改名或删去。")


def _check_not_known(rows: list[Row], known: Collection[Indicator]) -> None:
    codes = {indicator.code for indicator in known}
    named = {name_key(name): one for one in known for name in (one.name, *one.aliases)}
    for row in rows:
        if row["code"] in codes:
            row.mistake(f"“code”一栏的“{row['code']}”在所依据的数据包里已有，请改正或删去这一行。")
    for row, name in _names(rows):
        if owner := named.get(name_key(name)):
            row.mistake(f"“{name}”已是所依据的数据包里“{owner.name}”的名称或别名，请改名或删去。")


def _names(rows: list[Row]) -> Iterator[tuple[Row, str]]:
    for row in rows:
        yield from ((row, name) for name in (row["name"], *several(row, "aliases")) if name)
