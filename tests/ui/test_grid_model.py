import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.grid_plan import Desk, long_table, plan_table
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.grid_model import SAVED_MS, GridRole
from wzdesk.ui.entry.grid_rows import CellState

pytestmark = pytest.mark.usefixtures("qapp")


def test_that_the_model_keeps_qt_s_rules_before_and_after_changes(qtmodeltester: ModelTester) -> None:
    def check(desk: Desk) -> None:
        qtmodeltester.check(desk.model)  # type: ignore[no-untyped-call]

    desk = Desk()
    check(desk)
    desk.model.setData(desk.model.index(9, desk.model.column_of(Column.LEVEL)), "4260")
    check(desk)
    desk.model.set_table(plan_table("13fyp"), ())
    check(desk)
    table = long_table(60)
    desk.model.update(table, ())
    assert desk.model.rowCount() == len(list(table.rows()))
    check(desk)


def test_that_a_typed_text_is_recorded_and_shown_as_stored(qtbot: QtBot) -> None:
    desk = Desk()
    index = desk.model.index(9, desk.model.column_of(Column.GROWTH))
    with qtbot.waitSignal(desk.model.dataChanged):
        assert desk.model.setData(index, " 8左右")
    indicator = desk.model.rows[9].indicator
    assert desk.acts == [((TypedCell(indicator, Column.GROWTH, " 8左右"),), ChangeKind.EDIT)]
    assert index.data() == " 8左右"


def test_that_only_rows_that_changed_are_announced(qtbot: QtBot) -> None:
    desk = Desk()
    with qtbot.waitSignal(desk.model.dataChanged) as signal:
        desk.model.setData(desk.model.index(9, desk.model.column_of(Column.LEVEL)), "1")
    first, last = signal.args[:2]
    assert (first.row(), last.row()) == (9, 9)


def test_that_nothing_is_announced_when_nothing_changed(qtbot: QtBot) -> None:
    desk = Desk()
    with qtbot.assertNotEmitted(desk.model.dataChanged):
        desk.model.update(desk.filled.table, desk.filled.assessments)


def test_that_a_shared_target_changes_in_all_its_rows() -> None:
    desk = Desk()
    target = desk.model.column_of(Column.TARGET)
    assert desk.model.setData(desk.model.index(6, target), "高于面上投资")
    assert [desk.model.cell(row, target).text for row in (6, 7, 8)] == ["高于面上投资"] * 3
    assert not desk.model.flags(desk.model.index(7, target)) & Qt.ItemFlag.ItemIsEditable


def test_that_a_refusal_says_why_and_changes_nothing(qtbot: QtBot) -> None:
    desk = Desk()
    index = desk.model.index(9, desk.model.column_of(Column.LEVEL))
    desk.refuse = "这一格已经报送，不能改。"
    with qtbot.waitSignal(desk.model.refused) as signal:
        assert not desk.model.setData(index, "1")
    assert signal.args == ["这一格已经报送，不能改。"]
    assert index.data() == "4257.1"


def test_that_a_stored_cell_is_ticked_for_a_moment(qtbot: QtBot) -> None:
    desk = Desk()
    column = desk.model.column_of(Column.LEVEL)
    desk.model.setData(desk.model.index(9, column), "1")
    assert CellState.SAVED in desk.model.state(9, column)
    assert CellState.SAVED not in desk.model.state(10, column)
    qtbot.waitUntil(lambda: CellState.SAVED not in desk.model.state(9, column), timeout=SAVED_MS + 1000)


def test_that_the_roles_give_the_values_behind_a_cell() -> None:
    desk = Desk()
    index = desk.model.index(1, desk.model.column_of(Column.LEVEL))
    assert index.data(GridRole.OBSERVATION).quantity is index.data(GridRole.QUANTITY)
    assert index.data(GridRole.COLUMN) == Column.LEVEL
    assert CellState.ESTIMATED in index.data(GridRole.STATE)
    assert index.data(GridRole.ASSESSMENT).item_no == "2"
    assert index.data(GridRole.PART_JUDGEMENT).indicator == desk.model.rows[1].indicator


def test_that_tips_and_screen_readers_hear_the_reading() -> None:
    desk = Desk()
    index = desk.model.index(1, desk.model.column_of(Column.GROWTH))
    assert "原文“8左右”" in index.data(Qt.ItemDataRole.ToolTipRole)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "全员劳动生产率，2023年实绩 增速 %，8左右，预计数"


def test_that_a_table_only_to_look_at_takes_no_text() -> None:
    desk = Desk()
    desk.model.set_read_only(True)
    index = desk.model.index(9, desk.model.column_of(Column.LEVEL))
    assert not desk.model.setData(index, "1")
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert desk.acts == []
