"""Stored numbers as exact decimal text, many at once."""

import re
from collections.abc import Sequence

from wzdesk.excel.read.number_format import fifteen_digits, plain_number

_SHORT = 15  # signs, and so no more significant digits
# Numbers that are their own exact text: 15 digits at most, no idle zeros. "-0" passes and is looked for apart.
_EXACT = re.compile(
    rb"(?>(?:-?+(?:0(?=[.\0])|[1-9][0-9]{0,8}+(?=[.\0]))(?>(?:\.[0-9]{1,6}+(?<!0))?)\0|-?[1-9][0-9]{9,14}+\0)+)"
)
_WITHOUT_IDLE_ZEROS = re.compile(rb"(?>(?:-?+(?:0|[1-9][0-9]*+)(?>(?:\.[0-9]++(?<!0))?)\0)*)")


def exact_numbers(values: tuple[bytes, ...]) -> Sequence[bytes] | None:
    """As plain text of at most 15 significant digits: the very same tuple if all are; None if one may be no number."""
    joined = b"\0".join(values) + b"\0"
    if _EXACT.fullmatch(joined) and b"-0\0" not in joined:
        return values
    return _mostly_short(joined) or _any_numbers(values)


def _mostly_short(joined: bytes) -> Sequence[bytes] | None:
    """Of plain numbers only the long ones are worked on; None where that does not do."""
    joined = joined.replace(b".0\0", b"\0")  # so programs write whole numbers
    exact = joined.split(b"\0")[:-1]
    places = [at for at, value in enumerate(exact) if len(value) > _SHORT]
    if places:
        long = _any_numbers([exact[at] for at in places])
        if long is None:
            return None
        for at, number in zip(places, long, strict=True):
            exact[at] = number
        joined = b"\0".join(exact) + b"\0"
    return exact if _WITHOUT_IDLE_ZEROS.fullmatch(joined) and b"-0\0" not in joined else None


def _any_numbers(values: Sequence[bytes]) -> Sequence[bytes] | None:
    """As ``exact_numbers``, however they are written."""
    if b"_" in b"".join(values):  # Python's own way to write a number
        return None
    try:
        floats = tuple(map(float, values))
    except ValueError:
        return None
    joined = b"%.15g\0" * len(values) % floats
    exact = joined.replace(b"-0\0", b"0\0").split(b"\0")[:-1]
    finer = b"%.16g\0" * len(values) % floats
    if b"n" in finer:  # inf, nan
        return None
    if b"5\0" in finer or b"e" in joined:
        _correct(exact, finer.split(b"\0")[:-1], floats)
    return exact


def _correct(exact: list[bytes], finer: Sequence[bytes], floats: Sequence[float]) -> None:
    """Writes out exponents, and rounds up what is written as half: C rounds what the double really is."""
    for at, fine in enumerate(finer):
        if b"e" in exact[at] or (
            fine.endswith(b"5") and fine != exact[at] and fine == repr(floats[at]).encode()
        ):
            exact[at] = plain_number(fifteen_digits(floats[at])).encode()
