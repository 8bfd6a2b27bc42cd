"""The entry grid as a person uses it: real keys in a real widget."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.grid_plan import plan_table
from tests.ui.grid_sheet import ALT, CTRL, NONE, SHIFT, Key, Sheet
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.cell_editor import EditMode
from wzdesk.ui.entry.grid_columns import GridColumn
from wzdesk.ui.entry.grid_selection import Block


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Sheet]:
    made = Sheet(qtbot)
    yield made
    made.view.editing.abandon()


# --- typing ---


def test_that_typing_replaces_the_text_and_enter_goes_down(sheet: Sheet) -> None:
    sheet.at(3).write("650.5")
    assert sheet.is_editing
    sheet.press(Key.Key_Return)
    assert (sheet.text(3), sheet.place, sheet.is_editing) == ("650.5", (4, "level"), False)
    assert sheet.desk.acts[-1][1] is ChangeKind.EDIT
    assert sheet.view.hasFocus()


def test_that_enter_without_a_change_records_nothing(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_F2)
    sheet.press(Key.Key_Return)
    assert (sheet.desk.acts, sheet.place) == ([], (4, "level"))


@pytest.mark.parametrize(
    ("key", "modifiers", "place"),
    (
        (Key.Key_Return, SHIFT, (2, "level")),
        (Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, (4, "level")),
        (Key.Key_Tab, NONE, (3, "growth")),
        (Key.Key_Backtab, SHIFT, (3, "target")),
        (Key.Key_Down, NONE, (4, "level")),
        (Key.Key_Up, NONE, (2, "level")),
        (Key.Key_Left, NONE, (3, "target")),
        (Key.Key_Right, NONE, (3, "growth")),
    ),
)
def test_that_leaving_keys_store_what_was_typed(
    sheet: Sheet, key: Key, modifiers: Qt.KeyboardModifier, place: tuple[int, str]
) -> None:
    sheet.at(3).write("7")
    sheet.press(key, modifiers)
    assert (sheet.text(3), sheet.place) == ("7", place)


def test_that_f2_edits_with_the_caret_at_the_end_and_arrows_stay_inside(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_F2)
    sheet.press(Key.Key_Left)
    sheet.write("5")
    assert sheet.view.editing.editor.text() == "622.57"
    sheet.press(Key.Key_Up)
    assert sheet.is_editing
    sheet.press(Key.Key_F2)
    sheet.press(Key.Key_Left)
    assert (sheet.text(3), sheet.place) == ("622.57", (3, "target"))


def test_that_escape_leaves_all_as_it_was(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.at(3).write("9")
    with qtbot.waitSignal(sheet.view.edit_ended):
        sheet.press(Key.Key_Escape)
    assert (sheet.text(3), sheet.place, sheet.desk.acts) == ("622.7", (3, "level"), [])
    assert sheet.view.hasFocus()


def test_that_every_key_is_told_while_typing(sheet: Sheet) -> None:
    heard: list[TypedCell] = []
    sheet.view.cell_edited.connect(heard.append)
    sheet.at(3).write("7.9")
    indicator = sheet.desk.model.rows[3].indicator
    assert heard == [TypedCell(indicator, Column.LEVEL, text) for text in ("7", "7.", "7.9")]


def test_that_a_refused_text_stays_in_the_editor(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.desk.refuse = "写不进去：磁盘已满。"
    sheet.at(3).write("7")
    with qtbot.waitSignal(sheet.desk.model.refused) as signal:
        sheet.press(Key.Key_Return)
    assert signal.args == ["写不进去：磁盘已满。"]
    assert sheet.is_editing
    assert (sheet.view.editing.editor.text(), sheet.place) == ("7", (3, "level"))
    sheet.desk.refuse = ""
    sheet.press(Key.Key_Return)
    assert sheet.text(3) == "7"


def test_that_delete_clears_and_backspace_opens_an_empty_editor(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_Delete)
    assert (sheet.text(3), sheet.is_editing) == ("", False)
    sheet.at(4).press(Key.Key_Backspace)
    assert sheet.is_editing
    assert sheet.view.editing.editor.text() == ""


def test_that_computed_cells_take_no_typing(sheet: Sheet) -> None:
    sheet.at(3, Column.CHANGE).press(Key.Key_Right)
    sheet.write("7")
    sheet.press(Key.Key_F2)
    assert (sheet.is_editing, sheet.place) == (False, (3, "gap"))


def test_that_a_click_elsewhere_stores_what_was_typed(sheet: Sheet) -> None:
    sheet.at(3).write("7")
    spot = sheet.view.place_of(5, sheet.level + 1).center()
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (sheet.text(3), sheet.place) == ("7", (5, "growth"))


def test_that_the_decimal_point_stays_where_the_column_has_it(sheet: Sheet) -> None:
    sheet.at(3).write("7")
    editor = sheet.view.editing.editor
    whole = editor.textMargins().right()
    sheet.write(".95")
    assert whole > editor.textMargins().right() >= sheet.view.metrics.pad - 2


# --- moving ---


def test_that_enter_after_tabs_returns_to_the_column_where_they_began(sheet: Sheet) -> None:
    sheet.at(3).write("1")
    sheet.press(Key.Key_Tab)
    sheet.write("2")
    sheet.press(Key.Key_Tab)
    sheet.write("3")
    sheet.press(Key.Key_Return)
    assert sheet.place == (4, "level")
    assert [sheet.text(3, column) for column in (Column.LEVEL, Column.GROWTH, Column.CHANGE)] == [
        "1",
        "2",
        "3",
    ]
    sheet.press(Key.Key_Tab)
    sheet.press(Key.Key_Up)
    sheet.press(Key.Key_Return)
    assert sheet.place == (4, "growth")


@pytest.mark.parametrize(
    ("key", "modifiers", "place"),
    (
        (Key.Key_Home, NONE, (13, "target")),
        (Key.Key_End, NONE, (13, "verdict")),
        (Key.Key_Home, CTRL, (0, "target")),
        (Key.Key_End, CTRL, (48, "change")),
        (Key.Key_Down, CTRL, (48, "level")),
        (Key.Key_Up, CTRL, (0, "level")),
        (Key.Key_Left, CTRL, (13, "category")),
        (Key.Key_Right, CTRL, (13, "gap")),
        (Key.Key_PageDown, NONE, (28, "level")),
        (Key.Key_PageUp, NONE, (0, "level")),
    ),
)
def test_that_jumps_go_as_in_excel(
    sheet: Sheet, key: Key, modifiers: Qt.KeyboardModifier, place: tuple[int, str]
) -> None:
    sheet.at(13).press(key, modifiers)
    row, column = sheet.place
    assert column == place[1]
    if key not in {Key.Key_PageDown, Key.Key_End}:
        assert row in {place[0], sheet.desk.model.merged_rows(place[0], 0)[0]}
    assert sheet.view.edges(row, row)[0] >= 0


def test_that_a_merged_cell_is_one_step(sheet: Sheet) -> None:
    sheet.at(5, Column.TARGET).press(Key.Key_Down)
    assert sheet.place == (6, "target")
    sheet.press(Key.Key_Down)
    assert sheet.place == (9, "target")
    sheet.press(Key.Key_Up)
    assert sheet.place == (6, "target")


def test_that_the_edge_holds(sheet: Sheet) -> None:
    sheet.at(0).press(Key.Key_Up)
    assert sheet.place == (0, "level")
    sheet.press(Key.Key_End, CTRL)
    last = sheet.place
    sheet.press(Key.Key_Tab)
    sheet.press(Key.Key_Return)
    assert sheet.place[0] == last[0]


def test_that_shift_and_arrows_extend_while_the_current_cell_stays(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_Down, SHIFT, 2)
    sheet.press(Key.Key_Right, SHIFT)
    assert sheet.view.selected_block() == Block(3, sheet.level, 5, sheet.level + 1)
    assert sheet.place == (3, "level")
    sheet.press(Key.Key_Up, SHIFT)
    assert sheet.view.selected_block() == Block(3, sheet.level, 4, sheet.level + 1)


def test_that_a_range_never_cuts_through_a_merged_cell(sheet: Sheet) -> None:
    sheet.at(7).press(Key.Key_Left, SHIFT)
    assert sheet.view.selected_block() == Block(6, sheet.level - 1, 8, sheet.level)


def test_that_ctrl_a_selects_all_that_is_visible(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_A, CTRL)
    last = sheet.desk.model.rowCount() - 1, sheet.desk.model.columnCount() - 1
    assert sheet.view.selected_block() == Block(0, 0, *last)


def test_that_enter_goes_round_within_a_range(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_Down, SHIFT)
    sheet.press(Key.Key_Right, SHIFT)
    seen = []
    for _ in range(5):
        seen.append(sheet.place)
        sheet.press(Key.Key_Return)
    assert seen == [(3, "level"), (4, "level"), (3, "growth"), (4, "growth"), (3, "level")]
    assert sheet.view.selected_block() == Block(3, sheet.level, 4, sheet.level + 1)


def test_that_the_pointer_selects_across_both_panes(sheet: Sheet) -> None:
    name = sheet.view.frozen.place_of(2, 2).center()
    start = sheet.view.frozen.viewport()
    QTest.mousePress(start, Qt.MouseButton.LeftButton, pos=name)
    assert sheet.place == (2, "name")
    end = sheet.view.viewport().mapToGlobal(sheet.view.place_of(4, sheet.level).center())
    sheet.view.frozen.dragged.emit(end)
    QTest.mouseRelease(start, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert sheet.view.selected_block() == Block(2, 2, 4, sheet.level)


def test_that_a_head_selects_its_column(sheet: Sheet) -> None:
    head = sheet.view.header
    spot = QPoint(head.sectionViewportPosition(sheet.level) + 20, head.height() - 5)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sheet.view.selected_block() == Block(0, sheet.level, sheet.desk.model.rowCount() - 1, sheet.level)


def test_that_the_right_button_keeps_a_range_it_falls_into(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_Down, SHIFT, 2)
    inside, outside = (sheet.view.place_of(row, sheet.level).center() for row in (4, 8))
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.RightButton, pos=inside)
    assert sheet.view.selected_block() == Block(3, sheet.level, 5, sheet.level)
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.RightButton, pos=outside)
    assert sheet.place == (8, "level")


def test_that_a_double_click_edits(sheet: Sheet) -> None:
    spot = sheet.view.place_of(4, sheet.level).center()
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sheet.view.editing.mode is EditMode.REVISING
    assert sheet.view.editing.editor.text() == "1619.8"


# --- blocks ---


def clipboard_text() -> str:
    return QGuiApplication.clipboard().text()


def test_that_a_copied_block_is_pasted_as_one_act(sheet: Sheet) -> None:
    sheet.at(0).press(Key.Key_Down, SHIFT)
    sheet.press(Key.Key_Right, SHIFT)
    sheet.press(Key.Key_C, CTRL)
    assert clipboard_text() == "8730.6\t6.9\r\n15.9\t8左右\r\n"
    assert "<td" in QGuiApplication.clipboard().mimeData().html()
    sheet.at(3).press(Key.Key_V, CTRL)
    assert [sheet.text(row) for row in (3, 4)] == ["8730.6", "15.9"]
    assert sheet.text(4, Column.GROWTH) == "8左右"
    assert [kind for _, kind in sheet.desk.acts] == [ChangeKind.PASTE]


def test_that_a_table_on_the_clipboard_is_pasted_with_a_sentence_about_the_rest(
    sheet: Sheet, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setHtml("<table><tr><td>1</td><td colspan=2>2</td><td>+3</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(sheet.view.notice_raised) as signal:
        sheet.at(3).press(Key.Key_V, CTRL)
    assert (sheet.text(3), sheet.text(3, Column.GROWTH)) == ("1", "2")
    assert signal.args == ["粘贴写入 2 格，Ctrl+Z 可以一次撤销；1 格不是填报的格，跳过没有写入。"]


def test_that_an_empty_clipboard_says_so(sheet: Sheet, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(sheet.view.notice_raised):
        sheet.at(3).press(Key.Key_V, CTRL)
    assert sheet.desk.acts == []


def test_that_cut_copies_and_clears(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_X, CTRL)
    assert (clipboard_text(), sheet.text(3)) == ("622.7\r\n", "")


def test_that_a_block_is_cleared_in_one_act(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_Down, SHIFT, 2)
    sheet.press(Key.Key_Delete)
    assert [sheet.text(row) for row in (3, 4, 5)] == ["", "", ""]
    assert [kind for _, kind in sheet.desk.acts] == [ChangeKind.PASTE]


def test_that_fills_repeat_the_first_row_and_the_first_column(sheet: Sheet) -> None:
    sheet.at(3).press(Key.Key_Down, SHIFT, 2)
    sheet.press(Key.Key_D, CTRL)
    assert [sheet.text(row) for row in (4, 5)] == ["622.7", "622.7"]
    sheet.at(3, Column.GROWTH).press(Key.Key_Right, SHIFT)
    sheet.press(Key.Key_R, CTRL)
    assert sheet.text(3, Column.CHANGE) == "8.5"


def test_that_undo_and_redo_are_asked_of_the_page(sheet: Sheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.view.undo_requested):
        sheet.press(Key.Key_Z, CTRL)
    with qtbot.waitSignal(sheet.view.redo_requested):
        sheet.press(Key.Key_Y, CTRL)


# --- qualifiers ---


def open_menu(sheet: Sheet) -> QMenu:
    sheet.press(Key.Key_Down, ALT)
    menu = sheet.view.findChild(QMenu)
    assert menu is not None
    return menu


def choose(sheet: Sheet, word: str) -> None:
    menu = open_menu(sheet)
    next(action for action in menu.actions() if action.text() == word).trigger()
    menu.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform's menus
def test_that_a_qualifier_is_put_behind_the_stored_number(sheet: Sheet) -> None:
    choose(sheet.at(3), "左右")
    assert sheet.text(3) == "622.7左右"
    choose(sheet.at(3), "以内")
    assert sheet.text(3) == "622.7以内"
    choose(sheet.at(3), "暂无数据")
    assert sheet.text(3) == "暂无数据"


def test_that_a_qualifier_is_put_into_what_is_being_typed(sheet: Sheet) -> None:
    sheet.at(3).write("5")
    sheet.view.typing.put_qualifier("以内")
    assert sheet.view.editing.editor.text() == "5以内"
    sheet.press(Key.Key_Return)
    assert sheet.text(3) == "5以内"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_that_a_qualifier_without_number_waits_for_one(sheet: Sheet) -> None:
    sheet.at(5).press(Key.Key_Delete)
    choose(sheet, "以上")
    sheet.write("8")
    assert sheet.view.editing.editor.text() == "8以上"


# --- input methods ---


def composed(preedit: str, commit: str = "") -> QInputMethodEvent:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    return event


def test_that_the_first_composed_sign_is_not_lost(sheet: Sheet) -> None:
    sheet.at(3)
    assert sheet.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for preedit in ("z", "zw", "zwsj"):
        QApplication.sendEvent(sheet.view, composed(preedit))
    assert sheet.is_editing
    assert sheet.view.hasFocus()
    QApplication.sendEvent(sheet.view, composed("", "暂无数据"))
    assert sheet.view.editing.editor.text() == "暂无数据"
    assert sheet.view.editing.editor.hasFocus()
    sheet.press(Key.Key_Return)
    assert (sheet.text(3), sheet.place) == ("暂无数据", (4, "level"))


def test_that_a_broken_off_composition_leaves_the_cell_alone(sheet: Sheet) -> None:
    sheet.at(3)
    QApplication.sendEvent(sheet.view, composed("z"))
    QApplication.sendEvent(sheet.view, composed(""))
    assert (sheet.is_editing, sheet.text(3)) == (False, "622.7")


def test_that_the_candidates_stand_at_the_cell(sheet: Sheet) -> None:
    sheet.at(3)
    rect = sheet.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert rect == sheet.view.place_of(3, sheet.level).translated(sheet.view.viewport().pos())


def test_that_no_input_method_opens_over_computed_cells(sheet: Sheet) -> None:
    sheet.at(3, Column.CHANGE).press(Key.Key_Right)
    assert not sheet.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


# --- what the page hears, layout ---


def test_that_the_page_hears_of_cell_and_selection(sheet: Sheet, qtbot: QtBot) -> None:
    with qtbot.waitSignals([sheet.view.current_cell_changed, sheet.view.selection_summary_changed]):
        sheet.press(Key.Key_Down)
    with qtbot.waitSignal(sheet.view.current_cell_changed) as signal:
        sheet.at(3, Column.CHANGE).press(Key.Key_Right)
    assert signal.args == [3, Column.CHANGE]
    heard: list[str] = []
    sheet.view.selection_summary_changed.connect(heard.append)
    sheet.at(3).press(Key.Key_Down, SHIFT)
    assert heard[-1] == "选中 2 格  计数 2  合计 2242.5  平均 1121.25"


def test_that_the_frozen_columns_follow_the_rows_and_stay_when_scrolled_sideways(sheet: Sheet) -> None:
    view = sheet.view
    view.resize(600, 300)
    QApplication.processEvents()
    view.verticalScrollBar().setValue(130)
    view.horizontalScrollBar().setValue(120)
    QApplication.processEvents()
    assert view.frozen.edges(9, 9) == view.edges(9, 9)
    assert view.frozen.columnViewportPosition(2) == view.frozen.columnWidth(0) + view.frozen.columnWidth(1)
    assert view.viewport().geometry().left() == view.frozen.geometry().right() + 1
    assert view.frozen.viewport().height() == view.viewport().height()


def test_that_the_current_cell_is_brought_into_view(sheet: Sheet) -> None:
    sheet.view.resize(600, 300)
    QApplication.processEvents()
    sheet.at(40, Column.CHANGE)
    rect = sheet.view.place_of(40, sheet.level + 2)
    assert sheet.view.viewport().rect().contains(rect)


def is_whole(sheet: Sheet) -> bool:
    """Whether all of the current cell is in view."""
    place = sheet.view.cell_cursor.place
    assert place is not None
    return sheet.view.viewport().rect().contains(sheet.view.place_of(*place))


def test_that_the_current_cell_stays_in_view_while_the_window_zooms(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.view.resize(600, 300)
    QApplication.processEvents()
    sheet.at(40, Column.CHANGE)
    theme = sheet.view.metrics.theme
    for percent in (150, 200, 100):
        theme.set_scale(percent)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: is_whole(sheet))


def test_that_the_current_cell_stays_in_view_where_the_grid_gives_way(sheet: Sheet) -> None:
    sheet.view.resize(976, 487)
    QApplication.processEvents()
    sheet.at(sheet.view.rows_per_page())
    sheet.view.resize(976, 300)
    QApplication.processEvents()
    assert is_whole(sheet)


def test_that_a_cell_scrolled_out_of_view_is_left_there(sheet: Sheet) -> None:
    sheet.at(0)
    sheet.view.verticalScrollBar().setValue(sheet.view.verticalScrollBar().maximum())
    sheet.view.resize(976, 300)
    QApplication.processEvents()
    assert sheet.view.verticalScrollBar().value() > 0


def test_that_hidden_rows_and_columns_are_passed_over(sheet: Sheet) -> None:
    sheet.view.show_rows({0, 5, 9})
    sheet.view.set_columns({GridColumn.GROWTH}, {})
    sheet.at(0).press(Key.Key_Down)
    assert sheet.place == (5, "level")
    sheet.press(Key.Key_Right)
    assert sheet.place == (5, "change")
    sheet.view.show_rows(None)
    sheet.press(Key.Key_Down)
    assert sheet.place == (6, "change")


def test_that_another_plan_takes_the_place_of_the_first(sheet: Sheet) -> None:
    sheet.at(3).write("7")
    table = plan_table("13fyp")
    sheet.desk.model.set_table(table, ())
    QApplication.processEvents()
    assert not sheet.is_editing
    assert sheet.view.editing.mode is EditMode.TYPING
    assert sheet.place == (0, "level")
    assert sheet.view.frozen.shown_columns() == [0, 1]
    assert not sheet.view.grab().isNull()


def test_that_the_grid_and_its_parts_have_names(sheet: Sheet) -> None:
    assert sheet.view.accessibleName() == "填报表"
    assert sheet.view.frozen.accessibleName()
    sheet.at(3, Column.GROWTH).write("1")
    assert sheet.view.editing.editor.accessibleName() == "2023年实绩 增速 %"
