"""Copying, pasting and filling as pure functions on a model."""

import pytest

from tests.ui.grid_plan import Desk
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_blocks import (
    CLEARING,
    FILLING,
    PASTING,
    Typing,
    Visible,
    cleared,
    copied,
    filled_down,
    filled_right,
    pasted,
    stored_words,
)
from wzdesk.ui.entry.grid_selection import Block


@pytest.fixture
def desk() -> Desk:
    return Desk()


def visible(desk: Desk) -> Visible:
    return Visible(tuple(range(desk.model.rowCount())), tuple(range(desk.model.columnCount())))


def column(desk: Desk, stored: Column) -> int:
    return desk.model.column_of(stored)


def said(desk: Desk, typing: Typing) -> list[tuple[int, str, str]]:
    return [(desk.model.row_of(cell.indicator), cell.column.value, cell.text) for cell in typing.cells]


def test_that_a_copied_block_holds_the_texts_as_given(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    assert copied(desk.model, visible(desk), Block(0, level, 2, level + 2)) == [
        ["8730.6", "6.9", ""],
        ["15.9", "8左右", ""],
        ["74.1", "", "0.4个百分点左右"],
    ]


def test_that_merged_cells_are_copied_once_and_distances_with_a_plain_minus(desk: Desk) -> None:
    target, last = column(desk, Column.TARGET), desk.model.columnCount() - 1
    assert copied(desk.model, visible(desk), Block(6, target, 8, target)) == [["快于面上投资"], [""], [""]]
    assert copied(desk.model, visible(desk), Block(5, last - 1, 5, last)) == [["-0.6", "未完成"]]


def test_that_a_block_is_pasted_by_visible_rows_and_columns(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    shown = Visible((0, 3, 4), tuple(n for n in range(desk.model.columnCount()) if n != level + 1))
    typing = pasted(desk.model, shown, Block(3, level, 3, level), [["1", "2"], ["3", "4"]])
    assert said(desk, typing) == [
        (3, "level", "1"),
        (3, "change", "2"),
        (4, "level", "3"),
        (4, "change", "4"),
    ]
    assert typing.left_out == ()
    assert typing.laid == Block(3, level, 4, level + 2)


def test_that_computed_and_covered_cells_are_skipped_and_counted(desk: Desk) -> None:
    change = column(desk, Column.CHANGE)
    typing = pasted(desk.model, visible(desk), Block(0, change, 0, change), [["0.1", "+9", "完成"]])
    assert said(desk, typing) == [(0, "change", "0.1")]
    assert typing.left_out == ("2 格不是填报的格，跳过没有写入",)
    assert stored_words(desk.model, PASTING, typing) == "粘贴：2 格不是填报的格，跳过没有写入。"
    target = column(desk, Column.TARGET)
    typing = pasted(desk.model, visible(desk), Block(6, target, 6, target), [["高于面上投资"], [""], ["x"]])
    assert said(desk, typing) == [(6, "target", "高于面上投资")]
    assert "1 格不是填报的格" in typing.left_out[0]


def test_that_what_hangs_over_the_table_is_refused_in_a_sentence(desk: Desk) -> None:
    level, last = column(desk, Column.LEVEL), desk.model.rowCount() - 1
    typing = pasted(desk.model, visible(desk), Block(last, level, last, level), [["1"], ["2"], [""]])
    assert said(desk, typing) == [(last, "level", "1")]
    assert typing.left_out == ("1 格超出表的范围，没有写入",)


def test_that_one_value_fills_all_selected_cells(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    typing = pasted(desk.model, visible(desk), Block(3, level, 4, level + 1), [["暂无数据"]])
    assert [text for _, _, text in said(desk, typing)] == ["暂无数据"] * 4


def test_that_empty_cells_of_a_block_leave_what_is_there(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    typing = pasted(desk.model, visible(desk), Block(3, level, 3, level), [["", "9"], [" ", "10"]])
    assert said(desk, typing) == [(3, "growth", "9"), (4, "growth", "10")]


def test_that_pasted_line_breaks_become_blanks(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    typing = pasted(desk.model, visible(desk), Block(3, level, 3, level), [[" 8.7\n(实际增长7.9) "]])
    assert said(desk, typing) == [(3, "level", "8.7 (实际增长7.9)")]


def test_that_filling_takes_the_first_row_or_the_one_above(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    down = filled_down(desk.model, visible(desk), Block(3, level, 5, level))
    assert said(desk, down) == [(4, "level", "622.7"), (5, "level", "622.7")]
    above = filled_down(desk.model, visible(desk), Block(4, level, 4, level))
    assert said(desk, above) == [(4, "level", "622.7")]
    assert filled_down(desk.model, visible(desk), Block(0, level, 0, level)).cells == ()


def test_that_filling_right_takes_the_first_column_or_the_one_before(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    right = filled_right(desk.model, visible(desk), Block(3, level, 3, level + 2))
    assert said(desk, right) == [(3, "growth", "622.7"), (3, "change", "622.7")]
    before = filled_right(desk.model, visible(desk), Block(3, level + 1, 3, level + 1))
    assert said(desk, before) == [(3, "growth", "622.7")]


def test_that_clearing_touches_only_cells_that_hold_something(desk: Desk) -> None:
    level = column(desk, Column.LEVEL)
    typing = cleared(desk.model, visible(desk), Block(0, 0, 0, desk.model.columnCount() - 1))
    assert said(desk, typing) == [(0, "target", ""), (0, "level", ""), (0, "growth", "")]
    assert cleared(desk.model, visible(desk), Block(0, level + 2, 2, level + 1)).cells == ()


def test_that_a_single_value_spares_the_targets_beside_the_actuals(desk: Desk) -> None:
    target, level = column(desk, Column.TARGET), column(desk, Column.LEVEL)
    last = desk.model.columnCount() - 1
    typing = pasted(desk.model, visible(desk), Block(0, 0, 1, last), [["暂无数据"]])
    assert {stored for _, stored, _ in said(desk, typing)} == {"level", "growth", "change"}
    assert typing.left_out[0] == "2 格目标没有写入，一个值只粘贴到实绩格"
    only_targets = pasted(desk.model, visible(desk), Block(0, target, 1, target), [["增长5%"]])
    assert [stored for _, stored, _ in said(desk, only_targets)] == ["target", "target"]
    several = pasted(desk.model, visible(desk), Block(3, target, 3, level), [["增长5%", "7"]])
    assert [stored for _, stored, _ in said(desk, several)] == ["target", "level"]


def test_that_a_block_tells_how_many_cells_it_wrote_and_what_became_a_draft() -> None:
    desk = Desk()
    target = column(desk, Column.TARGET)
    texts = [["增长5%", "大约六百多亿吧", "9.9"], ["增长6%", "已完成", "暂无数据"]]
    typing = pasted(desk.model, visible(desk), Block(3, target, 3, target), texts)
    assert desk.model.record_cells(typing.cells, ChangeKind.PASTE)
    assert stored_words(desk.model, PASTING, typing) == (
        "粘贴写入 6 格（其中目标 2 格），Ctrl+Z 可以一次撤销；1 格没有读成数，原文留作草稿。"
    )
    desk = Desk()
    filled = filled_down(desk.model, visible(desk), Block(3, target + 1, 5, target + 1))
    assert stored_words(desk.model, FILLING, filled) == "填充写入 2 格，Ctrl+Z 可以一次撤销。"
    emptied = cleared(desk.model, visible(desk), Block(3, target, 4, target + 1))
    assert (
        stored_words(desk.model, CLEARING, emptied) == "清除了 4 格（其中目标 2 格），Ctrl+Z 可以一次撤销。"
    )
    single = pasted(desk.model, visible(desk), Block(3, target + 1, 3, target + 1), [["大约六百多亿吧"]])
    assert stored_words(desk.model, PASTING, single) == ""
