"""How the cells of a row are made of its values; rows with the same heads in the same columns share that."""

from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from wzdesk.excel.read.book import CellFormat, ValueKind
from wzdesk.excel.read.heads import FORMAT, IS_FORMULA, IS_INLINE, IS_SHARED, KIND, Head
from wzdesk.excel.read.plain_xml import resolve_references


class Recipe(NamedTuple):
    """How cells are made of the values of a row."""

    columns: tuple[int, ...]
    kinds: tuple[ValueKind, ...]
    formats: tuple[CellFormat, ...]
    formulas: tuple[bool, ...]
    shared: tuple[int, ...]
    inline: tuple[int, ...]
    others: tuple[tuple[int, Callable[[str], str]], ...]

    def choice(self, columns: Sequence[int]) -> "Choice":
        """How the cells in some columns are made."""
        those = sorted(self.columns.index(column) for column in {*columns} if column in self.columns)
        others = dict(self.others)
        return Choice(
            tuple(self.columns[at] for at in those),
            tuple(self.kinds[at] for at in those),
            tuple(self.formats[at] for at in those),
            tuple(self.formulas[at] for at in those),
            tuple(now for now, at in enumerate(those) if at in self.shared),
            tuple(now for now, at in enumerate(those) if at in self.inline),
            tuple((now, others[at]) for now, at in enumerate(those) if at in others),
            tuple(those),
            those[-1] + 1 if those else 0,
        )


class Choice(NamedTuple):
    """How the cells in some columns are made of the values of a row, of which those behind ``end`` are not looked at."""

    columns: tuple[int, ...]
    kinds: tuple[ValueKind, ...]
    formats: tuple[CellFormat, ...]
    formulas: tuple[bool, ...]
    shared: tuple[int, ...]
    inline: tuple[int, ...]
    others: tuple[tuple[int, Callable[[str], str]], ...]
    places: tuple[int, ...]
    end: int


def recipe_of(columns: tuple[int, ...], heads: Sequence[Head]) -> Recipe:
    """How the cells in these columns, of these heads, are made."""
    places = range(len(heads))
    kinds = tuple(map(KIND, heads))
    return Recipe(
        columns,
        kinds,
        tuple(map(FORMAT, heads)),
        tuple(map(IS_FORMULA, heads)),
        tuple(compress(places, map(IS_SHARED, heads))),
        tuple(compress(places, map(IS_INLINE, heads))),
        tuple((at, _MEANT[kind]) for at, kind in enumerate(kinds) if kind in _MEANT),
    )


_MEANT: Mapping[ValueKind, Callable[[str], str]] = {
    ValueKind.BOOLEAN: lambda value: "TRUE" if resolve_references(value).strip() == "1" else "FALSE",
    ValueKind.ERROR: lambda value: resolve_references(value).strip(),
}
