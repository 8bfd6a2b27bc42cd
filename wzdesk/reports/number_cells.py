"""Which reported texts may stand in a sheet as numbers, and the format that shows just their digits."""

import re

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*|(?P<grouped>[1-9]\d{0,2}(?:,\d{3})+))(?:\.(?P<decimals>\d+))?")
_MOST_DIGITS = 15  # a double in a sheet keeps no more


def number_format_of(text: str) -> str | None:
    """The number format under which a sheet shows ``text`` digit for digit; None where it must stay text.

    ``29.0`` -> ``0.0``, ``0.770`` -> ``0.000``, ``8,730.6`` -> ``#,##0.0``. Bounds, words, blanks, a negative zero, leading zeros
    and more than 15 digits give None.
    """
    found = _PLAIN.fullmatch(text)
    if not found or not text.isascii():
        return None
    digits = re.sub(r"\D", "", text)
    if len(digits) > _MOST_DIGITS or (text.startswith("-") and not digits.strip("0")):
        return None
    whole = "#,##0" if found["grouped"] else "0"
    return whole + ("." + "0" * len(found["decimals"]) if found["decimals"] else "")
