"""Units convert exactly, or not at all (design §3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.units import convert, parse_unit, plain, same_unit

CONVERSIONS = [
    ("1", "亿元", "万元", "10000"),
    ("6227000", "万元", "亿元", "622.7"),
    ("8730.6", "亿元", "元", "873060000000"),
    ("1", "万亿元", "亿元", "10000"),
    ("5340", "万美元", "亿美元", "0.534"),
    ("5.34", "亿美元", "万美元", "53400"),
    ("9.6", "万人", "人", "96000"),
    ("45", "人", "万人", "0.0045"),
    ("13.8", "亿斤", "万吨", "69"),
    ("1", "吨", "斤", "2000"),
    ("1", "斤", "公斤", "0.5"),
    ("1", "公斤", "克", "1000"),
    ("15.5", "‰", "%", "1.55"),
    ("0.48", "%", "‰", "4.8"),
    ("0.4", "个百分点", "个千分点", "4"),
    ("6", "成", "%", "60"),
    ("15.9", "万元/人", "元/人", "159000"),
    ("0.5", "吨标煤/万元", "吨标准煤/万元", "0.5"),
    ("0.5", "吨标准煤/万元", "千克标准煤/元", "0.05"),
    ("0.0095", "人/亿元", "人/万亿元", "95"),
    ("25", "微克/立方米", "毫克/立方米", "0.025"),
    ("1500", "亩", "公顷", "100"),
    ("5.5", "平方公里", "公顷", "550"),
    ("10", "万千瓦", "兆瓦", "100"),
    ("1", "亿千瓦时", "万千瓦时", "10000"),
    ("30", "万TEU", "万标箱", "30"),
    ("2", "万个", "家", "20000"),
    ("3", "家", "个", "3"),
]
INCOMPARABLE = [
    ("亿元", "亿美元"),
    ("万人", "万人次"),
    ("家", "张"),
    ("吨", "吨标准煤"),
    ("%", "亿元"),
    ("元/人", "元"),
    ("人", "位"),
    ("年", "月"),
    ("分", "天"),
    ("", "亿元"),
    ("不知道", "亿元"),
]
UNITS = [
    ["元", "万元", "亿元", "万亿元"],
    ["人", "万人"],
    ["美元", "万美元", "亿美元"],
    ["吨", "万吨", "斤", "亿斤"],
    ["%", "‰", "个百分点"],
]
DECIMALS = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=6)


@pytest.mark.parametrize(("value", "unit", "to", "result"), CONVERSIONS)
def test_that_a_figure_converts_exactly(value: str, unit: str, to: str, result: str) -> None:
    found = convert(Decimal(value), unit, to)
    assert found is not None
    assert plain(found) == result


@pytest.mark.parametrize(("unit", "to"), INCOMPARABLE)
def test_that_what_cannot_be_compared_is_not_converted(unit: str, to: str) -> None:
    assert convert(Decimal(1), unit, to) is None
    assert convert(Decimal(1), to, unit) is None


def test_that_a_conversion_that_would_lose_something_is_refused() -> None:
    assert convert(Decimal(1), "公顷", "亩") == 15
    assert convert(Decimal(1), "平方米", "亩") == Decimal("0.0015")
    assert convert(Decimal(1), "分钟", "小时") is None


def test_that_the_same_unit_keeps_the_digits() -> None:
    assert plain(convert(Decimal("29.0"), "%", "％") or Decimal(0)) == "29.0"
    assert plain(convert(Decimal("0.770"), "吨标煤", "吨标准煤") or Decimal(0)) == "0.770"


@given(st.sampled_from(UNITS), st.data(), DECIMALS)
def test_that_there_and_back_loses_nothing(family: list[str], data: st.DataObject, value: Decimal) -> None:
    one, other = data.draw(st.sampled_from(family)), data.draw(st.sampled_from(family))
    there = convert(value, one, other)
    assert there is not None
    assert convert(there, other, one) == value


@given(st.one_of(st.text(max_size=40), st.text("万亿个元人/%标煤吨千百", max_size=8)))
def test_that_any_text_is_a_unit_or_none(text: str) -> None:
    unit = parse_unit(text)
    assert unit is None or unit.factor > 0
    assert same_unit(text, text)
