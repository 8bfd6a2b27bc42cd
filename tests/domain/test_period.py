"""Periods: the texts and codes of design §3, neighbours, and the same period last year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.period import Frequency, Period, period_of_code, read_period

TEXTS = [
    ("1-2月", "2023-01/02"),
    ("1—6月", "2023-01/06"),
    ("1—11月", "2023-01/11"),
    ("1－9月", "2023-01/09"),
    ("1～9月", "2023-01/09"),
    ("1至9月", "2023-01/09"),
    ("1月至9月", "2023-01/09"),
    ("一至九月", "2023-01/09"),
    ("1-12月", "2023-01/12"),
    ("1—9月份累计", "2023-01/09"),
    ("前三季度", "2023-01/09"),
    ("前3季度", "2023-01/09"),
    ("前两个季度", "2023-01/06"),
    ("前9个月", "2023-01/09"),
    ("9月累计", "2023-01/09"),
    ("9月", "2023-09"),
    ("9月份", "2023-09"),
    ("９月", "2023-09"),
    ("十二月", "2023-12"),
    ("9月当月", "2023-09"),
    ("上半年", "2023-H1"),
    ("下半年", "2023-H2"),
    ("一季度", "2023-Q1"),
    ("第四季度", "2023-Q4"),
    ("Q2", "2023-Q2"),
    ("全年", "2023"),
    ("年度", "2023"),
    ("2023年", "2023"),
    ("2022年", "2022"),
    ("2023年1-11月", "2023-01/11"),
    ("2024年1—9月", "2024-01/09"),
    ("2022年上半年", "2022-H1"),
    ("2022 年 一 季 度", "2022-Q1"),
    ("2022年度", "2022"),
    ("2022年全年", "2022"),
    ("2022年9月", "2022-09"),
    ("“十四五”", "2021/2025"),
    ("十四五", "2021/2025"),
    ("“十三五”时期", "2016/2020"),
    ("“十五五”", "2026/2030"),
    ("2021—2025年", "2021/2025"),
    ("2016-2020", "2016/2020"),
    ("2023", "2023"),
    ("2023-H1", "2023-H1"),
    ("2023-Q2", "2023-Q2"),
    ("2023-06", "2023-06"),
    ("2023-01/06", "2023-01/06"),
    ("13fyp", "2016/2020"),
    ("14fyp", "2021/2025"),
]
NO_PERIODS = [
    "",
    " ",
    "月",
    "13月",
    "0月",
    "1-13月",
    "第五季度",
    "2023-13",
    "2023-00",
    "2023-Q5",
    "2023-H3",
    "2025-2021年",
    "0000",
    "见备注",
    "前五季度",
    "零月",
    "一百月",
    "2023-1",
    "25-26",
    "x" * 5000,
]
MONTHS = st.builds(lambda year, month: (year, month), st.integers(1900, 2200), st.integers(1, 12))
PERIODS = st.one_of(
    st.builds(Period.of_year, st.integers(1900, 2200)),
    st.builds(lambda first, more: Period.of_years(first, first + more), st.integers(1900, 2200), st.integers(1, 9)),
    st.builds(Period.of_half, st.integers(1900, 2200), st.integers(1, 2)),
    st.builds(Period.of_quarter, st.integers(1900, 2200), st.integers(1, 4)),
    MONTHS.map(lambda at: Period.of_month(*at)),
    MONTHS.map(lambda at: Period.to_month(*at)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_that_an_offices_words_name_a_period(text: str, code: str) -> None:
    found = read_period(text, 2023)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", NO_PERIODS)
def test_that_other_words_name_none(text: str) -> None:
    assert read_period(text, 2023) is None


@pytest.mark.parametrize("text", ("1-2月", "上半年", "全年", "9月"))
def test_that_words_without_a_year_need_one(text: str) -> None:
    assert read_period(text) is None


@given(PERIODS)
def test_that_a_code_leads_back_to_its_period(period: Period) -> None:
    assert period_of_code(period.code) == period


@given(PERIODS)
def test_that_the_words_lead_back_to_the_period(period: Period) -> None:
    assert read_period(period.words) == period


@given(PERIODS)
def test_that_the_neighbours_are_each_others(period: Period) -> None:
    assert period.next.previous == period
    assert period.previous.next == period
    assert period.previous < period < period.next


@given(PERIODS)
def test_that_last_years_period_is_the_same_one_a_year_before(period: Period) -> None:
    before = period.year_before
    assert (before.months, before.frequency, before.last_month) == (
        period.months,
        period.frequency,
        period.last_month,
    )
    assert before.last_year < period.last_year


def test_that_year_to_date_starts_anew_in_january() -> None:
    assert Period.to_month(2023, 12).next == Period.to_month(2024, 1)
    assert Period.to_month(2024, 1).previous == Period.to_month(2023, 12)
    assert Period.to_month(2023, 2).year_before == Period.to_month(2022, 2)


def test_that_a_month_and_its_year_to_date_are_two_periods_of_one_last_month() -> None:
    month, to_date = Period.of_month(2023, 6), Period.to_month(2023, 6)
    assert month != to_date
    assert (month.last_month, month.frequency) == (6, Frequency.MONTH)
    assert (to_date.last_month, to_date.months, to_date.frequency) == (6, 6, Frequency.YTD)


def test_that_two_names_of_one_span_are_known_to_be() -> None:
    assert Period.of_half(2023, 1).same_span(Period.to_month(2023, 6))
    assert Period.of_year(2023).same_span(Period.to_month(2023, 12))
    assert Period.of_quarter(2023, 1).same_span(Period.to_month(2023, 3))
    assert not Period.of_quarter(2023, 2).same_span(Period.to_month(2023, 6))
