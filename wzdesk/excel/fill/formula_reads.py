"""Which cells a formula reads, as far as that can be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wzdesk.excel.fill.formula_tokens import Area, Corners, Kind, NotUnderstood, Token, tokens_of
from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.fill.table_blocks import Table, block_of
from wzdesk.excel.read.book import Range

# They choose what they read while they calculate.
_WANDERING = frozenset({"INDIRECT", "OFFSET"})
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Reads:
    """The areas, names and tables in a formula; ``is_open`` where it may read anything."""

    areas: tuple[Area, ...] = ()
    names: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    is_open: bool = False
    corners: tuple[Corners, ...] | None = None
    """Those of the areas, where nothing is named and all lies on the formula's own sheet."""


@lru_cache(maxsize=8192)
def reads_of(formula: str) -> Reads:
    """What a formula names."""
    try:
        tokens = tokens_of(formula)
    except NotUnderstood:
        return Reads(is_open=True)
    areas = tuple(token.area for token in tokens if token.area)
    names = tuple(token.text for token in tokens if token.kind is Kind.NAME and not _is_truth(token))
    tables = tuple(token.text for token in tokens if token.kind is Kind.TABLE)
    is_open = any(_wanders(token) for token in tokens)
    is_near = not (is_open or names or tables or any(area.sheet for area in areas))
    corners = tuple(area.corners for area in areas) if is_near else None
    return Reads(areas, names, tables, is_open, corners)


def _is_truth(token: Token) -> bool:
    return token.text.upper() in {"TRUE", "FALSE"}


def _wanders(token: Token) -> bool:
    if token.kind is Kind.FUNCTION:
        return token.text in _WANDERING
    return token.kind is Kind.SIGN and token.text in {":", "#"}


Key = tuple[int, int, int]
"""Sheet, row and column."""
Block = tuple[int, int, int, int, int]
"""Sheet, top, left, bottom and right."""


class _Plan(NamedTuple):
    """What a formula reads where it was written; the areas may move with the cell, names and tables do not."""

    here: list[Block]
    areas: tuple[Area, ...]
    named: list[Block]


class Resolver:
    """Turns what formulas name into blocks of sheets."""

    def __init__(self, book: OpenBook) -> None:
        self._book = book
        self._sheets = {
            sheet.name.casefold(): index for index, sheet in reversed(list(enumerate(book.parts.sheets)))
        }
        self._plans: dict[tuple[str, int, int], _Plan | None] = {}
        self._tables: dict[str, tuple[int, Table]] | None = None

    def blocks(self, formula: str, place: Key, rows: int, columns: int) -> Sequence[Block] | None:
        """What the formula of a cell reads, moved by rows and columns; None where it may read anything."""
        sheet, reads = place[0], reads_of(formula)
        if reads.corners is not None and not (rows or columns):
            return [(sheet, *corners) for corners in reads.corners]
        key = (formula, sheet, place[1] if reads.tables else 0)  # [#This Row] follows the cell
        plan = self._plans[key] if key in self._plans else self._planned(key)
        if plan is None or not (rows or columns):
            return plan.here if plan else None
        try:
            return [*plan.named, *self._placed(plan.areas, sheet, rows, columns)]
        except NotUnderstood:
            return None

    def _planned(self, key: tuple[str, int, int]) -> _Plan | None:
        plan: _Plan | None
        try:
            plan = self._plan(*key, 0)
        except NotUnderstood:
            plan = None
        self._plans[key] = plan
        return plan

    def _plan(self, formula: str, sheet: int, row: int, depth: int) -> _Plan:
        reads = reads_of(formula)
        if reads.is_open or depth > _MOST_NAMES:
            raise NotUnderstood
        named = [self.table(words, row) for words in reads.tables]
        for name in reads.names:
            named += self._named(name, sheet, depth)
        return _Plan([*named, *self._placed(reads.areas, sheet, 0, 0)], reads.areas, named)

    def _placed(self, areas: tuple[Area, ...], sheet: int, rows: int, columns: int) -> list[Block]:
        return [(index, *area.at(rows, columns)) for area in areas for index in self.sheets(area, sheet)]

    def sheets(self, area: Area, own: int) -> Iterable[int]:
        """The sheets that an area lies on, several for ``一月:三月!A1``.

        Raises:
            NotUnderstood: there is no such sheet.
        """
        if not area.sheet:
            return (own,)
        first = self._sheets.get(area.sheet.casefold())
        last = self._sheets.get(area.last_sheet.casefold()) if area.last_sheet else first
        if first is None or last is None:
            raise NotUnderstood
        return range(min(first, last), max(first, last) + 1)

    def name_text(self, name: str, sheet: int) -> str | None:
        """The formula that a defined name stands for; names of a sheet go before those of the book."""
        scope, _, label = name.rpartition("!")
        index = self._sheets.get(scope.casefold()) if scope else sheet
        names = self._book.parts.names
        return names.get((index, label.casefold()), names.get((None, label.casefold())))

    def _named(self, name: str, sheet: int, depth: int) -> list[Block]:
        text = self.name_text(name, sheet)
        if text is None:
            return [self.table(f"{name.casefold()}[]", 0)]
        plan = self._plan(text, sheet, 0, depth + 1)
        if any(any(area.moves) for area in plan.areas):
            raise NotUnderstood
        return plan.here

    def table(self, words: str, row: int) -> Block:
        """The block that ``name[words]`` stands for in a formula of a row.

        Raises:
            NotUnderstood: there is no such table, or not such a part of it.
        """
        if self._tables is None:
            self._tables = {
                table.name: (index, table)
                for index in range(len(self._book.parts.sheets))
                for table in self._book.tables(index)
            }
        name, _, rest = words.partition("[")
        if name not in self._tables:
            raise NotUnderstood
        index, table = self._tables[name]
        return index, *block_of(table, f"[{rest}", row)


def corners_of(block: Range) -> Corners:
    """A range as plain numbers."""
    return block.top, block.left, block.bottom, block.right
