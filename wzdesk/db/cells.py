"""The kinds of cells that people change, each with its statements, built once.

A change of one cell is the hot path of the program; so these are Core statements with parameters,
compiled at their first use, not objects of a unit of work.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from wzdesk.db.codec import (
    CLOSING_FIELDS,
    FORM_FIELDS,
    NOTE_FIELDS,
    OBSERVATION_FIELDS,
    OVERRIDE_FIELDS,
    TARGET_FIELDS,
    Key,
    State,
    closing_key,
    closing_state,
    form_state,
    note_key,
    observation_key,
    observation_state,
    override_key,
    override_state,
    target_key,
)
from wzdesk.db.ids import id_of
from wzdesk.db.prepared import Prepared
from wzdesk.db.tables import (
    Base,
    CellNoteRow,
    FormClosingRow,
    FormRow,
    ObservationRow,
    PlanTargetRow,
    VerdictOverrideRow,
    table_of,
)
from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import (
    Change,
    ClosingChange,
    ClosingKey,
    FormChange,
    FormKey,
    NoteChange,
    ObservationChange,
    OverrideChange,
    OverrideKey,
    TargetChange,
    TargetKey,
)
from wzdesk.domain.form import Form, FormClosing
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.plan import TargetColumn
from wzdesk.domain.verdict import Override, Verdict

Place = dict[str, Any]  # the columns of a row's key, as parameters


@dataclass(frozen=True, slots=True)
class CellKind:
    """A table of cells: how a key finds its row, which columns are its state, and how it is shown."""

    entity: str
    fields: tuple[str, ...]
    place_of: Callable[[Session, Any], Place]
    key_of: Callable[[str], Key]
    words_of: Callable[[Mapping[str, Any]], str]
    select: Prepared
    insert: Prepared
    update: Prepared
    delete: Prepared

    def current(self, connection: Connection, place: Place) -> tuple[State | None, int | None]:
        """The state that is stored, and the change set that stored it."""
        row = self.select.first(connection, place)
        if row is None:
            return None, None
        return dict(zip(self.fields, row, strict=False)), row[-1]


def _kind(
    entity: str,
    row: type[Base],
    fields: tuple[str, ...],
    place_of: Callable[[Session, Any], Place],
    key_of: Callable[[str], Key],
    words_of: Callable[[Mapping[str, Any]], str],
    *,
    placed_by: Collection[str] = (),
) -> CellKind:
    """``placed_by`` names the columns that find a row where they are not its primary key."""
    table = table_of(row)
    columns = [table.c[name] for name in placed_by] or table.primary_key.columns
    place: dict[Column[Any], BindParameter[Any]] = {
        column: bindparam(f"at_{column.name}") for column in columns
    }
    here = [column == parameter for column, parameter in place.items()]
    state: dict[Column[Any], BindParameter[Any]] = {table.c[name]: bindparam(name) for name in fields}
    values = state | {table.c.change_set_id: bindparam("change_set_id")}
    return CellKind(
        entity,
        fields,
        place_of,
        key_of,
        words_of,
        Prepared(select(*state, table.c.change_set_id).where(*here)),
        Prepared(insert(table).values(place | values)),
        Prepared(update(table).where(*here).values(values)),
        Prepared(delete(table).where(*here)),
    )


def _observation_place(session: Session, key: ObservationKey) -> Place:
    return {
        "at_indicator_id": id_of(session, "indicator", key.indicator),
        "at_region_id": id_of(session, "region", key.region),
        "at_period": key.period.code,
        "at_measure": key.measure.value,
    }


def _target_place(session: Session, key: TargetKey) -> Place:
    return {
        "at_plan_id": id_of(session, "plan", key.plan),
        "at_region_id": id_of(session, "region", key.region),
        "at_indicator_id": id_of(session, "indicator", key.indicator),
        "at_target_column": TargetColumn(key.column).value,
    }


def _override_place(session: Session, key: OverrideKey) -> Place:
    return {
        "at_plan_id": id_of(session, "plan", key.plan),
        "at_region_id": id_of(session, "region", key.region),
        "at_item_no": key.item_no,
    }


def _note_place(session: Session, key: NoteKey) -> Place:
    return {
        "at_region_id": id_of(session, "region", key.region),
        "at_period": key.period.code,
        "at_indicator_id": id_of(session, "indicator", key.indicator),
        "at_kind": key.kind.value,
        "at_about": key.about,
    }


def _closing_place(session: Session, key: ClosingKey) -> Place:
    return {
        "at_form_id": id_of(session, "form", key.form),
        "at_region_id": id_of(session, "region", key.region),
        "at_period": key.period.code,
    }


def _form_place(_session: Session, key: FormKey) -> Place:
    return {"at_code": key.form}


def _text_words(state: Mapping[str, Any]) -> str:
    return str(state["text"])


def _override_words(state: Mapping[str, Any]) -> str:
    word = Verdict(state["verdict"]).word
    return f"{word}：{state['reason']}" if state["reason"] else word


def _closing_words(state: Mapping[str, Any]) -> str:
    return f"关账：{state['why']}" if state.get("why") else "关账"


def _form_words(state: Mapping[str, Any]) -> str:
    told = json.loads(state["definition"])
    return f"{told['name']}，{len(told['rows'])} 行{'，已停用' if told.get('is_retired') else ''}"


OBSERVATION = _kind(
    "observation", ObservationRow, OBSERVATION_FIELDS, _observation_place, observation_key, _text_words
)
TARGET = _kind("target", PlanTargetRow, TARGET_FIELDS, _target_place, target_key, _text_words)
OVERRIDE = _kind(
    "override", VerdictOverrideRow, OVERRIDE_FIELDS, _override_place, override_key, _override_words
)
NOTE = _kind("note", CellNoteRow, NOTE_FIELDS, _note_place, note_key, _text_words)
CLOSING = _kind("closing", FormClosingRow, CLOSING_FIELDS, _closing_place, closing_key, _closing_words)
FORM = _kind("form", FormRow, FORM_FIELDS, _form_place, FormKey, _form_words, placed_by=("code",))
KINDS = {kind.entity: kind for kind in (OBSERVATION, TARGET, OVERRIDE, NOTE, CLOSING, FORM)}


def kind_of(key: Key) -> CellKind:
    """The kind of cell that a key names."""
    match key:
        case ObservationKey():
            return OBSERVATION
        case TargetKey():
            return TARGET
        case OverrideKey():
            return OVERRIDE
        case NoteKey():
            return NOTE
        case ClosingKey():
            return CLOSING
        case FormKey():
            return FORM


def state_after(change: Change) -> State | None:
    """What a change leaves in its cell; None where it empties it."""
    match change:
        case ObservationChange(after=Observation() as observation):
            return observation_state(observation)
        case TargetChange(after=text) | NoteChange(after=text) if text:
            return {"text": text}
        case ClosingChange(after=FormClosing() as closing):
            return closing_state(closing)
        case OverrideChange(after=Override() as override):
            return override_state(override)
        case FormChange(after=Form() as form):
            return form_state(form)
        case _:
            return None
