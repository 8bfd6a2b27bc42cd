"""The answers of a returned sheet: what stands in each cell of its form, and why nothing can be read in others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.form import FormColumn
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.text import normalise


class Found(NamedTuple):
    """What stands in a cell of the form: its text, where, under which unit; or why nothing can be read there.

    ``cell`` names its sheet where that is another than the answers' own.
    """

    text: str
    cell: str
    unit: str = ""
    problem: str = ""


class FoundColumn(NamedTuple):
    """A column of the form as it stands in a sheet: under which letters ("": nowhere), its texts row by row.

    ``problems`` tell by the place of a row why nothing can be read there.
    """

    letters: str
    texts: Sequence[str]
    problems: Mapping[int, str]


@dataclass(frozen=True)
class FoundTable(Mapping[Place, Found]):
    """What stands in each cell of a sheet's rows, kept as columns: a file has hundreds of cells, and most are as plain.

    ``codes``, ``rows`` (numbers in the sheet) and ``units`` belong together row by row.
    """

    codes: Sequence[str]
    rows: Sequence[int]
    units: Sequence[str]
    columns: Mapping[FormColumn, FoundColumn]

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where a row stands among the others, by its code."""
        return {code: number for number, code in enumerate(self.codes)}

    def cells_of(self, column: FormColumn) -> Sequence[str]:
        """The addresses of a column's cells, row by row."""
        letters = self.columns[column].letters
        return _addresses(letters, tuple(self.rows)) if letters else [""] * len(self.rows)

    def __getitem__(self, place: Place) -> Found:
        column, number = self.columns[place.column], self.place_of[place.row]
        cell = f"{column.letters}{self.rows[number]}" if column.letters else ""
        unit = self.units[number] if column.letters else ""
        return Found(column.texts[number], cell, unit, column.problems.get(number, ""))

    def __iter__(self) -> Iterator[Place]:
        return (Place(code, column) for column in self.columns for code in self.codes)

    def __len__(self) -> int:
        return len(self.codes) * len(self.columns)


@lru_cache(maxsize=16)  # the forms of many regions have their rows in the same places
def _addresses(letters: str, rows: tuple[int, ...]) -> Sequence[str]:
    return [f"{letters}{row}" for row in rows]


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in a returned sheet: the answers by place, the texts over the table, rows that the form does not have."""

    sheet: str
    found: Mapping[Place, Found] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def number_of(text: str) -> object:
    """A text, or the number that it is: 290.1 and 290.10 are one."""
    number = decimal_of(normalise(text))
    return text.strip() if number is None else number
