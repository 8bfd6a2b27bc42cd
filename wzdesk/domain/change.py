"""Change sets and revisions: what changed, from what to what, who, when, why, from where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.form import Form, FormClosing
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.projects.keys import LedgerKey
from wzdesk.domain.verdict import Override

if TYPE_CHECKING:  # the program starts without projects
    from wzdesk.domain.projects.change import LedgerChange


class ChangeKind(StrEnum):
    """What act a change set is."""

    PACK = "pack"
    EDIT = "edit"
    PASTE = "paste"
    IMPORT = "import"
    OVERRIDE = "override"
    NOTE = "note"
    CLOSE = "close"
    CORRECT = "correct"
    FORM = "form"
    PROJECT = "project"
    UPDATE = "update"  # a newer pack that a person took
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"  # the whole file was replaced by a backup; no cell of its own


@dataclass(frozen=True, slots=True)
class TargetKey:
    """Which target sentence of a region's plan: the row's indicator and the column (level, rate)."""

    plan: str
    region: str
    indicator: str
    column: str


@dataclass(frozen=True, slots=True)
class OverrideKey:
    """Which verdict a person set: plan, region and item number."""

    plan: str
    region: str
    item_no: str


@dataclass(frozen=True, slots=True)
class ClosingKey:
    """Which period of a form of a region is closed or open."""

    form: str
    region: str
    period: Period


@dataclass(frozen=True, slots=True)
class FormKey:
    """Which form is defined."""

    form: str


@dataclass(frozen=True, slots=True)
class ObservationChange:
    """One number to store; ``after`` None takes it out (its history stays)."""

    key: ObservationKey
    after: Observation | None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One target sentence to store; empty text takes it out."""

    key: TargetKey
    after: str


@dataclass(frozen=True, slots=True)
class OverrideChange:
    """A verdict set by a person, or taken back (``after`` None)."""

    key: OverrideKey
    after: Override | None


@dataclass(frozen=True, slots=True)
class NoteChange:
    """One note to keep; empty text takes it out."""

    key: NoteKey
    after: str


@dataclass(frozen=True, slots=True)
class ClosingChange:
    """A period closed, or opened again (``after`` None)."""

    key: ClosingKey
    after: FormClosing | None


@dataclass(frozen=True, slots=True)
class FormChange:
    """A form made or defined otherwise; ``after`` None takes it out."""

    key: FormKey
    after: Form | None


CellKey = ObservationKey | TargetKey | OverrideKey | NoteKey | ClosingKey | FormKey | LedgerKey
Change: TypeAlias = "ObservationChange | TargetChange | OverrideChange | NoteChange | ClosingChange | FormChange | LedgerChange"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One undoable act, as stored."""

    id: int
    kind: ChangeKind
    when: datetime
    who: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One cell's step in a change set; texts as shown ("" where there was nothing)."""

    change_set: ChangeSet
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PastAct:
    """An act as the history lists it: how many cells it changed, and whether it was taken back."""

    change_set: ChangeSet
    cells: int
    undone: bool
