"""What people who know Excel expect of the entry grid: room used, refusals said, blocks kept, one row lit."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grid_sheet import CTRL, SHIFT, Key, Sheet
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.grid_columns import GridColumn, Shape
from wzdesk.ui.entry.grid_selection import Block
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.theme import Theme

COMPUTED = "这一列是自动计算的；要改判定，请用右边的“改判…”。"
PRINTED = "这一列是计划表里定的，不能在这里填。"
READ_ONLY = "这个文件现在只能看，没有写入。"


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Sheet]:
    made = Sheet(qtbot)
    yield made
    made.view.editing.abandon()


@pytest.fixture
def told(sheet: Sheet) -> list[str]:
    heard: list[str] = []
    sheet.view.notice_raised.connect(heard.append)
    return heard


def column_of(sheet: Sheet, column: GridColumn) -> int:
    return [spec.column for spec in sheet.desk.model.specs].index(column)


def go(sheet: Sheet, row: int, column: GridColumn) -> None:
    sheet.view.cell_cursor.set_place((row, column_of(sheet, column)))


def type_into(sheet: Sheet, row: int, text: str, column: Column = Column.LEVEL) -> None:
    sheet.desk.filled = sheet.desk.filled.typed(
        [TypedCell(sheet.desk.model.rows[row].indicator, column, text)]
    )
    sheet.desk.model.update(sheet.desk.filled.table, sheet.desk.filled.assessments)
    QApplication.processEvents()


# --- room ---


def edges(sheet: Sheet) -> tuple[int, int, int, int]:
    """Where the frozen columns end, where the others begin and end, and the room for them all."""
    view = sheet.view
    last = max(view.shown_columns())
    left = view.viewport().geometry().left()
    end = left + view.columnViewportPosition(last) + view.columnWidth(last)
    return view.frozen.geometry().right() + 1, left, end, left + view.viewport().width()


@pytest.mark.parametrize("steps", ((710, 1440, 976), (710, 976), (1440, 976, 940, 976), (1008, 976, 1008)))
def test_that_the_columns_fill_the_width_after_every_resize(sheet: Sheet, steps: tuple[int, ...]) -> None:
    for width in (976, *steps):
        sheet.view.resize(width, 487)
        QApplication.processEvents()
        frozen, left, end, room = edges(sheet)
        assert frozen == left, width
        assert end == room or (width < 900 and end > room), width


def test_that_the_columns_fill_the_width_after_one_is_hidden_or_grows(sheet: Sheet) -> None:
    sheet.view.set_columns({GridColumn.GROWTH}, {})
    QApplication.processEvents()
    assert edges(sheet)[0] == edges(sheet)[1]
    assert edges(sheet)[2] == edges(sheet)[3]
    type_into(sheet, 3, "123456789012.5")
    assert edges(sheet)[2] == edges(sheet)[3]


@pytest.mark.parametrize("text", ("7" * 60, "0." + "3" * 60, "9" * 30 + "亿元以上", "x" * 1000))
@pytest.mark.parametrize("column", (Column.LEVEL, Column.GROWTH, Column.CHANGE))
def test_that_a_long_text_leaves_the_verdict_in_sight(sheet: Sheet, column: Column, text: str) -> None:
    type_into(sheet, 3, text, column)
    assert sheet.view.horizontalScrollBar().maximum() == 0
    number = sheet.desk.model.column_of(column)
    tip = sheet.desk.model.index(3, number).data(Qt.ItemDataRole.ToolTipRole)
    assert text in tip.replace("\n", "")
    assert max(len(line) for line in tip.split("\n")) <= 48


def test_that_a_number_without_room_is_drawn_with_an_ellipsis(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    type_into(sheet, 3, "7" * 60)
    draw = sheet.view.texts.draw

    def noting(painter: object, left: float, baseline: float, text: str, font: object, color: str) -> None:
        drawn.append(text)
        draw(painter, left, baseline, text, font, color)  # type: ignore[arg-type]

    monkeypatch.setattr(sheet.view.texts, "draw", noting)
    sheet.view.viewport().repaint()
    cut = [text for text in drawn if "777" in text]
    assert cut
    assert all("…" in text for text in cut)
    room = sheet.view.columnWidth(sheet.level) - 2 * sheet.view.metrics.pad
    assert all(sheet.view.metrics.width(text) <= room for text in cut)


def test_that_a_target_that_is_cut_has_a_tip_and_one_that_is_not_has_none(sheet: Sheet) -> None:
    type_into(sheet, 3, "增长8%、高于全省平均、力争进入前三名、并且不低于上年", Column.TARGET)
    target, model = sheet.level - 1, sheet.desk.model
    assert not sheet.view.shows_all(model.index(3, target))
    assert sheet.view.shows_all(model.index(4, target))
    assert model.index(3, target).data(Qt.ItemDataRole.ToolTipRole).startswith("增长8%、高于")
    assert sheet.view.frozen.shows_all(model.index(0, 0))
    sheet.view.show_rows({0})
    assert not sheet.view.frozen.shows_all(model.index(0, 0))


# --- one current row ---


def lit_rows(sheet: Sheet) -> list[int]:
    image, palette = sheet.view.viewport().grab().toImage(), sheet.view.metrics.theme.palette
    unit = next(n for n, spec in enumerate(sheet.desk.model.specs) if spec.shape is Shape.CAPTION)
    x = sheet.view.columnViewportPosition(unit) + 4
    rows = [row for row in range(18) if 0 <= sheet.view.edges(row, row)[0] < image.height() - 6]
    return [
        row
        for row in rows
        if image.pixelColor(x, sheet.view.edges(row, row)[0] + 5).name() == palette.hover.lower()
    ]


def test_that_only_the_current_row_is_lit_after_the_keys_have_left_the_pointer(sheet: Sheet) -> None:
    spot = sheet.view.place_of(5, sheet.level).center()
    QTest.mouseMove(sheet.view.viewport(), spot)
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    sheet.view.row_hovered.emit(5)
    assert lit_rows(sheet) == [5]
    sheet.press(Key.Key_Home, CTRL)
    assert lit_rows(sheet) == [0]
    sheet.view.row_hovered.emit(7)
    assert lit_rows(sheet) == [0, 7]
    sheet.at(3)
    assert lit_rows(sheet) == [3]


def test_that_a_row_is_not_lit_once_it_was_scrolled_away_from_the_pointer(sheet: Sheet) -> None:
    sheet.view.row_hovered.emit(7)
    sheet.view.verticalScrollBar().setValue(52)
    assert 7 not in lit_rows(sheet)


def test_that_a_cell_can_be_selected_twice_in_a_row(sheet: Sheet) -> None:
    for _ in range(2):
        sheet.at(20, Column.GROWTH)
        assert sheet.place == (20, "growth")
        assert sheet.view.selected_block() == Block(20, sheet.level + 1, 20, sheet.level + 1)
        assert sheet.view.hasFocus()


# --- refusals ---


@pytest.mark.parametrize(
    ("column", "sentence"),
    (
        (GridColumn.VERDICT, COMPUTED),
        (GridColumn.GAP, COMPUTED),
        (GridColumn.CATEGORY, PRINTED),
        (GridColumn.NO, PRINTED),
        (GridColumn.NAME, PRINTED),
        (GridColumn.UNIT, PRINTED),
    ),
)
def test_that_a_cell_that_takes_no_typing_says_why(
    sheet: Sheet, told: list[str], column: GridColumn, sentence: str
) -> None:
    go(sheet, 3, column)
    acts: tuple[Callable[[], None], ...] = (
        lambda: sheet.write("7"),
        lambda: sheet.press(Key.Key_F2),
        lambda: sheet.press(Key.Key_Delete),
    )
    for act in acts:
        told.clear()
        act()
        assert told == [sentence]
    told.clear()
    sheet.press(Key.Key_D, CTRL)
    assert told == [sentence]
    assert (sheet.is_editing, sheet.desk.acts) == (False, [])


def test_that_a_table_only_to_look_at_says_so_whatever_is_tried(sheet: Sheet, told: list[str]) -> None:
    sheet.desk.model.set_read_only(True)
    QGuiApplication.clipboard().setText("5")
    sheet.at(3)
    acts: tuple[Callable[[], None], ...] = (
        lambda: sheet.write("7"),
        lambda: sheet.press(Key.Key_F2),
        lambda: sheet.press(Key.Key_Backspace),
        lambda: sheet.press(Key.Key_Delete),
        lambda: sheet.press(Key.Key_V, CTRL),
        lambda: sheet.press(Key.Key_D, CTRL),
        lambda: sheet.press(Key.Key_R, CTRL),
        lambda: sheet.view.typing.put_qualifier("左右"),
    )
    for act in acts:
        told.clear()
        act()
        assert told == [READ_ONLY]
    assert (sheet.is_editing, sheet.desk.acts) == (False, [])


def test_that_a_file_that_became_read_only_while_typing_says_so_and_keeps_the_text(
    sheet: Sheet, qtbot: QtBot
) -> None:
    sheet.at(3).write("7")
    sheet.desk.model.set_read_only(True)
    with qtbot.waitSignal(sheet.desk.model.refused) as signal:
        sheet.press(Key.Key_Return)
    assert signal.args == [READ_ONLY]
    assert sheet.view.editing.editor.text() == "7"


def test_that_a_composed_text_on_a_closed_cell_is_refused_in_words(sheet: Sheet, told: list[str]) -> None:
    go(sheet, 3, GridColumn.NAME)
    event = QInputMethodEvent()
    event.setCommitString("好")
    QApplication.sendEvent(sheet.view, event)
    assert told == [PRINTED]


def test_that_a_shared_target_whose_first_row_is_hidden_says_where_to_type_it(
    sheet: Sheet, told: list[str]
) -> None:
    sheet.view.show_rows({7, 9})
    go(sheet, 7, GridColumn.TARGET)
    sheet.write("7")
    assert "共用" in told[0]


# --- blocks ---


def test_that_a_pasted_block_stays_selected_and_is_copied_again(sheet: Sheet) -> None:
    heard: list[str] = []
    sheet.view.selection_summary_changed.connect(heard.append)
    QGuiApplication.clipboard().setText("1\t2\r\n3\t4\r\n")
    sheet.at(3).press(Key.Key_V, CTRL)
    assert sheet.view.selected_block() == Block(3, sheet.level, 4, sheet.level + 1)
    assert sheet.place == (3, "level")
    assert heard[-1].startswith("选中 4 格  计数 4  合计 10")
    QGuiApplication.clipboard().clear()
    sheet.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1\t2\r\n3\t4\r\n"
    sheet.press(Key.Key_Down, SHIFT)
    assert sheet.view.selected_block() == Block(3, sheet.level, 5, sheet.level + 1)


def test_that_a_value_pasted_over_everything_spares_the_targets(sheet: Sheet, told: list[str]) -> None:
    before = [sheet.text(row, Column.TARGET) for row in range(sheet.desk.model.rowCount())]
    QGuiApplication.clipboard().setText("暂无数据")
    sheet.at(3).press(Key.Key_A, CTRL)
    sheet.press(Key.Key_V, CTRL)
    assert [sheet.text(row, Column.TARGET) for row in range(sheet.desk.model.rowCount())] == before
    assert sheet.text(0) == "暂无数据"
    assert "格目标没有写入，一个值只粘贴到实绩格" in told[-1]
    assert told[-1].startswith("粘贴写入 1")


def test_that_clearing_a_block_says_how_many(sheet: Sheet, told: list[str]) -> None:
    sheet.at(3).press(Key.Key_Down, SHIFT, 2)
    sheet.press(Key.Key_Delete)
    assert told == ["清除了 3 格，Ctrl+Z 可以一次撤销。"]


def test_that_a_refused_paste_says_nothing_of_having_been_written(sheet: Sheet, told: list[str]) -> None:
    sheet.desk.refuse = "写不进去：磁盘已满。"
    QGuiApplication.clipboard().setText("1\t2")
    sheet.at(3).press(Key.Key_V, CTRL)
    assert told == []
    assert sheet.view.selected_block() == Block(3, sheet.level, 3, sheet.level)


# --- summary while typing ---


def test_that_the_summary_is_empty_while_a_cell_is_typed(sheet: Sheet) -> None:
    heard: list[str] = []
    sheet.view.selection_summary_changed.connect(heard.append)
    sheet.at(3).write("65")
    assert heard[-1] == ""
    sheet.press(Key.Key_Return, SHIFT)
    sheet.press(Key.Key_Down)
    assert heard[-1] == "选中 1 格  计数 1  合计 65  平均 65"
    sheet.write("9")
    sheet.press(Key.Key_Escape)
    assert heard[-1] == "选中 1 格  计数 1  合计 65  平均 65"


# --- filters ---


def filter_once_stored(sheet: Sheet, rows: set[int]) -> None:
    """As the page does: what was stored no longer belongs to what the chip shows."""

    def record(cells: Sequence[TypedCell], kind: ChangeKind) -> None:
        sheet.desk.record(cells, kind)
        sheet.view.show_rows(rows)

    sheet.desk.model._record = record


def test_that_the_cursor_leaves_a_row_that_is_filtered_away(sheet: Sheet) -> None:
    sheet.at(9, Column.GROWTH)
    sheet.view.show_rows({4, 12})
    assert sheet.place == (4, "growth")
    sheet.view.show_rows({4, 6})
    assert sheet.place == (4, "growth")


def test_that_enter_goes_on_from_a_row_that_its_own_figure_filters_away(sheet: Sheet) -> None:
    sheet.view.show_rows({4, 9, 12, 20})
    filter_once_stored(sheet, {4, 12, 20})
    sheet.at(9).write("7")
    sheet.press(Key.Key_Return)
    QApplication.processEvents()
    assert sheet.place == (12, "level")


def test_that_the_last_row_s_own_figure_leads_to_the_first_when_it_is_filtered_away(sheet: Sheet) -> None:
    sheet.view.show_rows({4, 9})
    filter_once_stored(sheet, {4})
    sheet.at(9).write("7")
    sheet.press(Key.Key_Return)
    QApplication.processEvents()
    assert sheet.place == (4, "level")


def test_that_nothing_breaks_while_no_row_is_shown(sheet: Sheet, told: list[str]) -> None:
    sheet.view.show_rows(())
    QGuiApplication.clipboard().setText("1\t2")
    for key in (
        Key.Key_Home,
        Key.Key_End,
        Key.Key_V,
        Key.Key_D,
        Key.Key_R,
        Key.Key_C,
        Key.Key_A,
        Key.Key_Down,
    ):
        sheet.press(key, CTRL)
        sheet.press(key, CTRL | SHIFT)
    for key in (Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_Delete):
        sheet.press(key)
    told.clear()
    sheet.write("7")
    assert told == ["现在没有显示任何一行，请先点上面的“全部”。"]
    assert (sheet.is_editing, sheet.desk.acts) == (False, [])


def test_that_a_cell_that_was_filtered_away_is_shown_when_it_is_asked_for(sheet: Sheet) -> None:
    sheet.view.show_rows({4})
    sheet.at(9)
    assert not sheet.view.isRowHidden(9)
    assert sheet.view.frozen.edges(9, 9) == sheet.view.edges(9, 9)


def test_that_rows_left_out_come_back_as_high_as_the_others_after_the_font_grew(sheet: Sheet) -> None:
    sheet.view.show_rows({4})
    sheet.view.metrics.theme.set_scale(150)
    sheet.view.show_rows(None)
    heights = {pane.rowHeight(row) for pane in (sheet.view, sheet.view.frozen) for row in (4, 9)}
    row = sheet.view.metrics.row
    sheet.view.metrics.theme.set_scale(100)
    assert heights == {row}
    assert row > sheet.view.metrics.row


def test_that_the_least_height_of_the_style_makes_no_row_of_one_pane_higher(
    sheet: Sheet, qapp: QApplication
) -> None:
    before = qapp.font()
    large = QFont(before)
    large.setPixelSize(40)
    qapp.setFont(large)
    made = GridView(sheet.desk.model, Theme())
    heights = [pane.rowHeight(4) for pane in (made, made.frozen)]
    qapp.setFont(before)
    assert heights == [made.metrics.row] * 2


def test_that_a_click_beside_the_table_does_not_fall_on_hidden_rows(sheet: Sheet) -> None:
    sheet.view.show_rows({4})
    QTest.mouseClick(
        sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, sheet.view.viewport().height() - 5)
    )
    assert sheet.place[0] == 4
