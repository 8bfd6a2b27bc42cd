"""Taking a merge back; which cells an act changed, for the screens that show them."""

from wzdesk.db.changes import undo, undoable
from wzdesk.db.history import revisions_of
from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey
from wzdesk.domain.errors import Refused


def cells_changed_by(store: Store, change_set: int | None) -> frozenset[CellKey]:
    """The cells of an act; none where nothing was stored."""
    if change_set is None:
        return frozenset()
    with store.reading() as session:
        return frozenset(key for key, _ in revisions_of(session, change_set))


def take_back(store: Store, change_set: int, who: str) -> frozenset[CellKey]:
    """Undo a merge as a whole; the cells that went back.

    Raises:
        Refused: something was done since, which has to be taken back first.
    """
    with store.writing() as session:
        latest, _ = undoable(session)
        if latest is None or latest.id != change_set:
            raise Refused("并入以后又改过别的数，请先用 Ctrl+Z 逐步撤销后面的；这一次没有撤销。")
        applied = undo(session, who)
    return frozenset(applied.keys) if applied else frozenset()
