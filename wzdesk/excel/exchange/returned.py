"""A workbook that came back: what it says it is, and the answer that stands in each cell of its form.

Rows are told by their code where name and code agree, else by name, number and unit, so that they may have been sorted;
columns by their headings, so that they may stand elsewhere or be hidden.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import NamedTuple, TypeVar

from wzdesk.domain.exchange.identity import IssuedRow, Place, labels_of
from wzdesk.domain.exchange.signed import Signed, signed_of
from wzdesk.domain.form import FormColumn
from wzdesk.domain.text import name_key
from wzdesk.excel.exchange.marks import SHEET, Stamp, stamp_of, token_in
from wzdesk.excel.read.book import Book, BookCell, Sheet, ValueKind, address, letters_of
from wzdesk.excel.read.file_kind import FileKind
from wzdesk.excel.read.package import Package
from wzdesk.excel.read.reader import read_source
from wzdesk.excel.read.source import Source, open_source

T = TypeVar("T")
NO, NAME, UNIT, CODE = "序号", "指标名称", "单位", "代码"
_CUSTOM = "docProps/custom.xml"
_HEAD_WITHIN = 40
_PROBLEMS = {
    ValueKind.ERROR: "这一格是错误值，不是数",
    ValueKind.DATE: "这一格被表格软件改成了日期，请改回数再报",
    ValueKind.BOOLEAN: "这一格是 TRUE 或 FALSE，不是数",
    ValueKind.UNCALCULATED: "公式没有算出结果，请在表格软件里打开、保存一次再报",
}


class Found(NamedTuple):
    """What stands in a cell of the form: its text, where, under which unit; or why nothing can be read there."""

    text: str
    cell: str
    unit: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file says it is: the token of its identity, the stamp of its properties, its own SHA-256."""

    name: str
    digest: str
    token: str
    stamp: Stamp


class FoundCells(dict[Place, Found]):
    """What stands in each cell, by place; it travels between processes column by column, a fifth as large."""

    def __reduce__(self) -> tuple[type["_Unpacked"], tuple[object, ...]]:
        rows, columns = zip(*self, strict=True) if self else ((), ())
        return _Unpacked, (rows, columns, *zip(*self.values(), strict=True))


class _Unpacked(FoundCells):
    """What was packed; a class, as nothing else is made of what another process sends."""

    def __init__(self, rows: Sequence[str], columns: Sequence[FormColumn], *found: Sequence[str]) -> None:
        places = _tuples(Place, zip(rows, columns, strict=True))
        super().__init__(zip(places, _tuples(Found, zip(*found, strict=True)), strict=False))


def _tuples(kind: type[T], values: Iterable[tuple[object, ...]]) -> Iterator[T]:
    """Named tuples of their values, without a call of ours for any of them."""
    return map(tuple.__new__, repeat(kind), values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in a returned sheet: the answers by place, the texts over the table, rows that the form does not have."""

    sheet: str
    found: Mapping[Place, Found]
    titles: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


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
    return Returned(carried, signed, answers_in(book, *labels_of(signed.payload)))


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


_Line = tuple[int, str, Sequence[BookCell | None]]
"""A row of the sheet: its number, its unit, and its cells in the columns of the form."""


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
        self._labels = [columns.get(name, 0) for name in (NAME, CODE, NO, UNIT)]
        self._columns = {column: columns.get(_bare(words), 0) for column, words in headings.items()}
        self._by_code = {row.code: (row, name_key(row.name)) for row in rows}
        self._by_name: dict[str, list[IssuedRow]] = {}
        for row, name in self._by_code.values():
            self._by_name.setdefault(name, []).append(row)

    def read(self) -> Answers:
        """All answers; of a row that stands there twice with different answers none."""
        lines, doubled, strangers = dict[str, _Line](), list[tuple[IssuedRow, _Line]](), list[str]()
        for number, labels, cells in self._rows():
            row = self._row_of(*labels)
            if row is None:
                strangers += self._stranger(labels[0], cells, number)
            elif row.code in lines:
                doubled.append((row, (number, labels[-1], cells)))
            else:
                lines[row.code] = number, labels[-1], cells
        found = self._found(lines)
        for row, line in doubled:
            self._add_doubled(found, row, self._found({row.code: line}))
        titles = [
            cell.display
            for number in self._sheet.cells.rows
            if number < self._head
            for cell in self._sheet.cells.row(number).values()
        ]
        return Answers(self._sheet.name, found, tuple(titles), tuple(strangers))

    def _rows(self) -> Iterator[tuple[int, Sequence[str], Sequence[BookCell | None]]]:
        """The rows under the head: their number, labels, and cells in the columns of the form."""
        numbers = [number for number in self._sheet.cells.rows if number > self._head]
        if not numbers:
            return
        wanted = sorted({*self._labels, *self._columns.values()} - {0})
        held = dict(self._sheet.cells.held(numbers, tuple(wanted)))
        found = dict(zip(wanted, zip(*held.values(), strict=True), strict=True))
        nothing = (None,) * len(held)
        labels = (
            [cell.raw.strip() if cell else "" for cell in found.get(at, nothing)] for at in self._labels
        )
        cells = (found.get(at, nothing) for at in self._columns.values())
        yield from zip(held, zip(*labels, strict=True), zip(*cells, strict=True), strict=True)

    def _row_of(self, name: str, code: str, no: str, unit: str) -> IssuedRow | None:
        """The row of the form that these labels name."""
        name = name_key(name)
        coded = self._by_code.get(code)
        if coded is not None and coded[1] == name:
            return coded[0] if name else None
        fits: Sequence[IssuedRow] = self._by_name.get(name, ()) if name else ()
        for said, of in ((no, "no"), (unit, "unit")):
            if len(fits) == 1:
                break
            fits = [row for row in fits if getattr(row, of) == said]
        return fits[0] if len(fits) == 1 else None

    def _found(self, lines: Mapping[str, _Line]) -> FoundCells:
        """What stands in rows, given by their codes; column by column, as there are many cells."""
        found = FoundCells()
        if not lines:
            return found
        numbers, units, rows = zip(*lines.values(), strict=True)
        for (column, at), cells in zip(self._columns.items(), zip(*rows, strict=True), strict=True):
            places = _tuples(Place, zip(lines, repeat(column)))
            if not at:
                found |= zip(places, repeat(Found("", "", problem="来表里没有这一列了")))
                continue
            letters = letters_of(at)
            texts = [cell.text if cell else "" for cell in cells]
            wheres = [f"{letters}{number}" for number in numbers]
            problems = [_PROBLEMS.get(cell.kind, "") if cell else "" for cell in cells]
            found |= zip(
                places, _tuples(Found, zip(texts, wheres, units, problems, strict=True)), strict=True
            )
        return found

    @staticmethod
    def _add_doubled(found: FoundCells, row: IssuedRow, again: FoundCells) -> None:
        """The answers of a row that stood there before: where they differ, nobody knows which one holds."""
        for place, one in again.items():
            earlier = found[place]
            if earlier.text != one.text:
                both = f"“{row.name}”在表里有两行，这里填的不一样（{earlier.cell}、{one.cell}）"
                found[place] = Found("", earlier.cell, problem=both)

    def _stranger(self, name: str, cells: Sequence[BookCell | None], number: int) -> list[str]:
        """A row that the form does not have, where it holds something under the columns of the form."""
        return [f"{address(number, self._labels[0])} {name}"] if name and any(cells) else []
