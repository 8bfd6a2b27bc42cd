"""Columns of a grid: left out, made wider, remembered for each table; and the legend of what cells show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.grid_sheet import Key, Sheet
from wzdesk.services.grid_looks import GridLook, keep_look, kept_look
from wzdesk.services.places import settings_folder
from wzdesk.ui.entry.column_look import ColumnLook
from wzdesk.ui.entry.grid_columns import GridColumn
from wzdesk.ui.entry.grid_legend import LEGEND, GridLegend
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.grid_tools import ColumnsButton
from wzdesk.ui.theme import Theme

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
