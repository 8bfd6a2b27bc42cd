"""The answers of a returned sheet: what stands in each cell of its form, and why nothing can be read in others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple, TypeVar

from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.form import FormColumn
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.text import normalise

T = TypeVar("T")


class Found(NamedTuple):
    """What stands in a cell of the form: its text, where, under which unit; or why nothing can be read there.

    ``cell`` names its sheet where that is another than the answers' own.
    """

    text: str
    cell: str
    unit: str = ""
    problem: str = ""


class FoundCells(dict[Place, Found]):
    """What stands in each cell, by place; it travels between processes column by column, a fifth as large."""

    def __reduce__(self) -> tuple[type["_Unpacked"], tuple[object, ...]]:
        rows, columns = zip(*self, strict=True) if self else ((), ())
        return _Unpacked, (rows, columns, *zip(*self.values(), strict=True))


class _Unpacked(FoundCells):
    """What was packed; a class, as nothing else is made of what another process sends."""

    def __init__(self, rows: Sequence[str], columns: Sequence[FormColumn], *found: Sequence[str]) -> None:
        places = tuples_of(Place, zip(rows, columns, strict=True))
        super().__init__(zip(places, tuples_of(Found, zip(*found, strict=True)), strict=False))


def tuples_of(kind: type[T], values: Iterable[tuple[object, ...]]) -> Iterator[T]:
    """Named tuples of their values, without a call of ours for any of them."""
    return map(tuple.__new__, repeat(kind), values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in a returned sheet: the answers by place, the texts over the table, rows that the form does not have."""

    sheet: str
    found: Mapping[Place, Found]
    titles: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def number_of(text: str) -> object:
    """A text, or the number that it is: 290.1 and 290.10 are one."""
    number = decimal_of(normalise(text))
    return text.strip() if number is None else number
