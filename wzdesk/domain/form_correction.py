"""What correcting a closed period changes: the figure, and beside it what had been sent (修订).

The period stays closed. What marks a figure as corrected is a note of its own, so that the workflow of submissions can
ask for all figures that differ from those sent, whoever closed the period and why.
"""

from collections.abc import Sequence
from dataclasses import replace

from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.correction import Correction, correction_key, correction_of
from wzdesk.domain.errors import Refused
from wzdesk.domain.form_edit import form_entry_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.plan_edit import Entry
from wzdesk.domain.typed_cell import TypedCell


def correction_entry(table: FormTable, cells: Sequence[TypedCell], why: str) -> Entry:
    """The changes of cells typed into a closed period; a figure put back as it was sent is no correction any more.

    Raises:
        Refused: the period is open, the reason is missing, or a cell cannot be placed.
    """
    if table.closing is None:
        raise Refused(f"{table.words}没有关账，直接改就可以，不用修订。")
    if not why.strip():
        raise Refused("修订已经关账的数要写明理由，理由会留在历史里。")
    entry = form_entry_of(replace(table, closing=None), cells)
    beside = [_mark(table, one, why.strip()) for one in entry.changes if isinstance(one, ObservationChange)]
    return Entry((*entry.changes, *beside), entry.notes)


def _mark(table: FormTable, change: ObservationChange, why: str) -> Change:
    key = correction_key(change.key)
    kept, stored = table.notes.get(key), table.observations.get(change.key)
    sent = correction_of(kept).sent if kept else stored.quantity.text.strip() if stored else ""
    after = change.after.quantity.text.strip() if change.after else ""
    if after == sent:
        return NoteChange(key, "")
    is_touched = stored is None or change.after is None or stored.quantity != change.after.quantity
    return NoteChange(key, Correction(sent, why).text if is_touched else kept or "")
