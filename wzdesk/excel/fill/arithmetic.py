"""Numbers as spreadsheets reckon with them: doubles, compared and rounded by their 15 digits."""

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext

from wzdesk.excel.fill.cell_content import CellValue, ErrorValue, shown
from wzdesk.excel.fill.formula_tokens import NotUnderstood

_NEARLY_NOTHING = 2.0**-48
_MOST_PLACES = 300


class Failed(Exception):
    """A value that is an error; the formula shows it."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


VALUE, DIVIDED, NUMBER = "#VALUE!", "#DIV/0!", "#NUM!"


def number_of(value: CellValue) -> float:
    """A value as arithmetic takes it: nothing is 0, a truth 1 or 0.

    Raises:
        Failed: it is an error or a word.
        NotUnderstood: it is a text with digits, which programs treat differently.
    """
    if isinstance(value, float):
        return value
    if value is None:
        return 0.0
    if isinstance(value, ErrorValue):
        raise Failed(value.sign)
    if isinstance(value, str):
        if any(sign.isdigit() for sign in value):
            raise NotUnderstood
        raise Failed(VALUE)
    return float(value)


def text_of(value: CellValue) -> str:
    """A value as ``&`` joins it.

    Raises:
        Failed: it is an error.
        NotUnderstood: it is a number that would show an exponent.
    """
    if isinstance(value, ErrorValue):
        raise Failed(value.sign)
    if isinstance(value, float) and value and not 1e-5 <= abs(value) < 1e11:
        raise NotUnderstood
    if isinstance(value, float) and len(shown(abs(value))) > 11:
        raise NotUnderstood
    return shown(value)


def truth_of(value: CellValue) -> bool:
    """A value as a condition.

    Raises:
        Failed: it is an error or a text.
    """
    if isinstance(value, ErrorValue):
        raise Failed(value.sign)
    if isinstance(value, str):
        raise Failed(VALUE)
    return bool(value)


def checked(number: float) -> float:
    """A result that is a number.

    Raises:
        Failed: it is beyond what a cell holds.
    """
    if not math.isfinite(number):
        raise Failed(NUMBER)
    return number + 0.0  # no minus before a zero


def added(left: float, right: float) -> float:
    """A sum; what is only the noise of doubles counts as nothing, as in the programs."""
    result = left + right
    return 0.0 if abs(result) < abs(left) * _NEARLY_NOTHING and left and right else checked(result)


def summed(numbers: list[float]) -> float:
    """A sum without the noise of its order."""
    result = checked(math.fsum(numbers))
    largest = max(map(abs, numbers), default=0.0)
    return 0.0 if abs(result) < largest * _NEARLY_NOTHING else result


def divided(left: float, right: float) -> float:
    """A ratio.

    Raises:
        Failed: it is divided by nothing.
    """
    if not right:
        raise Failed(DIVIDED)
    return checked(left / right)


def powered(base: float, exponent: float) -> float:
    """A power.

    Raises:
        Failed: it is no number.
    """
    if not base and not exponent:
        raise Failed(NUMBER)
    if not base and exponent < 0:
        raise Failed(DIVIDED)
    try:
        result = base**exponent
    except OverflowError as error:
        raise Failed(NUMBER) from error
    if isinstance(result, complex):
        raise Failed(NUMBER)
    return checked(float(result))


def rounded(number: float, places: float, how: str) -> float:
    """``ROUND``, ``ROUNDUP`` or ``ROUNDDOWN`` of the 15 digits, halves away from nothing."""
    mode = {"ROUND": ROUND_HALF_UP, "ROUNDUP": ROUND_UP, "ROUNDDOWN": ROUND_DOWN}[how]
    if abs(places) > _MOST_PLACES:
        raise NotUnderstood
    exact = Decimal(f"{number:.15g}")
    with localcontext(prec=700):
        return checked(float(exact.quantize(Decimal(1).scaleb(-int(places)), rounding=mode)))


def digits_15(number: float) -> float:
    """A number as it is compared."""
    return float(f"{number:.15g}")


def compared(left: CellValue, right: CellValue) -> int:
    """-1, 0 or 1; numbers go before texts, texts before truths, capitals do not matter.

    Raises:
        Failed: one of them is an error.
        NotUnderstood: two texts differ, whose order depends on the language.
    """
    for value in (left, right):
        if isinstance(value, ErrorValue):
            raise Failed(value.sign)
    left, right = _instead_of_nothing(left, right), _instead_of_nothing(right, left)
    if _rank(left) != _rank(right):
        return -1 if _rank(left) < _rank(right) else 1
    if isinstance(left, str) and isinstance(right, str):
        return _compared_texts(left, right)
    first, second = digits_15(number_of(left)), digits_15(number_of(right))
    return (first > second) - (first < second)


def _compared_texts(left: str, right: str) -> int:
    if left.casefold() == right.casefold():
        return 0
    if not left or not right:
        return 1 if left else -1
    return 2


def _instead_of_nothing(value: CellValue, other: CellValue) -> CellValue:
    """An empty cell is 0 beside a number, an empty text beside a text, FALSE beside a truth."""
    if value is not None:
        return value
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else 0.0


def _rank(value: CellValue) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0
