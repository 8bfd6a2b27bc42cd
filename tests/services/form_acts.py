"""Acts on two months of a county's form, and a simple model of what they do: texts by cell, nothing else.

``python -m tests.services.form_acts FILE DESCRIPTOR ACTS`` does typing acts (JSON) on a file, and tells a pipe of each.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling

FORM, REGION = "monthly", "330326"
MONTHS = (Period.to_month(2024, 9), Period.to_month(2024, 10))
INDICATORS = ("GDP", "RETAIL", "FAI")
COLUMNS = (Column.LAST_YEAR, Column.MONTH, Column.TOTAL, Column.GROWTH, Column.REMARK)
TEXTS = ("", "12.5", "12.50", "5以内", "暂无数据", "—", "=12+30")

CellKey = ObservationKey | NoteKey
State = Mapping[CellKey | Period, str]
"""Texts by cell; a month that is closed stands under itself."""


class Typed(NamedTuple):
    """A text for a cell of one of the months."""

    indicator: str
    column: Column
    text: str


def open_month(store: Store, month: int) -> FormFilling:
    return FormFilling.open(store, FORM, REGION, MONTHS[month], "王某")


def key_of(month: int, typed: Typed) -> CellKey:
    """Where the model keeps a cell; the same keys as the file's, made without it."""
    period, (indicator, column, _) = MONTHS[month], typed
    match column:
        case Column.REMARK:
            return NoteKey(NoteKind.REMARK, REGION, indicator, period)
        case Column.MONTH:
            return _figure(indicator, Period.of_month(period.last_year, period.last_month), "level")
        case Column.TOTAL:
            return _figure(indicator, period, "level")
        case Column.GROWTH:
            return _figure(indicator, period, "growth")
    return _figure(indicator, period, "base")


def _figure(indicator: str, period: Period, measure: str) -> ObservationKey:
    from wzdesk.domain.observation import Measure

    return ObservationKey(REGION, indicator, period, Measure(measure))


def after_typing(state: State, month: int, cells: Sequence[Typed]) -> State:
    """What the file should hold after some cells were typed; as before where the month is closed."""
    if MONTHS[month] in state:
        return state
    after = dict(state)
    for typed in cells:
        put(after, key_of(month, typed), "42" if typed.text == "=12+30" else typed.text)
    return after


def put(state: dict[CellKey | Period, str], key: CellKey | Period, text: str) -> None:
    """A text into the model; an empty one takes it out."""
    state.pop(key, None)
    if text:
        state[key] = text


def stored_state(store: Store) -> State:
    """What the file holds of the months."""
    state: dict[CellKey | Period, str] = {}
    for month in range(len(MONTHS)):
        state |= state_of(open_month(store, month).table)
    return state


def state_of(table: FormTable) -> State:
    """What a table holds of its own month."""
    state: dict[CellKey | Period, str] = {}
    for row in table.form.rows:
        for column in (COLUMN_OF[column] for column in COLUMNS if column is not Column.REMARK):
            key = table.key_of(row, column)
            if key is not None and (found := table.observations.get(key)) is not None:
                state[key] = found.quantity.text
    state |= {key: text for key, text in table.notes.items() if key.period == table.period}
    if table.closing is not None:
        state[table.period] = table.closing.why
    assert FormColumn.REMARK in table.form.columns
    return state


def record(filling: FormFilling, cells: Sequence[Typed], kind: ChangeKind) -> None:
    filling.record([TypedCell(*typed) for typed in cells], kind)


def main() -> None:
    path, pipe, acts = sys.argv[1:]
    with Store.open(Path(path)) as store:
        for month, cells in json.loads(acts):
            typed = [Typed(indicator, Column(column), text) for indicator, column, text in cells]
            record(open_month(store, month), typed, ChangeKind.EDIT)
            os.write(int(pipe), b".")
        os.write(int(pipe), b"!")
        sys.stdin.read()  # until it is killed


if __name__ == "__main__":
    main()
