"""A page of forms on a data file, in a window of the smallest size."""

from pytestqt.qtbot import QtBot

from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.look_first import look_first
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.entry.entry_bars import table_choices
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.theme import Theme


def form_page(store: Store, qtbot: QtBot, usual: Period) -> FormPage:
    """The page, with no form yet; ``usual`` is the period that a region is filling."""
    look = look_first(store.path)

    def open_form(form: str, region: str, period: Period | None) -> FormFilling:
        return FormFilling.open(store, form, region, period or usual, "张某")

    choices = table_choices(look.plans, look.forms)
    page = FormPage(Theme(), AppSignals(), open_form, lambda: CellChecks(store), choices, look.regions)
    qtbot.addWidget(page)
    page.resize(1298, 702)
    page.show()
    page.activateWindow()
    return page


def monthly_page(store: Store, qtbot: QtBot, usual: Period) -> FormPage:
    """The page with the city's monthly form, the keyboard at its grid."""
    page = form_page(store, qtbot, usual)
    assert page.show_form("monthly", "330300")
    page.grid.setFocus()
    qtbot.waitUntil(page.grid.hasFocus)
    return page


def close(page: FormPage, qtbot: QtBot) -> None:
    """Close the period, whatever it lacks."""
    page.header.close_button.click()
    qtbot.waitUntil(lambda: page.table.is_closed or bool(page.closing.bar.links))
    if not page.table.is_closed:
        page.closing.bar.confirm.click()
    assert page.table.is_closed
