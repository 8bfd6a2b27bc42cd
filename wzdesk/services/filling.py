"""What filling a plan and filling a form have in common: acts that are stored at once, taken back and looked up."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from wzdesk.db import changes as stored_changes
from wzdesk.db.change_sets import AppliedChange
from wzdesk.db.history import history_of
from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey, Change, ChangeKind, Revision


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was stored: the keys that changed and what the person should know."""

    keys: frozenset[CellKey]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """What an undo or redo did."""

    keys: frozenset[CellKey]


class Filling(ABC):
    """A table of a region, open for filling by ``who``."""

    def __init__(self, store: Store, who: str) -> None:
        self._store, self.who = store, who

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored, because another program has the file."""
        return self._store.read_only

    @abstractmethod
    def reload(self) -> None:
        """Read the table anew, after something else changed the file."""

    @abstractmethod
    def _take(self, changes: Sequence[Change]) -> None:
        """The table with changes that were stored."""

    def store(
        self, changes: Sequence[Change], kind: ChangeKind, *, why: str = "", source: str = ""
    ) -> frozenset[CellKey]:
        """Store changes as one change set; the keys that truly changed."""
        with self._store.writing() as session:
            applied = stored_changes.apply_changes(
                session, changes, kind=kind, who=self.who, why=why, source=source
            )
        self._take(changes)
        return frozenset(applied.keys)

    def undo(self) -> Turned | None:
        """Take the latest act back, whichever table it was in; None where there is none."""
        with self._store.writing() as session:
            applied = stored_changes.undo(session, self.who)
        return self._turned(applied)

    def redo(self) -> Turned | None:
        """Do again what was last undone; None where there is none."""
        with self._store.writing() as session:
            applied = stored_changes.redo(session, self.who)
        return self._turned(applied)

    def can_turn(self) -> tuple[bool, bool]:
        """Whether there is something to undo, and something to redo."""
        with self._store.reading() as session:
            back, forth = stored_changes.undoable(session)
        return back is not None, forth is not None

    def history(self, key: CellKey, limit: int = 20) -> list[Revision]:
        """What happened to a cell, newest first."""
        with self._store.reading() as session:
            return history_of(session, key, limit)

    def _turned(self, applied: AppliedChange | None) -> Turned | None:
        if applied is None:
            return None
        self._reload_after(applied.keys)
        return Turned(applied.keys)

    def _reload_after(self, keys: frozenset[CellKey]) -> None:
        """An undo or redo changed these cells."""
        self.reload()
