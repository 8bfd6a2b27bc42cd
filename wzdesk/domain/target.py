"""Targets: a sentence as written, and the clauses it was understood as."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.indicator import Direction
from wzdesk.domain.quantity import Basis, Op


class Strength(StrEnum):
    """How firmly a clause is meant: 确保, 力争, or the plan's ordinary way."""

    MUST = "must"
    STRIVE = "strive"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a target (design §4).

    ``value`` is in ``unit``: the indicator's for levels and sums, percent for growth, points or units
    for changes; decreases are negative. ``reference`` says against what a relative clause compares, or
    from which year a growth counts. ``text`` is the clause's own piece of the sentence.
    """

    basis: Basis
    op: Op | None = None
    value: Decimal | None = None
    high: Decimal | None = None
    reference: str | None = None
    strength: Strength = Strength.PLAN
    unit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A target sentence with its clauses; no clause where the cell is empty or a dash."""

    text: str
    unit: str
    direction: Direction
    clauses: tuple[Clause, ...]
