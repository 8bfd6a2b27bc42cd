"""Columns of a grid: left out, made wider, remembered for each table; and the legend of what cells show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.grid_sheet import Key, Sheet
from wzdesk.domain.typed_cell import Column
from wzdesk.services.grid_looks import GridLook, keep_look, kept_look
from wzdesk.services.places import settings_folder
from wzdesk.ui.entry.column_look import ColumnLook
from wzdesk.ui.entry.grid_columns import GridColumn
from wzdesk.ui.entry.grid_legend import LEGEND, GridLegend
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.grid_tools import ColumnsButton
from wzdesk.ui.theme import Theme

ALT_CTRL = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Sheet]:
    made = Sheet(qtbot)
    yield made
    made.view.editing.abandon()


@pytest.fixture
def look(sheet: Sheet) -> ColumnLook:
    return ColumnLook(sheet.view, ColumnsButton(Theme(), sheet.view))


def number_of(sheet: Sheet, column: GridColumn) -> int:
    return [spec.column for spec in sheet.view.grid.specs].index(column)


def width_of(sheet: Sheet, column: GridColumn) -> int:
    return sheet.view.columnWidth(number_of(sheet, column))


def test_that_a_look_comes_back_as_it_was_kept() -> None:
    keep_look("form monthly", GridLook(frozenset({"time"}), {"total": 140}))
    keep_look("plan 2023", GridLook(frozenset({"gap"}), {}))
    assert kept_look("form monthly") == GridLook(frozenset({"time"}), {"total": 140})
    keep_look("form monthly", GridLook())
    assert kept_look("form monthly") == GridLook()
    assert kept_look("plan 2023").hidden == {"gap"}


def test_that_settings_nobody_can_read_are_as_none() -> None:
    settings_folder().mkdir(parents=True, exist_ok=True)
    (Path(settings_folder()) / "tables.json").write_text('{"plan": {"hidden": 3}}', "utf-8")
    assert kept_look("plan") == GridLook()


def test_that_a_column_is_left_out_by_the_menu_and_stays_so_for_its_table(
    sheet: Sheet, look: ColumnLook
) -> None:
    look.show("plan 2023")
    sheet.view.cell_cursor.set_place((0, number_of(sheet, GridColumn.GROWTH)))
    action = look.menu().actions()[number_of(sheet, GridColumn.GROWTH)]
    assert action.isChecked()
    action.trigger()
    assert sheet.view.isColumnHidden(number_of(sheet, GridColumn.GROWTH))
    assert sheet.view.cell_cursor.place == (0, number_of(sheet, GridColumn.GROWTH) + 1)

    look.show("plan 2024")
    assert not sheet.view.isColumnHidden(number_of(sheet, GridColumn.GROWTH))
    look.show("plan 2023")
    assert sheet.view.isColumnHidden(number_of(sheet, GridColumn.GROWTH))
    look.reset()
    assert not sheet.view.isColumnHidden(number_of(sheet, GridColumn.GROWTH))
    assert kept_look("plan 2023") == GridLook()


def shown_order(sheet: Sheet) -> list[GridColumn]:
    view = sheet.view
    return [
        view.grid.specs[at].column for at in view.visible_part().columns if not view.grid.specs[at].frozen
    ]


def test_that_a_key_puts_a_column_elsewhere_and_the_cell_goes_with_it(sheet: Sheet, look: ColumnLook) -> None:
    look.show("plan 2023")
    before = shown_order(sheet)
    texts = [sheet.text(row, Column.GROWTH) for row in range(5)]
    sheet.at(3, Column.GROWTH)
    at = before.index(GridColumn.GROWTH)
    QTest.keyClick(sheet.view, Key.Key_Left, ALT_CTRL)
    moved = [*before[: at - 1], GridColumn.GROWTH, before[at - 1], *before[at + 1 :]]
    assert shown_order(sheet) == moved
    assert sheet.place == (3, "growth")
    assert [sheet.text(row, Column.GROWTH) for row in range(5)] == texts
    look.show("plan 2024")
    assert shown_order(sheet) == before
    look.show("plan 2023")
    assert shown_order(sheet) == moved
    QTest.keyClick(sheet.view, Key.Key_Right, ALT_CTRL)
    look.reset()
    assert shown_order(sheet) == before
    assert kept_look("plan 2023") == GridLook()


def test_that_typing_goes_into_the_column_that_was_put_elsewhere(sheet: Sheet) -> None:
    sheet.at(3, Column.GROWTH)
    QTest.keyClick(sheet.view, Key.Key_Left, ALT_CTRL)
    level = sheet.text(3)
    sheet.write("8.8")
    sheet.press(Key.Key_Return)
    assert (sheet.text(3, Column.GROWTH), sheet.text(3)) == ("8.8", level)
    assert sheet.place == (4, "growth")


def test_that_a_hidden_column_is_stepped_over_and_stays_hidden(sheet: Sheet, look: ColumnLook) -> None:
    look.show("plan 2023")
    before = shown_order(sheet)
    at = before.index(GridColumn.GROWTH)
    sheet.view.set_columns({before[at - 1]}, {})
    sheet.at(0, Column.GROWTH)
    QTest.keyClick(sheet.view, Key.Key_Left, ALT_CTRL)
    assert shown_order(sheet).index(GridColumn.GROWTH) == at - 2
    assert before[at - 1] not in shown_order(sheet)


def test_that_frozen_columns_and_the_last_one_keep_their_places(sheet: Sheet) -> None:
    before = shown_order(sheet)
    said: list[str] = []
    sheet.view.notice_raised.connect(said.append)
    sheet.view.cell_cursor.set_place((0, number_of(sheet, GridColumn.NAME)))
    QTest.keyClick(sheet.view, Key.Key_Right, ALT_CTRL)
    assert said == ["固定在左边的列不能换位置。"]
    sheet.view.cell_cursor.set_place((0, number_of(sheet, before[-1])))
    QTest.keyClick(sheet.view, Key.Key_Right, ALT_CTRL)
    assert shown_order(sheet) == before


def test_that_a_filter_outlives_another_order(sheet: Sheet) -> None:
    sheet.view.show_rows({2, 3, 7})
    sheet.at(3, Column.GROWTH)
    QTest.keyClick(sheet.view, Key.Key_Left, ALT_CTRL)
    assert sheet.view.visible_part().rows == (2, 3, 7)
    assert [row for row in range(10) if not sheet.view.isRowHidden(row)] == [2, 3, 7]


def test_that_a_head_is_dragged_to_another_place(sheet: Sheet, qtbot: QtBot) -> None:
    before, head = shown_order(sheet), sheet.view.header
    number, left = number_of(sheet, GridColumn.GROWTH), number_of(sheet, GridColumn.LEVEL)
    y = head.height() - 6
    begin = QPoint(head.sectionViewportPosition(number) + head.sectionSize(number) // 2, y)
    end = QPoint(head.sectionViewportPosition(left) + 4, y)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, 11):
        QTest.mouseMove(head.viewport(), QPoint(begin.x() + (end.x() - begin.x()) * step // 10, y))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=end)
    at = before.index(GridColumn.GROWTH)
    wanted = [*before[: at - 1], GridColumn.GROWTH, before[at - 1], *before[at + 1 :]]
    qtbot.waitUntil(lambda: shown_order(sheet) == wanted)
    assert all(head.visualIndex(one) == one for one in range(head.count()))


def test_that_the_name_column_cannot_be_left_out(sheet: Sheet, look: ColumnLook) -> None:
    assert not look.menu().actions()[number_of(sheet, GridColumn.NAME)].isEnabled()


def test_that_a_key_widens_the_current_column_and_the_width_is_kept(sheet: Sheet, look: ColumnLook) -> None:
    look.show("plan 2023")
    sheet.view.cell_cursor.set_place((0, number_of(sheet, GridColumn.GROWTH)))
    before = width_of(sheet, GridColumn.GROWTH)
    QTest.keyClick(sheet.view, Key.Key_Right, ALT_SHIFT)
    QTest.keyClick(sheet.view, Key.Key_Right, ALT_SHIFT)
    assert width_of(sheet, GridColumn.GROWTH) == before + 16
    QTest.keyClick(sheet.view, Key.Key_Left, ALT_SHIFT)
    look.write()
    assert kept_look("plan 2023").widths["growth"] == before + 8

    look.show("plan 2024")
    assert width_of(sheet, GridColumn.GROWTH) == before
    look.show("plan 2023")
    assert width_of(sheet, GridColumn.GROWTH) == before + 8


def test_that_a_columns_edge_is_dragged(sheet: Sheet, look: ColumnLook) -> None:
    look.show("plan 2023")
    header, number = sheet.view.header, number_of(sheet, GridColumn.LEVEL)
    before = sheet.view.columnWidth(number)
    edge = QPoint(header.sectionViewportPosition(number) + before - 1, header.height() - 8)
    target = header.viewport()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(target, edge + QPoint(15, 0))
    QTest.mouseMove(target, edge + QPoint(30, 0))
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=edge + QPoint(30, 0))
    assert sheet.view.columnWidth(number) == before + 30
    assert sheet.view.own_widths[GridColumn.LEVEL] == before + 30


def test_that_the_legend_has_each_state_that_a_cell_can_show(sheet: Sheet) -> None:
    told = CellState.NONE
    for state, _, _ in LEGEND:
        told |= state
    assert set(told) == set(CellState) - {CellState.OVERRIDDEN}  # set by a person: 判定 says it in words

    legend = GridLegend(Theme(), sheet.view)
    legend.ensurePolished()
    picture = legend.grab().toImage()
    row = legend.pane.metrics.row
    samples = [
        bytes(picture.copy(0, at * row + 1, legend.width() - 262, row - 1).constBits())
        for at in range(len(LEGEND))
    ]
    assert len(set(samples)) == len(LEGEND)  # told apart by the eye without their words
