"""Along one line: year-to-date never falls, months are differences, growth and change agree with the levels."""

import pytest

from tests.domain.checks.memory import cell, codes, figures_of, found, observed, wenzhou_book
from wzdesk.domain.observation import ObsStatus

YTD = {"JOBS 2023-01/04": "0.40", "JOBS 2023-01/05": "0.55"}


def test_that_a_cumulative_figure_may_not_fall() -> None:
    (finding,) = found({**YTD, "JOBS 2023-01/06": "0.51"}, "JOBS 2023-01/06")
    assert finding.rule.code == "YTD_RISES"
    assert finding.cells == (cell("JOBS 2023-01/06"), cell("JOBS 2023-01/05"))
    assert "2023年1—6月累计 0.51 万人，比2023年1—5月累计 0.55 万人 还少 0.04 万人" in finding.sentence


def test_that_an_edit_of_an_earlier_month_finds_the_later_one() -> None:
    figures = {"JOBS 2023-01/04": "0.40", "JOBS 2023-01/05": "0.55", "JOBS 2023": "0.52"}
    assert [each.key for each in found(figures, "JOBS 2023-01/05")] == [cell("JOBS 2023")]


def test_that_the_year_starts_anew_and_rounding_is_no_fall() -> None:
    assert found({"JOBS 2022-01/12": "1.20", "JOBS 2023-01/02": "0.10"}) == []
    assert found({"JOBS 2023-01/05": "0.55", "JOBS 2023-01/06": "0.5"}) == []


@pytest.mark.parametrize(
    ("status", "note"),
    ((ObsStatus.BREAK, ""), (ObsStatus.NORMAL, "核减上月多报"), (ObsStatus.NORMAL, "留抵退税")),
)
def test_that_a_correction_may_fall(status: ObsStatus, note: str) -> None:
    figures = figures_of(YTD)
    key = cell("JOBS 2023-01/06")
    figures.put(observed(key, "0.51", status=status, note=note))
    assert wenzhou_book().findings_for([key], figures).findings == ()


def test_that_an_estimate_may_be_followed_by_less() -> None:
    figures = figures_of({"JOBS 2023-01/06": "0.51"})
    figures.put(observed(cell("JOBS 2023-01/05"), "0.55", status=ObsStatus.ESTIMATED))
    assert wenzhou_book().findings_for(figures.cells(), figures).findings == ()


@pytest.mark.parametrize("edited", ("JOBS 2023-05", "JOBS 2023-01/05", "JOBS 2023-01/04"))
def test_that_a_month_is_the_difference_of_two_cumulative_figures(edited: str) -> None:
    assert found({**YTD, "JOBS 2023-05": "0.15"}) == []
    (finding,) = found({**YTD, "JOBS 2023-05": "0.25"}, edited)
    assert (finding.rule.code, finding.key) == ("MONTH_IS_DIFFERENCE", cell("JOBS 2023-05"))
    assert "是 0.15 万人" in finding.sentence


def test_that_a_quarter_and_the_second_half_are_differences_too() -> None:
    figures = {"JOBS 2023-01/06": "0.50", "JOBS 2023-01/09": "0.80", "JOBS 2023-01/12": "1.00"}
    assert codes(found({**figures, "JOBS 2023-Q3": "0.33"})) == ["MONTH_IS_DIFFERENCE"]
    assert codes(found({**figures, "JOBS 2023-H2": "0.55"})) == ["MONTH_IS_DIFFERENCE"]
    assert found({**figures, "JOBS 2023-Q3": "0.30", "JOBS 2023-H2": "0.50"}) == []


CURRENT = {"RETAIL 2022-01/06": "200.0", "RETAIL 2023-01/06": "216.0"}


@pytest.mark.parametrize("edited", ("RETAIL 2022-01/06", "RETAIL 2023-01/06", "RETAIL 2023-01/06 growth"))
def test_that_growth_at_current_prices_agrees_with_the_levels(edited: str) -> None:
    (finding,) = found({**CURRENT, "RETAIL 2023-01/06 growth": "9.2"}, edited)
    assert (finding.rule.code, finding.key) == ("GROWTH_FITS_LEVELS", cell("RETAIL 2023-01/06 growth"))
    assert "算出来是 8.0%，差 1.2 个百分点" in finding.sentence
    assert found({**CURRENT, "RETAIL 2023-01/06 growth": "8.1"}, edited) == []


def test_that_growth_at_comparable_prices_is_not_computed() -> None:
    # Design §3: GDP 2021 grew by 7.7 %, while 7585 over 6871 gives 10.4 %.
    assert found({"GDP 2020": "6871", "GDP 2021": "7585", "GDP 2021 growth": "7.7"}) == []


def test_that_growth_on_a_changed_definition_is_not_computed() -> None:
    figures = figures_of(CURRENT)
    key = cell("RETAIL 2023-01/06 growth")
    figures.put(observed(key, "9.2", note="按同口径计算"))
    assert wenzhou_book().findings_for([key], figures).findings == ()


def test_that_a_change_is_the_difference_of_the_levels() -> None:
    levels = {"URBAN_RATE 2022": "73.7", "URBAN_RATE 2023": "74.1"}
    assert found({**levels, "URBAN_RATE 2023 change": "0.4个百分点"}) == []
    assert codes(found({**levels, "URBAN_RATE 2023 change": "-0.4个百分点"})) == ["CHANGE_FITS_LEVELS"]
    ratios = {"INCOME_RATIO 2022": "1.91", "INCOME_RATIO 2023": "1.87"}
    assert found({**ratios, "INCOME_RATIO 2023 change": "缩小0.04个点"}) == []
    assert codes(found({**ratios, "INCOME_RATIO 2023 change": "提高0.4个点"})) == ["CHANGE_FITS_LEVELS"]
