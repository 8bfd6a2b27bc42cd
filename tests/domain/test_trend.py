"""The series behind a row's chart."""

from decimal import Decimal

from tests.domain.plan_tables import CITY, Row, table_of
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Period
from wzdesk.domain.trend import charted_measure, trend_of
from wzdesk.domain.typed_cell import Column


def observed(
    year: Period, text: str, unit: str, measure: Measure = Measure.LEVEL, status: ObsStatus = ObsStatus.NORMAL
) -> Observation:
    column = {Measure.LEVEL: Column.LEVEL, Measure.GROWTH: Column.GROWTH}[measure]
    return Observation(ObservationKey(CITY.code, "X", year, measure), read_cell(text, column, unit), status)


def test_that_the_chart_shows_what_the_target_is_about() -> None:
    growth = table_of([[Row("增长6%左右", "8730.6", "6.9")]])
    level = table_of([[Row("9以上", "9.6", unit="万人")]])
    untold = table_of([[Row("稳步增长", growth="5")]])
    assert charted_measure(growth, growth.plan.items[0].parts[0]) is Measure.GROWTH
    assert charted_measure(level, level.plan.items[0].parts[0]) is Measure.LEVEL
    assert charted_measure(untold, untold.plan.items[0].parts[0]) is Measure.GROWTH


def test_that_what_is_typed_comes_before_what_is_stored() -> None:
    table = table_of([[Row("增长6%左右", growth="6.9")]])
    stored = [
        observed(Period.of_year(2021), "7.7%", "亿元", Measure.GROWTH),
        observed(Period.of_year(2022), "3.7", "亿元", Measure.GROWTH),
        observed(Period.of_year(2023), "1", "亿元", Measure.GROWTH),
        observed(Period.to_month(2023, 6), "5", "亿元", Measure.GROWTH),
        observed(Period.of_year(2020), "3000", "亿元"),
    ]
    trend = trend_of(table, table.plan.items[0].parts[0], stored)
    assert [(point.year, str(point.value)) for point in trend.points] == [
        (2021, "7.7"),
        (2022, "3.7"),
        (2023, "6.9"),
    ]
    assert trend.is_line
    assert (trend.target, trend.target_high, trend.target_words) == (Decimal(6), None, "增长6%左右")


def test_that_figures_in_another_unit_and_words_are_left_out() -> None:
    table = table_of([[Row("198.5(亿美元)", "1878.1(亿元)", unit="亿美元")]])
    stored = [
        observed(Period.of_year(2021), "150", "亿美元"),
        observed(Period.of_year(2022), "暂无数据", "亿美元"),
    ]
    trend = trend_of(table, table.plan.items[0].parts[0], stored)
    assert [point.year for point in trend.points] == [2021]
    assert not trend.is_line


def test_that_doubtful_points_are_marked() -> None:
    table = table_of([[Row("5以内", "5以内", unit="%")]])
    stored = [observed(Period.of_year(2022), "4.9", "%", status=ObsStatus.BREAK)]
    before, now = trend_of(table, table.plan.items[0].parts[0], stored).points
    assert (before.is_break, before.bounded) == (True, False)
    assert (now.is_break, now.bounded) == (False, True)
