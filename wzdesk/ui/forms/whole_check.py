"""The whole form held against the rules before it is closed or printed, whatever had been checked so far."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.open_ends import OpenEnd, open_ends
from wzdesk.domain.period import Period
from wzdesk.ui.forms.checking import Checking
from wzdesk.ui.forms.form_desk import FormDesk

WhenChecked = Callable[[tuple[OpenEnd, ...]], object]


class WholeCheck(QObject):
    """Checks all rows anew, in slices; whoever asked last is told what the form lacks."""

    progressed = Signal(int, int)

    def __init__(self, desk: FormDesk, checking: Checking, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._checking = desk, checking
        self._when_checked: WhenChecked | None = None
        self._of: tuple[str, str, Period] | None = None
        checking.progressed.connect(self._on_progressed)
        checking.ended.connect(self._on_ended)

    @property
    def open_ends(self) -> tuple[OpenEnd, ...]:
        """What the form lacks, as far as it has been checked."""
        return open_ends(self._desk.table, self._checking.findings, self._checking.answered)

    def begin(self, when_checked: WhenChecked) -> None:
        """Check all rows of the form that is shown."""
        self._when_checked, self._of = when_checked, _place(self._desk.table)
        self._checking.check(form_cells(self._desk.table))

    def cancel(self) -> None:
        """Nobody waits for it any more; the check itself goes on for the page."""
        self._when_checked = None

    def _on_progressed(self, done: int, rows: int) -> None:
        if self._when_checked is not None:
            self.progressed.emit(done, rows)

    def _on_ended(self) -> None:
        told, self._when_checked = self._when_checked, None
        if told is not None and self._desk.is_open and _place(self._desk.table) == self._of:
            told(self.open_ends)


def _place(table: FormTable) -> tuple[str, str, Period]:
    return table.form.code, table.region.code, table.period
