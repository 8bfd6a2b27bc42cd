"""Numbers as they are written inside a text: digits with thousands marks, and Chinese numerals."""

import re
from decimal import Decimal

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|[+-]?\.\d+"
_PLAIN = re.compile(rf"(?:{NUMBER})(?:[eE][+-]?\d{{1,2}})?")
_GROUPED_BLANKS = re.compile(r"[+-]? ?\d{1,3}(?: \d{3})+(?: ?\. ?\d+)?")
_LOOSE = re.compile(r"([+-]?) ?(\d+)(?: ?\. ?(\d*))?")  # 74. is 74 on the way to 74.1
_MAX_DIGITS = 40

_ONES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
CHINESE = r"[零〇一二两三四五六七八九十百千]{1,9}(?:点[零〇一二三四五六七八九]{1,9})?"


def decimal_of(text: str) -> Decimal | None:
    """The number of a normalised text that is nothing but a number, or None.

    ``1,234.5`` has thousands marks; ``2,9`` is None, for its comma may be a point or a separator.
    Blanks are allowed between groups of three digits and around the sign and the point.
    The digits stay as given: ``29.0``, ``0.770``.
    """
    if len(text) > _MAX_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return _exact(text.replace(",", ""))
    if _GROUPED_BLANKS.fullmatch(text):
        return _exact(text.replace(" ", ""))
    if found := _LOOSE.fullmatch(text):
        return _exact(found[1] + found[2] + ("." + found[3] if found[3] else ""))
    return None


def _exact(text: str) -> Decimal:
    value = Decimal(text)
    return value if int(value.as_tuple().exponent) <= 0 else Decimal(format(value, "f"))


def chinese_number(text: str) -> Decimal | None:
    """The number of Chinese numerals up to 千 (``二十``, ``一百五十``, ``六点五``), or None."""
    whole, point, decimals = text.partition("点")
    total = _chinese_integer(whole)
    if total is None or (point and not decimals):
        return None
    if not point:
        return Decimal(total)
    if any(sign not in _ONES for sign in decimals):
        return None
    return Decimal(f"{total}." + "".join(str(_ONES[sign]) for sign in decimals))


def _chinese_integer(text: str) -> int | None:
    total, digit, last = 0, None, 10**4
    for sign in text:
        if sign in _ONES:
            if digit:
                return None
            digit = _ONES[sign]
        elif sign in _TENS and _TENS[sign] < last:
            last = _TENS[sign]
            total += last * (1 if digit is None else digit)
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None
