"""A file without forms and projects: every page says what it is for, and has the button that starts it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks
from tests.tour.walk import Walk, wait_for
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.form_maker.maker_page import MakerPage
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.view_words import CITY, FILL, ISSUE, LOG
from wzdesk.ui.pages import ENTRY, EXCHANGE, PROJECTS
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.empty_page import EmptyPage


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path) -> Iterator[Walk]:
    path = tmp_path / "温岭.wzd"
    create_data_file(path, pack_folder("wenling"), "331081").close()
    opened = Walks(qapp, tmp_path)
    walk = opened.window(path)
    walk.program.window.show()
    wait_for(lambda: walk.has_rows and walk.program.workspace.are_charts_loaded, "the data file")
    yield walk
    opened.close()


def empty_page(walk: Walk, key: str) -> EmptyPage:
    """The one empty page that is seen on a page."""
    window = walk.program.window
    window.show_page(key)
    wait_for(lambda: not walk.is_working, key)
    seen = [each for each in window.page(key).findChildren(EmptyPage) if each.isVisible()]
    assert len(seen) == 1
    assert seen[0].accessibleName()
    return seen[0]


def words_on(page: EmptyPage) -> list[str]:
    return [button.text() for button in page.findChildren(PrimaryButton) if button.isVisible()]


def test_that_a_ledger_without_projects_begins_with_a_list(walk: Walk) -> None:
    assert words_on(empty_page(walk, PROJECTS)) == ["收项目清单…"]


def test_that_the_views_of_the_exchange_begin_with_a_form(walk: Walk) -> None:
    screen = walk.program.window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    empty_page(walk, EXCHANGE)
    words = {}
    for view in (ISSUE, CITY, LOG, FILL):
        screen.show_view(view)
        words[view] = words_on(empty_page(walk, EXCHANGE))
    assert words == {ISSUE: ["新建表样…"], CITY: ["新建表样…"], LOG: [], FILL: ["选择表样…"]}
    screen.show_view(ISSUE)
    screen.issue.new_form.click()
    assert walk.program.window.current_page == ENTRY
    shown = entry_screen_of(walk.program.window)
    assert any(page.isVisible() for page in shown.findChildren(MakerPage))
