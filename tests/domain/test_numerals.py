"""Numbers inside texts, digits and Chinese numerals, and the one spelling that is read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.numerals import chinese_number, decimal_of
from wzdesk.domain.text import closed_up, name_key, normalise
from wzdesk.domain.units import plain

NUMBERS = [
    ("29.0", "29.0"), ("0.770", "0.770"), ("-6.5", "-6.5"), ("+5", "5"), ("1,234.5", "1234.5"), ("1,234,567", "1234567"),
    ("1 234 567.8", "1234567.8"), ("- 5", "-5"), ("8730 .6", "8730.6"), (".5", "0.5"), ("1E3", "1000"), ("1.5e-3", "0.0015"),
    ("00", "0"), ("-0.0", "-0.0"),
]  # fmt: skip
NO_NUMBERS = [
    "",
    "-",
    ".",
    "2,9",
    "1,23",
    "12,34,567",
    "1,2345",
    "1.2.3",
    "12 34",
    "1e999",
    "NaN",
    "Infinity",
    "1_000",
    "0x1",
    "1/2",
    "--1",
    "1" * 41,
]
CHINESE = [
    ("零", "0"), ("五", "5"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("二十五", "25"), ("一百", "100"), ("一百零五", "105"),
    ("一百五十", "150"), ("两千", "2000"), ("一千二百三十四", "1234"), ("六点五", "6.5"), ("十二点零五", "12.05"),
]  # fmt: skip
NO_CHINESE = ["", "点五", "一二", "十百", "百千", "一点", "亿", "万", "五点点"]
SPELLINGS = [
    ("ＰＭ _{2.5}", "PM2.5"), ("PM _{2.5}", "PM2.5"), ("PM_{2.5}", "PM2.5"), ("８７３０．６", "8730.6"), ("５％", "5%"), ("（预计）", "(预计)"),
    ("〔12.5〕", "[12.5]"), ("【20】", "[20]"), ("−3", "-3"), ("5–6", "5–6"), ("≧5", "≥5"), ("1\u3000234", "1 234"), ("增长\u200b6%", "增长6%"),
    ("a\xa0b", "a b"), ("1：1.9", "1:1.9"), ("1∶1.9", "1:1.9"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_that_a_number_keeps_its_digits(text: str, number: str) -> None:
    found = decimal_of(text)
    assert found is not None
    assert plain(found) == number


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_that_what_is_no_number_is_none(text: str) -> None:
    assert decimal_of(text) is None


@pytest.mark.parametrize(("text", "number"), CHINESE)
def test_that_chinese_numerals_are_numbers(text: str, number: str) -> None:
    assert chinese_number(text) == Decimal(number)


@pytest.mark.parametrize("text", NO_CHINESE)
def test_that_other_signs_are_no_chinese_number(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(("text", "spelling"), SPELLINGS)
def test_that_reading_knows_one_spelling(text: str, spelling: str) -> None:
    assert normalise(text) == normalise(spelling)


@given(st.text(max_size=200))
def test_that_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert name_key(normalise(text)) == name_key(text)


@pytest.mark.parametrize(
    ("text", "closed"),
    (
        ("增长 6% 以上", "增长6%以上"),
        ("12 345.6", "12345.6"),
        ("12 34", "12|34"),
        ("2024 300家", "2024|300家"),
        ("1 234 567 元", "1234567元"),
        ("PM2.5 25", "PM2.5|25"),
    ),
)
def test_that_closing_up_never_joins_two_figures(text: str, closed: str) -> None:
    assert closed_up(text) == closed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_that_a_plain_number_reads_back(value: Decimal) -> None:
    assert str(decimal_of(plain(value))) == str(value)
