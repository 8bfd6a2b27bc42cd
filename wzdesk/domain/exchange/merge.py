"""Three-way merging of one cell: what was sent, what came back, what the file holds now (design.md §6).

A side that did not move never overrules one that did; where both moved to different values a person is asked. The outcome
depends on the values alone, not on the order in which files came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from wzdesk.domain.quantity import Availability, Quantity
from wzdesk.domain.text import closed_up, normalise


class Outcome(StrEnum):
    """What merging does with a cell; every cell of a form has exactly one."""

    UNCHANGED = "unchanged"
    FILLED = "filled"
    CHANGED = "changed"
    EMPTIED = "emptied"
    CONFLICT = "conflict"
    REFUSED = "refused"


TAKEN = frozenset({Outcome.FILLED, Outcome.CHANGED, Outcome.EMPTIED})
"""The outcomes by which the returned value goes into the file."""
OUTCOME_WORDS = {
    Outcome.UNCHANGED: "未变",
    Outcome.FILLED: "填入",
    Outcome.CHANGED: "改动",
    Outcome.EMPTIED: "清空",
    Outcome.CONFLICT: "冲突",
    Outcome.REFUSED: "拒收",
}

Said = tuple[object, ...] | None
"""What a cell says, however it is spelled; None where it says nothing. Equal ones say the same."""


def said(quantity: Quantity | None) -> Said:
    """The meaning of a figure: 29, 29.0 and full-width ２９ are one, 29 and 29以内 are two."""
    if quantity is None or quantity.availability is Availability.NOT_GIVEN:
        return None
    match quantity.availability:
        case Availability.GIVEN:
            beside = tuple(said(part) for part in quantity.also)
            return (
                quantity.basis, quantity.op, quantity.value, quantity.high, quantity.unit, beside,
                closed_up(normalise(quantity.text)) if quantity.value is None else "",
            )  # fmt: skip
        case Availability.NOT_APPLICABLE:
            return (quantity.availability,)
        case _:
            return quantity.availability, closed_up(normalise(quantity.text))


def said_in_words(text: str) -> Said:
    """The meaning of a remark: its words without the blanks around and between lines."""
    words = " ".join(text.split())
    return (words,) if words else None


@dataclass(frozen=True, slots=True)
class Answer:
    """One file's answer in a cell: what it was sent with and what it came back with."""

    base: Said
    theirs: Said

    @property
    def has_moved(self) -> bool:
        """Whether somebody changed it since it was sent."""
        return self.theirs != self.base


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a cell. ``taken`` is what goes into the file, ``rivals`` what a person has to choose from."""

    outcome: Outcome
    taken: Said = None
    rivals: tuple[Said, ...] = ()


def merge_cell(answers: Iterable[Answer], ours: Said) -> Merged:
    """The outcome of a cell that one or more files answer.

    What was not touched, or already stands in the file, changes nothing. One new value goes in where the file still
    holds what was sent; else, or where files contradict each other, it is a conflict and the file stays as it is.
    """
    moved = [one for one in answers if one.has_moved]
    values = {one.theirs for one in moved}
    if values <= {ours}:
        return Merged(Outcome.UNCHANGED)
    if len(values) == 1 and all(one.base == ours for one in moved):
        return Merged(_kind(ours, moved[0].theirs), moved[0].theirs)
    return Merged(Outcome.CONFLICT, rivals=tuple(sorted(values - {ours}, key=repr)))


def merge_without_base(theirs: Said, ours: Said) -> Merged:
    """The outcome where it is not known what was sent: only empty cells are filled, an empty answer says nothing."""
    if theirs is None or theirs == ours:
        return Merged(Outcome.UNCHANGED)
    if ours is None:
        return Merged(Outcome.FILLED, theirs)
    return Merged(Outcome.CONFLICT, rivals=(theirs,))


def _kind(before: Said, after: Said) -> Outcome:
    if before is None:
        return Outcome.FILLED
    return Outcome.EMPTIED if after is None else Outcome.CHANGED


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cells had which outcome: the count that a chief signs."""

    unchanged: int = 0
    filled: int = 0
    changed: int = 0
    emptied: int = 0
    conflict: int = 0
    refused: int = 0

    @property
    def cells(self) -> int:
        """All cells."""
        return sum(getattr(self, one.name) for one in fields(self))

    @property
    def taken(self) -> int:
        """Those whose returned value goes into the file."""
        return self.filled + self.changed + self.emptied

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def as_dict(self) -> dict[str, int]:
        """Numbers by name, the sum first."""
        return {"cells": self.cells} | {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def words(self) -> str:
        """未变 11、填入 38 …合计 58 格."""
        told = "、".join(f"{OUTCOME_WORDS[each]} {getattr(self, each.value)}" for each in Outcome)
        return f"{told}，合计 {self.cells} 格"


def count(outcomes: Sequence[Outcome]) -> Counts:
    """The counts of outcomes."""
    return Counts(*map(outcomes.count, Outcome))


def total(counts: Sequence[Counts]) -> Counts:
    """The sum of counts."""
    return sum(counts, Counts())
