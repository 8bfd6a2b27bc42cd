"""The rows of a sheet, kept small: cells are made of them when a row is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from wzdesk.excel.read.book import (
    GENERAL,
    BookCell,
    CellFormat,
    HeldRow,
    OfText,
    ShownRow,
    StoredColumn,
    ToldRow,
    ValueKind,
)
from wzdesk.excel.read.cell_recipes import Choice, Recipe, recipe_of
from wzdesk.excel.read.displays import displays, values
from wzdesk.excel.read.heads import Head, Heads
from wzdesk.excel.read.plain_xml import resolve_references
from wzdesk.excel.text_escapes import unescape_text

_MOST_AT_HAND = 64  # more would leave the processor's cache
_MOST_RECIPES = 1_000
AT_ONCE = 256
"""Rows of which cells are made together."""
FEW = 5
"""Values that are cheaper to decode one by one than with all others of their row."""
_NOTHING, _NO_TEXTS = (None,) * AT_ONCE, ("",) * AT_ONCE

# The columns of a row, a sign for each, the codes of their heads, and the values in UTF-8, a NUL after each.
# A number is as plain as in ``BookCell.raw``; of a shared text there is the index; all else is as in the file, with
# its escapes. The collector of garbage does not visit any of these objects, which matters where there are millions.
PackedRow = tuple[str, str, bytes]
_BLANK: PackedRow = ("", "", b"")
_HEADS = itemgetter(0, 1)


def packed(cells: Mapping[int, tuple[Head, str]]) -> PackedRow:
    """The row of heads and values by column, in any order."""
    columns = sorted(cells)
    heads = "".join(cells[column][0].code for column in columns)
    values = "".join(cells[column][1] + "\0" for column in columns)
    return "".join(map(chr, columns)), heads, values.encode()


def unpacked(row: PackedRow, heads: Heads) -> dict[int, tuple[Head, str]]:
    """What was packed."""
    columns, codes, values = row
    return dict(
        zip(map(ord, columns), zip(heads.of(codes), values.decode().split("\0"), strict=False), strict=True)
    )


def merge_rows(first: PackedRow, second: PackedRow, heads: Heads) -> PackedRow:
    """Both in one row; of two cells at one place the second counts."""
    return packed(unpacked(first, heads) | unpacked(second, heads))


class _Alike(NamedTuple):
    """A column of rows alike: its cells, and what they have stored; nothing stored where there are none."""

    cells: Sequence[BookCell | None]
    raws: Sequence[str] = ()
    kind: ValueKind = ValueKind.TEXT
    format: CellFormat = GENERAL


def _texts(columns: Sequence[_Alike]) -> Iterable[tuple[str, ...]]:
    """What cells show, row by row."""
    texts = (
        displays(column.raws, column.kind, column.format) or _NO_TEXTS[: len(column.cells)]
        for column in columns
    )
    return zip(*texts, strict=True)


class PackedRows(Mapping[int, Mapping[int, BookCell]]):
    """Cells by row and column; a row's cells are the same objects only while few other rows are asked for."""

    def __init__(self, rows: Mapping[int, PackedRow], heads: Heads, texts: Sequence[str]) -> None:
        self._rows, self._heads, self._texts = rows, heads, texts
        self._recipes: dict[tuple[str, str], Recipe] = {}
        self._columns: dict[str, tuple[int, ...]] = {}
        self._choices: dict[tuple[str, str, tuple[int, ...]], Choice] = {}
        self._tells: dict[tuple[str, str, tuple[int, ...]], bool] = {}
        self._at_hand: dict[int, dict[int, BookCell]] = {}

    def __reduce__(self) -> tuple[type["PackedRows"], tuple[object, ...]]:
        """Without the cells and recipes at hand: rows travel from one process to another as small as they are."""
        return PackedRows, (self._rows, self._heads, self._texts)

    def __getitem__(self, row: int) -> Mapping[int, BookCell]:
        cells = self._at_hand.get(row)
        if cells is None:
            cells = self._cells(row, self._rows[row])
            if len(self._at_hand) >= _MOST_AT_HAND:
                self._at_hand.clear()
            self._at_hand[row] = cells
        return cells

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def columns(self, row: int) -> tuple[int, ...]:
        """The columns of a row."""
        packed = self._rows.get(row)
        if packed is None:
            return ()
        return self._columns.get(packed[0]) or self._recipe(packed).columns

    def some(self, row: int, columns: tuple[int, ...]) -> dict[int, BookCell]:
        """The cells of a row in these columns; no others are made, nor the values behind the last looked at."""
        packed = self._rows.get(row)
        if packed is None:
            return {}
        key = (packed[0], packed[1], columns)
        choice = self._choices.get(key) or self._new_choice(key, packed)
        if len(choice.places) > FEW:
            values = packed[2].decode().split("\0", choice.end)
            raws = [values[at] for at in choice.places]
        else:
            pieces = packed[2].split(b"\0", choice.end)
            raws = [pieces[at].decode() for at in choice.places]
        for at in choice.shared:
            raws[at] = self._texts[int(raws[at])]
        if choice.inline and (b"&" in packed[2] or b"_x" in packed[2]):
            for at in choice.inline:
                raws[at] = unescape_text(resolve_references(raws[at]))
        for at, meant in choice.others:
            raws[at] = meant(raws[at])
        if len(raws) > FEW:
            return _cells(row, choice, raws)
        return {
            column: BookCell(row, column, raw, kind, format_, is_formula)
            for column, raw, kind, format_, is_formula in zip(
                choice.columns, raws, *choice[1:4], strict=False
            )
        }

    def alike(self, rows: Iterable[int]) -> Iterable[list[int]]:
        """As ``Cells.alike``."""
        found: dict[object, list[int]] = {}
        rows = [*rows]
        for row, heads in zip(rows, map(_HEADS, map(self._rows.get, rows, repeat(_BLANK))), strict=True):
            if (those := found.get(heads)) is None:
                found[heads] = [row]
            else:
                those.append(row)
        return found.values()

    def held_alike(self, numbers: Sequence[int], columns: tuple[int, ...]) -> Iterable[HeldRow]:
        """``Cells.held`` of rows alike, made column by column."""
        found = self._columns_alike(numbers, columns)
        return zip(numbers, zip(*(column.cells for column in found), strict=True), strict=True)

    def stored_alike(self, numbers: Sequence[int], columns: tuple[int, ...]) -> list[StoredColumn]:
        """``Cells.stored`` of rows alike, without making their cells."""
        rows = [self._rows.get(number, _BLANK) for number in numbers]
        key, many = (*rows[0][:2], columns), len(rows)
        choice = self._choices.get(key) or self._new_choice(key, rows[0])
        found = dict.fromkeys(columns, StoredColumn([""] * many, [None] * many, [GENERAL] * many))
        for raws, column, kind, format_ in zip(self._raws_alike(rows, choice), *choice[:3], strict=True):
            found[column] = StoredColumn(raws, [kind] * many, [format_] * many)
        return [found[column] for column in columns]

    def shown_alike(self, numbers: Sequence[int], columns: tuple[int, ...]) -> Iterable[ShownRow]:
        """``Cells.shown`` of rows alike, made column by column."""
        found = self._columns_alike(numbers, columns)
        cells = zip(*(column.cells for column in found), strict=True)
        return zip(numbers, cells, _texts(found), strict=True)

    def told_alike(
        self, numbers: Sequence[int], columns: tuple[int, ...], of_text: OfText
    ) -> Iterable[ToldRow]:
        """``Cells.told`` of rows alike, made column by column."""
        found = self._columns_alike(numbers, columns)
        cells = zip(*(column.cells for column in found), strict=True)
        told = (values(*column[1:], of_text) or _NOTHING[: len(numbers)] for column in found)
        return zip(numbers, cells, _texts(found), zip(*told, strict=True), strict=True)

    def _columns_alike(self, numbers: Sequence[int], columns: tuple[int, ...]) -> list[_Alike]:
        """Columns of rows alike, of at most ``AT_ONCE``."""
        rows = [self._rows.get(number, _BLANK) for number in numbers]
        key = (*rows[0][:2], columns)
        choice = self._choices.get(key) or self._new_choice(key, rows[0])
        found = dict.fromkeys(columns, _Alike(_NOTHING[: len(rows)]))
        for raws, column, *head in zip(self._raws_alike(rows, choice), *choice[:4], strict=True):
            made = zip(numbers, repeat(column), raws, *map(repeat, head), strict=False)
            cells = [*map(tuple.__new__, repeat(BookCell), made)]
            found[column] = _Alike(cells, raws, cells[0].kind, cells[0].format)
        return [found[column] for column in columns]

    def _raws_alike(self, rows: Sequence[PackedRow], choice: Choice) -> list[Sequence[str]]:
        """What is stored in the chosen cells of rows alike, column by column."""
        if not choice.places:
            return []
        raws: list[Sequence[str]]
        if len(choice.places) > FEW:
            whole = [*zip(*(row[2].decode().split("\0", choice.end) for row in rows), strict=True)]
            raws = [whole[at] for at in choice.places]
        else:
            pieces = [*zip(*(row[2].split(b"\0", choice.end) for row in rows), strict=True)]
            raws = [[*map(bytes.decode, pieces[at])] for at in choice.places]
        for at in choice.shared:
            raws[at] = [*map(self._texts.__getitem__, map(int, raws[at]))]
        if choice.inline and any(b"&" in row[2] or b"_x" in row[2] for row in rows):
            for at in choice.inline:
                raws[at] = [unescape_text(resolve_references(raw)) for raw in raws[at]]
        for at, meant in choice.others:
            raws[at] = [*map(meant, raws[at])]
        return raws

    def _new_choice(self, key: tuple[str, str, tuple[int, ...]], packed: PackedRow) -> Choice:
        if len(self._choices) >= _MOST_RECIPES:
            self._choices.clear()
        choice = self._choices[key] = self._recipe(packed).choice(key[2])
        return choice

    def surely_shows(self, row: int, columns: tuple[int, ...]) -> bool:
        """Whether the kind of a cell in these columns tells that it shows something."""
        packed = self._rows.get(row)
        if packed is None:
            return False
        key = (packed[0], packed[1], columns)
        tells = self._tells.get(key)
        if tells is None:
            if len(self._tells) >= _MOST_RECIPES:
                self._tells.clear()
            tells = self._tells[key] = any(
                kind is not ValueKind.TEXT for kind in self._recipe(packed).choice(columns).kinds
            )
        return tells

    def _cells(self, number: int, row: PackedRow) -> dict[int, BookCell]:
        recipe = self._recipe(row)
        return _cells(number, recipe, self._raws(row, recipe))

    def _raws(self, row: PackedRow, recipe: Recipe) -> list[str]:
        """What is stored in the cells of a row, and an empty text at the end."""
        raws = row[2].decode().split("\0")
        for at in recipe.shared:
            raws[at] = self._texts[int(raws[at])]
        if recipe.inline and (b"&" in row[2] or b"_x" in row[2]):
            for at in recipe.inline:
                raws[at] = unescape_text(resolve_references(raws[at]))
        for at, meant in recipe.others:
            raws[at] = meant(raws[at])
        return raws

    def _recipe(self, row: PackedRow) -> Recipe:
        return self._recipes.get(row[:2]) or self._new_recipe(row)

    def _new_recipe(self, row: PackedRow) -> Recipe:
        if len(self._recipes) >= _MOST_RECIPES:
            self._recipes.clear()
            self._columns.clear()
        recipe = self._recipes[row[:2]] = recipe_of(tuple(map(ord, row[0])), self._heads.of(row[1]))
        self._columns[row[0]] = recipe.columns
        return recipe


def _cells(number: int, recipe: Recipe | Choice, raws: Sequence[str]) -> dict[int, BookCell]:
    """Cells of their values; without a call of ours for any of them."""
    columns, kinds, formats, formulas = recipe[:4]
    made = zip(repeat(number), columns, raws, kinds, formats, formulas, strict=False)
    return dict(zip(columns, map(tuple.__new__, repeat(BookCell), made), strict=True))
