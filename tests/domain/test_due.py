from datetime import date

import pytest

from wzdesk.domain.due import days_words, following, is_long_over, last_ended
from wzdesk.domain.form import Form
from wzdesk.domain.period import Frequency, Period

TODAY = date(2024, 1, 9)
MONTHLY = Form("m", "月报", ())
QUARTERLY = Form("q", "季报", (), frequency=Frequency.QUARTER)


@pytest.mark.parametrize(
    ("due", "words"),
    (
        (date(2024, 1, 31), "还有 22 天"),
        (date(2024, 1, 11), "还有 2 天"),
        (date(2024, 1, 10), "明天截止"),
        (date(2024, 1, 9), "今天截止"),
        (date(2024, 1, 8), "已过 1 天"),
        (date(2023, 11, 11), "已过 59 天"),
        (date(2023, 11, 10), "已过 2 个月"),
        (date(2022, 1, 9), "已过 24 个月"),
    ),
)
def test_that_the_time_left_is_said_as_people_say_it(due: date, words: str) -> None:
    assert days_words(due, TODAY) == words


def test_that_a_period_is_due_when_it_is_over() -> None:
    assert last_ended(MONTHLY, TODAY) == Period.to_month(2023, 12)
    assert last_ended(MONTHLY, date(2024, 2, 29)) == Period.to_month(2023, 12)
    assert last_ended(MONTHLY, date(2024, 3, 1)) == Period.to_month(2024, 2)
    assert last_ended(QUARTERLY, date(2024, 6, 30)) == Period.to_month(2024, 3)


def test_that_the_next_period_waits_until_it_is_over() -> None:
    assert following(MONTHLY, Period.to_month(2023, 11), TODAY) == Period.to_month(2023, 12)
    assert following(MONTHLY, Period.to_month(2023, 12), TODAY) is None
    assert following(MONTHLY, Period.to_month(2023, 12), date(2024, 3, 1)) == Period.to_month(2024, 2)


def test_that_a_period_is_long_over_after_a_year() -> None:
    assert not is_long_over(Period.to_month(2023, 1), TODAY)
    assert is_long_over(Period.to_month(2022, 12), TODAY)
