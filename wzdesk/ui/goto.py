"""Going to a cell from anywhere: a link, the search, the button that goes on with the work of last time."""

from wzdesk.domain.address import Address, FormAddress, PlanAddress
from wzdesk.ui.entry.entry_screen import EntryScreen, entry_screen_of
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.workspace import Workspace


def go_to(workspace: Workspace, address: Address) -> None:
    """Show the table and make the cell current; what is being typed elsewhere is stored first."""
    if not workspace.finish_typing():
        return
    workspace.window.show_page(ENTRY)
    screen = entry_screen_of(workspace.window)
    if isinstance(address, PlanAddress):
        _to_plan(workspace, screen, address)
    else:
        _to_form(screen, address)


def _to_plan(workspace: Workspace, screen: EntryScreen, address: PlanAddress) -> None:
    entry = screen.entry
    shown = entry.filled.table
    if (shown.plan.code, shown.region.code) != (address.plan, address.region):
        entry.show_plan(address.plan, address.region)
    screen.setCurrentWidget(entry)
    workspace.show_place()
    entry.header.set_place(entry.filled)
    if address.item_no:
        entry.open_item(address.item_no)
        rows = entry.filled.table.rows()
        row = next((one.index for one in rows if one.item.no == address.item_no), None)
        if row is not None:
            entry.grid.select_cell(row, address.column)
    entry.grid.setFocus()


def _to_form(screen: EntryScreen, address: FormAddress) -> None:
    screen.show_form(address.form, address.region, address.period)
    page = screen.forms
    if page is None or not page.desk.is_open or not address.indicator:
        return
    rows = page.table.form.rows
    row = next((number for number, one in enumerate(rows) if one.indicator == address.indicator), None)
    if row is not None:
        page.grid.select_cell(row, address.column)
