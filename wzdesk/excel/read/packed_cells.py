"""The cells of a sheet whose rows are kept packed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from wzdesk.excel.read.book import BookCell, Cells, HeldRow, OfText, ShownRow, ToldRow
from wzdesk.excel.read.packed_rows import AT_ONCE, PackedRows

_FEW = 5  # rows alike of which cells are made one by one
_R = TypeVar("_R", HeldRow, ShownRow, ToldRow)
_Make = Callable[[Sequence[int], tuple[int, ...]], Iterable[_R]]


class PackedCells(Cells):
    """The cells of packed rows, of which no more are made than are asked for."""

    _rows: PackedRows

    def __init__(self, rows: PackedRows) -> None:
        super().__init__(rows)

    def columns(self, row: int) -> tuple[int, ...]:
        """From the packed row."""
        return self._rows.columns(row)

    def some(self, row: int, columns: tuple[int, ...]) -> Mapping[int, BookCell]:
        """From the packed row."""
        return self._rows.some(row, columns)

    def alike(self, rows: Iterable[int]) -> Iterable[list[int]]:
        """By what the packed rows tell."""
        return self._rows.alike(rows)

    def held(self, rows: Iterable[int], columns: tuple[int, ...]) -> Iterator[HeldRow]:
        """Rows alike together."""
        return self._together(rows, columns, super().held, self._rows.held_alike)

    def shown(self, rows: Iterable[int], columns: tuple[int, ...]) -> Iterator[ShownRow]:
        """Rows alike together."""
        return self._together(rows, columns, super().shown, self._rows.shown_alike)

    def told(self, rows: Iterable[int], columns: tuple[int, ...], of_text: OfText) -> Iterator[ToldRow]:
        """Rows alike together."""
        one_by_one: _Make[ToldRow] = partial(self._told_one_by_one, of_text=of_text)
        return self._together(rows, columns, one_by_one, partial(self._rows.told_alike, of_text=of_text))

    def _told_one_by_one(
        self, rows: Iterable[int], columns: tuple[int, ...], of_text: OfText
    ) -> Iterator[ToldRow]:
        return super().told(rows, columns, of_text)

    def _together(
        self, rows: Iterable[int], columns: tuple[int, ...], one_by_one: _Make[_R], alike: _Make[_R]
    ) -> Iterator[_R]:
        """What is made of rows, as many at once as make that worth while; in their order."""
        rows = iter(rows)
        while numbers := [*islice(rows, AT_ONCE)]:
            made: list[Iterable[_R]] = [
                (alike if columns and len(those) >= _FEW else one_by_one)(those, columns)
                for those in self._rows.alike(numbers)
            ]
            if len(made) == 1:
                yield from made[0]
            else:
                found = {row[0]: row for one in made for row in one}
                yield from map(found.__getitem__, numbers)

    def surely_shows(self, row: int, columns: tuple[int, ...]) -> bool:
        """From the kinds that the packed row tells."""
        return self._rows.surely_shows(row, columns)
