"""The next start goes on with the form that was filled last."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.jobs.windows import Walks
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.forms.form_page import FormPage

AUGUST = Period.to_month(2023, 8)


def form_of(walk: Walk) -> FormPage:
    page = entry_screen_of(walk.program.window).currentWidget()
    assert isinstance(page, FormPage)
    return page


def test_that_a_start_opens_the_form_of_last_time_at_its_first_empty_cell(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    entry_screen_of(walk.program.window).show_form("monthly", "330326", AUGUST)
    form_of(walk).grid.select_cell(0, Column.TOTAL)
    for text in ("401.5", "88.2"):
        walk.type(text)
        walk.press(Qt.Key.Key_Return)
    walks.close()

    walk = walks.window(data)
    walk.program.window.show()
    wait_for(lambda: walk.has_rows and walk.grid is not walk.entry.grid, "the form")
    page = form_of(walk)
    assert (page.table.region.code, page.table.period, page.table.counts()[0]) == ("330326", AUGUST, 2)
    walk.type("250")
    walk.press(Qt.Key.Key_Return)
    assert page.model.cell(2, page.model.column_of(Column.TOTAL)).text == "250"


def test_that_a_start_opens_the_plan_where_that_was_filled_last(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    screen = entry_screen_of(walk.program.window)
    screen.show_form("monthly", "330300", AUGUST)
    form_of(walk).table_picked.emit("2023")
    assert screen.currentWidget() is walk.entry
    walks.close()

    walk = walks.window(data)
    walk.open()
    wait_for(lambda: walk.program.workspace.are_charts_loaded, "the end of the start")
    assert entry_screen_of(walk.program.window).currentWidget() is walk.entry
