"""Taking the latest act back, and doing it again, whichever plan, form or project it was in."""

from wzdesk.db.changes import redo, undo
from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey


def turn(store: Store, who: str, *, back: bool) -> frozenset[CellKey]:
    """Take the latest act back, or do it again; the keys that changed, none where there was nothing.

    Raises:
        DataFileError: the file cannot be written.
    """
    with store.writing() as session:
        applied = undo(session, who) if back else redo(session, who)
    return frozenset(applied.keys) if applied else frozenset()
