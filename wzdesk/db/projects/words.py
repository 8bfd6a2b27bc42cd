"""The words by which lines are divided, as numbers, and the lists of projects as bits."""

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.tables import LedgerBitRow, LedgerWordRow
from wzdesk.db.tables import table_of

_FIND = Prepared(select(LedgerWordRow.id).where(LedgerWordRow.text == bindparam("text")))
_ADD = Prepared(
    insert(table_of(LedgerWordRow))
    .values({"text": bindparam("text")})
    .returning(table_of(LedgerWordRow).c.id)
)
_BITS = 62  # that a whole number of 64 bits has room for
_FIND_BIT = Prepared(select(LedgerBitRow.bit).where(LedgerBitRow.list_id == bindparam("list_id")))
_COUNT_BITS = Prepared(select(func.count()).select_from(LedgerBitRow))
_ADD_BIT = Prepared(
    insert(table_of(LedgerBitRow)).values({"list_id": bindparam("list_id"), "bit": bindparam("bit")})
)


class Words:
    """Numbers words for one transaction; a word keeps its number for ever."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._known: dict[str, int] = {}
        self._bits: dict[str, int] = {}

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

    def find_bit(self, project_list: str) -> int | None:
        """The bit of a list as the number that has only this one, None where it has none."""
        number = self.find(project_list)
        row = None if number is None else _FIND_BIT.first(self._connection, {"list_id": number})
        return None if row is None else 1 << int(row[0])

    def bit(self, project_list: str) -> int:
        """The same, a new one for a list that is met for the first time; 0 when all are given away."""
        if project_list not in self._bits:
            found = self.find_bit(project_list)
            self._bits[project_list] = self._new_bit(project_list) if found is None else found
        return self._bits[project_list]

    def _new_bit(self, project_list: str) -> int:
        row = _COUNT_BITS.first(self._connection, {})
        assert row is not None
        if row[0] == _BITS:
            return 0
        _ADD_BIT.run_for_each(self._connection, [{"list_id": self.number(project_list), "bit": row[0]}])
        return 1 << int(row[0])
