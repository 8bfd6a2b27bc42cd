"""Readings of single texts, as plain data for other programs: targets and quantities."""

from decimal import Decimal

from wzdesk.domain.indicator import Direction
from wzdesk.domain.quantity import Quantity
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.quantity_words import quantity_words
from wzdesk.domain.target import Clause
from wzdesk.domain.target_reading import read_target
from wzdesk.domain.target_words import target_words
from wzdesk.domain.units import plain

Data = dict[str, object]


def target_reading(text: str, unit: str, direction: Direction) -> Data:
    """How a target sentence is understood: text, clauses, words; numbers as texts."""
    target = read_target(text, unit, direction)
    return {"text": text, "clauses": [_clause(one) for one in target.clauses], "words": target_words(target)}


def quantity_reading(text: str, unit: str) -> Data:
    """How a cell's text is understood, with what stands beside the main value."""
    quantity = read_quantity(text, unit)
    return _quantity(quantity) | {"also": [_quantity(aside) for aside in quantity.also]}


def _clause(clause: Clause) -> Data:
    return {
        "basis": clause.basis.value,
        "op": clause.op.value if clause.op else None,
        "value": _number(clause.value),
        "high": _number(clause.high),
        "reference": clause.reference,
        "strength": clause.strength.value,
    }


def _quantity(quantity: Quantity) -> Data:
    return {
        "text": quantity.text,
        "availability": quantity.availability.value,
        "basis": quantity.basis.value if quantity.basis else None,
        "op": quantity.op.value if quantity.op else None,
        "value": _number(quantity.value),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "words": quantity_words(quantity),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
