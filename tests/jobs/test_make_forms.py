"""Forms made in the real window: from the catalogue, from a workbook, changed, retired, and taken up by an older file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from tests.jobs.windows import Walks, sentence_of
from tests.services.receiving.books import write_book
from tests.services.test_make_form import COUNTY
from tests.tour.walk import Walk, wait_for
from wzdesk.db.newer_pack import keep_pack_version
from wzdesk.db.settings import CHECKS, set_setting
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_draft import FormDraft
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.services.enter_form import forms_of
from wzdesk.services.open_data_file import open_data_file
from wzdesk.ui.entry.entry_bars import FORM_PREFIX
from wzdesk.ui.entry.entry_screen import EntryScreen, entry_screen_of
from wzdesk.ui.form_maker.maker_page import MakerPage
from wzdesk.ui.forms.form_page import FormPage

PACK = ["monthly", "quarterly", "yearly"]


def opened(walks: Walks, data: Path) -> tuple[Walk, EntryScreen]:
    walk = walks.window(data)
    ready: list[bool] = []
    walk.program.ready.connect(lambda: ready.append(True))
    walk.program.window.show()
    wait_for(lambda: bool(ready), "the window")
    return walk, entry_screen_of(walk.program.window)


def maker_of(screen: EntryScreen) -> MakerPage:
    page = screen.offers.maker.page
    assert page is not None
    return page


def form_page_of(screen: EntryScreen) -> FormPage:
    page = screen.forms
    assert page is not None
    assert screen.currentWidget() is page
    return page


def offered(screen: EntryScreen) -> list[str]:
    keys = [choice.key for choice in screen.offers.tables if choice.key.startswith(FORM_PREFIX)]
    return [key.removeprefix(FORM_PREFIX) for key in keys if key != FORM_PREFIX]


def make(screen: EntryScreen) -> None:
    """Two rows found by initials and by words."""
    page = maker_of(screen)
    page.name.setText("投资旬报")
    for words in ("gdzctz", "制造业投资"):
        page.catalogue.field.setText(words)
        QTest.keyClick(page.catalogue.field, Qt.Key.Key_Return)
    page.keep.click()


def test_that_a_form_is_made_filled_changed_retired_and_undone(walks: Walks, data: Path) -> None:
    walk, screen = opened(walks, data)
    screen.entry.header.plan.picked.emit("")  # nothing chosen anew
    screen.entry.form_picked.emit("")
    make(screen)
    page = form_page_of(screen)
    assert page.table.form.name == "投资旬报"
    assert offered(screen) == [*PACK, "own_1"]
    page.grid.select_cell(0, Column.TOTAL)
    QTest.keyClicks(page.grid, "2")
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert page.table.counts()[0] == 1

    page.header.menu.change_asked.emit()
    maker = maker_of(screen)
    maker.options.columns[FormColumn.MONTH].click()
    maker.keep.click()
    assert FormColumn.MONTH not in form_page_of(screen).table.form.columns
    assert form_page_of(screen).table.counts()[0] == 1

    page.header.menu.retire_asked.emit()
    assert screen.currentWidget() is screen.entry
    assert offered(screen) == PACK
    assert "已停用《投资旬报》" in sentence_of(walk)
    screen.entry.undo()
    assert offered(screen) == [*PACK, "own_1"]
    screen.show_form("own_1", "330300")
    for _ in range(3):
        form_page_of(screen).undo()
    assert offered(screen) == PACK
    assert screen.currentWidget() is screen.entry
    screen.entry.redo()
    assert offered(screen) == [*PACK, "own_1"]


def test_that_a_retired_form_comes_back_from_the_menu(walks: Walks, data: Path) -> None:
    _, screen = opened(walks, data)
    screen.offers.ask_new()
    make(screen)
    page = form_page_of(screen)
    page.header.menu.retire_asked.emit()
    screen.show_form("monthly", "330300")
    menu = form_page_of(screen).header.menu.menu()
    assert [action.text() for action in menu.actions() if action.menu() is not None] == ["启用停用的表样"]
    menu.close()
    page.header.menu.return_asked.emit("own_1")
    assert form_page_of(screen).table.form.code == "own_1"


def test_that_a_workbook_becomes_a_form_with_its_unknown_row_as_an_indicator(
    walks: Walks, data: Path, tmp_path: Path
) -> None:
    book = write_book(tmp_path / "平阳县主要指标.xlsx", COUNTY)
    _, screen = opened(walks, data)
    desk = screen.offers.maker
    desk.open_book(book)
    wait_for(lambda: not desk.busy, "the workbook")
    page = maker_of(screen)
    assert [line.name for line in page.draft.lines if line.is_unknown] == ["数字文旅消费额"]
    assert not page.keep.isEnabled()
    page.adding.click()
    wait_for(lambda: not desk.busy, "the indicator")
    assert page.keep.isEnabled()
    page.keep.click()
    table = form_page_of(screen).table
    assert (table.region.name, table.form.name) == ("平阳县", "主要指标完成情况表")
    assert [row.unit for row in table.form.rows] == ["万元", "万元", "亿元", "亿元"]


def test_that_a_file_without_tables_is_refused_in_words(walks: Walks, data: Path, tmp_path: Path) -> None:
    book = tmp_path / "不是表.xlsx"
    book.write_bytes(b"no workbook")
    walk, screen = opened(walks, data)
    desk = screen.offers.maker
    desk.open_book(book)
    wait_for(lambda: not desk.busy, "the refusal")
    assert "不是表.xlsx" in sentence_of(walk)
    page = maker_of(screen)
    assert page.isEnabled()
    assert page.draft == FormDraft()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert screen.offers.maker.page is None


def test_that_a_recognised_sheet_becomes_a_form_and_waits_behind(
    walks: Walks, data: Path, tmp_path: Path
) -> None:
    book = write_book(tmp_path / "平阳县主要指标.xlsx", COUNTY)
    _, screen = opened(walks, data)
    exchange = screen.exchange
    assert exchange is not None
    exchange.receive(book)
    wait_for(lambda: exchange.sheets is not None, "the sheets")
    sheets = exchange.sheets
    assert sheets is not None
    sheets.form_asked.emit()
    page = maker_of(screen)
    page.adding.click()
    wait_for(lambda: not screen.offers.maker.busy, "the indicator")
    page.keep.click()
    assert screen.currentWidget() is sheets
    assert not sheets.overview.unknown_rows
    assert offered(screen) == [*PACK, "own_1"]


def test_that_an_older_file_takes_up_forms_and_says_so(walks: Walks, data: Path) -> None:
    with open_data_file(data) as store, store.writing() as session:
        session.execute(text("DELETE FROM form"))
        set_setting(session, CHECKS, "")
        keep_pack_version(session, "2024.1")
    walk, screen = opened(walks, data)
    wait_for(lambda: offered(screen) == PACK, "the forms")
    assert "补上填报表 3 张" in sentence_of(walk)
    screen.show_form("quarterly", "330300", Period.to_month(2024, 9))
    assert form_page_of(screen).table.words == "2024年前三季度"
    walk.program.window.close()
    with open_data_file(data) as store:
        assert [form.code for form in forms_of(store)] == PACK
