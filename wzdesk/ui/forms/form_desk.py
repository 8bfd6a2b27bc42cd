"""Storing what is typed on the form page, and telling the window of it."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ChangeKind, FormKey
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.ui.app_signals import AppSignals

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.enter_form import FormFilling

OpenForm = Callable[[str, str, Period | None], "FormFilling"]
"""Form, region and period; without a period the one that the region is filling."""


class FormDesk(QObject):
    """Connects the form page with the service that stores."""

    stored = Signal(object)
    """Keys that have other values now; the service has the table with them. The window is told right after."""
    reloaded = Signal(object)
    """Something else changed the file; the service has the table as it is now. The keys, or None for any."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, open_form: OpenForm, signals: AppSignals, parent: QObject) -> None:
        super().__init__(parent)
        self._open_form, self._signals = open_form, signals
        self._filling: FormFilling | None = None
        self._announcing = False
        self.correcting = ""
        """The reason why a closed period is being corrected; "" while it is not."""
        signals.observations_changed.connect(self._on_changed)
        signals.targets_changed.connect(self._on_changed)
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
        return self._act(lambda filling: filling.note(key, text))

    def close(self, why: str) -> bool:
        """Close the period; False where it was refused."""
        return self._act(lambda filling: filling.close(why))

    def reopen(self, why: str) -> bool:
        """Open the period again; False where it was refused."""
        return self._act(lambda filling: filling.reopen(why))

    def carry_remarks(self) -> bool:
        """Take the remarks of the period before; False where it was refused."""
        return self._act(lambda filling: filling.carry_remarks())

    def turn(self, *, back: bool) -> frozenset[CellKey]:
        """Take the latest act back, or do it again; the keys that changed, none where it was refused."""
        try:
            turned = self.filling.undo() if back else self.filling.redo()
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return frozenset()
        if turned is None:
            self.told.emit("没有可以撤销的改动了。" if back else "没有可以重做的改动。")
            return frozenset()
        self._tell_stored(turned.keys)
        return turned.keys

    def reload(self, keys: Collection[CellKey] | None = None) -> None:
        """Read the table anew; ``keys`` are what changed, None where that is not known."""
        if self._filling is not None:
            self._filling.reload()
            self.reloaded.emit(keys)

    def _act(self, act: "Callable[[FormFilling], frozenset[CellKey]]") -> bool:
        try:
            keys = act(self.filling)
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return False
        self._tell_stored(keys)
        return True

    def _tell_stored(self, keys: frozenset[CellKey]) -> None:
        if not keys:
            return
        self.stored.emit(keys)
        self._announcing = True
        figures = frozenset(key for key in keys if isinstance(key, ObservationKey))
        if any(isinstance(key, FormKey) for key in keys):
            self._signals.forms_changed.emit()
        if figures:
            self._signals.observations_changed.emit(figures)
        notes = frozenset(key for key in keys if isinstance(key, NoteKey))
        if notes:
            self._signals.notes_changed.emit(notes)
        self._announcing = False

    def _on_changed(self, keys: frozenset[CellKey]) -> None:
        if not self._announcing:
            self.reload(keys)
