"""The cells of a sheet whose rows are kept packed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from wzdesk.excel.read.book import BookCell, Cells, HeldRow, OfText, ShownRow, StoredColumn, ToldRow
from wzdesk.excel.read.packed_rows import AT_ONCE, PackedRows

_FEW = 5  # rows alike of which cells are made one by one
_MOST_SORTS = 1_000
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

    def stored(self, rows: Sequence[int], columns: tuple[int, ...]) -> list[StoredColumn]:
        """Rows alike together, without making their cells."""
        alike = [*self._rows.alike(rows)]
        if not 0 < len(alike) <= _MOST_SORTS:
            return super().stored(rows, columns)
        found = [self._rows.stored_alike(those, columns) for those in alike]
        if len(found) == 1:
            return found[0]
        those = [*chain.from_iterable(alike)]
        if those == rows:
            return [_together(parts) for parts in zip(*found, strict=True)]
        order = {row: at for at, row in enumerate(those)}
        places = [order[row] for row in rows]
        return [_in_order(_together(parts), places) for parts in zip(*found, strict=True)]

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


def _together(parts: Sequence[StoredColumn]) -> StoredColumn:
    """A column of its parts, one behind the other."""
    raws, kinds, formats = ([*chain.from_iterable(those)] for those in zip(*parts, strict=True))
    return StoredColumn(raws, kinds, formats)


def _in_order(column: StoredColumn, places: Sequence[int]) -> StoredColumn:
    """A column with its rows in another order."""
    raws, kinds, formats = column
    return StoredColumn(
        [raws[at] for at in places], [kinds[at] for at in places], [formats[at] for at in places]
    )
