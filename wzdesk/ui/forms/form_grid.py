"""A form in the entry grid."""

from wzdesk.domain.form_table import FormTable
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.forms.form_columns import columns_of
from wzdesk.ui.forms.form_rows import Marks, build_rows


class FormGridModel(GridModel):
    """One row per indicator of a form; a closed period can only be looked at."""

    def set_table(self, table: FormTable) -> None:
        """Show another form, region or period."""
        specs = columns_of(table)
        self.set_rows(specs, build_rows(table, specs, {}))

    def update(self, table: FormTable, marks: Marks) -> None:
        """Show what is stored now, and what the checks say of it."""
        self.replace(build_rows(table, self.specs, marks))
