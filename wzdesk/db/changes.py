"""Everything that people change: in one transaction, as one change set, with a revision for every cell.

An undo is a change set of its own that puts back what stood before; nothing is ever removed, so both
directions survive a restart.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from wzdesk.db.cells import KINDS, OBSERVATION, state_after
from wzdesk.db.change_sets import HEAD, SETS, Act, AppliedChange, Head, change_set_of
from wzdesk.db.closed import refuse_closed
from wzdesk.db.codec import Key, State, observation_key, observation_values, state_of, values_of
from wzdesk.db.few_cells import differing, write_steps
from wzdesk.db.many_cells import REPORT, Progress, Told, Wanted, cells_in_order, store_many, teller
from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.keep import keep_after, take_out
from wzdesk.db.tables import ChangeSetRow, RevisionRow, table_of
from wzdesk.domain.change import Change, ChangeKind, ChangeSet, ObservationChange
from wzdesk.domain.projects.change import ProjectKey

MANY = 500  # cells from which on batches are worth their start
UNDOABLE = (
    ChangeKind.EDIT,
    ChangeKind.PASTE,
    ChangeKind.IMPORT,
    ChangeKind.OVERRIDE,
    ChangeKind.NOTE,
    ChangeKind.CLOSE,
    ChangeKind.CORRECT,
    ChangeKind.FORM,
    ChangeKind.PROJECT,
    ChangeKind.UPDATE,
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
_STEPS = Prepared(
    select(RevisionRow.entity, RevisionRow.key, RevisionRow.before, RevisionRow.after).where(
        RevisionRow.change_set_id == bindparam("id")
    )
)


def apply_changes(  # noqa: PLR0913 - who, why, whence: an act is told in words of its own
    session: Session,
    changes: Sequence[Change],
    *,
    kind: ChangeKind,
    who: str,
    why: str = "",
    source: str = "",
    at: datetime | None = None,
    on_progress: Progress | None = None,
) -> AppliedChange:
    """Store changes as one act; of several for one cell the last one counts.

    What a cell holds already is skipped, and where nothing is left no change set is written.
    ``on_progress`` hears of every few thousand cells, and of the last one.

    Raises:
        UnknownCode: a change names an indicator, a region or a plan that is not in the file.
        Refused: a change belongs to a closed period, and the act is no correction of it (修订).
    """
    head: Head = {"kind": kind, "who": who, "why": why, "source": source, "at": at, "reverts_id": None}
    act = Act(session, head)
    if kind is not ChangeKind.CORRECT:
        refuse_closed(session, changes)
    if len(changes) >= MANY:
        _store_changes(act, changes, on_progress)
    else:
        last = {change.key: change for change in changes}
        tell = teller(on_progress, len(last))
        _write_few(act, [(key, state_after(change)) for key, change in last.items()], tell)
    return act.applied()


def undo(session: Session, who: str, on_progress: Progress | None = None) -> AppliedChange | None:
    """Take back the last act that is not taken back yet; None where there is none."""
    return _turn(session, who, ChangeKind.UNDO, on_progress)


def redo(session: Session, who: str, on_progress: Progress | None = None) -> AppliedChange | None:
    """Do again what was taken back last, unless something else was done since; None where there is nothing."""
    return _turn(session, who, ChangeKind.REDO, on_progress)


def undoable(session: Session) -> tuple[ChangeSet | None, ChangeSet | None]:
    """What an undo would take back and what a redo would do again."""
    connection = session.connection()
    rows = (connection.execute(statement).first() for statement in (_TO_UNDO, _TO_REDO))
    undone, redone = (change_set_of(row) if row else None for row in rows)
    return undone, redone


def _store_changes(act: Act, changes: Collection[Change], on_progress: Progress | None) -> None:
    others = {change.key: change for change in changes if not isinstance(change, ObservationChange)}
    _store(
        act,
        [(key, state_after(change)) for key, change in others.items()],
        (
            (change.key, observation_values(change.after) if change.after else None)
            for change in changes
            if isinstance(change, ObservationChange)
        ),
        on_progress,
    )


def _turn(
    session: Session, who: str, way: Literal[ChangeKind.UNDO, ChangeKind.REDO], on_progress: Progress | None
) -> AppliedChange | None:
    connection = session.connection()
    target = connection.execute(_TO_UNDO if way is ChangeKind.UNDO else _TO_REDO).first()
    if target is None:
        return None
    head: Head = {"kind": way, "who": who, "why": "", "source": "", "at": None, "reverts_id": target.id}
    act = Act(session, head)
    number = act.number
    by = number if way is ChangeKind.UNDO else None
    connection.execute(_MARK_UNDONE, {"undone": target.id, "by": by})
    _put_back(act, target.id, way, on_progress)
    return act.applied()


def _put_back(
    act: Act, change_set: int, way: Literal[ChangeKind.UNDO, ChangeKind.REDO], on_progress: Progress | None
) -> None:
    """Leave in the cells of a change set what they held before it, or after it."""
    rows = _STEPS.rows(act.connection, {"id": change_set})
    side = 2 if way is ChangeKind.UNDO else 3
    batched = OBSERVATION.entity if len(rows) >= MANY else None
    others = ((KINDS[row[0]], row) for row in rows if row[0] != batched)
    _store(
        act,
        [(kind.key_of(row[1]), state_of(row[side], kind.fields)) for kind, row in others],
        ((observation_key(row[1]), values_of(row[side])) for row in rows if row[0] == batched),
        on_progress,
    )


def _store(
    act: Act,
    others: Sequence[tuple[Key, State | None]],
    numbers: Iterable[Wanted],
    on_progress: Progress | None,
) -> None:
    cells = cells_in_order(act.session, numbers)  # an unknown code is met before anything is written
    tell = teller(on_progress, len(others) + len(cells))
    _write_few(act, others, tell)
    store_many(act, cells, tell)


def _write_few(act: Act, wanted: Sequence[tuple[Key, State | None]], tell: Told) -> None:
    """Write cells one by one: projects before what belongs to them, and taken out after it."""
    parts: tuple[list[tuple[Key, State | None]], ...] = ([], [], [])
    for key, after in wanted:
        parts[1 if not isinstance(key, ProjectKey) else 2 if after is None else 0].append((key, after))
    for part in parts[:2]:
        for at in range(0, len(part), REPORT):
            write_steps(act, differing(act, part[at : at + REPORT]))
            tell(len(part[at : at + REPORT]))
    if gone := differing(act, parts[2]):
        take_out(act.session, [step.key.project for step in gone if isinstance(step.key, ProjectKey)])
        write_steps(act, gone)
    tell(len(parts[2]))
    keep_after(act.session, act.keys)
