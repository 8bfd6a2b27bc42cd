"""The checks of a form: all its cells once, then just those that an edit can touch."""

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form_table import FormTable
from wzdesk.services.check_cells import CellChecks


class FormChecks(CellChecks):
    """The rules of a data file, held against a form."""

    def check(self, table: FormTable) -> list[Finding]:
        """All findings that name a cell of a form."""
        self.begin(form_cells(table))
        while not self.is_done:
            self.check_next()
        return self.findings
