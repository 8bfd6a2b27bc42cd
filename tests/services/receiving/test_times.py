import pytest

from wzdesk.domain.period import Period, period_of_code
from wzdesk.services.receiving.times import NO_TIME, period_of, time_in

SEPTEMBER = Period.to_month(2024, 9)


@pytest.mark.parametrize(
    ("text", "code"),
    (
        ("1—9月累计", "2024-01/09"),
        ("上年同期绝对值", "2023-01/09"),
        ("去年同期", "2023-01/09"),
        ("2023年", "2023"),
        ("2023年全年", "2023"),
        ("全年", "2024"),
        ("2024年一季度", "2024-Q1"),
        ("2020年第一季度", "2020-Q1"),
        ("2019Q1", "2019-Q1"),
        ("2018-05", "2018-05"),
        ("本月完成", "2024-09"),
        ("前三季度", "2024-01/09"),
        ("上半年", "2024-H1"),
        ("2021—2024年[累计]", "2021/2024"),
        ("1—12月", "2024"),
        ("本期累计", "2024-01/09"),
        ("２０２３年１—１１月", "2023-01/11"),
    ),
)
def test_that_words_mean_a_period_in_the_form_of_september(text: str, code: str) -> None:
    words, _ = time_in(text)
    assert period_of(words, SEPTEMBER) == period_of_code(code)


@pytest.mark.parametrize(
    "text", ("同比增长（%）", "绝对值", "R&D经费支出", "比上年增长", "制表日期：2024年2月6日", "亿元")
)
def test_that_other_words_name_no_time(text: str) -> None:
    assert time_in(text)[0] == NO_TIME


def test_that_without_any_year_there_is_no_period() -> None:
    assert period_of(time_in("1—9月累计")[0], None) is None


def test_that_a_spaced_title_tells_its_year() -> None:
    words, _ = time_in("2 0 2 3 年 全 市 及 各 县（市、区）财 政、外 贸 情 况")
    assert words.year == 2023


def test_that_what_is_left_has_no_time_in_it() -> None:
    assert time_in("2024年1—9月主要指标完成情况表")[1] == "主要指标完成情况表"
