"""What happened to a cell, and what happened last."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from wzdesk.db.cell_kind import CellKind
from wzdesk.db.cells import KINDS, kind_of
from wzdesk.db.change_sets import HEAD, SETS, change_set_of
from wzdesk.db.codec import Key, key_text, readable
from wzdesk.db.tables import ChangeSetRow, RevisionRow
from wzdesk.domain.change import ChangeKind, ChangeSet, PastAct, Revision

_STEPS = select(*HEAD, RevisionRow.entity, RevisionRow.key, RevisionRow.before, RevisionRow.after).join(
    ChangeSetRow, ChangeSetRow.id == RevisionRow.change_set_id
)
_OF_KEY = (
    _STEPS.where(RevisionRow.entity == bindparam("entity"), RevisionRow.key == bindparam("key"))
    .order_by(RevisionRow.change_set_id.desc())
    .limit(bindparam("limit"))
)
_OF_SET = _STEPS.where(RevisionRow.change_set_id == bindparam("id"))
_SET = select(*HEAD).where(SETS.id == bindparam("id"))
_CELLS = (
    select(func.count())
    .select_from(RevisionRow)
    .where(RevisionRow.change_set_id == SETS.id)
    .correlate(ChangeSetRow)
    .scalar_subquery()
)
_RECENT = select(*HEAD).order_by(SETS.id.desc()).limit(bindparam("limit"))


def history_of(session: Session, key: Key, limit: int = 50) -> list[Revision]:
    """The steps of a cell, newest first, down to the pack that brought its first value."""
    connection, kind = session.connection(), kind_of(key)
    parameters = {"entity": kind.entity, "key": key_text(key), "limit": limit}
    rows = connection.execute(_OF_KEY, parameters).all()
    revisions = [_revision(kind, row) for row in rows]
    if len(revisions) < limit and (first := _first(session, key, kind, rows)):
        revisions.append(first)
    return revisions


def recent_changes(session: Session, limit: int = 20) -> list[ChangeSet]:
    """The last acts, newest first; undone ones and undos included."""
    return [change_set_of(row) for row in session.connection().execute(_RECENT, {"limit": limit})]


def past_acts(
    session: Session,
    text: str = "",
    kinds: Collection[ChangeKind] = (),
    indicators: Collection[str] = (),
    *,
    limit: int,
) -> list[PastAct]:
    """The last acts, newest first; with a text those only that it finds.

    It finds acts of the given kinds, those with the text in who, why or source, and those that changed cells of one
    of the given indicators (codes).
    """
    statement = select(*HEAD, SETS.undone_by_id, _CELLS.label("cells")).order_by(SETS.id.desc()).limit(limit)
    if text:
        said = [column.contains(text, autoescape=True) for column in (SETS.who, SETS.why, SETS.source)]
        touching = [RevisionRow.key.contains(f"|{code}|", autoescape=True) for code in indicators]
        touched = SETS.id.in_(select(RevisionRow.change_set_id).where(or_(false(), *touching)))
        statement = statement.where(or_(SETS.kind.in_(kinds), touched, *said))
    rows = session.connection().execute(statement)
    return [PastAct(change_set_of(row), row.cells, row.undone_by_id is not None) for row in rows]


def revisions_of(
    session: Session, change_set_id: int, limit: int | None = None
) -> list[tuple[Key, Revision]]:
    """The cells that an act changed; empty for a pack, whose values are too many to list."""
    rows = session.connection().execute(_OF_SET.limit(limit), {"id": change_set_id}).all()
    return [(KINDS[row.entity].key_of(row.key), _revision(KINDS[row.entity], row)) for row in rows]


def _revision(kind: CellKind, row: Sequence[Any]) -> Revision:
    return Revision(change_set_of(row), _words(kind, row[8]), _words(kind, row[9]))


@readable("历史")
def _words(kind: CellKind, state: str | None) -> str:
    return "" if state is None else kind.words_of({"text": "", "reason": "", **json.loads(state)})


def _first(session: Session, key: Key, kind: CellKind, rows: Sequence[Any]) -> Revision | None:
    """The step with which a pack set the value: it has no revision of its own."""
    if rows:
        before = rows[-1].before
        state = json.loads(before) if before else None
    else:
        stored, number = kind.current(session.connection(), kind.place_of(session, key))
        state = {**stored, "set": number} if stored else None
    if state is None:
        return None
    found = session.connection().execute(_SET, {"id": state["set"]}).one()
    return Revision(change_set_of(found), "", kind.words_of({"text": "", "reason": "", **state}))
