"""Adding up the ledger anew, where a check found that what is kept of it does not say what was entered."""

from wzdesk.db.projects.keep import keep_anew
from wzdesk.db.store import Store


def add_up_anew(data: Store) -> None:
    """Make all kept lines and sums of the ledger anew; what was entered stays as it is.

    Raises:
        DataFileError: the file cannot be written; nothing was changed.
    """
    with data.writing() as session:
        keep_anew(session)
