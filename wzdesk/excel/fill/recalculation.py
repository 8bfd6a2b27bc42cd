"""The formulas that depend on filled cells, and their new results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wzdesk.excel.fill.cell_content import CellValue
from wzdesk.excel.fill.evaluate import Evaluation, Values
from wzdesk.excel.fill.formula_reads import Block, Key, corners_of
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


def recalculated(book: OpenBook, filled: Mapping[Key, CellValue], inserted: Sequence[Key]) -> Outcome:
    """What becomes of the formulas that depend on cells with new values; some the file did not have until now."""
    if not filled or not any(book.formulas(sheet) for sheet in range(len(book.parts.sheets))):
        return Outcome({}, frozenset())
    return _Recalculation(book, Formulas(book, filled), filled, inserted).outcome()


class _Recalculation:
    def __init__(
        self, book: OpenBook, formulas: Formulas, filled: Mapping[Key, CellValue], inserted: Sequence[Key]
    ) -> None:
        self._book, self._formulas, self._filled, self._inserted = book, formulas, filled, inserted
        self._results: dict[Key, CellValue] = {}
        self._unknown: set[Key] = set()
        self._known: dict[Key, CellValue] = dict(filled)
        self._without_result = {
            key for key, its in formulas.cells.items() if not its.value or its.value.isspace()
        }
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
        block = self._formulas.spreads.get(key)
        if not block or (block.top, block.left) == (block.bottom, block.right):
            return [key]
        return [key, *(its for its in self._places((key[0], *corners_of(block))) if its != key)]

    def _spread_cells(self) -> set[Key]:
        """The results of arrays and data tables that depend on filled cells; they are never calculated here."""
        found: set[Key] = set()
        for key in self._formulas.spreads.keys() & self._dirty.keys():
            given, attributes = set(self._given(key)), self._formulas.cells[key].formula or {}
            if len(given) > 1 or attributes.get("t") == "dataTable":
                found |= given
        return found

    def _places(self, block: Block) -> list[Key]:
        """The cells that the file has in a block."""
        sheet, top, left, bottom, right = block
        part = self._book.sheet(sheet)
        rows = range(top, bottom + 1)
        there = rows if len(rows) <= len(part.rows) else [row for row in part.rows if row in rows]
        if left == right:
            return [(sheet, row, left) for row in there if left in part.cells_of(row)]
        columns, found = range(left, right + 1), []
        for row in there:
            cells = part.cells_of(row)
            fewer, others = (columns, cells) if len(columns) < len(cells) else (cells, columns)
            found += [(sheet, row, column) for column in fewer if column in others]
        return found

    def _settle(self, first: Key) -> None:
        """Calculates a formula after all those that it needs."""
        stack, opened = [first], set()
        while stack:
            key = stack[-1]
            if not self._is_pending(key):
                stack.pop()
            elif key not in opened and (needed := self._needed(key)):
                opened.add(key)
                stack += [its for its in needed if its not in opened]
            else:
                self._calculate(key)
                stack.pop()

    def _needed(self, key: Key) -> list[Key]:
        """The formulas that a formula reads and that are to be calculated before it."""
        needed: list[Key] = []
        for sheet, top, left, bottom, right in self._formulas.blocks[key] or ():
            if top == bottom and left == right:
                if self._is_pending((sheet, top, left)):
                    needed.append((sheet, top, left))
            else:
                needed += filter(self._is_pending, self._formulas.inside((sheet, top, left, bottom, right)))
        return needed

    def _is_pending(self, key: Key) -> bool:
        """Whether a formula whose stored result does not hold is yet to be calculated."""
        if key in self._results or key in self._unknown:
            return False
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
        keys = self._places(block) + [its for its in self._inserted if _holds(block, its)]
        found = [value for key in sorted(keys) if (value := self.value(key)) is not None]
        return Values(found, (bottom - top + 1) * (right - left + 1))

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


@dataclass(slots=True)
class _View:
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
