"""A workbook that came back: what it says it is, and the answer that stands in each cell of its form."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.identity import Labels, Place, labels_of
from wzdesk.domain.exchange.signed import Signed, signed_of
from wzdesk.excel.exchange.answered_sheet import SheetReader, columns_of, head_of
from wzdesk.excel.exchange.answers import Answers, Found, number_of
from wzdesk.excel.exchange.mapped import mapped_answers
from wzdesk.excel.exchange.marks import SHEET, Stamp, stamp_of, token_in
from wzdesk.excel.read.book import Book
from wzdesk.excel.read.file_kind import FileKind
from wzdesk.excel.read.package import Package
from wzdesk.excel.read.reader import read_source
from wzdesk.excel.read.source import Source, open_source

_CUSTOM = "docProps/custom.xml"


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
    labels = labels_of(signed.payload)
    answers = mapped_answers(book, labels.tables) if labels.tables else answers_in(book, labels)
    return Returned(carried, signed, answers)


def read_several(first: Path, others: Sequence[Path] = ()) -> list[Returned | str]:
    """What was read of each of several files; of one that cannot be read the sentence that says why."""
    return [_read_or_why(path) for path in (first, *others)]


def _read_or_why(path: Path) -> Returned | str:
    try:
        return read_returned(path)
    except WzdeskError as error:
        return error.sentence


def labels_in(book: Book) -> Labels | None:
    """The labels of the form that a book says it is, unproven; None where it says nothing.

    Raises:
        IdentityAltered: what it carries is no identity.
    """
    token = _token(book)
    return labels_of(signed_of(token).payload) if token else None


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


def answers_in(book: Book, labels: Labels) -> Answers | None:
    """The answers of a form in a book; None where no sheet has its headings.

    Of several sheets those count that have the most of them. Where a sheet was copied, a cell is answered by the one
    that does not say any more what was sent; where several do, nobody knows which one holds.
    """
    heads = [
        (sheet, head)
        for sheet in book.sheets
        if sheet.is_visible and (head := head_of(sheet, labels.headings)) is not None
    ]
    if not heads:
        return None
    fits = [len(labels.headings.keys() & columns_of(head[1], labels.headings).keys()) for _, head in heads]
    best = [one for one, fit in zip(heads, fits, strict=True) if fit == max(fits)]
    first, *copies = [SheetReader(sheet, *head, labels.rows, labels.headings).read() for sheet, head in best]
    return _of_copies(first, copies, labels.base) if copies else first


def _of_copies(first: Answers, copies: Sequence[Answers], base: Mapping[Place, str]) -> Answers:
    found = dict(first.found)
    for place, sent in base.items():
        answers = [(one.sheet, cell) for one in (first, *copies) if (cell := one.found.get(place))]
        moved = {number_of(cell.text): (sheet, cell) for sheet, cell in reversed(answers)
                 if cell.problem or number_of(cell.text) != number_of(sent)}  # fmt: skip
        if len(moved) > 1:
            wheres = "、".join(f"“{sheet}”{cell.cell}" for sheet, cell in reversed(moved.values()))
            found[place] = Found("", answers[0][1].cell, problem=f"几张工作表里填的不一样（{wheres}）")
        elif moved:
            sheet, cell = next(iter(moved.values()))
            found[place] = cell if sheet == first.sheet else cell._replace(cell=f"{sheet}!{cell.cell}")
    return Answers(first.sheet, found, first.titles, first.strangers)
