"""Recording of projects: any number of changes as one act, stored at once and undoable for ever."""

from collections.abc import Callable, Sequence

from wzdesk.db.change_sets import AppliedChange
from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind


def record(
    data: Store,
    changes: Sequence[Change],
    *,
    who: str,
    kind: ChangeKind = ChangeKind.PROJECT,
    why: str = "",
    source: str = "",
    on_progress: Callable[[int, int], None] | None = None,
) -> AppliedChange:
    """Store changes of projects, months and problems; of several for one cell the last one counts.

    Raises:
        UnknownCode: a report or a problem belongs to a project that is not in the file.
        Refused: an amount cannot be kept, or a project is taken out that has reports or problems.
        DataFileError: the file cannot be written; nothing is stored.
    """
    with data.writing() as session:
        return apply_changes(
            session, changes, kind=kind, who=who, why=why, source=source, on_progress=on_progress
        )
