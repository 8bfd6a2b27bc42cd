"""Amounts of money of projects: exact, in 万元, down to the fen."""

from decimal import Decimal

FEN = Decimal("0.000001")
"""A fen in 万元: the smallest money there is."""
WAN_OF_YI = Decimal(10_000)
ZERO = Decimal(0)


def from_yi(amount: Decimal) -> Decimal:
    """An amount of 亿元 in 万元."""
    return amount * WAN_OF_YI


def to_yi(amount: Decimal) -> Decimal:
    """An amount of 万元 in 亿元, unrounded."""
    return amount / WAN_OF_YI


def in_fen(amount: Decimal) -> int | None:
    """Whole fen of an amount of 万元; None where it is no whole number of fen (such money does not exist)."""
    fen = amount.scaleb(6)
    whole = fen.to_integral_value()
    return int(whole) if whole == fen else None


def of_fen(fen: int) -> Decimal:
    """The amount of 万元 of whole fen, without trailing zeros."""
    amount = Decimal(fen).scaleb(-6)
    whole = amount.to_integral_value()
    return whole if whole == amount else amount.normalize()
