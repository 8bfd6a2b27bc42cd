from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.reports.number_cells import number_format_of


@pytest.mark.parametrize(
    ("text", "number_format"),
    (
        ("8730.6", "0.0"),
        ("29.0", "0.0"),
        ("0.770", "0.000"),
        ("-4.2", "0.0"),
        ("21948", "0"),
        ("0", "0"),
        ("8,730.60", "#,##0.00"),
        ("123456789012345", "0"),
    ),
)
def test_that_a_plain_number_is_shown_with_the_digits_it_has(text: str, number_format: str) -> None:
    assert number_format_of(text) == number_format


@pytest.mark.parametrize(
    "text",
    (
        *(
            "",
            "5以内",
            "8左右",
            "—",
            "-",
            "+3",
            "-0",
            "-0.0",
            "007",
            ".5",
            "5.",
            "1e5",
            "８",
            "29.0%",
            "1 000",
            "٣",
        ),
        *("87,30.6", "1,23", "1234567890123456", "1234567890.12345678", "[20]", "1.2.3"),
    ),
)
def test_that_everything_else_stays_text(text: str) -> None:
    assert number_format_of(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_that_a_number_cell_keeps_its_value_as_a_double_of_15_digits(value: Decimal) -> None:
    text = format(value, "f")
    if number_format_of(text):
        assert Decimal(f"{float(text):.15g}") == value
