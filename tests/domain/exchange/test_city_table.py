"""A city's table: zones are in no total and no rank, smaller can be better, and the difference is told."""

from decimal import Decimal

from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.exchange.city_table import CityColumn, CityTable, city_table
from wzdesk.domain.indicator import Accumulation, Direction, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.typed_cell import Column
from wzdesk.reports.city_sheet import lay_out_city

CITY = Region("1", "某市", "某", RegionLevel.CITY, None)
COUNTIES = [Region(f"1{n}", f"县{n}", f"县{n}", RegionLevel.COUNTY, "1") for n in range(3)]
ZONE = Region("1Z", "开发区", "开发区", RegionLevel.ZONE, "11", additive=False)
REGIONS = [CITY, *COUNTIES, ZONE]
FAI = Indicator("FAI", "投资", "亿元")
ENERGY = Indicator("E", "能耗", "%", direction=Direction.DOWN, accumulation=Accumulation.RATIO)
NOW, THEN = Period.to_month(2024, 6), Period.to_month(2023, 6)


def table(told: dict[str, str], then: dict[str, str] | None = None, indicator: Indicator = FAI) -> CityTable:
    figures = {}
    for period, texts in ((NOW, told), (THEN, then or {})):
        for region, text in texts.items():
            key = ObservationKey(region, indicator.code, period, Measure.LEVEL)
            figures[key] = Observation(key, read_cell(text, Column.LEVEL, indicator.unit))
    return city_table(CITY, REGIONS, NOW, THEN, [CityColumn(indicator, Measure.LEVEL)], figures)


def test_that_zones_are_in_no_total_and_no_rank() -> None:
    made = table({"1": "61.0", "10": "10", "11": "20.5", "12": "30", "1Z": "99"})
    column = made.columns[0]
    assert made.total(column) == Decimal("60.5")
    assert made.difference(column) == Decimal("0.5")
    assert [made.rank(region, column) for region in (*COUNTIES, ZONE, CITY)] == [3, 2, 1, None, None]


def test_that_equal_figures_share_a_place_and_smaller_may_be_better() -> None:
    made = table({"10": "3", "11": "3.0", "12": "5"}, {"10": "9", "11": "2", "12": "1"}, ENERGY)
    column = made.columns[0]
    assert [made.rank(region, column) for region in COUNTIES] == [1, 1, 3]
    assert [made.rank_change(region, column) for region in COUNTIES] == [2, 1, -2]
    assert made.total(column) is None


def test_that_a_missing_or_bounded_figure_makes_no_total() -> None:
    for text in ("5以内", "暂无数据"):
        made = table({"1": "61", "10": "10", "11": text, "12": "30"})
        assert made.total(made.columns[0]) is None
        assert made.rank(COUNTIES[1], made.columns[0]) is None


def test_that_totals_ranks_and_differences_are_formulas_over_the_counties_only() -> None:
    made = table({"1": "61.0", "10": "10", "11": "20.5", "12": "30", "1Z": "99"})
    cells = {(cell.row, cell.column): cell for cell in lay_out_city(made).cells}
    assert (cells[8, 1].text, cells[8, 2].text, cells[8, 2].formula) == ("县级合计", "60.5", "SUM(B5:B7)")
    assert (cells[9, 2].text, cells[9, 2].formula) == ("0.5", "B4-B8")
    assert (cells[5, 3].text, cells[5, 3].formula) == ("3", "RANK(B5,$B$5:$B$7,0)")
    assert (cells[10, 1].text, cells[10, 2].text, cells[10, 3].formula) == ("开发区", "99", "")
    assert "（" in cells[10, 2].number_format
