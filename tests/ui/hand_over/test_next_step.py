"""收回汇总 without a form to sum up says what to do next, by a button and by its key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hand_over.conftest import PATIENCE_MS, desk_of, wait_for_desk
from wzdesk.domain.period import Period
from wzdesk.services.enter_form import forms_of
from wzdesk.services.make_form import retire_form
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.program import Program


def retire(program: Program, screen: ExchangeScreen, qtbot: QtBot, *kept: str) -> None:
    store = program.workspace.file.store()
    for form in forms_of(store):
        if form.code not in kept:
            retire_form(store, form.code)
    desk_of(screen).refresh()
    wait_for_desk(screen, qtbot)


def test_that_a_file_without_forms_leads_to_making_one(
    screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    view = screen.overview
    assert not view.next_step.isVisible()
    assert view.panel.isVisible()
    retire(program, screen, qtbot)
    assert view.next_step.isVisible()
    assert not view.panel.isVisible()
    assert (view.next_step.button.text(), view.next_step.button.isEnabled()) == ("新建表样…", True)
    assert screen.receive.isEnabled()
    view.setFocus()
    QTest.keyClick(view.next_step.button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window.current_page == ENTRY, timeout=PATIENCE_MS)


def test_that_a_period_without_forms_leads_to_the_nearest_one_that_has_some(
    screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    view = screen.overview
    retire(program, screen, qtbot, "quarterly")
    assert not view.next_step.isVisible()
    screen.period_picked.emit(Period.to_month(2024, 4).code)
    wait_for_desk(screen, qtbot)
    assert view.next_step.isVisible()
    assert view.next_step.button.text() == "看2024年1—3月"
    view.next_step.button.click()
    wait_for_desk(screen, qtbot)
    assert screen.period.current == Period.to_month(2024, 3).code
    assert not view.next_step.isVisible()
    assert view.panel.isVisible()
