"""Names of cells and boxes of cells, worked out anew for the tests."""

import re
from typing import NamedTuple

NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Place(NamedTuple):
    """Row and column of a cell, from 1."""

    row: int
    column: int


class Box(NamedTuple):
    """A rectangle of cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        return self.top <= place.row <= self.bottom and self.left <= place.column <= self.right

    @property
    def first(self) -> Place:
        return Place(self.top, self.left)

    def with_place(self, place: Place) -> "Box":
        return Box(
            min(self.top, place.row),
            min(self.left, place.column),
            max(self.bottom, place.row),
            max(self.right, place.column),
        )


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(name: str) -> Place:
    match = NAME.fullmatch(name)
    if not match:
        raise ValueError(f"no cell: {name}")
    return Place(int(match[2]), column_number(match[1]))


def name_of(place: Place) -> str:
    return f"{column_letters(place.column)}{place.row}"


def box_of(reference: str) -> Box:
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    return Box(start.row, start.column, end.row, end.column)
