"""Ctrl+K finds everything and goes there, with the keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.jobs.test_home import form_of, opened
from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.find.find_box import FindBox
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.view_words import CITY, FILL, ISSUE, OVERVIEW
from wzdesk.ui.pages import ENTRY, EXCHANGE, HELP, HOME, SETTINGS


def asked(walk: Walk) -> FindBox:
    """The box, opened by its key, with the names of the file."""
    walk.program.window.activateWindow()
    QTest.keyClick(walk.program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = walk.program.finder.box
    wait_for(lambda: box.isVisible() and walk.program.finder.is_ready, "the box")
    wait_for(box.field.hasFocus, "the field")
    return box


def type_words(box: FindBox, text: str) -> None:
    """Letters as keys, Chinese as an input method gives it."""
    if text.isascii():
        QTest.keyClicks(box.field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box.field, event)


def go(walk: Walk, text: str, *keys: Qt.Key) -> None:
    box = asked(walk)
    type_words(box, text)
    for key in (*keys, Qt.Key.Key_Return):
        QTest.keyClick(box.field, key)
    assert box.isHidden()


def test_that_an_indicator_is_reached_by_its_initials(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    go(walk, "dqsczz")
    assert walk.program.window.current_page == ENTRY
    assert walk.entry.grid.cell_cursor.place == (0, walk.entry.grid.grid.column_of(Column.LEVEL))
    assert walk.entry.grid.hasFocus()


def test_that_an_indicator_of_a_form_alone_is_reached_there(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    go(walk, "AIR_PASSENGERS")
    form = form_of(walk)
    place = form.grid.cell_cursor.place
    assert place is not None
    assert form.table.form.rows[place[0]].indicator == "AIR_PASSENGERS"


def test_that_a_row_of_the_form_at_hand_comes_before_plans(walks: Walks, data: Path) -> None:
    walk = opened(walks, data, ENTRY)
    entry_screen_of(walk.program.window).show_form("monthly", "330326", Period.to_month(2023, 8))
    page = form_of(walk)
    page.grid.select_cell(0, Column.GROWTH)
    box = asked(walk)
    type_words(box, "社会消费品")
    assert box.current is not None
    assert (box.current.kind, box.current.name) == ("这张表", "社会消费品零售总额")
    assert "指标" in {thing.kind for thing in box.things}
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert form_of(walk) is page
    assert page.table.region.code == "330326"
    assert page.grid.cell_cursor.place == (page.model.row_of("RETAIL"), page.model.column_of(Column.GROWTH))
    wait_for(page.grid.hasFocus, "the keyboard in the grid")
    go(walk, "sz")
    assert walk.program.window.current_page == SETTINGS
    box = asked(walk)
    type_words(box, "社会消费品")
    assert "这张表" not in {thing.kind for thing in box.things}


def test_that_pages_forms_and_commands_are_reached(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    go(walk, "sz")
    assert walk.program.window.current_page == SETTINGS
    go(walk, "zyjjzbybb")
    assert form_of(walk).table.form.code == "monthly"
    go(walk, "深色")
    assert walk.program.workspace.theme.palette.dark
    go(walk, "十四五")
    assert walk.entry.filled.table.plan.code == "14fyp"


def test_that_a_region_shows_the_same_table_for_it(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    go(walk, "平阳")
    assert walk.entry.filled.table.region.code == "330326"
    entry_screen_of(walk.program.window).show_form("monthly", "330326")
    go(walk, "苍南")
    assert form_of(walk).table.region.code == "330327"


def test_that_arrows_choose_and_groups_are_stepped_over(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    box = asked(walk)
    assert [thing.name for thing in box.things][:2] == ["工作台", "指标填报"]
    QTest.keyClick(box.field, Qt.Key.Key_Up)
    assert box.current is not None
    assert box.current.name == "工作台"
    QTest.keyClicks(box.field, "zz")
    kinds = list(dict.fromkeys(thing.kind for thing in box.things))
    assert len(kinds) > 1
    QTest.keyClick(box.field, Qt.Key.Key_PageDown)
    assert box.current is not None
    assert box.current.kind == kinds[1]
    QTest.keyClick(box.field, Qt.Key.Key_PageUp)
    assert box.current.kind == kinds[0]
    for _ in range(40):
        QTest.keyClick(box.field, Qt.Key.Key_Down)
    assert box.current == box.things[-1]


def test_that_esc_leaves_all_as_it_was(walks: Walks, data: Path) -> None:
    walk = opened(walks, data, ENTRY)
    walk.select("6", Column.GROWTH)
    box = asked(walk)
    QTest.keyClicks(box.field, "ss")
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert box.isHidden()
    wait_for(walk.entry.grid.hasFocus, "the keyboard back in the grid")
    assert walk.program.window.current_page == ENTRY


def test_that_what_is_nowhere_is_said(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    box = asked(walk)
    QTest.keyClicks(box.field, "qqqqqq")
    assert "没有找到“qqqqqq”" in box.nothing.text()
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible()
    assert walk.program.window.current_page == HOME


def test_that_the_box_goes_when_the_keyboard_goes_elsewhere(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    box = asked(walk)
    walk.program.window.page(HOME).setFocus()
    wait_for(box.isHidden, "the box to go")


def test_that_an_input_method_works_in_the_box(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    box = asked(walk)
    type_words(box, "零售总额")
    assert box.current is not None
    assert "零售总额" in box.current.name


def test_that_the_button_of_the_page_opens_it_too(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = walk.program.window.page(HOME)
    page.search.click()  # type: ignore[attr-defined]
    assert walk.program.finder.box.isVisible()
    walk.program.window.show_page(HELP)
    assert sentence_of(walk) == ""


def test_that_views_of_the_exchange_are_reached_by_words_and_turned_by_keys(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    go(walk, "fcq")
    screen = walk.program.window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    assert (walk.program.window.current_page, screen.current) == (EXCHANGE, ISSUE)
    QTest.keyClick(screen.issue.regions, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert screen.current == CITY
    for _ in range(2):
        QTest.keyClick(screen.city, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert screen.current == OVERVIEW
    QTest.keyClick(screen.overview, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert screen.current == FILL


def test_that_a_command_works_before_its_page_was_ever_shown(
    walks: Walks, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[str] = []

    def chosen(_parent: object, title: str, *_others: str) -> tuple[str, str]:
        asked_for.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    walk = opened(walks, data)
    assert walk.program.window.made_page(ENTRY) is None
    go(walk, "drgzb")
    assert asked_for == ["导入工作簿"]
