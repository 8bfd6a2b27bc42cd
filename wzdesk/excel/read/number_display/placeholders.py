"""Digits put in the places that a format has for them: 0 # ?."""

from collections.abc import Sequence

_EMPTY = {"0": "0", "?": " ", "#": ""}


def fill_whole(digits: str, places: Sequence[str], *, is_grouped: bool = False) -> list[str]:
    """What shows at each place before the point; the first place has all digits that have no place of their own.

    ``digits`` come without leading zeros. Commas stand with the digit that follows them.
    """
    shown: list[str] = []
    count = max(len(digits), len(places))
    for at in range(count):
        right_of_it = count - 1 - at
        index = len(digits) - 1 - right_of_it
        sign = digits[index] if index >= 0 else _EMPTY[places[len(places) - 1 - right_of_it]]
        if is_grouped and at and right_of_it % 3 == 2 and shown[-1]:
            sign = (" " if shown[-1].endswith(" ") else ",") + sign
        shown.append(sign)
    without_place = count - len(places) + 1
    return ["".join(shown[:without_place]), *shown[without_place:]]


def fill_decimals(digits: str, places: Sequence[str]) -> list[str]:
    """What shows at each place behind the point: zeros at the end only where a place asks for them."""
    last = len(places)
    while last and places[last - 1] != "0" and digits[last - 1] == "0":
        last -= 1
    return [digit if at < last else _EMPTY[places[at]] for at, digit in enumerate(digits)]
