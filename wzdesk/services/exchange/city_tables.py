"""A city's table of regions by indicators, on the screen and as a workbook with live formulas."""

from collections.abc import Sequence
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.observations import stored_observations
from wzdesk.db.plan_tables import read_file_info, read_indicators, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.city_table import CityColumn, CityTable, city_table
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.region import RegionLevel
from wzdesk.reports.city_sheet import lay_out_city


def read_city_table(
    store: Store,
    period: Period,
    columns: Sequence[tuple[str, Measure]],
    *,
    city: str = "",
    before: Period | None = None,
) -> CityTable:
    """The table of a city, by default that of the file, for indicators (codes) and measures.

    Ranks are compared with ``before``, by default the same period last year.

    Raises:
        Refused: there is no such indicator, or the region has no counties.
    """
    earlier = before or period.year_before
    with store.reading() as session:
        execute = execute_of(session)
        regions, info = read_regions(execute), read_file_info(execute)
        indicators = {one.code: one for one in read_indicators(execute)}
        unknown = [code for code, _ in columns if code not in indicators]
        if unknown:
            raise Refused(f"数据文件里没有指标“{unknown[0]}”，没有做成表。")
        wanted = [CityColumn(indicators[code], measure) for code, measure in columns]
        keys = [
            ObservationKey(region.code, one.indicator.code, its, one.measure)
            for region in regions
            for one in wanted
            for its in (period, earlier)
        ]
        figures = stored_observations(execute, keys)
    named = {one.code: one for one in regions}
    its_city = named.get(city or info.home)
    if its_city is not None and its_city.level is not RegionLevel.CITY and its_city.parent in named:
        its_city = named[its_city.parent]
    if its_city is None or not any(one.parent == its_city.code and one.additive for one in regions):
        raise Refused("这个地区下面没有县（市、区），没有做成表。")
    return city_table(its_city, regions, period, earlier, wanted, figures, is_demo=info.is_demo)


def write_city_table(table: CityTable, path: Path) -> None:
    """Write the table as a workbook whose totals, ranks and differences are formulas.

    Raises:
        CannotWrite: the folder or the disk is at fault.
    """
    from wzdesk.excel.write.sheet import write_sheet

    write_sheet(lay_out_city(table), path)
