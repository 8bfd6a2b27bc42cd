"""Gathers what another format tells of its sheets; more than any table has is refused."""

from math import isfinite

from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.book import (
    GENERAL,
    LAST_COLUMN,
    LAST_ROW,
    Book,
    BookCell,
    CellFormat,
    Range,
    Sheet,
    ValueKind,
    cells_of,
)
from wzdesk.excel.read.number_format import fifteen_digits, is_date_format, plain_number
from wzdesk.excel.read.package import damaged, refusal

MOST_CELLS, MOST_MERGES, MOST_SHEETS = 5_000_000, 20_000, 1_000
_TALL, _MOST_TALL, _MOST_IN_ROW = 64, 200, 500


class BookMaker:
    """Makes a book sheet by sheet; rows and columns count from 1."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._sheets: list[SheetMaker] = []
        self._cells = self._merges = 0

    def start_sheet(self, title: str, *, is_visible: bool = True) -> "SheetMaker":
        """The next sheet, empty."""
        if len(self._sheets) >= MOST_SHEETS:
            raise self.too_large()
        self._sheets.append(SheetMaker(self, title, is_visible=is_visible))
        return self._sheets[-1]

    def book(self, *remarks: str) -> Book:
        """The whole book."""
        return Book(self.name, tuple(one.sheet() for one in self._sheets), remarks)

    def count_cell(self) -> None:
        """Refuses more cells than a table has."""
        self._cells += 1
        self.check_room(0)

    def check_room(self, cells: int) -> None:
        """Refuses so many further cells where they are more than a table has."""
        if self._cells + cells > MOST_CELLS:
            raise self.too_large()

    def count_merge(self) -> None:
        """Refuses more merged cells than a table has."""
        self._merges += 1
        if self._merges > MOST_MERGES:
            raise self.too_large()

    def too_large(self) -> CannotRead:
        """The sentence for what is no table any more."""
        return refusal(self.name, "格子或合并的格子太多，不像一张填报表，请只留要导入的表再试")

    def damaged(self) -> CannotRead:
        """The sentence for a file that breaks off or contradicts itself."""
        return damaged(self.name)


class SheetMaker:
    """Takes the cells, merges and hidden lines of one sheet."""

    def __init__(self, book: BookMaker, title: str, *, is_visible: bool) -> None:
        self._book, self._title, self.is_visible = book, title, is_visible
        self._cells: list[BookCell] = []
        self._merges: list[Range] = []
        self._hidden_rows: list[range] = []
        self._hidden_columns: list[range] = []

    def cell(self, cell: BookCell) -> None:
        """Takes a cell; a text that is empty is none."""
        if not cell.raw and cell.kind is ValueKind.TEXT:
            return
        if not (1 <= cell.row <= LAST_ROW and 1 <= cell.column <= LAST_COLUMN):
            raise self._book.too_large()
        self._book.count_cell()
        self._cells.append(cell)

    def cells_like(self, cell: BookCell, down: int, across: int) -> None:
        """Takes a cell that stands in a whole block; a block of a million is refused before it is made."""
        self._book.check_room(down * across)
        for row in range(cell.row, cell.row + down):
            for column in range(cell.column, cell.column + across):
                self.cell(cell._replace(row=row, column=column))

    def text(self, row: int, column: int, text: str, *, is_formula: bool = False) -> None:
        """Takes a text as it stands."""
        self.cell(BookCell(row, column, text, is_formula=is_formula))

    def merge(self, block: Range) -> None:
        """Takes a merged range; one of a single cell is none."""
        if not (1 <= block.top <= block.bottom <= LAST_ROW and 1 <= block.left <= block.right <= LAST_COLUMN):
            raise self._book.too_large()
        if (block.top, block.left) != (block.bottom, block.right):
            self._book.count_merge()
            self._merges.append(block)

    def hide_rows(self, first: int, count: int = 1) -> None:
        """Hides rows."""
        self._hidden_rows.append(range(first, first + count))

    def hide_columns(self, first: int, count: int = 1) -> None:
        """Hides columns."""
        self._hidden_columns.append(range(first, first + count))

    def sheet(self) -> Sheet:
        """The sheet as taken so far."""
        merges_of, tall = _index(self._merges)
        if len(tall) > _MOST_TALL or any(len(found) > _MOST_IN_ROW for found in merges_of.values()):
            raise self._book.too_large()
        return Sheet(
            self._title,
            cells_of(self._cells),
            merges_of,
            tall,
            _hidden(self._hidden_rows, max((cell.row for cell in self._cells), default=0)),
            _hidden(self._hidden_columns, max((cell.column for cell in self._cells), default=0)),
            self.is_visible,
        )


def _hidden(lines: list[range], last: int) -> frozenset[int]:
    """The hidden lines up to the last one in use, however many a file claims."""
    return frozenset(line for found in lines for line in found[: max(0, last + 1 - found.start)])


def number_cell(
    row: int, column: int, number: str, format_: CellFormat = GENERAL, *, is_formula: bool = False
) -> BookCell:
    """A cell with an exact number, which is a date where its format says so."""
    kind = ValueKind.DATE if is_date_format(format_.code) else ValueKind.NUMBER
    return BookCell(row, column, number, kind, format_, is_formula)


def exact_double(value: float) -> str | None:
    """A double as its 15 significant digits; None where it is no number."""
    if not isfinite(value):
        return None
    return plain_number(fifteen_digits(value))


def exact_text(text: str) -> str | None:
    """The exact number of a text that programs wrote (``1.5E-3``); None where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return None if "_" in text or not text.isascii() else exact_double(value)


def _index(merges: list[Range]) -> tuple[dict[int, tuple[Range, ...]], tuple[Range, ...]]:
    """Merges by row; those over many rows apart, so that a claim of a million rows costs nothing."""
    by_row: dict[int, list[Range]] = {}
    for merge in merges:
        if merge.bottom - merge.top < _TALL:
            for row in range(merge.top, merge.bottom + 1):
                by_row.setdefault(row, []).append(merge)
    tall = tuple(merge for merge in merges if merge.bottom - merge.top >= _TALL)
    return {row: tuple(found) for row, found in by_row.items()}, tall
