"""What a sheet displays of a number that has no format of its own."""

from decimal import Decimal

_MOST_WHOLE = 2**53  # beyond, a double does not hold every whole number
_LEAST, _SMALL, _LONGEST_SMALL = Decimal("1e-9"), Decimal("1e-4"), 16


def general_text(value: Decimal) -> str:
    """A number written out, as in a column that is wide enough; very large and very small ones as ``1.5E-10``."""
    text = str(value)
    if len(text) >= 15 or "E" in text:
        return _long_text(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


def _long_text(value: Decimal) -> str:
    if not value:
        return "0"
    size = abs(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if size >= 10**15:
        return text if "." not in text and size <= _MOST_WHOLE else _scientific(value)
    decimals = len(text.partition(".")[2])
    if size < _LEAST or (size < _SMALL and decimals > _LONGEST_SMALL):
        return _scientific(value)
    return text


def _scientific(value: Decimal) -> str:
    exponent = value.adjusted()
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    mantissa = digits[0] + ("." + digits[1:] if digits[1:] else "")
    return f"{'-' * (value < 0)}{mantissa}E{'-' if exponent < 0 else '+'}{abs(exponent):02}"
