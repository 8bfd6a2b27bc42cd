"""The heads of acts: who did what, when, why and from where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert

from wzdesk.db.codec import Key, utc_text
from wzdesk.db.prepared import Prepared
from wzdesk.db.tables import ChangeSetRow, table_of
from wzdesk.domain.change import ChangeKind, ChangeSet

Head = dict[str, Any]  # kind, at, who, why, source, reverts_id

SETS = table_of(ChangeSetRow).c
HEAD = (SETS.id, SETS.kind, SETS.at, SETS.who, SETS.why, SETS.source)
_INSERT_SET = Prepared(
    insert(table_of(ChangeSetRow))
    .values({name: bindparam(name) for name in ("kind", "at", "who", "why", "source", "reverts_id")})
    .returning(SETS.id)
)


@dataclass(frozen=True, slots=True)
class AppliedChange:
    """What was written: the change set, None where nothing differed, and the keys of the cells that did."""

    change_set_id: int | None
    keys: frozenset[Key]


def change_set_of(row: Sequence[Any]) -> ChangeSet:
    """The change set of a row that begins with its head: id, kind, at, who, why, source."""
    number, kind, at, who, why, source = row[:6]
    return ChangeSet(number, ChangeKind(kind), datetime.fromisoformat(at), who, why, source)


def insert_change_set(connection: Connection, head: Head) -> int:
    """Write the head of a change set; ``at`` is now where it is None. Returns its id."""
    at = utc_text(head["at"] or datetime.now(UTC))
    row = _INSERT_SET.first(connection, head | {"at": at})
    assert row is not None
    return int(row[0])
