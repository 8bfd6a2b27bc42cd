"""Which formulas read a cell."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from wzdesk.excel.fill.cell_content import CellContent
from wzdesk.excel.fill.formula_reads import Block, Key, Resolver, corners_of
from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.read.book import Range, place_of, range_of

_WIDE = 64
_SPREADING = frozenset({"array", "dataTable"})


def spread_of(row: int, column: int, attributes: Mapping[str, str]) -> Range | None:
    """The block that an array formula or a data table gives its results to."""
    if attributes.get("t") not in _SPREADING:
        return None
    return range_of(attributes.get("ref", "")) or Range(row, column, row, column)


class Formulas:
    """The formulas of a workbook but for those in filled cells, and what each reads.

    ``blocks`` is None for a formula that may read anything. ``spreads`` has the blocks that array formulas and
    data tables give their results to.
    """

    def __init__(self, book: OpenBook, filled: Container[Key]) -> None:
        self._book, self.resolver = book, Resolver(book)
        self.cells: dict[Key, CellContent] = {}
        self.spreads: dict[Key, Range] = {}
        self._masters: dict[tuple[int, str], tuple[Key, str]] = {}
        for sheet in range(len(book.parts.sheets)):
            for place, cell in book.formulas(sheet).items():
                key = (sheet, *place)
                if key not in filled:
                    self.cells[key] = cell
                if cell.formula:
                    self._note_kind(key, cell.formula, cell.formula_text)
        self.blocks = {key: self._blocks_of(key, cell) for key, cell in self.cells.items()}

    def _note_kind(self, key: Key, attributes: Mapping[str, str], text: str) -> None:
        spread = spread_of(*key[1:], attributes)
        if spread:
            self.spreads[key] = spread
        if text and attributes.get("t") == "shared":
            self._masters[key[0], attributes.get("si", "")] = key, text

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
        cell = self.cells[key]
        if cell.formula_text:
            return cell.formula_text, 0, 0
        attributes = cell.formula or {}
        if attributes.get("t") != "shared" or (key[0], attributes.get("si", "")) not in self._masters:
            return "", 0, 0
        first, text = self._masters[key[0], attributes.get("si", "")]
        return text, key[1] - first[1], key[2] - first[2]

    def _blocks_of(self, key: Key, cell: CellContent) -> Sequence[Block] | None:
        text, attributes = cell.formula_text, cell.formula
        if not attributes:
            return self.resolver.blocks(text, key, 0, 0) if text else None
        if attributes.get("t") == "dataTable":
            return _blocks_of_data_table(key[0], attributes, self.spreads[key])
        text, rows, columns = self.text(key)
        return self.resolver.blocks(text, key, rows, columns) if text else None


def _blocks_of_data_table(sheet: int, attributes: Mapping[str, str], spread: Range) -> list[Block]:
    """Its block with the row above and the column before, and its input cells."""
    top, left, bottom, right = corners_of(spread)
    found: list[Block] = [(sheet, max(top - 1, 1), max(left - 1, 1), bottom, right)]
    for name in ("r1", "r2"):
        place = place_of(attributes.get(name, ""))
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
        for key, blocks in formulas.blocks.items():
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
        if waiting and (reached := [reader for top, bottom, reader in waiting if top <= row <= bottom]):
            found += reached
            waiting[:] = [its for its in waiting if not its[0] <= row <= its[1]]
        if self._wide:
            for (_, top, left, bottom, right), reader in self._wide.get(sheet, ()):
                if top <= row <= bottom and left <= column <= right:
                    found.append(reader)
        return found
