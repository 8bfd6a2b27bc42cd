"""The form that is shown, as findings see it."""

from collections.abc import Collection

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.proposed_cell import correction
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.forms.form_desk import FormDesk
from wzdesk.ui.forms.form_rows import place_of


class CheckedForm:
    """A ``CheckedTable``."""

    def __init__(self, desk: FormDesk) -> None:
        self._desk = desk

    def place_of(self, keys: Collection[CellKey]) -> tuple[int, Column] | None:
        """The first of some cells that is on the form."""
        return place_of(self._desk.table, keys)

    def key_at(self, row: int, column: Column) -> ObservationKey | None:
        """The figure that stands at a place; None where it is none."""
        table, of_form = self._desk.table, COLUMN_OF.get(column)
        return table.key_of(table.form.rows[row], of_form) if of_form else None

    def correction(self, finding: Finding) -> TypedCell | None:
        """What a finding proposes, in the form's unit."""
        return correction(self._desk.table, finding)

    def note(self, key: NoteKey, text: str) -> bool:
        """Keep a reason."""
        return self._desk.note(key, text)
