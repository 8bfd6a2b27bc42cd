"""Storing what is typed on the form page, and telling the window of it."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ChangeKind
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.table_desk import TableDesk

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.enter_form import FormFilling

OpenForm = Callable[[str, str, Period | None], "FormFilling"]
"""Form, region and period; without a period the one that the region is filling."""


class FormDesk(TableDesk):
    """Connects the form page with the service that stores."""

    def __init__(self, open_form: OpenForm, signals: AppSignals, parent: QObject) -> None:
        super().__init__(signals, parent)
        self._open_form = open_form
        self._filling: FormFilling | None = None
        self.correcting = ""
        """The reason why a closed period is being corrected; "" while it is not."""
        signals.notes_changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Whether a form is shown."""
        return self._filling is not None

    @property
    def filling(self) -> "FormFilling":
        """The service for what is shown."""
        assert self._filling is not None
        return self._filling

    @property
    def table(self) -> FormTable:
        """The table as it is now."""
        return self.filling.table

    def open(self, form: str, region: str, period: Period | None, across: str = "") -> bool:
        """Fill this form of a region from now on, or an indicator ``across`` regions; False where it was refused."""
        self.correcting = ""
        try:
            filling = self._open_form(form, region, period)
            self._filling = filling.across(across) if across else filling
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return False
        return True

    def forget(self) -> None:
        """The data file is closed."""
        self._filling = None

    def record(self, cells: Sequence[TypedCell], kind: ChangeKind) -> None:
        """Store typed cells as one act, and tell what the person should know of it.

        Raises:
            WzdeskError: nothing was stored.
        """
        filling = self.filling
        recorded = filling.correct(cells, self.correcting) if self.correcting else filling.record(cells, kind)
        self._tell_stored(recorded.keys)
        if recorded.notes:
            self.told.emit("".join(recorded.notes))

    def note(self, key: NoteKey, text: str) -> bool:
        """Keep a note; False where it was refused."""
        return self._act(lambda: self.filling.note(key, text))

    def close(self, why: str) -> bool:
        """Close the period; False where it was refused."""
        return self._act(lambda: self.filling.close(why))

    def reopen(self, why: str) -> bool:
        """Open the period again; False where it was refused."""
        return self._act(lambda: self.filling.reopen(why))

    def carry_remarks(self) -> bool:
        """Take the remarks of the period before; False where it was refused."""
        return self._act(self.filling.carry_remarks)

    def reload(self, keys: Collection[CellKey] | None = None) -> None:
        """Read the table anew, if there is one."""
        if self._filling is not None:
            super().reload(keys)

    def _service(self) -> "FormFilling":
        return self.filling
