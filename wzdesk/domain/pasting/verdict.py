"""What is said of one cell of a pasted block."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.quantity import Quantity
from wzdesk.domain.typed_cell import TypedCell

Place = tuple[int, int]
"""Row and column of the grid."""


class PasteKind(StrEnum):
    """What a cell of a block is; one word each, from taken without a question to not takeable."""

    CLEAR = "clear"
    SAME = "same"
    LOOK = "look"
    FINDING = "finding"
    UNREADABLE = "unreadable"
    CLOSED = "closed"
    OUTSIDE = "outside"

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look before it is stored."""
        return self in {PasteKind.LOOK, PasteKind.FINDING, PasteKind.UNREADABLE}

    @property
    def is_takeable(self) -> bool:
        """Whether it would change a cell if it were accepted."""
        return self is PasteKind.CLEAR or self.is_doubtful


KIND_WORDS = {
    PasteKind.CLEAR: "可写入",
    PasteKind.LOOK: "要看一眼",
    PasteKind.FINDING: "触发审核",
    PasteKind.UNREADABLE: "读不懂",
    PasteKind.SAME: "与现有相同",
    PasteKind.CLOSED: "不能写",
    PasteKind.OUTSIDE: "超出表外",
}


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A text of the clipboard and the cell on which it lies.

    ``typed`` is None where nothing can be stored, and ``why`` says why; ``is_outside`` where the grid has no such
    cell. ``before`` is the text that the cell holds now, ``mended`` the text that a person
    put in the place of the given one.
    """

    place: Place
    given: str
    typed: TypedCell | None
    before: str = ""
    why: str = ""
    is_outside: bool = False
    mended: str = ""

    @property
    def text(self) -> str:
        """What is read: the text with its unit mended, else as it was given."""
        return self.mended or self.given


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside which the pasted one is held, in the unit shown: 上年同期, 上期."""

    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """One cell with its verdict.

    ``read_as`` is what the text says in the unit that the column shows; ``sentences`` what there is to know of it, ``guess`` that its unit
    may have been mistaken;
    ``corrected`` the text that would mend a slip of the unit; ``change``
    the change against last year in ``change_unit`` (percent, or points).
    """

    laid: LaidCell
    kind: PasteKind
    read_as: str = ""
    unit: str = ""
    sentences: tuple[str, ...] = ()
    guess: str = ""
    severity: Severity | None = None
    corrected: str = ""
    key: ObservationKey | None = None
    quantity: Quantity | None = None
    last_year: Beside | None = None
    last_period: Beside | None = None
    change: Decimal | None = None
    change_unit: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """All that there is to know of it."""
        return (*self.sentences, self.guess) if self.guess else self.sentences

    @property
    def place(self) -> Place:
        """Row and column of the grid."""
        return self.laid.place
