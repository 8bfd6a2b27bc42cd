"""Exact decimal arithmetic, rounding half up, for numbers of any size."""

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import repeat

# Doubles reach to 309 places before the point; a format asks for some dozens behind it.
_EXACT = Context(prec=1000, rounding=ROUND_HALF_UP, Emax=10_000, Emin=-10_000)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A value with so many decimals."""
    return _EXACT.quantize(value, Decimal(1).scaleb(-decimals))


def rounder(decimals: int) -> Callable[[Decimal], Decimal]:
    """The same for many values."""
    quantize, exponent = _EXACT.quantize, Decimal(1).scaleb(-decimals)
    return lambda value: quantize(value, exponent)


def all_rounded(values: Iterable[Decimal], places: int, decimals: int) -> Iterator[Decimal]:
    """Values with their points moved to the right and then so many decimals, without a call of ours for each."""
    moved = map(_EXACT.scaleb, values, repeat(places)) if places else values
    return map(_EXACT.quantize, moved, repeat(Decimal(1).scaleb(-decimals)))


def scaled(value: Decimal, places: int) -> Decimal:
    """A value with its point moved to the right."""
    return _EXACT.scaleb(value, places)


def product(one: Decimal, other: Decimal) -> Decimal:
    """Two values multiplied."""
    return _EXACT.multiply(one, other)
