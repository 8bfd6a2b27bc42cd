"""Acts: who did what, when, why and from where, and which cells it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert
from sqlalchemy.orm import Session

from wzdesk.db.codec import Key, utc_text
from wzdesk.db.prepared import Prepared
from wzdesk.db.tables import ChangeSetRow, RevisionRow, table_of
from wzdesk.domain.change import ChangeKind, ChangeSet

Head = dict[str, Any]  # kind, at, who, why, source, reverts_id

SETS = table_of(ChangeSetRow).c
HEAD = (SETS.id, SETS.kind, SETS.at, SETS.who, SETS.why, SETS.source)
_INSERT_SET = Prepared(
    insert(table_of(ChangeSetRow))
    .values({name: bindparam(name) for name in ("kind", "at", "who", "why", "source", "reverts_id")})
    .returning(SETS.id)
)
REVISION = ("change_set_id", "entity", "key", "before", "after")
INSERT_REVISION = Prepared(insert(table_of(RevisionRow)).values({name: bindparam(name) for name in REVISION}))


@dataclass(frozen=True, slots=True)
class AppliedChange:
    """What was written: the change set, None where nothing differed, and the keys of the cells that did."""

    change_set_id: int | None
    keys: frozenset[Key]


class Act:
    """A change set being written: its head when its number is first asked for, then the cells that differ."""

    def __init__(self, session: Session, head: Head) -> None:
        self.session = session
        self.connection = session.connection()
        self._head = head
        self._number: int | None = None
        self._keys: list[Key] = []

    @property
    def number(self) -> int:
        """The id of the change set."""
        if self._number is None:
            self._number = insert_change_set(self.connection, self._head)
        return self._number

    @property
    def keys(self) -> Sequence[Key]:
        """The cells that were written so far."""
        return self._keys

    def add(self, keys: Iterable[Key]) -> None:
        """Remember cells that were written."""
        self._keys.extend(keys)

    def applied(self) -> AppliedChange:
        """What was written."""
        return AppliedChange(self._number, frozenset(self._keys))


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
