"""What the cells of a table claim: one observation each, or the reason why a cell was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.observation import ObservationKey, ObsStatus
from wzdesk.domain.period import Period
from wzdesk.domain.quantity import Quantity
from wzdesk.excel.recognise.table import Record, Table
from wzdesk.services.receiving.facts import Facts
from wzdesk.services.receiving.names import How


class Axis(StrEnum):
    """The two ways through a table."""

    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column of a table as it was understood.

    ``place`` is its number on the sheet; ``facts`` what its words say, with what the person chose over them.
    """

    axis: Axis
    place: int
    words: tuple[str, ...]
    facts: Facts
    is_left_out: bool = False
    """The person said that nothing is taken here."""


@dataclass(slots=True)
class Claim:
    """A cell's word on one observation.

    ``text`` is what would be stored as reported; ``remark`` tells what the person should know: converted, a
    formula's result, hidden. ``how`` is the least sure step on the way from the words to the key.
    """

    sheet: str
    cell: str
    row: int
    column: int
    key: ObservationKey
    text: str
    quantity: Quantity
    how: How
    remark: str = ""
    sheet_unit: str = ""
    status: ObsStatus = ObsStatus.NORMAL


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A cell that says something and was not taken, and why.

    ``to_mend``: whoever sent the sheet should put it right: an error, words for a number, an unknown indicator.
    """

    sheet: str
    cell: str
    text: str
    reason: str
    to_mend: bool = False


@dataclass(frozen=True, slots=True)
class TableMatch:
    """A recognised table with its lines understood and what its cells claim.

    ``region`` and ``period`` are those that hold where neither row nor column names any; ``why`` says where they
    come from. ``remembered`` tells that corrections made earlier for this layout were applied.
    """

    table: Table
    fingerprint: str
    rows: Mapping[int, Line]
    columns: Mapping[int, Line]
    region: str | None
    period: Period | None
    claims: tuple[Claim, ...]
    not_taken: tuple[NotTaken, ...]
    why: tuple[str, ...] = ()
    remembered: bool = False

    @property
    def unsure(self) -> int:
        """How many claims need a look."""
        return sum(not claim.how.is_sure for claim in self.claims)


__all__ = ["Axis", "Claim", "Line", "NotTaken", "Record", "TableMatch"]
