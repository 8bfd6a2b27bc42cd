"""Ranges, empty cells, pairs, one number told twice: each finding names its cell and says why."""

import pytest

from tests.domain.checks.memory import cell, codes, found
from wzdesk.domain.checks.rule import Severity


@pytest.mark.parametrize(
    ("words", "text", "code"),
    (
        ("URBAN_RATE 2023", "741", "SHARE_RANGE"),
        ("URBAN_RATE 2023", "-74.1", "SHARE_RANGE"),
        ("FAI 2023-01/06", "-12.3", "NOT_NEGATIVE"),
        ("FAI 2023-01/06 growth", "-120", "GROWTH_FLOOR"),
        ("FAI 2023-01/06 growth", "850", "GROWTH_HIGH"),
        ("INCOME_RATIO 2023", "0.53", "INCOME_RATIO_RANGE"),
        ("CPI_RISE 2023", "100.5", "CPI_RANGE"),
        ("ENERGY_CUT 2023", "155", "REDUCTION_RANGE"),
    ),
)
def test_that_a_figure_out_of_its_range_is_found(words: str, text: str, code: str) -> None:
    findings = found({words: text})
    assert [(each.rule.code, each.key) for each in findings] == [(code, cell(words))]


@pytest.mark.parametrize(
    ("words", "text"),
    (
        ("URBAN_RATE 2023", "100"),
        ("URBAN_RATE 2023", "0"),
        ("FAI 2023-01/06", "0"),
        ("FAI 2023-01/06 growth", "-100"),
        ("CPI_RISE 2023", "-0.3"),
        ("UNEMPLOYMENT 2023", "5以内"),
        ("FAI 2023", "—"),
        ("GRAIN_CAPACITY 2023", "暂无数据"),
    ),
)
def test_that_the_ends_of_a_range_and_what_is_no_number_pass(words: str, text: str) -> None:
    assert found({words: text}) == []


def test_that_a_share_out_of_range_blocks_and_says_the_value() -> None:
    (finding,) = found({"URBAN_RATE 2023": "741"})
    assert finding.severity is Severity.FATAL
    assert finding.sentence == "常住人口城镇化率2023年填了 741%，占比应在 0—100% 之间；请改正"


def test_that_a_cell_filled_last_year_may_not_be_empty_this_year() -> None:
    findings = found({"JOBS 2022-01/06": "0.5"}, "JOBS 2023-01/06")
    assert [(each.rule.code, each.key) for each in findings] == [("REQUIRED", cell("JOBS 2023-01/06"))]
    assert found({}, "JOBS 2023-01/06") == []


@pytest.mark.parametrize("text", ("0", "—", "暂无数据", "0.6"))
def test_that_an_answer_of_any_kind_fills_a_cell(text: str) -> None:
    assert found({"JOBS 2022-01/06": "0.5", "JOBS 2023-01/06": text}, "JOBS 2023-01/06") == []


def test_that_level_and_growth_go_together_where_they_usually_do() -> None:
    usual = {"FAI 2023-01/05": "40.0", "FAI 2023-01/05 growth": "8.1", "FAI 2023-01/06": "50.0"}
    (finding,) = found(usual)
    assert finding.rule.code == "PAIRED"
    assert finding.key == cell("FAI 2023-01/06 growth")
    assert finding.others == (cell("FAI 2023-01/06"),)
    other_way = {**usual, "FAI 2023-01/06 growth": "8.0"}
    del other_way["FAI 2023-01/06"]
    assert [each.key for each in found(other_way)] == [cell("FAI 2023-01/06")]
    assert found({"FAI 2023-01/05": "40.0", "FAI 2023-01/06": "50.0"}) == []


def test_that_a_level_that_is_not_published_needs_no_number_beside_growth() -> None:
    assert found({"FAI 2022": "—", "FAI 2022 growth": "6.1", "FAI 2023": "—", "FAI 2023 growth": "7.4"}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    (("2023", "2023-01/12"), ("2023-H1", "2023-01/06"), ("2023-Q1", "2023-01/03")),
)
def test_that_one_number_told_twice_is_told_alike(one: str, other: str) -> None:
    (finding,) = found({f"RETAIL {one}": "425.7", f"RETAIL {other}": "427.5"}, f"RETAIL {other}")
    assert finding.rule.code == "SAME_MONTHS"
    assert set(finding.cells) == {cell(f"RETAIL {one}"), cell(f"RETAIL {other}")}
    assert found({f"RETAIL {one}": "425.7", f"RETAIL {other}": "425.74"}) == []


def test_that_a_total_of_several_years_is_not_checked() -> None:
    assert codes(found({"JOBS 2016/2020 change": "[-62]", "URBAN_RATE 2016/2020 change": "[300]"})) == []
