"""Which formulas read a cell."""

from collections import defaultdict
from collections.abc import Sequence

from wzdesk.excel.fill.formula_reads import Block, Key, Resolver, corners_of
from wzdesk.excel.fill.open_book import FormulaCell, OpenBook
from wzdesk.excel.read.book import place_of

_WIDE = 64


class Formulas:
    """Every formula of a workbook, with the text and the distance that followers of a shared one take."""

    def __init__(self, book: OpenBook, resolver: Resolver) -> None:
        self._book, self.resolver = book, resolver
        self.cells: dict[Key, FormulaCell] = {}
        self._masters: dict[tuple[int, str], FormulaCell] = {}
        self._blocks: dict[Key, Sequence[Block] | None] = {}
        for sheet in range(len(book.parts.sheets)):
            for (row, column), formula in book.formulas(sheet).items():
                self.cells[sheet, row, column] = formula
                if formula.attributes and formula.text and formula.attributes.get("t") == "shared":
                    self._masters[sheet, formula.attributes.get("si", "")] = formula

    def inside(self, block: Block) -> list[Key]:
        """The formulas in a block, found by way of whatever is fewer."""
        sheet, top, left, bottom, right = block
        places = self._book.formulas(sheet)
        if (bottom - top + 1) * (right - left + 1) < len(places):
            rows, columns = range(top, bottom + 1), range(left, right + 1)
            return [(sheet, row, column) for row in rows for column in columns if (row, column) in places]
        return [(sheet, *its) for its in places if top <= its[0] <= bottom and left <= its[1] <= right]

    def text(self, key: Key) -> tuple[str, int, int]:
        """Text, rows and columns away from where it was written; text "" where it cannot be told."""
        formula = self.cells[key]
        if formula.text:
            return formula.text, 0, 0
        master = self._masters.get((key[0], formula.attributes.get("si", "")))
        if formula.attributes.get("t") != "shared" or not master:
            return "", 0, 0
        return master.text, key[1] - master.row, key[2] - master.column

    def blocks(self, key: Key) -> Sequence[Block] | None:
        """What a formula reads; None where it may read anything."""
        if key not in self._blocks:
            self._blocks[key] = self._find_blocks(key)
        return self._blocks[key]

    def _find_blocks(self, key: Key) -> Sequence[Block] | None:
        formula = self.cells[key]
        if not formula.attributes:
            return self.resolver.blocks(formula.text, key, 0, 0) if formula.text else None
        if formula.attributes.get("t") == "dataTable":
            return _blocks_of_data_table(key[0], formula)
        text, rows, columns = self.text(key)
        return self.resolver.blocks(text, key, rows, columns) if text else None


def _blocks_of_data_table(sheet: int, formula: FormulaCell) -> list[Block]:
    """Its block with the row above and the column before, and its input cells."""
    spread = formula.spread
    assert spread
    top, left, bottom, right = corners_of(spread)
    found: list[Block] = [(sheet, max(top - 1, 1), max(left - 1, 1), bottom, right)]
    for name in ("r1", "r2"):
        place = place_of(formula.attributes.get(name, ""))
        if place:
            found.append((sheet, *place, *place))
    return found


class Readers:
    """Finds the formulas that read a cell."""

    def __init__(self, formulas: Formulas) -> None:
        self._exact: defaultdict[Key, list[Key]] = defaultdict(list)
        self._by_column: defaultdict[tuple[int, int], list[tuple[int, int, Key]]] = defaultdict(list)
        self._wide: defaultdict[int, list[tuple[Block, Key]]] = defaultdict(list)
        self.open: list[Key] = []
        exact = self._exact
        for key in formulas.cells:
            blocks = formulas.blocks(key)
            if blocks is None:
                self.open.append(key)
                continue
            for block in blocks:
                sheet, top, left, bottom, right = block
                if top == bottom and left == right:
                    exact[sheet, top, left].append(key)
                else:
                    self._add(block, key)

    def _add(self, block: Block, reader: Key) -> None:
        sheet, top, left, bottom, right = block
        if right - left >= _WIDE:
            self._wide[sheet].append((block, reader))
            return
        for column in range(left, right + 1):
            self._by_column[sheet, column].append((top, bottom, reader))

    def of(self, key: Key) -> list[Key]:
        """The formulas that read a cell, but for those already named for another cell of its column."""
        sheet, row, column = key
        found = self._exact.pop(key, [])
        waiting = self._by_column.get((sheet, column))
        if waiting:
            found += [reader for top, bottom, reader in waiting if top <= row <= bottom]
            waiting[:] = [its for its in waiting if not its[0] <= row <= its[1]]
        if self._wide:
            for (_, top, left, bottom, right), reader in self._wide.get(sheet, ()):
                if top <= row <= bottom and left <= column <= right:
                    found.append(reader)
        return found
