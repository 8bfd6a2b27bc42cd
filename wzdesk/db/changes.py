"""Everything that people change: in one transaction, as one change set, with a revision for every cell.

An undo is a change set of its own that puts back what stood before; nothing is ever removed, so both
directions survive a restart.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from wzdesk.db.cells import KINDS, CellKind, Place, kind_of, state_after
from wzdesk.db.change_sets import HEAD, SETS, AppliedChange, Head, change_set_of, insert_change_set
from wzdesk.db.codec import Key, State, key_text, state_of, state_text
from wzdesk.db.prepared import Prepared
from wzdesk.db.tables import ChangeSetRow, RevisionRow, table_of
from wzdesk.domain.change import Change, ChangeKind, ChangeSet

UNDOABLE = (ChangeKind.EDIT, ChangeKind.PASTE, ChangeKind.IMPORT, ChangeKind.OVERRIDE)

_INSERT_REVISION = Prepared(
    insert(table_of(RevisionRow)).values(
        {name: bindparam(name) for name in ("change_set_id", "entity", "key", "before", "after")}
    )
)
_MARK_UNDONE = (
    update(table_of(ChangeSetRow)).where(SETS.id == bindparam("undone")).values(undone_by_id=bindparam("by"))
)
_LATEST = select(func.max(SETS.id)).where(SETS.kind.in_(UNDOABLE)).scalar_subquery()
_TO_UNDO = (
    select(*HEAD)
    .where(SETS.kind.in_(UNDOABLE), SETS.undone_by_id.is_(None))
    .order_by(SETS.id.desc())
    .limit(1)
)
# Undone after the last act: a new act makes what was undone before it final.
_TO_REDO = select(*HEAD).where(SETS.undone_by_id > _LATEST).order_by(SETS.id).limit(1)
_STEPS = select(RevisionRow.entity, RevisionRow.key, RevisionRow.before, RevisionRow.after).where(
    RevisionRow.change_set_id == bindparam("id")
)


@dataclass(frozen=True, slots=True)
class _Step:
    """One cell that differs, found and ready to be written."""

    kind: CellKind
    key: Key
    place: Place
    before: State | None
    before_set: int | None
    after: State | None


def apply_changes(
    session: Session,
    changes: Sequence[Change],
    *,
    kind: ChangeKind,
    who: str,
    why: str = "",
    source: str = "",
    at: datetime | None = None,
) -> AppliedChange:
    """Store changes as one act; of several for one cell the last one counts.

    What a cell holds already is skipped, and where nothing is left no change set is written.

    Raises:
        UnknownCode: a change names an indicator, a region or a plan that is not in the file.
    """
    wanted = {change.key: state_after(change) for change in changes}
    steps = _differing(session, wanted.items())
    if not steps:
        return AppliedChange(None, frozenset())
    head: Head = {"kind": kind, "who": who, "why": why, "source": source, "at": at, "reverts_id": None}
    return _write(session.connection(), steps, head)


def undo(session: Session, who: str) -> AppliedChange | None:
    """Take back the last act that is not taken back yet; None where there is none."""
    return _turn(session, who, ChangeKind.UNDO)


def redo(session: Session, who: str) -> AppliedChange | None:
    """Do again what was taken back last, unless something else was done since; None where there is nothing."""
    return _turn(session, who, ChangeKind.REDO)


def undoable(session: Session) -> tuple[ChangeSet | None, ChangeSet | None]:
    """What an undo would take back and what a redo would do again."""
    connection = session.connection()
    rows = (connection.execute(statement).first() for statement in (_TO_UNDO, _TO_REDO))
    undone, redone = (change_set_of(row) if row else None for row in rows)
    return undone, redone


def _turn(session: Session, who: str, way: Literal[ChangeKind.UNDO, ChangeKind.REDO]) -> AppliedChange | None:
    connection = session.connection()
    target = connection.execute(_TO_UNDO if way is ChangeKind.UNDO else _TO_REDO).first()
    if target is None:
        return None
    steps = _differing(session, _states_of(connection, target.id, way))
    head: Head = {"kind": way, "who": who, "why": "", "source": "", "at": None, "reverts_id": target.id}
    turned = _write(connection, steps, head)
    by = turned.change_set_id if way is ChangeKind.UNDO else None
    connection.execute(_MARK_UNDONE, {"undone": target.id, "by": by})
    return turned


def _states_of(
    connection: Connection, change_set: int, way: ChangeKind
) -> Iterable[tuple[Key, State | None]]:
    """What the cells of a change set held before it, or after it."""
    for entity, key, before, after in connection.execute(_STEPS, {"id": change_set}).all():
        kind = KINDS[entity]
        yield kind.key_of(key), state_of(before if way is ChangeKind.UNDO else after, kind.fields)


def _differing(session: Session, wanted: Iterable[tuple[Key, State | None]]) -> list[_Step]:
    connection = session.connection()
    steps = []
    for key, after in wanted:
        kind = kind_of(key)
        place = kind.place_of(session, key)
        before, before_set = kind.current(connection, place)
        if before != after:
            steps.append(_Step(kind, key, place, before, before_set, after))
    return steps


def _write(connection: Connection, steps: Sequence[_Step], head: Head) -> AppliedChange:
    number = insert_change_set(connection, head)
    batches: dict[Prepared, list[dict[str, Any]]] = defaultdict(list)
    for step in steps:
        batches[_statement(step)].append(step.place | (step.after or {}) | {"change_set_id": number})
    for statement, rows in batches.items():
        statement.run_for_each(connection, rows)
    if steps:
        _INSERT_REVISION.run_for_each(connection, [_revision(step, number) for step in steps])
    return AppliedChange(number, frozenset(step.key for step in steps))


def _statement(step: _Step) -> Prepared:
    if step.after is None:
        return step.kind.delete
    return step.kind.insert if step.before is None else step.kind.update


def _revision(step: _Step, number: int) -> dict[str, Any]:
    """``before`` also names the change set that wrote it, so that the history of a pack's value has a beginning."""
    before = None if step.before is None else {**step.before, "set": step.before_set}
    return {
        "change_set_id": number,
        "entity": step.kind.entity,
        "key": key_text(step.key),
        "before": state_text(before),
        "after": state_text(step.after),
    }
