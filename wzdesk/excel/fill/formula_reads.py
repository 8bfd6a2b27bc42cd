"""Which cells a formula reads, as far as that can be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wzdesk.excel.fill.formula_tokens import Area, Kind, NotUnderstood, Token, tokens_of
from wzdesk.excel.fill.open_book import OpenBook
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


@lru_cache(maxsize=8192)
def reads_of(formula: str) -> Reads:
    """What a formula names."""
    try:
        tokens = tokens_of(formula)
    except NotUnderstood:
        return Reads(is_open=True)
    return Reads(
        tuple(token.area for token in tokens if token.area),
        tuple(token.text for token in tokens if token.kind is Kind.NAME and not _is_truth(token)),
        tuple(token.text for token in tokens if token.kind is Kind.TABLE),
        any(_wanders(token) for token in tokens),
    )


def _is_truth(token: Token) -> bool:
    return token.text.upper() in {"TRUE", "FALSE"}


def _wanders(token: Token) -> bool:
    if token.kind is Kind.FUNCTION:
        return token.text in _WANDERING
    return token.kind is Kind.SIGN and token.text in {":", "#"}


class Resolver:
    """Turns what formulas name into blocks of sheets."""

    def __init__(self, book: OpenBook) -> None:
        self._book = book
        self._sheets = {
            sheet.name.casefold(): index for index, sheet in reversed(list(enumerate(book.parts.sheets)))
        }
        self._tables: dict[str, tuple[int, Range]] | None = None

    def blocks(
        self, formula: str, sheet: int, rows: int, columns: int, depth: int = 0
    ) -> list[tuple[int, Range]] | None:
        """Sheets and blocks that a formula on ``sheet`` reads; None where it may read anything."""
        reads = reads_of(formula)
        if reads.is_open or depth > _MOST_NAMES:
            return None
        try:
            found = [
                (index, area.at(rows, columns)) for area in reads.areas for index in self.sheets(area, sheet)
            ]
        except NotUnderstood:
            return None
        for name in reads.names:
            inner = self._named(name, sheet, depth)
            if inner is None:
                return None
            found += inner
        for table in reads.tables:
            block = self.table(table)
            if block is None:
                return None
            found.append(block)
        return found

    def sheets(self, area: Area, own: int) -> Iterator[int]:
        """The sheets that an area lies on, several for ``一月:三月!A1``.

        Raises:
            NotUnderstood: there is no such sheet.
        """
        first = self._sheets.get(area.sheet.casefold()) if area.sheet else own
        last = self._sheets.get(area.last_sheet.casefold()) if area.last_sheet else first
        if first is None or last is None:
            raise NotUnderstood
        yield from range(min(first, last), max(first, last) + 1)

    def name_text(self, name: str, sheet: int) -> str | None:
        """The formula that a defined name stands for; names of a sheet go before those of the book."""
        scope, _, label = name.rpartition("!")
        index = self._sheets.get(scope.casefold()) if scope else sheet
        names = self._book.parts.names
        return names.get((index, label.casefold()), names.get((None, label.casefold())))

    def _named(self, name: str, sheet: int, depth: int) -> list[tuple[int, Range]] | None:
        text = self.name_text(name, sheet)
        if text is None or any(any(area.moves) for area in reads_of(text).areas):
            return None
        return self.blocks(text, sheet, 0, 0, depth + 1)

    def table(self, name: str) -> tuple[int, Range] | None:
        """Sheet and block of an Excel table."""
        if self._tables is None:
            self._tables = {
                table.name: (index, table.range)
                for index in range(len(self._book.parts.sheets))
                for table in self._book.tables(index)
            }
        return self._tables.get(name)
