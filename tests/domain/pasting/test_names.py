"""Heads and names that were copied along with figures."""

from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.pasting.names import head_rows, named_block
from wzdesk.domain.typed_cell import Column

NAMES = ["地区生产总值", "#制造业投资", "社会消费品零售总额", "城市细颗粒物(PM2.5)平均浓度"]


def test_that_rows_are_matched_by_name_in_any_order() -> None:
    texts = [
        ["社会消费品零售总额", "1", "2"],
        ["一、地区生产总值（GDP）", "3", "4"],
        ["其中：制造业投资", "5", ""],
    ]
    found = named_block(texts, NAMES)
    assert found is not None
    assert found.rows == {0: 2, 1: 0, 2: 1}
    assert (found.columns, found.meant, found.head_rows) == ((1, 2), {}, ())


def test_that_headings_say_which_columns_are_meant_and_computed_ones_are_left_out() -> None:
    texts = [
        ["类别", "指标名称", "单位", "1—9月累计", "同比增长%", "完成率"],
        ["综合", "地区生产总值", "亿元", "486.72", "6.8", "60"],
        ["", "制造业投资", "亿元", "20.1", "4.3", "70"],
    ]
    found = named_block(texts, NAMES)
    assert found is not None
    assert found.name_column == 1
    assert found.meant == {3: Column.TOTAL, 4: Column.GROWTH}
    assert (found.columns, found.head_rows, found.rows) == ((3, 4), (0,), {1: 0, 2: 1})


def test_that_unknown_names_with_figures_are_told_and_those_without_are_not() -> None:
    texts = [["地区生产总值", "1"], ["别的指标", "2"], ["小标题", ""], ["制造业投资", "3"]]
    found = named_block(texts, NAMES)
    assert found is not None
    assert found.unknown == {1: "别的指标"}


def test_that_a_name_which_the_grid_has_twice_is_matched_in_order() -> None:
    found = named_block([["民间投资", "1"], ["民间投资", "2"]], ["民间投资", "别的", "民间投资"])
    assert found is not None
    assert found.rows == {0: 0, 1: 2}


def test_that_figures_alone_have_no_names() -> None:
    assert named_block([["1", "2"], ["3", "4"]], NAMES) is None
    assert named_block([["地区生产总值"]], NAMES) is None


def test_that_heading_rows_without_names_are_told() -> None:
    assert head_rows([["累计", "增速%"], ["1", "2"]]) == 1
    assert head_rows([["1", "2"], ["3", "4"]]) == 0
    assert head_rows([["暂无数据", "—"], ["3", "4"]]) == 0


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6))
def test_that_any_block_is_taken_apart_without_losing_a_row_twice(texts: list[list[str]]) -> None:
    found = named_block(texts, NAMES)
    assert head_rows(texts) < max(len(texts), 1)
    if found is not None:
        assert len(set(found.rows.values())) == len(found.rows)
        assert not set(found.rows) & set(found.unknown)


def test_that_a_title_and_the_blanks_of_merged_heads_go_with_the_heads() -> None:
    block = [
        ["主要经济指标", ""],
        ["", ""],
        ["1—9月累计", "同比增长"],
        ["", "%"],
        ["527.35", "6.2"],
        ["48.6", ""],
    ]
    assert head_rows(block) == 4
    assert head_rows([["见附件", ""], ["527.35", "6.2"]]) == 0
