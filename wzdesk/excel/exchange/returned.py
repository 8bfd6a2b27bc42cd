"""A workbook that came back: what it says it is, and the answer that stands in each cell of its form.

Rows are told by their code where name and code agree, else by name, number and unit, so that they may have been sorted;
columns by their headings, so that they may stand elsewhere or be hidden.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wzdesk.domain.exchange.identity import IssuedRow, Place, labels_of, tables_of
from wzdesk.domain.exchange.signed import Signed, signed_of
from wzdesk.domain.form import FormColumn
from wzdesk.domain.text import name_key
from wzdesk.excel.exchange.found import PROBLEMS, Answers, Found
from wzdesk.excel.exchange.mapped import mapped_answers
from wzdesk.excel.exchange.marks import SHEET, Stamp, stamp_of, token_in
from wzdesk.excel.read.book import Book, BookCell, Sheet, address
from wzdesk.excel.read.file_kind import FileKind
from wzdesk.excel.read.package import Package
from wzdesk.excel.read.reader import read_source
from wzdesk.excel.read.source import Source, open_source

NO, NAME, UNIT, CODE = "序号", "指标名称", "单位", "代码"
_CUSTOM = "docProps/custom.xml"
_HEAD_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file says it is: the token of its identity, the stamp of its properties, its own SHA-256."""

    name: str
    digest: str
    token: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file: what it says it is, unproven, and its answers to that; None where it says or holds nothing."""

    carried: Carried
    signed: Signed | None = None
    answers: Answers | None = None


def read_returned(path: Path) -> Returned:
    """Read a returned file of any kind.

    Raises:
        CannotRead: it is none, locked, damaged, hostile or too large.
        IdentityAltered: what it carries is no identity.
    """
    source = open_source(path)
    book = read_source(source)
    carried = Carried(path.name, hashlib.sha256(source.content).hexdigest(), _token(book), _stamp(source))
    if not carried.token:
        return Returned(carried)
    signed = signed_of(carried.token)
    tables = tables_of(signed.payload)
    answers = mapped_answers(book, tables) if tables else answers_in(book, *labels_of(signed.payload))
    return Returned(carried, signed, answers)


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file alone, without reading its sheets.

    Raises:
        CannotRead: it is none, locked, damaged, hostile or too large.
    """
    return _stamp(open_source(path))


def _token(book: Book) -> str:
    hidden = next((sheet for sheet in book.sheets if sheet.name == SHEET), None)
    if hidden is None:
        return ""
    return token_in([cell.raw for row in hidden.cells.rows if (cell := hidden.cells.row(row).get(1))])


def _stamp(source: Source) -> Stamp:
    is_ours = source.kind is FileKind.OOXML and source.package.has(_CUSTOM)
    return stamp_of(_properties(source.package)) if is_ours else Stamp()


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    names: list[str] = []

    def on_start(element: str, attributes: dict[str, str]) -> None:
        if element.endswith("|property"):
            names.append(attributes.get("name", ""))

    def on_text(text: str) -> None:
        if names and text.strip():
            found[names[-1]] = found.get(names[-1], "") + text

    package.scan(_CUSTOM, on_start, on_text=on_text)
    return found


def answers_in(book: Book, rows: Sequence[IssuedRow], headings: Mapping[FormColumn, str]) -> Answers | None:
    """The answers of a form in a book; None where no sheet has its headings."""
    for sheet in book.sheets:
        if sheet.is_visible and (head := _head_of(sheet, headings)) is not None:
            return _Reader(sheet, *head, rows, headings).read()
    return None


def _bare(text: str) -> str:
    return "".join(text.split())


def _head_of(sheet: Sheet, headings: Mapping[FormColumn, str]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, and the columns by heading."""
    wanted = {_bare(words) for words in headings.values()}
    for row in sheet.cells.rows[:_HEAD_WITHIN]:
        texts = {_bare(cell.raw): column for column, cell in sheet.cells.row(row).items()}
        if NAME in texts and wanted & texts.keys():
            return row, texts
    return None


class _Reader:
    """Reads the rows under the headings."""

    def __init__(
        self,
        sheet: Sheet,
        head: int,
        columns: Mapping[str, int],
        rows: Sequence[IssuedRow],
        headings: Mapping[FormColumn, str],
    ) -> None:
        self._sheet, self._head = sheet, head
        self._labels = {name: columns.get(name, 0) for name in (NO, NAME, UNIT, CODE)}
        self._columns = {column: columns.get(_bare(words), 0) for column, words in headings.items()}
        self._by_code = {row.code: row for row in rows}
        self._by_name: dict[str, list[IssuedRow]] = {}
        for row in rows:
            self._by_name.setdefault(name_key(row.name), []).append(row)

    def read(self) -> Answers:
        """All answers; of a row that stands there twice with different answers none."""
        found: dict[Place, Found] = {}
        strangers: list[str] = []
        for number in self._sheet.cells.rows:
            if number <= self._head:
                continue
            cells = self._sheet.cells.row(number)
            row = self._row_of(cells)
            if row is None:
                strangers += self._stranger(cells, number)
                continue
            for place, one in self._answers(row, cells, number):
                earlier = found.get(place)
                if earlier is None or earlier.text == one.text:
                    found.setdefault(place, one)
                else:
                    both = f"“{row.name}”在表里有两行，这里填的不一样（{earlier.cell}、{one.cell}）"
                    found[place] = Found("", earlier.cell, problem=both)
        titles = [
            cell.display
            for number in self._sheet.cells.rows
            if number < self._head
            for cell in self._sheet.cells.row(number).values()
        ]
        return Answers(self._sheet.name, found, tuple(titles), tuple(strangers))

    def _label(self, cells: Mapping[int, BookCell], label: str) -> str:
        cell = cells.get(self._labels[label])
        return cell.raw.strip() if cell else ""

    def _row_of(self, cells: Mapping[int, BookCell]) -> IssuedRow | None:
        name = name_key(self._label(cells, NAME))
        if not name:
            return None
        coded = self._by_code.get(self._label(cells, CODE))
        if coded is not None and name_key(coded.name) == name:
            return coded
        fits: Iterable[IssuedRow] = self._by_name.get(name, ())
        for label, of in ((NO, "no"), (UNIT, "unit")):
            found = list(fits)
            if len(found) == 1:
                return found[0]
            fits = [row for row in found if getattr(row, of) == self._label(cells, label)]
        found = list(fits)
        return found[0] if len(found) == 1 else None

    def _answers(
        self, row: IssuedRow, cells: Mapping[int, BookCell], number: int
    ) -> Iterator[tuple[Place, Found]]:
        unit = self._label(cells, UNIT)
        code = row.code
        for column, at in self._columns.items():
            place = Place(code, column)
            if not at:
                yield place, Found("", "", problem="来表里没有这一列了")
                continue
            cell = cells.get(at)
            where = address(number, at)
            if cell is None:
                yield place, Found("", where, unit)
            elif cell.kind in PROBLEMS:
                yield place, Found(cell.raw, where, unit, PROBLEMS[cell.kind])
            else:
                yield place, Found(cell.text, where, unit)

    def _stranger(self, cells: Mapping[int, BookCell], number: int) -> list[str]:
        """A row that the form does not have, where it holds something under the columns of the form."""
        name = self._label(cells, NAME)
        if not name or not any(column in cells for column in self._columns.values()):
            return []
        return [f"{address(number, self._labels[NAME])} {name}"]
