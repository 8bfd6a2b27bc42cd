"""Whatever is typed has an answer, the same each time, at once."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plan_tables import Row, assessed, table_of
from wzdesk.domain.assess import assess_table, summary
from wzdesk.domain.cell_reading import own_column, read_cell
from wzdesk.domain.indicator import Direction
from wzdesk.domain.judge import Rules, judge_number
from wzdesk.domain.period import read_period
from wzdesk.domain.plan import Nature
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.quantity_words import quantity_words
from wzdesk.domain.target import Clause
from wzdesk.domain.target_reading import read_target
from wzdesk.domain.target_words import target_words
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.units import plain
from wzdesk.domain.verdict import Verdict

PIECES = [
    "增长", "下降", "6", "6.5", "%", "％", "以上", "以内", "左右", "至少", "不低于", "突破", "确保", "力争", "、", "，", ",", "；", "/", "-", "—", "~",
    "(", ")", "（", "）", "[", "]", "〔", "〕", "亿元", "万人", "个百分点", "翻一番", "与", "同步", "高于", "全省平均", "省下达", "累计", "五年", "2020年", "比",
    "上年", "一", "十", "百", "万", "点", "零", " ", ".", "暂无数据", "…", "降至", "由", "新增", "3家", "第", "持平", "分别", "其中", "百分之", "倍", "0",
    "1,234", "到2025年", "控制在", "<", "≥", "约", ":", "“", "”", "年均", "位次", "稳步", "增速", "降幅",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=60))
UNITS = st.sampled_from(["亿元", "%", "‰", "个", "位", "", "-", "亿美元/亿元", "人/亿元", "分", "不知道"])
DIRECTIONS = st.sampled_from(list(Direction))


@given(TEXTS, UNITS, DIRECTIONS)
def test_that_any_text_is_a_target(text: str, unit: str, direction: Direction) -> None:
    found = read_target(text, unit, direction)
    assert found == read_target(text, unit, direction)
    assert found.text == text
    assert bool(target_words(found)) == bool(found.clauses)
    for clause in found.clauses:
        _check_clause(clause)


def _check_clause(clause: Clause) -> None:
    assert (clause.high is not None) == (clause.op is Op.BETWEEN)
    if clause.basis in {Basis.LEVEL, Basis.GROWTH, Basis.CHANGE, Basis.CUMULATIVE}:
        assert clause.value is not None
        assert clause.op is not None
    elif clause.basis is Basis.RELATIVE:
        assert clause.op is not None
        assert clause.reference
    else:
        assert clause.value is None
        assert clause.op is None
    if clause.value is not None and clause.high is not None:
        assert clause.value < clause.high


@given(TEXTS, UNITS)
def test_that_any_text_is_a_quantity(text: str, unit: str) -> None:
    found = read_quantity(text, unit)
    assert found == read_quantity(text, unit)
    assert found.text == text
    assert quantity_words(found)
    assert (found.value is not None) == (found.availability is Availability.GIVEN)
    for column in Column:
        own_column(read_cell(text, column, unit), column)


@given(TEXTS)
def test_that_any_text_is_a_period_or_none(text: str) -> None:
    period = read_period(text, 2023)
    assert period is None or period.year <= period.last_year


@given(
    st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from(["亿元", "%", "-", "个", "人/亿元"]),
)
def test_that_a_number_s_own_text_reads_back_digit_by_digit(value: Decimal, unit: str) -> None:
    found = read_quantity(plain(value), unit)
    assert str(found.value) == str(value)
    again = read_quantity(f"{plain(value)}{'' if unit == '-' else unit}", unit)
    assert str(again.value) == str(value)


NUMBERS = st.decimals(-200, 200, allow_nan=False, allow_infinity=False, places=2)
ONE_SIDED = st.sampled_from([Op.GE, Op.GT, Op.LE, Op.LT, Op.ABOUT, Op.AT])
RANKS = {Verdict.MISSED: 0, Verdict.NEARLY: 1, Verdict.ACHIEVED: 2}


@given(
    st.sampled_from([Basis.LEVEL, Basis.GROWTH, Basis.CHANGE, Basis.CUMULATIVE]),
    ONE_SIDED,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.sampled_from([Direction.UP, Direction.DOWN]),
    st.booleans(),
)
def test_that_a_better_figure_never_has_a_worse_verdict(
    basis: Basis, op: Op, target: Decimal, one: Decimal, other: Decimal, direction: Direction, binding: bool
) -> None:
    clause = Clause(basis, op, target, unit="%", text="目标")
    rules = Rules(Decimal("0.05"), Decimal("0.07"), direction, binding)
    wants_more = op in {Op.GE, Op.GT} or (op in {Op.AT, Op.ABOUT} and direction is Direction.UP)
    worse, better = sorted((one, other), reverse=not wants_more)
    judged = [judge_number(clause, _figure(value, basis), rules).verdict for value in (worse, better)]
    assert RANKS[judged[0]] <= RANKS[judged[1]]


def _figure(value: Decimal, basis: Basis) -> Quantity:
    return Quantity(plain(value), Availability.GIVEN, basis, Op.AT, value, None, "%")


ROWS = st.builds(
    Row,
    target=TEXTS,
    level=TEXTS,
    growth=TEXTS,
    change=TEXTS,
    unit=UNITS,
    direction=DIRECTIONS,
    nature=st.sampled_from([None, *Nature]),
    base=TEXTS,
    is_index=st.booleans(),
)


@given(st.lists(st.lists(ROWS, min_size=1, max_size=3), max_size=3), st.booleans())
def test_that_a_table_of_any_texts_is_assessed(items: list[list[Row]], growth_first: bool) -> None:
    table = table_of(items, growth_first=growth_first)
    found = assess_table(table)
    assert [one.item_no for one in found] == [item.no for item in table.plan.items]
    assert sum(summary(found).values()) == len(found)
    assert all(one.reasons for one in found)


@given(ROWS)
def test_that_an_empty_row_has_no_data(row: Row) -> None:
    bare = Row(row.target, unit=row.unit, direction=row.direction, nature=row.nature)
    assert assessed(bare).proposed is Verdict.NO_DATA


HOSTILE = [
    "1" * 2000, "增长" * 500, "(" * 1000, "、" * 1000, "1-" * 500, "[" * 1000, " " * 5000, "1 " * 1000, "高于" * 300, "与" * 1000,
    *(piece * (200 // len(piece)) for piece in (*PIECES, "1-", "1、", "[1", "1]", "(1)", "1万", "高于全国、", "增长2%、", "1 2 ", "1,", "一千万", "超1%")),
    "1" * 99 + "—" + "1" * 99, "与" * 190 + "持平", "实现" * 99 + "x", "(" * 90 + "增长6%" + ")" * 90, "省" * 195 + "下达",
]  # fmt: skip
READERS: list[Callable[[str], object]] = [
    lambda text: read_target(text, "亿元"),
    lambda text: read_target(text, "%"),
    read_target,
    lambda text: read_quantity(text, "亿元"),
    lambda text: read_period(text, 2023),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:6]}×{len(text)}")
def test_that_a_hostile_text_has_an_answer(text: str) -> None:
    """How long it takes is printed by the benchmarks; a reader that backtracks would never come back here."""
    for read in READERS:
        assert read(text) == read(text)


@pytest.mark.parametrize("text", ("增长6%" + "，" * 300, "（" + "说明" * 200 + "）8730.6"))
def test_that_prose_is_no_cell(text: str) -> None:
    assert [one.basis for one in read_target(text, "亿元").clauses] == [Basis.QUALITATIVE]
    assert read_quantity(text, "亿元").availability is Availability.WORDS
