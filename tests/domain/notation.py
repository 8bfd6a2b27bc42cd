"""Readings in one line, so that a table of sentences stays a table: ``growth ge 3 must``, ``level between 5..6``."""

from wzdesk.domain.indicator import Direction
from wzdesk.domain.quantity import Availability, Quantity
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.target import Clause, Strength
from wzdesk.domain.target_reading import read_target
from wzdesk.domain.units import plain


def target_notation(text: str, unit: str = "", direction: Direction = Direction.UP) -> str:
    """The clauses of a sentence: ``basis op value..high ref:reference strength``, parted by `` | ``."""
    return " | ".join(clause_notation(one) for one in read_target(text, unit, direction).clauses)


def clause_notation(clause: Clause) -> str:
    """One clause; what it has not is left out, and so is the ordinary strength."""
    parts = [clause.basis.value, clause.op.value if clause.op else "", _numbers(clause.value, clause.high)]
    parts += [f"ref:{clause.reference}" if clause.reference else ""]
    parts += [clause.strength.value if clause.strength is not Strength.PLAN else ""]
    return " ".join(part for part in parts if part)


def quantity_notation(text: str, unit: str = "") -> str:
    """A cell: ``basis op value..high unit``, or its availability where there is no figure."""
    return reading_notation(read_quantity(text, unit))


def reading_notation(quantity: Quantity) -> str:
    """The main value of a quantity."""
    if quantity.availability is not Availability.GIVEN:
        return quantity.availability.value
    assert quantity.basis is not None
    assert quantity.op is not None
    numbers = _numbers(quantity.value, quantity.high)
    return f"{quantity.basis.value} {quantity.op.value} {numbers} {quantity.unit}".strip()


def _numbers(value: object, high: object) -> str:
    return "..".join(plain(one) for one in (value, high) if one is not None)  # type: ignore[arg-type]
