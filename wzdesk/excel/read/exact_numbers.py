"""Stored numbers as exact decimal text, many at once."""

import re
from collections.abc import Sequence
from decimal import Decimal

from wzdesk.excel.read.number_format import plain_number

# Numbers that are their own exact text: 15 digits at most, no idle zeros. "-0" passes and is looked for apart.
_EXACT = re.compile(
    rb"(?:-?+(?:0(?=[.\0])|[1-9][0-9]{0,8}+(?=[.\0]))(?:\.[0-9]{1,6}+(?<!0))?+\0|-?[1-9][0-9]{9,14}+\0)++"
)
_PLAIN_SIGNS = b"0123456789.-\0"


def exact_numbers(values: tuple[bytes, ...]) -> Sequence[bytes] | None:
    """As plain text of at most 15 significant digits: the very same tuple if all are; None if one may be no number."""
    joined = b"\0".join(values) + b"\0"
    if _EXACT.fullmatch(joined) and b"-0\0" not in joined:
        return values
    if b"_" in joined:  # Python's own way to write a number
        return None
    try:
        joined = b"%.15g\0" * len(values) % tuple(map(float, values))
    except ValueError:
        return None
    exact = joined.replace(b"-0\0", b"0\0").split(b"\0")[:-1]
    return _written_out(exact) if joined.translate(None, _PLAIN_SIGNS) else exact


def _written_out(numbers: Sequence[bytes]) -> list[bytes] | None:
    if any(b"n" in number for number in numbers):  # inf, nan
        return None
    return [plain_number(Decimal(number.decode())).encode() for number in numbers]
