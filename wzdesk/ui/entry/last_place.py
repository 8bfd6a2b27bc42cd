"""Remembers the cell that is worked on and the form that is shown, so that the next start can go on from there."""

from PySide6.QtCore import QObject

from wzdesk.domain.address import Address, FormAddress, PlanAddress
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.plan_edit import COLUMN_WORDS
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.entry_screen import EntryScreen
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.file_memory import FileMemory
from wzdesk.ui.workspace import Workspace


class LastPlace(QObject):
    """Keeps the current cell when something was stored, and again when a table that was worked on is left.

    The form is kept as soon as it is shown.
    """

    def __init__(self, workspace: Workspace, screen: EntryScreen) -> None:
        super().__init__(screen)
        self._screen, self._offered = screen, workspace.look.forms
        self._memory = FileMemory(workspace.file.path)
        self._worked_on: object = None
        self._hears_forms = False
        screen.entry.saved.connect(self._on_saved)
        screen.currentChanged.connect(self._on_widget_shown)
        screen.form_shown.connect(self._on_form_shown)
        screen.plan_picked.connect(self._on_plan_picked)
        workspace.window.page_shown.connect(self._on_left)
        workspace.closing.connect(self._on_left)
        if (page := screen.forms) is not None and page.desk.is_open:
            self._on_form_shown(page.table)

    def show_last_form(self) -> None:
        """Go on with the form that was filled last, unless a person does something already."""
        kept, screen = self._memory.last_form, self._screen
        is_untouched = screen.currentWidget() is screen.entry and not screen.entry.grid.editing.is_open
        if kept is not None and is_untouched and any(one.code == kept.form for one in self._offered):
            screen.show_form(kept.form, kept.region, kept.period)

    def _on_form_shown(self, table: FormTable) -> None:
        self._memory.keep_last_form(FormAddress(table.form.code, table.region.code, table.period))

    def _on_plan_picked(self) -> None:
        self._memory.keep_last_form(None)

    def _on_widget_shown(self, _index: int) -> None:
        """The page of forms is made when it is first asked for."""
        forms = self._screen.forms
        if forms is not None and self._screen.currentWidget() is forms:
            if not self._hears_forms:
                forms.saved.connect(self._on_saved)
            self._hears_forms = True

    def _on_saved(self, _when: object) -> None:
        self._worked_on = self._table()
        self._keep()

    def _on_left(self, *_: object) -> None:
        if self._worked_on is not None and self._worked_on == self._table():
            self._keep()

    def _table(self) -> object:
        """Which table is shown; None where it is none that is filled."""
        shown = self._screen.currentWidget()
        if shown is self._screen.entry:
            table = self._screen.entry.filled.table
            return table.plan.code, table.region.code
        forms = self._screen.forms
        if forms is not None and shown is forms and forms.desk.is_open:
            return forms.table.form.code, forms.table.region.code, forms.table.period
        return None

    def _keep(self) -> None:
        found = self._plan_cell() if self._screen.currentWidget() is self._screen.entry else self._form_cell()
        if found is not None:
            self._memory.keep_last(*found)

    def _plan_cell(self) -> tuple[Address, str] | None:
        entry = self._screen.entry
        table, place = entry.filled.table, entry.grid.cell_cursor.place
        if place is None:
            return None
        row = next((one for one in table.rows() if one.index == place[0]), None)
        column = _column_at(entry.grid, place[1]) or Column.LEVEL
        if row is None:
            return None
        address = PlanAddress(table.plan.code, table.region.code, row.item.no, column)
        return address, f"第 {row.item.no} 项　{COLUMN_WORDS.get(column, '')}"

    def _form_cell(self) -> tuple[Address, str] | None:
        forms = self._screen.forms
        if forms is None or not forms.desk.is_open:
            return None
        table, place = forms.table, forms.grid.cell_cursor.place
        if place is None or not 0 <= place[0] < len(table.form.rows):
            return None
        row = table.form.rows[place[0]]
        column = _column_at(forms.grid, place[1]) or Column.TOTAL
        address = FormAddress(table.form.code, table.region.code, table.period, row.indicator, column)
        return address, f"{table.period.words}　{row.name}"


def _column_at(grid: GridView, number: int) -> Column | None:
    specs = grid.grid.specs
    return specs[number].stored if 0 <= number < len(specs) else None
