from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.typed_sum import with_sum_done


@pytest.mark.parametrize(
    ("typed", "result"),
    (
        ("=12+30", "42"),
        ("=12.50-0.50", "12.00"),
        ("=1,234.5*2", "2469.0"),
        ("=（1+2）×3", "9"),
        ("=100/8", "12.5"),
        ("=1/3", "0.333333333333333"),
        ("=-2*-3", "6"),
        ("=6.9%*1000", "69.000"),
        ("=１２＋３０", "42"),
        ("12+30", "12+30"),
        ("5以内", "5以内"),
    ),
)
def test_that_a_small_sum_is_done_exactly(typed: str, result: str) -> None:
    assert with_sum_done(typed) == result


@pytest.mark.parametrize(
    "typed",
    ("=", "=2*(3", "=2)", "=1/0", "=A1+2", "=12+", "=1 2", "=" + "(" * 200 + "1", "=2**3", "=,", "=SUM(1)"),
)
def test_that_anything_else_stays_as_it_was_typed(typed: str) -> None:
    assert with_sum_done(typed) == typed


@given(st.text(max_size=40))
def test_that_any_text_has_an_answer(text: str) -> None:
    assert "E+" not in with_sum_done("=" + text).removeprefix("=" + text)


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=5))
def test_that_a_sum_is_the_sum_of_its_decimals(numbers: list[object]) -> None:
    typed = "=" + "+".join(f"({number})" for number in numbers)
    assert Decimal(with_sum_done(typed)) == sum(Decimal(str(number)) for number in numbers)
