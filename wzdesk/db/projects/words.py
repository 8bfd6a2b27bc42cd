"""The words by which lines are divided, as numbers."""

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.tables import LedgerWordRow
from wzdesk.db.tables import table_of

_FIND = Prepared(select(LedgerWordRow.id).where(LedgerWordRow.text == bindparam("text")))
_ADD = Prepared(
    insert(table_of(LedgerWordRow))
    .values({"text": bindparam("text")})
    .returning(table_of(LedgerWordRow).c.id)
)


class Words:
    """Numbers words for one transaction; a word keeps its number for ever."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._known: dict[str, int] = {}

    def find(self, text: str) -> int | None:
        """The number of a word, None where no project ever had it."""
        if text not in self._known:
            row = _FIND.first(self._connection, {"text": text})
            if row is None:
                return None
            self._known[text] = int(row[0])
        return self._known[text]

    def number(self, text: str) -> int:
        """The number of a word, a new one where it is met for the first time."""
        found = self.find(text)
        if found is None:
            row = _ADD.first(self._connection, {"text": text})
            assert row is not None
            self._known[text] = found = int(row[0])
        return found
