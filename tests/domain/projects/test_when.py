"""Dates as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.projects.when import When, read_when


@pytest.mark.parametrize(
    ("text", "when"),
    (
        ("2024.6", (2024, 6, 0)),
        ("2024年6月", (2024, 6, 0)),
        ("2024年6月底", (2024, 6, 0)),
        ("2024-06-30", (2024, 6, 30)),
        ("2024/6/3", (2024, 6, 3)),
        ("2024年", (2024, 0, 0)),
        ("2029年底", (2029, 12, 0)),
        ("2024年初", (2024, 1, 0)),
        ("202406", (2024, 6, 0)),
        ("20240615", (2024, 6, 15)),
        ("2024年6月中旬", (2024, 6, 20)),
        ("2024年三季度", (2024, 9, 0)),
        ("2024年上半年", (2024, 6, 0)),
        ("２０２４．１２", (2024, 12, 0)),
    ),
)
def test_dates_are_read(text: str, when: tuple[int, int, int]) -> None:
    found = read_when(text)
    assert found is not None
    assert (found.year, found.month, found.day) == when


@pytest.mark.parametrize(
    "text", ("", "未定", "2024.13", "2024年2月30日", "24年6月", "1343.0", "20241301", "2024-")
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_when(text) is None


def test_what_is_given_is_shown_as_given() -> None:
    found = read_when("2024年6月底")
    assert found is not None
    assert found.text == "2024年6月底"
    assert When(2022, 12).text == "2022.12"


def test_a_month_is_late_only_when_it_is_over() -> None:
    assert When(2024, 2).last.isoformat() == "2024-02-29"
    assert When(2024).last.isoformat() == "2024-12-31"


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_when(text)
    assert found is None or found.first <= found.last
