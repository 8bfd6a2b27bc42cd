"""Whole-number arithmetic and chance that come out the same on every machine."""

from collections.abc import Mapping
from hashlib import blake2b


def rounded(dividend: int, divisor: int) -> int:
    """The nearest whole number to a quotient; halves away from zero, as figures are rounded for display."""
    nearest = (2 * abs(dividend) + divisor) // (2 * divisor)
    return nearest if dividend >= 0 else -nearest


def swing(most: int, *of: object) -> int:
    """A number from ``-most`` to ``most`` that looks like chance and is always the same for the same words."""
    words = "|".join(str(one) for one in of)
    drawn = int.from_bytes(blake2b(words.encode(), digest_size=4).digest(), "big")
    return drawn % (2 * most + 1) - most


def text_of(number: int, digits: int) -> str:
    """A number of units of the last digit as a decimal: 62270 with two digits is 622.70."""
    if not digits:
        return str(number)
    whole, rest = divmod(abs(number), 10**digits)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{digits}}"


def shared_out(figure: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole parts in proportion to weights; what rounding down leaves goes to the largest remainders."""
    if not weights:
        return {}
    total = sum(weights.values())
    parts = {region: figure * weight // total for region, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda region: -(figure * weights[region] % total))
    for region in by_remainder[: figure - sum(parts.values())]:
        parts[region] += 1
    return parts
