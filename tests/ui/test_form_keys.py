"""The keys of ui.md page 2 on the page of forms, one by one; input methods; what could not be read is kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.form_sample import monthly_page
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.forms.form_page import FormPage

Key = Qt.Key
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SEPTEMBER = Period.to_month(2023, 9)
LAST_YEAR, MONTH, TOTAL, GROWTH, REMARK = (
    Column.LAST_YEAR,
    Column.MONTH,
    Column.TOTAL,
    Column.GROWTH,
    Column.REMARK,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def page(store: DataFile, qtbot: QtBot) -> FormPage:
    """September of Wenzhou; the first two rows have year-to-date figures."""
    return monthly_page(store, qtbot, SEPTEMBER)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def place(page: FormPage) -> tuple[int, Column | None]:
    at = page.grid.cell_cursor.place
    assert at is not None
    return at[0], page.model.specs[at[1]].stored


def text(page: FormPage, row: int, column: Column) -> str:
    return page.model.cell(row, page.model.column_of(column)).text


def put(page: FormPage, *cells: tuple[int, Column, str]) -> None:
    rows = page.table.form.rows
    assert page.model.record_cells(
        [TypedCell(rows[row].code, column, text) for row, column, text in cells], ChangeKind.EDIT
    )


@pytest.mark.parametrize(
    ("key", "modifiers", "after"),
    (
        (Key.Key_Return, NONE, (6, TOTAL)),
        (Key.Key_Return, SHIFT, (4, TOTAL)),
        (Key.Key_Tab, NONE, (5, GROWTH)),
        (Key.Key_Backtab, SHIFT, (5, MONTH)),
        (Key.Key_Up, NONE, (4, TOTAL)),
        (Key.Key_Down, NONE, (6, TOTAL)),
        (Key.Key_Left, NONE, (5, MONTH)),
        (Key.Key_Right, NONE, (5, GROWTH)),
        (Key.Key_Down, CTRL, (21, TOTAL)),
        (Key.Key_Up, CTRL, (0, TOTAL)),
        (Key.Key_Home, CTRL, (0, LAST_YEAR)),
        (Key.Key_End, CTRL, (21, REMARK)),
    ),
)
def test_that_each_key_goes_where_it_goes_in_excel(
    page: FormPage, key: Qt.Key, modifiers: Qt.KeyboardModifier, after: tuple[int, Column | None]
) -> None:
    last = page.model.rowCount() - 1
    page.grid.select_cell(5, TOTAL)
    QTest.keyClick(focused(), key, modifiers)
    assert place(page) == (min(after[0], last) if after[0] < 21 else last, after[1])


def test_that_enter_after_tabs_returns_to_the_column_where_they_began(page: FormPage) -> None:
    page.grid.select_cell(3, MONTH)
    for sign in ("1", "2"):
        QTest.keyClicks(focused(), sign)
        QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClicks(focused(), "3")
    QTest.keyClick(focused(), Key.Key_Return)
    assert place(page) == (4, MONTH)
    assert [text(page, 3, its) for its in (MONTH, TOTAL, GROWTH)] == ["1", "2", "3"]


def test_that_f2_revises_and_delete_empties(page: FormPage) -> None:
    put(page, (0, TOTAL, "12"))
    page.grid.select_cell(0, TOTAL)
    QTest.keyClick(focused(), Key.Key_F2)
    QTest.keyClicks(focused(), "3")
    QTest.keyClick(focused(), Key.Key_Return)
    assert text(page, 0, TOTAL) == "123"
    page.grid.select_cell(0, TOTAL)
    QTest.keyClick(focused(), Key.Key_Delete)
    assert text(page, 0, TOTAL) == ""


def test_that_a_block_is_copied_cut_pasted_filled_and_taken_back(page: FormPage) -> None:
    put(page, (0, TOTAL, "7"), (0, GROWTH, "1.5"))
    page.grid.select_cell(0, TOTAL)
    QTest.keyClick(focused(), Key.Key_Right, SHIFT)
    QTest.keyClick(focused(), Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().strip() == "7\t1.5"
    page.grid.select_cell(2, TOTAL)
    QTest.keyClick(focused(), Key.Key_V, CTRL)
    assert [text(page, 2, its) for its in (TOTAL, GROWTH)] == ["7", "1.5"]
    QTest.keyClick(focused(), Key.Key_Down, SHIFT)
    QTest.keyClick(focused(), Key.Key_D, CTRL)
    assert [text(page, 3, its) for its in (TOTAL, GROWTH)] == ["7", "1.5"]
    QTest.keyClick(focused(), Key.Key_Z, CTRL)
    assert text(page, 3, TOTAL) == ""
    QTest.keyClick(focused(), Key.Key_Y, CTRL)
    assert text(page, 3, TOTAL) == "7"
    page.grid.select_cell(3, TOTAL)
    QTest.keyClick(focused(), Key.Key_X, CTRL)
    assert text(page, 3, TOTAL) == ""


def test_that_ctrl_r_repeats_the_left_cell(page: FormPage) -> None:
    row = page.model.row_of("BUDGET_REVENUE")
    put(page, (row, MONTH, "100"))
    page.grid.select_cell(row, TOTAL)
    QTest.keyClick(focused(), Key.Key_R, CTRL)
    assert text(page, row, TOTAL) == "100"


def test_that_today_is_written_into_a_remark_and_nowhere_else(page: FormPage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    put(page, (0, REMARK, "快报"))
    page.grid.select_cell(0, REMARK)
    QTest.keyClick(focused(), Key.Key_Semicolon, CTRL)
    QTest.keyClick(focused(), Key.Key_Return)
    today = date.today()  # noqa: DTZ011 - the office's day
    assert text(page, 0, REMARK) == f"快报{today.year}年{today.month}月{today.day}日"

    page.grid.select_cell(0, TOTAL)
    QTest.keyClick(focused(), Key.Key_Semicolon, CTRL)
    assert not page.grid.editing.is_open
    assert "没有写入日期" in said[-1]


def test_that_qualifiers_are_offered_by_alt_down(page: FormPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # offscreen no menu can take the keyboard
    put(page, (0, GROWTH, "5"))
    page.grid.select_cell(0, GROWTH)
    QTest.keyClick(focused(), Key.Key_Down, ALT)
    menu = next(one for one in page.grid.findChildren(QMenu) if one.accessibleName() == "限定词")
    next(action for action in menu.actions() if action.text() == "左右").trigger()
    assert text(page, 0, GROWTH) == "5左右"


def test_that_ctrl_f_finds_by_text_and_by_pinyin_and_esc_shows_all(page: FormPage) -> None:
    QTest.keyClick(focused(), Key.Key_F, CTRL)
    assert page.tools.finder.hasFocus()
    QTest.keyClicks(focused(), "ybggyssr")
    assert [page.table.form.rows[row].indicator for row in page.grid.visible_part().rows] == [
        "BUDGET_REVENUE"
    ]
    QTest.keyClick(focused(), Key.Key_Escape)
    assert len(page.grid.visible_part().rows) == page.model.rowCount()
    assert page.grid.hasFocus()


def test_that_comment_star_and_panel_have_their_keys(page: FormPage) -> None:
    page.grid.select_cell(0, TOTAL)
    QTest.keyClick(focused(), Key.Key_E, CTRL)  # at once: the next key may leave the row
    assert page.table.is_followed(page.table.form.rows[0])
    QTest.keyClick(page.grid, Key.Key_M, CTRL)
    QTest.keyClicks(focused(), "check")
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    number = page.model.column_of(TOTAL)
    assert CellState.COMMENTED in page.model.state(0, number)

    page.grid.setFocus()
    assert page.panel.isVisible()
    QTest.keyClick(page.grid, Key.Key_Return, CTRL)
    assert not page.panel.isVisible()
    QTest.keyClick(page.grid, Key.Key_Return, CTRL)
    assert page.panel.isVisible()


@pytest.mark.parametrize("column", (LAST_YEAR, MONTH, TOTAL, GROWTH, REMARK))
def test_that_an_input_method_begins_in_every_cell(page: FormPage, column: Column) -> None:
    row = page.model.row_of("BUDGET_REVENUE")
    page.grid.select_cell(row, column)
    QApplication.sendEvent(page.grid, QInputMethodEvent("zanwu", []))
    assert page.grid.editing.is_open
    committed = QInputMethodEvent()
    committed.setCommitString("暂无数据")
    QApplication.sendEvent(focused(), committed)
    QTest.keyClick(focused(), Key.Key_Return)
    assert text(page, row, column) == "暂无数据"


def test_that_what_could_not_be_read_stays_a_draft_over_months_and_restarts(
    page: FormPage, store: DataFile, qtbot: QtBot
) -> None:
    page.grid.select_cell(0, TOTAL)
    for sign in "4,5x":
        QTest.keyClicks(focused(), sign)
    QTest.keyClick(focused(), Key.Key_Return)
    page.tools.before.click()
    page.tools.after.click()
    number = page.model.column_of(TOTAL)
    assert page.model.cell(0, number).text == "4,5x"
    assert CellState.DRAFT in page.model.state(0, number)
    page.grid.select_cell(0, TOTAL)
    page._panel_desk.show_cell()
    content = page.panel.content
    assert content is not None
    assert content.given == "4,5x"
    assert content.read_as.startswith("文字")

    again = monthly_page(store, qtbot, SEPTEMBER)
    assert again.model.cell(0, number).text == "4,5x"
    assert CellState.DRAFT in again.model.state(0, number)
