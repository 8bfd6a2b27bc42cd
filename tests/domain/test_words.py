"""What a person is shown: how a target and a cell were understood."""

import pytest

from tests.domain.plan_tables import Row, assessed
from wzdesk.domain.indicator import Direction
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.quantity_words import quantity_words
from wzdesk.domain.target_reading import read_target
from wzdesk.domain.target_words import target_words

TARGETS = [
    ("增长8%以上", "亿元", "增速不低于 8%"),
    ("增长6%左右", "亿元", "增速约 6%（越大越好）"),
    ("73.6", "%", "不低于 73.6%（越大越好）"),
    ("下降3%以上", "吨", "下降不少于 3%"),
    ("快于面上投资", "亿元", "高于面上投资"),
    ("高于全省平均1个百分点以上", "亿元", "比全省平均高至少 1 个百分点"),
    ("与经济增长基本同步", "元", "与经济增长大体相同"),
    ("上升2个位次", "位", "位次前移 2 位"),
    ("稳步增长", "亿元", "“稳步增长”没有读成数，要人来判定"),
    ("完成省下达任务", "万吨", "按上级下达的数（完成省下达任务），下达后填数才能判定"),
    ("确保6%、力争7%", "亿元", "确保增速不低于 6%（越大越好）；力争增速不低于 7%（越大越好）"),
    ("5—6", "%", "在 5% 至 6% 之间（越大越好）"),
    ("—", "亿元", ""),
]
CELLS = [
    ("8730.6", "亿元", "8730.6 亿元"),
    ("5以内", "%", "不超过5%"),
    ("8左右", "%", "约8%"),
    ("0.4个百分点左右", "%", "提高约 0.4 个百分点"),
    ("缩小0.04个点", "-", "降低 0.04 个百分点"),
    ("[20]", "亿美元", "几年累计20 亿美元"),
    ("8.7(实际增长7.9)", "%", "8.7%（另：增速7.9%）"),
    ("1229(2019)", "万人", "1229 万人（另：2019）"),
    ("暂无数据", "%", "暂无数据"),
    ("—", "%", "不适用，没有这个数"),
    ("", "%", "没有填"),
    ("已完成", "万吨", "文字，不是数：已完成"),
    ("下降4.2%", "亿元", "增速−4.2%"),
    ("5%—6%", "%", "5% 至 6%"),
]


@pytest.mark.parametrize(("text", "unit", "words"), TARGETS)
def test_that_a_target_is_read_back_in_words(text: str, unit: str, words: str) -> None:
    assert target_words(read_target(text, unit)) == words


@pytest.mark.parametrize(("text", "unit", "words"), CELLS)
def test_that_a_cell_is_read_back_in_words(text: str, unit: str, words: str) -> None:
    assert quantity_words(read_quantity(text, unit)) == words


@pytest.mark.parametrize(
    ("direction", "words"),
    (
        (Direction.UP, "不低于 103（越大越好）"),
        (Direction.DOWN, "不高于 103（越小越好）"),
        (Direction.NEUTRAL, "等于 103（不分大小好坏）"),
    ),
)
def test_that_the_good_side_of_a_bare_number_is_the_indicators(direction: Direction, words: str) -> None:
    assert target_words(read_target("103", "-", direction)) == words


def test_that_no_sentence_names_a_unit_twice() -> None:
    rows = [
        Row("150亿元", "144.2亿元"),
        Row("150 亿元", "144.2"),
        Row("95%以上", "90%", unit="%"),
        Row("9万人以上", "9.6万人", unit="万人"),
        Row("增长8%", growth="7%"),
        Row("提高3个百分点", change="2个百分点", unit="%"),
    ]
    for row in rows:
        words = " ".join(
            [
                target_words(read_target(row.target, row.unit)),
                *assessed(row).reasons,
                quantity_words(read_quantity(row.level, row.unit)),
            ]
        )
        for unit in ("亿元", "%", "万人", "个百分点"):
            assert unit + unit not in words.replace(" ", "")
