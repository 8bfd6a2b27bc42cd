"""Taking the latest change back, whichever plan it was in."""

from wzdesk.db.changes import undo
from wzdesk.db.store import Store


def undo_latest(store: Store, who: str) -> int | None:
    """Undo the latest act; how many cells went back, or None where there was nothing to undo."""
    with store.writing() as session:
        applied = undo(session, who)
    return len(applied.keys) if applied else None
