"""The formulas that depend on filled cells, and their new results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wzdesk.excel.fill.cell_content import CellValue
from wzdesk.excel.fill.evaluate import Evaluation, Values
from wzdesk.excel.fill.formula_reads import Block, Key, Resolver, corners_of
from wzdesk.excel.fill.formula_tokens import Area, NotUnderstood
from wzdesk.excel.fill.formula_tree import Node, Reading, Tabled, tree_of
from wzdesk.excel.fill.functions import FUNCTIONS
from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.fill.readers import Formulas, Readers

_MOST_ROWS = 20_000


def _holds(block: Block, key: Key) -> bool:
    sheet, top, left, bottom, right = block
    return key[0] == sheet and top <= key[1] <= bottom and left <= key[2] <= right


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results of formulas by cell, and the cells whose result can only be taken away."""

    results: Mapping[Key, CellValue]
    unknown: frozenset[Key]


def recalculated(book: OpenBook, filled: Mapping[Key, CellValue]) -> Outcome:
    """What becomes of the formulas that depend on cells with new values."""
    if not filled or not any(book.formulas(sheet) for sheet in range(len(book.parts.sheets))):
        return Outcome({}, frozenset())
    formulas = Formulas(book, Resolver(book))
    for key in filled:
        formulas.cells.pop(key, None)
    return _Recalculation(book, formulas, filled).outcome()


class _Recalculation:
    def __init__(self, book: OpenBook, formulas: Formulas, filled: Mapping[Key, CellValue]) -> None:
        self._book, self._formulas, self._filled = book, formulas, filled
        self._results: dict[Key, CellValue] = {}
        self._unknown: set[Key] = set()
        self._known: dict[Key, CellValue] = dict(filled)
        self._without_result = {key for key, its in formulas.cells.items() if not its.has_result}
        self._dirty = self._find_dirty()

    def outcome(self) -> Outcome:
        spread = self._spread_cells()
        self._unknown |= spread
        for key in self._dirty:
            self._settle(key)
        results = {key: value for key, value in self._results.items() if key in self._dirty}
        return Outcome(results, frozenset((self._unknown & self._dirty.keys()) | spread))

    def _find_dirty(self) -> dict[Key, None]:
        """The formulas that depend on filled cells, over any number of steps."""
        readers = Readers(self._formulas)
        dirty: dict[Key, None] = dict.fromkeys(key for key in readers.open if key not in self._filled)
        queue = [*self._filled, *(cell for key in dirty for cell in self._given(key))]
        while queue:
            for reader in readers.of(queue.pop()):
                if reader not in dirty:
                    dirty[reader] = None
                    queue += self._given(reader)
        return dirty

    def _given(self, key: Key) -> list[Key]:
        """The cells that show a formula's results."""
        block = self._formulas.cells[key].spread
        if not block or (block.top, block.left) == (block.bottom, block.right):
            return [key]
        return [key, *(its for its in self._places((key[0], *corners_of(block))) if its != key)]

    def _spread_cells(self) -> set[Key]:
        """The results of arrays and data tables that depend on filled cells; they are never calculated here."""
        found: set[Key] = set()
        for key in self._dirty:
            formula = self._formulas.cells[key]
            given = set(self._given(key)) if formula.spread else set()
            if len(given) > 1 or formula.attributes.get("t") == "dataTable":
                found |= given
        return found

    def _places(self, block: Block) -> Iterator[Key]:
        """The cells that the file has in a block."""
        sheet, top, left, bottom, right = block
        part = self._book.sheet(sheet)
        rows = range(top, bottom + 1)
        there = rows if len(rows) <= len(part.rows) else [row for row in part.rows if row in rows]
        columns = range(left, right + 1)
        for row in there:
            cells = part.cells_of(row)
            fewer, others = (columns, cells) if len(columns) < len(cells) else (cells, columns)
            yield from ((sheet, row, column) for column in fewer if column in others)

    def _settle(self, first: Key) -> None:
        """Calculates a formula after all those that it needs."""
        if self._is_settled(first):
            return
        if not self._needed(first):
            self._calculate(first)
            return
        stack, opened = [first], set()
        while stack:
            key = stack[-1]
            if self._is_settled(key):
                stack.pop()
            elif key in opened:
                self._calculate(key)
                stack.pop()
            else:
                opened.add(key)
                stack += [its for its in self._needed(key) if its not in opened and not self._is_settled(its)]

    def _is_settled(self, key: Key) -> bool:
        return key in self._results or key in self._unknown

    def _needed(self, key: Key) -> list[Key]:
        """The formulas that a formula reads and whose stored results do not hold."""
        needed: list[Key] = []
        for block in self._formulas.blocks(key) or ():
            if block[1:3] != block[3:]:
                needed += filter(self._is_pending, self._formulas.inside(block))
            elif self._is_pending(block[:3]):
                needed.append(block[:3])
        return needed

    def _is_pending(self, key: Key) -> bool:
        if key in self._dirty:
            return True
        return key in self._without_result and self._book.stored(key[0], key[1:]) is None

    def _calculate(self, key: Key) -> None:
        text, rows, columns = self._formulas.text(key)
        try:
            if not text or not self._book.parts.is_exact:
                raise NotUnderstood
            view = _View(self, key, rows, columns)
            self._known[key] = self._results[key] = Evaluation(view, FUNCTIONS).result(text)
        except NotUnderstood:
            self._unknown.add(key)

    def value(self, key: Key) -> CellValue:
        """The value of a cell after the filling."""
        if key in self._known:
            return self._known[key]
        if key in self._unknown or self._is_pending(key):
            raise NotUnderstood
        value = self._known[key] = self._book.stored(key[0], key[1:])
        return value

    def values(self, block: Block) -> Values:
        """The cells of a block.

        Raises:
            NotUnderstood: there are too many, or one of them cannot be told.
        """
        sheet, top, left, bottom, right = block
        if top == bottom and left == right:
            value = self.value(block[:3])
            return Values(() if value is None else (value,), 1)
        if not self._book.parts.sheets[sheet].part or self._is_large(block):
            raise NotUnderstood
        keys = sorted([*self._places(block), *(its for its in self._inserted if _holds(block, its))])
        found = [value for key in keys if (value := self.value(key)) is not None]
        return Values(found, (bottom - top + 1) * (right - left + 1))

    @cached_property
    def _inserted(self) -> list[Key]:
        """The filled cells that the file does not have."""
        return [its for its in self._filled if its[2] not in self._book.sheet(its[0]).cells_of(its[1])]

    def _is_large(self, block: Block) -> bool:
        rows = self._book.sheet(block[0]).rows
        return min(len(rows), block[3] - block[1] + 1) > _MOST_ROWS

    def tree_of_name(self, name: str, sheet: int) -> Node:
        """What a defined name stands for, where that does not depend on the cell."""
        text = self._formulas.resolver.name_text(name, sheet)
        if text is None:
            return Tabled(f"{name.casefold()}[]")
        node = tree_of(text)
        if not isinstance(node, Reading) or any(node.area.moves):
            raise NotUnderstood
        return node

    def table(self, words: str, row: int) -> Values:
        """The cells of a table that a formula of a row names."""
        return self.values(self._formulas.resolver.table(words, row))

    def sheet_of(self, area: Area, own: int) -> int:
        """The one sheet that an area lies on."""
        sheets = list(self._formulas.resolver.sheets(area, own))
        if len(sheets) != 1:
            raise NotUnderstood
        return sheets[0]


class _View(NamedTuple):
    """The cells as one formula sees them."""

    recalculation: _Recalculation
    key: Key
    rows: int
    columns: int

    def value(self, area: Area) -> CellValue:
        """The value of an area that is one cell.

        Raises:
            NotUnderstood: it is several, or its value cannot be told.
        """
        top, left, bottom, right = area.at(self.rows, self.columns)
        if top != bottom or left != right:
            raise NotUnderstood
        return self.recalculation.value((self._sheet_of(area), top, left))

    def values(self, area: Area) -> Values:
        """The cells of an area."""
        return self.recalculation.values((self._sheet_of(area), *area.at(self.rows, self.columns)))

    def _sheet_of(self, area: Area) -> int:
        return self.recalculation.sheet_of(area, self.key[0]) if area.sheet else self.key[0]

    def table(self, words: str) -> Values:
        """The cells of an Excel table."""
        return self.recalculation.table(words, self.key[1])

    def named(self, name: str) -> Node:
        """What a defined name stands for."""
        return self.recalculation.tree_of_name(name, self.key[0])
