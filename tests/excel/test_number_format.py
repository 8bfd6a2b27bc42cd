from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.excel.read.number_format import is_date_format, iso_moment, text_of_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text", "shown"),
    (
        ("29", "0.0", "29.0", ""),
        ("29", "General", "29", ""),
        ("29", "G/通用格式", "29", ""),
        ("29", "@", "29", ""),
        ("29", "0.00_ ", "29.00", ""),
        ("0.77", "0.000", "0.770", ""),
        ("0.77", "0.0", "0.77", "0.8"),
        ("8730.6", "#,##0.0", "8,730.6", ""),
        ("1234567", "#,##0", "1,234,567", ""),
        ("0.069", "0.0%", "6.9%", ""),
        ("0.06912", "0.0%", "6.912%", "6.9%"),
        ("-12", "0.00_);[Red]\\(0.00\\)", "-12.00", ""),
        ("-4.2", "↑0.0;↓0.0", "-4.2", ""),
        ("-4.2", '0.0;"下降"0.0', "-4.2", ""),
        ("-4.2", '0.0"元";-0.0"元"', "-4.2元", ""),
        ("8730.6", ACCOUNTING, "8,730.60", ""),
        ("0", ACCOUNTING, "0", ""),
        ("29", '0.0"亿元"', "29.0亿元", ""),
        ("12345.678", "[$¥-804]#,##0.00", "12345.678", "12,345.68"),
        ("50000", '0!.0,"万"', "50000", ""),
        ("50000", "0.0,", "50000", ""),
        ("0.5", "# ?/?", "0.5", ""),
        ("0.5", "0.00E+00", "0.5", ""),
        ("7", "[>5]0.0;0", "7", ""),
        ("12", "[DBNum1]0", "12", ""),
        ("5", "#.##", "5", ""),
        ("5.25", "0.0##", "5.25", ""),
        ("1e20", "General", "100000000000000000000", ""),
        ("-0", "0.0", "0.0", ""),
    ),
)
def test_that_the_digits_shown_are_taken_where_they_are_the_value(
    value: str, code: str, text: str, shown: str
) -> None:
    assert text_of_number(Decimal(value), code) == (text, shown)


@pytest.mark.parametrize(
    ("code", "is_date"),
    (
        ("yyyy-mm-dd", True), ('yyyy"年"m"月"', True), ("[$-804]yyyy年m月d日;@", True), ("m月d日", True), ("[h]:mm", True),
        ("mm:ss.0", True), ("aaaa", True), ("0.00", False), ("General", False), ("@", False), ("[Red]0.0", False), ('0.0"年"', False),
    ),
)  # fmt: skip
def test_that_dates_are_told_from_numbers(code: str, *, is_date: bool) -> None:
    assert is_date_format(code) is is_date


def test_that_a_serial_is_a_day() -> None:
    assert iso_moment("45078", False) == "2023-06-01"
    assert iso_moment("43616", True) == "2023-06-01"
    assert iso_moment("1e300", False) is None


PIECES = st.sampled_from(
    [
        "0",
        "#",
        "?",
        ".",
        ",",
        "%",
        ";",
        "[",
        "]",
        '"',
        "\\",
        "!",
        "_",
        "*",
        "E+",
        "y",
        "m",
        "万",
        "-",
        "@",
        "[Red]",
    ]
)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.lists(PIECES, max_size=12).map("".join))
def test_that_any_format_has_an_answer(value: Decimal, code: str) -> None:
    is_date_format(code)
    text, _ = text_of_number(
        Decimal(f"{float(value):.15g}") if abs(value) < Decimal("1e300") else Decimal(1), code
    )
    assert text


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**8), max_value=10**8),
    st.sampled_from(
        [
            "0.0",
            "0.00",
            "0.000",
            "#,##0.0",
            "#,##0",
            "0",
            "0.0_ ",
            "0.00%",
            "General",
            ACCOUNTING,
            "0.0;[Red]-0.0",
        ]
    ),
)
def test_that_the_text_never_says_another_number(value: Decimal, code: str) -> None:
    text, _ = text_of_number(value, code)
    said = Decimal(text.rstrip("%").replace(",", ""))
    assert said == (value * 100 if text.endswith("%") else value)
