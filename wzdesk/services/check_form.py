"""The checks of a form: all its cells once, then just those that an edit can touch."""

from collections.abc import Iterator

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.services.check_cells import CellChecks


class FormChecks(CellChecks):
    """The rules of a data file, held against a form."""

    def begin_form(self, table: FormTable) -> None:
        """Check a form from now on, row by row."""
        self.begin(cells_by_row(table))

    def check(self, table: FormTable) -> list[Finding]:
        """All findings that name a cell of a form."""
        self.begin_form(table)
        while not self.is_done:
            self.check_next()
        return self.findings


def cells_by_row(table: FormTable) -> Iterator[list[ObservationKey]]:
    """The cells of each row of a form that hold figures of its own."""
    columns = [
        column
        for column in (FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH)
        if column in table.form.columns
    ]
    for row in table.form.rows:
        keys = (table.key_of(row, column) for column in columns)
        yield [key for key in keys if key is not None]
