"""The kinds of cells that people change."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from wzdesk.db.cell_kind import CellKind, Place, cell_kind
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
from wzdesk.db.projects.cells import PROBLEM, PROGRESS, PROJECT, ledger_state
from wzdesk.db.tables import (
    CellNoteRow,
    FormClosingRow,
    FormRow,
    ObservationRow,
    PlanTargetRow,
    VerdictOverrideRow,
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
from wzdesk.domain.projects.change import (
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)
from wzdesk.domain.verdict import Override, Verdict


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


OBSERVATION = cell_kind(
    "observation", ObservationRow, OBSERVATION_FIELDS, _observation_place, observation_key, _text_words
)
TARGET = cell_kind("target", PlanTargetRow, TARGET_FIELDS, _target_place, target_key, _text_words)
OVERRIDE = cell_kind(
    "override", VerdictOverrideRow, OVERRIDE_FIELDS, _override_place, override_key, _override_words
)
NOTE = cell_kind("note", CellNoteRow, NOTE_FIELDS, _note_place, note_key, _text_words)
CLOSING = cell_kind("closing", FormClosingRow, CLOSING_FIELDS, _closing_place, closing_key, _closing_words)
FORM = cell_kind("form", FormRow, FORM_FIELDS, _form_place, FormKey, _form_words, placed_by=("code",))
_ALL = (OBSERVATION, TARGET, OVERRIDE, NOTE, CLOSING, FORM, PROJECT, PROGRESS, PROBLEM)
KINDS = {kind.entity: kind for kind in _ALL}
_OF_KEY = {
    ObservationKey: OBSERVATION,
    TargetKey: TARGET,
    OverrideKey: OVERRIDE,
    NoteKey: NOTE,
    ClosingKey: CLOSING,
    FormKey: FORM,
    ProjectKey: PROJECT,
    ProgressKey: PROGRESS,
    ProblemKey: PROBLEM,
}


def kind_of(key: Key) -> CellKind:
    """The kind of cell that a key names."""
    return _OF_KEY[type(key)]


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
        case ProjectChange() | ProgressChange() | ProblemChange():
            return ledger_state(change)
        case _:
            return None
