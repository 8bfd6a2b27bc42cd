"""What went out and came in: the entries of the transfer log, and the states of forms that follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from wzdesk.domain.exchange.merge import Counts


class Way(StrEnum):
    """What happened with a file."""

    SENT = "sent"
    REFUSED = "refused"
    MERGED = "merged"
    RESOLVED = "resolved"
    EXPORTED = "exported"
    RETURNED = "returned"
    KEPT = "kept"
    """A return was taken back."""


class State(StrEnum):
    """How far a region is with a form of a period."""

    NOT_ASKED = "not_asked"
    NOT_SENT = "not_sent"
    SENT = "sent"
    REFUSED = "refused"
    RETURNED = "returned"
    INCOMPLETE = "incomplete"
    """A data file brought some of its figures."""
    CONFLICT = "conflict"
    MERGED = "merged"


STATE_WORDS = {
    State.NOT_ASKED: "不报",
    State.NOT_SENT: "未发",
    State.SENT: "未报",
    State.REFUSED: "拒收",
    State.RETURNED: "已退回",
    State.INCOMPLETE: "未报全",
    State.CONFLICT: "有冲突",
    State.MERGED: "已并入",
}
LATE_WORDS = "逾期未报"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of the transfer log; lines are added and never changed.

    ``digest`` is the SHA-256 of the file, ``identity`` that of the identity it carried ("" where none).
    ``open_conflicts`` are those that a merge left, ``change_set`` what it stored (0 where
    nothing). ``conflicts`` are those that were met: row, column, what was sent, what the file held, what came, its cell.
    ``resolved`` are conflicts that a person decided: row, column, the value kept, the value that lost.
    ``agency`` is the code of the body that was asked in place of the region, "" where the region was. ``missing`` is how
    many cells of a form were still empty after a data file had brought some of its figures.
    """

    way: Way
    when: str
    who: str
    file: str
    digest: str
    form: str = ""
    region: str = ""
    period: str = ""
    counts: Counts = field(default_factory=Counts)
    open_conflicts: int = 0
    reason: str = ""
    change_set: int = 0
    identity: str = ""
    conflicts: tuple[tuple[str, ...], ...] = ()
    resolved: tuple[tuple[str, ...], ...] = ()
    number: int = 0
    agency: str = ""
    missing: int = 0

    @property
    def at(self) -> tuple[str, str, str]:
        """Form, who was asked (the agency, else the region) and period."""
        return self.form, self.agency or self.region, self.period

    @property
    def asked_again(self) -> int:
        """The open conflicts that only the same data file asks again: nothing but its own line lists them."""
        return self.open_conflicts - len(self.conflicts)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a region stands with a form: its state, the last line, and how many days late.

    ``count`` is how many conflicts wait, cells were refused or cells are missing.
    """

    state: State
    due: date | None = None
    days_late: int = 0
    count: int = 0
    last: Transfer | None = None

    @property
    def is_late(self) -> bool:
        """Whether it was sent, the due day is over, and it is not merged."""
        return self.days_late > 0

    @property
    def due_words(self) -> str:
        """7月12日截止，已逾期 3 天; nothing where the region does not report the form."""
        if self.due is None:
            return ""
        late = f"，已逾期 {self.days_late} 天" if self.is_late else ""
        return f"{self.due.month}月{self.due.day}日截止{late}"

    @property
    def words(self) -> str:
        """逾期未报 or the state; what was returned or came in part says so even when it is late."""
        says_so = self.state in {State.RETURNED, State.INCOMPLETE}
        return LATE_WORDS if self.is_late and not says_so else STATE_WORDS[self.state]


def standing_of(lines: Iterable[Transfer], due: date, today: date, conflicts: int = 0) -> Standing:
    """How a region stands with a form of a period, from its lines in their order and the conflicts that wait now.

    Only who was sent a form can be late with it.
    """
    was_sent = is_whole = False
    standing = Standing(State.NOT_SENT, due)
    for line in _standing_returns(lines):
        was_sent |= line.way is Way.SENT
        if line.way in {Way.SENT, Way.RETURNED}:
            is_whole = False
        elif line.way is Way.MERGED and not line.missing and not _went_back(standing, line):
            is_whole = True
        standing = _after(standing, line, conflicts, is_whole=is_whole)
    waits = was_sent and standing.state in _WAITING
    return replace(standing, days_late=max((today - due).days, 0) if waits else 0)


_WAITING = frozenset({State.SENT, State.REFUSED, State.RETURNED, State.INCOMPLETE})
_RECEIVED = frozenset({State.MERGED, State.CONFLICT, State.INCOMPLETE})


def _after(before: Standing, line: Transfer, conflicts: int, *, is_whole: bool) -> Standing:
    """How a region stands after one more line; ``is_whole`` says whether all of the form came in since it was asked for.

    Sending asks anew, whatever was there before. A file that cannot be taken leaves what was merged, a decision what was
    asked for since; and the very file that went back says nothing new when it is received once more.
    """
    due = before.due
    match line.way:
        case Way.SENT:
            return Standing(State.SENT, due, last=line)
        case Way.RETURNED:
            return Standing(State.RETURNED, due, last=line)
        case Way.MERGED | Way.REFUSED if _went_back(before, line):
            return before
        case Way.MERGED:
            return _merged(before, line, conflicts, is_whole=is_whole)
        case Way.RESOLVED if before.state in _RECEIVED:
            return replace(before, last=line)
        case Way.REFUSED if before.state not in _RECEIVED:
            return Standing(State.REFUSED, due, count=line.counts.refused, last=line)
    return before


def _merged(before: Standing, line: Transfer, conflicts: int, *, is_whole: bool) -> Standing:
    """After a merge; what was merged as a whole stays so when a data file changes a figure of it."""
    due, left = before.due, conflicts + line.asked_again
    if left:
        return Standing(State.CONFLICT, due, count=left, last=line)
    if line.missing and not is_whole:
        return Standing(State.INCOMPLETE, due, count=line.missing, last=line)
    return Standing(State.MERGED, due, last=line)


def _went_back(before: Standing, line: Transfer) -> bool:
    """Whether a line is about the very file that was returned, by its content."""
    returned = before.last if before.state is State.RETURNED else None
    return returned is not None and bool(line.digest) and line.digest == returned.digest


def _standing_returns(lines: Iterable[Transfer]) -> list[Transfer]:
    """The lines without returns that were taken back: each taking back cancels the last return before it."""
    standing: list[Transfer] = []
    for line in lines:
        if line.way is not Way.KEPT:
            standing.append(line)
            continue
        at = max((at for at, one in enumerate(standing) if one.way is Way.RETURNED), default=None)
        if at is not None:
            del standing[at]
    return standing


Matrix = Mapping[tuple[str, str], Standing]
"""Standings by region and form."""
