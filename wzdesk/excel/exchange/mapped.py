"""The answers on an agency's own sheet that came back, found by the words of its rows and columns.

Rows may have been sorted or put in, columns moved or hidden. A row whose words no longer tell it from another is not
guessed: its cells are missing, and whoever merges says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.exchange.mapping import MappedCell, MappedColumn, MappedRow, MappedTable
from wzdesk.domain.text import name_key
from wzdesk.excel.exchange.answered_sheet import NO_COLUMN, PROBLEMS
from wzdesk.excel.exchange.answers import Answers, Found
from wzdesk.excel.read.book import Book, Sheet, address

Words = tuple[str, ...]
_HEAD_WITHIN = 120


def mapped_answers(book: Book, tables: Sequence[MappedTable]) -> Answers | None:
    """The answers of all tables; None where a sheet with their headings is no longer there."""
    found: dict[Place, Found] = {}
    titles: list[str] = []
    strangers: list[str] = []
    names: list[str] = []
    for table in tables:
        placed = _place(book, table)
        if placed is None:
            continue
        names.append(placed.sheet.name)
        for place, one in placed.answers():
            _put(found, place, one)
        titles += placed.titles()
        strangers += placed.strangers()
    if not names:
        return None
    sheet = names[0] if len(set(names)) == 1 else ""
    return Answers(sheet, found, tuple(titles), tuple(strangers))


def table_in(book: Book, tables: Sequence[MappedTable]) -> tuple[Sheet, int] | None:
    """The sheet with the first of the tables that is still there, and the last row of its headings."""
    found = (placed for table in tables if (placed := _place(book, table)) is not None)
    first = next(found, None)
    return (first.sheet, first.head[1]) if first else None


def heading_words(sheet: Sheet, first: int, last: int, column: int) -> Words:
    """The words over a column in each heading row, those of merged cells too."""
    return tuple(_words(sheet, row, column) for row in range(first, last + 1))


def label_words(sheet: Sheet, row: int, columns: Iterable[int]) -> Words:
    """The words that a row shows in the label columns."""
    return tuple(_words(sheet, row, column) if column else "" for column in columns)


def numbered(sheet: Sheet, head: tuple[int, int], columns: Iterable[int]) -> Iterator[MappedColumn]:
    """Columns as a mapping keeps them: words, and how many before have the same ones."""
    known = _headings(sheet, head)
    at = {column: (words, nth) for (words, nth), column in known.items()}
    for column in columns:
        words, nth = at.get(column, (heading_words(sheet, *head, column), 0))
        yield MappedColumn(column, words, nth)


def _words(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell_at(row, column)
    return "".join(cell.display.split()) if cell else ""


def _headings(sheet: Sheet, head: tuple[int, int]) -> dict[tuple[Words, int], int]:
    """The columns that have a heading, by their words and how many before have the same."""
    widest = max((max(sheet.cells.columns(row), default=0) for row in range(head[0], head[1] + 1)), default=0)
    merged = [one.right for row in range(head[0], head[1] + 1) for one in sheet.merges_of.get(row, ())]
    counts: Counter[Words] = Counter()
    found: dict[tuple[Words, int], int] = {}
    for column in range(1, min(max([widest, *merged]), 1000) + 1):
        words = heading_words(sheet, *head, column)
        if any(words):
            found[words, counts[words]] = column
            counts[words] += 1
    return found


def _place(book: Book, table: MappedTable) -> "_Placed | None":
    """A table as it stands now: on the sheet of its name, else on any that has its headings."""
    sheets = [sheet for sheet in book.sheets if sheet.is_visible]
    for sheet in sorted(sheets, key=lambda one: one.name != table.sheet):
        if (found := _head_of(sheet, table)) is not None:
            return _Placed.of(sheet, table, *found)
    return None


def _head_of(sheet: Sheet, table: MappedTable) -> tuple[tuple[int, int], dict[int, int]] | None:
    """The heading rows, and each column's number now by its number when it was sent."""
    wanted = [*table.labels, *table.columns]
    high = table.head[1] - table.head[0]
    best: tuple[int, tuple[int, int], dict[int, int]] | None = None
    for row in dict.fromkeys((table.head[0], *sheet.cells.rows[:_HEAD_WITHIN])):
        head = row, row + high
        known = _headings(sheet, head)
        found = {one.at: known[one.words, one.nth] for one in wanted if (one.words, one.nth) in known}
        score = sum(one.at in found for one in table.columns)
        if score and (best is None or score > best[0]):
            best = score, head, found
        if score == len(table.columns):
            break
    if best is None or not all(one.at in best[2] or not any(one.words) for one in table.labels[:1]):
        return None
    return best[1], best[2] | _without_heading(table, best[2])


def _without_heading(table: MappedTable, found: Mapping[int, int]) -> dict[int, int]:
    """Label columns that have no words over them stand as far from their neighbours as before."""
    placed = {}
    for one in table.labels:
        if one.at not in found and not any(one.words):
            near = min(found, key=lambda at: abs(at - one.at))
            placed[one.at] = max(one.at + found[near] - near, 1)
    return placed


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table of a returned sheet: its heading rows, its columns and its rows by their numbers when they were sent."""

    sheet: Sheet
    table: MappedTable
    head: tuple[int, int]
    columns: Mapping[int, int]
    rows: Mapping[int, int]

    @classmethod
    def of(
        cls, sheet: Sheet, table: MappedTable, head: tuple[int, int], columns: Mapping[int, int]
    ) -> "_Placed":
        """The table with its rows found."""
        labels = [columns.get(one.at, 0) for one in table.labels]
        below = [MappedRow(row, label_words(sheet, row, labels)) for row in sheet.cells.rows if row > head[1]]
        return cls(sheet, table, head, columns, _rows_of(table, [one for one in below if any(one.words)]))

    def answers(self) -> Iterator[tuple[Place, Found]]:
        """What stands in each cell that is asked; nothing of rows that are gone."""
        for cell in self.table.cells:
            row, column = self.rows.get(cell.row), self.columns.get(cell.at)
            if column is None:
                yield Place(cell.code, cell.column), Found("", "", problem=NO_COLUMN)
            elif row is not None:
                yield Place(cell.code, cell.column), self._answer(cell, row, column)

    def _answer(self, cell: MappedCell, row: int, column: int) -> Found:
        where = address(row, column)
        merged = self.sheet.merge_at(row, column)
        if merged is not None and merged.bottom > merged.top:
            return Found("", where, problem="这一格和别的行合并了，分不清是哪一行的")
        found = self.sheet.cell_at(row, column)
        if found is None or (cell.is_formula and found.is_formula):
            return Found("", where, cell.unit)
        if found.kind in PROBLEMS:
            return Found(found.raw, where, cell.unit, PROBLEMS[found.kind])
        return Found(found.text, where, cell.unit)

    def titles(self) -> list[str]:
        """The texts over the table."""
        return [
            cell.display
            for row in self.sheet.cells.rows
            if row < self.head[0]
            for cell in self.sheet.cells.row(row).values()
        ]

    def strangers(self) -> Iterator[str]:
        """Rows that were put in between and have something under the columns that are asked."""
        known = set(self.rows.values())
        last = max(known, default=0)
        labels = [self.columns.get(one.at, 0) for one in self.table.labels]
        asked = [self.columns[one.at] for one in self.table.columns if one.at in self.columns]
        for row in self.sheet.cells.rows:
            if not self.head[1] < row < last or row in known:
                continue
            words = "".join(label_words(self.sheet, row, labels))
            if words and any(self._says(row, column) for column in asked):
                yield f"{address(row, max(labels[0], 1))} {words}"

    def _says(self, row: int, column: int) -> bool:
        cell = self.sheet.cells.get((row, column))
        return cell is not None and bool(cell.raw.strip())


def _put(found: dict[Place, Found], place: Place, one: Found) -> None:
    """Keep an answer; two different ones in the same place are none."""
    earlier = found.setdefault(place, one)
    if earlier is not one and earlier.text != one.text:
        found[place] = Found("", earlier.cell, problem=f"表里有两处填的不一样（{earlier.cell}、{one.cell}）")


def _rows_of(table: MappedTable, below: Sequence[MappedRow]) -> dict[int, int]:
    """Each row's number now, by its number when it was sent; surest words first.

    A row that reads just like one that was sent is never taken for another one, however few words are compared.
    """
    found: dict[int, int] = {}
    left = {one.at for one in below}
    keys = _keys(table)
    sent_words, words_now = ({one.at: keys[0](one) for one in rows} for rows in (table.rows, below))
    known = set(sent_words.values())
    for key_of in keys:
        sent = _by_key(table.rows, key_of)
        now = _by_key([one for one in below if one.at in left], key_of)
        for key, members in sent.items():
            members = [at for at in members if at not in found]  # noqa: PLW2901 - those still sought
            mates = now.get(key, [])
            if not any(key) or len(members) != len(mates) or (len(mates) > 1 and not _same_order(sent, now)):
                continue
            pairs = [*zip(members, mates, strict=True)]
            if any(sent_words[at] != words_now[mate] in known for at, mate in pairs):
                continue
            for at, mate in pairs:
                found[at] = mate
                left.discard(mate)
    return found


def _keys(table: MappedTable) -> "list[_Key]":
    names = table.names or tuple(range(len(table.labels)))
    numbers = tuple(at for at in range(len(table.labels)) if at not in names)
    return [
        _Key(tuple(range(len(table.labels)))),
        _Key(names + numbers[-1:]),
        _Key(names),
        _Key(names, is_last=True),
    ]


@dataclass(frozen=True, slots=True)
class _Key:
    """Which words of a row are compared."""

    labels: tuple[int, ...]
    is_last: bool = False

    def __call__(self, row: MappedRow) -> Words:
        """The words, without what only tells how they are written."""
        words = tuple(name_key(row.words[at]) for at in self.labels)
        if not self.is_last:
            return words
        return (next((word for word in reversed(words) if word), ""),)


def _by_key(rows: Iterable[MappedRow], key_of: _Key) -> dict[Words, list[int]]:
    found: dict[Words, list[int]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row.at)
    return found


def _same_order(sent: Mapping[Words, Sequence[int]], now: Mapping[Words, Sequence[int]]) -> bool:
    """Whether the rows follow each other as they did, so that rows with the same words are told by their order."""

    def order(rows: Mapping[Words, Sequence[int]]) -> list[Words]:
        placed = sorted((at, key) for key, members in rows.items() if key in sent for at in members)
        return [key for _, key in placed]

    return order(sent) == order(now)
