"""The language in which held-out workbooks are declared: pages, tables and lines, and the golden they yield.

A heading is written as lines of cells between ``|``. Instead of a text a cell may say

    <   merged with the cell on its left        ^   merged with the cell above
    ~   not merged, but the word on its left stands for it too
    >   the same for the word on its right      =x  x is written but is no word (numbers of columns)

Labels of the body know ``<`` and ``^``. What a person reads (row path, column words) follows from the declaration.
"""

import random
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

Value = str | int | float | date | None
Words = tuple[str, ...]
Place = tuple[int, int]
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)%?")


def squeezed(words: Iterable[str]) -> Words:
    """Words without any blank: how they are compared."""
    return tuple("".join(word.split()) for word in words)


def is_numeric(value: Value) -> bool:
    """Whether a cell holds a figure, also one typed as text or reckoned by a formula."""
    if isinstance(value, str):
        if value.startswith("="):
            return True
        plain = "".join(unicodedata.normalize("NFKC", value).replace(",", "").split())
        return _NUMBER.fullmatch(plain.replace("−", "-")) is not None
    return isinstance(value, int | float)


@dataclass(frozen=True)
class Expected:
    """What a person reads of a cell: the row paths and column words that are equally sensible, the best first."""

    rows: tuple[Words, ...]
    columns: tuple[Words, ...]
    numeric: bool


@dataclass(frozen=True)
class ExpectedTable:
    """What a person says of a table; of titles, units and header rows all that are equally sensible."""

    sheet: str
    titles: tuple[str, ...]
    units: tuple[str, ...]
    header_rows: tuple[tuple[int, ...], ...]
    label_columns: tuple[int, ...]


@dataclass
class Golden:
    """The records of a workbook by sheet and cell, and its tables; ``unjudged`` cells may be read either way."""

    kind: str
    cells: dict[tuple[str, str], Expected] = field(default_factory=dict)
    tables: list[ExpectedTable] = field(default_factory=list)
    unjudged: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Row:
    """A row of a body. Without ``path`` it is no record: a section line, a blank row."""

    labels: tuple[Value, ...]
    path: Words | None
    values: tuple[Value, ...] | None = None
    also: tuple[Words, ...] = ()
    indent: int = 0
    bold: bool = False
    judged: bool = True


@dataclass(frozen=True)
class Table:
    """A table: headings over ``labels`` label columns and as many columns of figures as there are ``fills``."""

    head: tuple[str, ...]
    labels: int
    fills: str
    rows: Sequence[Row]
    top: int = 1
    left: int = 1
    titles: tuple[str, ...] = ("",)
    units: tuple[str, ...] = ("",)
    words: Mapping[int, Words] = field(default_factory=dict)
    also: Mapping[int, tuple[Words, ...]] = field(default_factory=dict)
    header_also: tuple[tuple[int, ...], ...] = ()
    framed: bool = True


@dataclass
class Page:
    """One sheet while it is written."""

    name: str
    golden: Golden
    chance: random.Random
    cells: dict[Place, Value] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    aligned: dict[Place, Alignment] = field(default_factory=dict)
    bold: set[Place] = field(default_factory=set)
    framed: set[Place] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formatted_width: int = 0

    def line(self, row: int, text: Value, left: int = 1, right: int = 0, *, bold: bool = False) -> None:
        """A line above, in or under tables, merged as far as ``right``."""
        self.cells[row, left] = text
        if right > left:
            self.merges.append((row, left, row, right))
            self.aligned[row, left] = Alignment(horizontal="center")
        if bold:
            self.bold.add((row, left))

    def table(self, table: Table) -> int:
        """Write a table and what is expected of it; the row after its last one."""
        owners = self._heading(table)
        first = table.top + len(table.head)
        for number, row in enumerate(table.rows):
            self._row(table, first + number, row)
        self._body_merges(table, first)
        fills = table.fills.split()
        columns = [
            table.words.get(number, _words(owners, table, number))
            for number in range(table.labels, table.labels + len(fills))
        ]
        for number, row in enumerate(table.rows):
            self._expect(table, first + number, row, columns)
        headers = tuple(range(table.top, first))
        labels = tuple(range(table.left, table.left + table.labels))
        if table.rows:
            self.golden.tables.append(
                ExpectedTable(self.name, table.titles, table.units, (headers, *table.header_also), labels)
            )
        return first + len(table.rows)

    def _heading(self, table: Table) -> dict[Place, Place]:
        owners: dict[Place, Place] = {}
        merged: dict[Place, list[Place]] = {}
        waiting: list[tuple[Place, Place]] = []
        for down, line in enumerate(table.head):
            for across, text in enumerate(line.split("|")):
                here = down, across
                match text:
                    case "<" | "^":
                        there = (down, across - 1) if text == "<" else (down - 1, across)
                        owners[here] = owners[there]
                        merged.setdefault(owners[here], []).append(here)
                    case "~":
                        owners[here] = owners[down, across - 1]
                    case ">":
                        waiting.append((here, (down, across + 1)))
                    case _:
                        owners[here] = here
                        if text:
                            self._head_cell(table, here, text)
        for here, there in reversed(waiting):
            owners[here] = owners[there]
        for start, others in merged.items():
            self._merge(table.top, table.left, start, others)
        return owners

    def _head_cell(self, table: Table, here: Place, text: str) -> None:
        place = table.top + here[0], table.left + here[1]
        written = text.removeprefix("=")
        self.cells[place] = int(written) if re.fullmatch(r"\d{1,4}", written) else written
        self.aligned[place] = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def _merge(self, top: int, left: int, start: Place, others: list[Place]) -> None:
        downs = [start[0], *(down for down, _ in others)]
        acrosses = [start[1], *(across for _, across in others)]
        box = (top + min(downs), left + min(acrosses), top + max(downs), left + max(acrosses))
        self.merges.append(box)

    def _row(self, table: Table, number: int, row: Row) -> None:
        for across, label in enumerate(row.labels):
            place = number, table.left + across
            if label is not None and label not in {"<", "^", ""}:
                self.cells[place] = label
                if row.indent and across == len(row.labels) - 1:
                    self.aligned[place] = Alignment(indent=row.indent)
                if row.bold:
                    self.bold.add(place)
            if table.framed:
                self.framed.add(place)
        for across, value in enumerate(self._values(table, row)):
            place = number, table.left + table.labels + across
            if table.framed:
                self.framed.add(place)
            if value is not None and value != "":
                self.cells[place] = value
                if code := _FORMATS.get(table.fills.split()[across]):
                    self.formats[place] = code

    def _values(self, table: Table, row: Row) -> Sequence[Value]:
        if row.values is not None:
            return row.values
        if row.path is None:
            return ()
        return [filled(kind, self.chance) for kind in table.fills.split()]

    def _body_merges(self, table: Table, first: int) -> None:
        owners: dict[Place, Place] = {}
        merged: dict[Place, list[Place]] = {}
        for down, row in enumerate(table.rows):
            for across, label in enumerate(row.labels):
                here = down, across
                owners[here] = here
                if label in {"<", "^"}:
                    there = (down, across - 1) if label == "<" else (down - 1, across)
                    owners[here] = owners[there]
                    merged.setdefault(owners[here], []).append(here)
        for start, others in merged.items():
            self._merge(first, table.left, start, others)

    def _expect(self, table: Table, number: int, row: Row, columns: Sequence[Words]) -> None:
        for across, words in enumerate(columns):
            place = number, table.left + table.labels + across
            where = self.name, f"{get_column_letter(place[1])}{number}"
            if row.path is None or not words or not row.judged:
                if place in self.cells:
                    self.golden.unjudged.add(where)
                continue
            paths = tuple(squeezed(path) for path in (row.path, *row.also))
            also = table.also.get(table.labels + across, ())
            self.golden.cells[where] = Expected(
                paths,
                tuple(squeezed(one) for one in (words, *also)),
                is_numeric(self.cells.get(place)),
            )


def _words(owners: Mapping[Place, Place], table: Table, column: int) -> Words:
    found: list[Place] = []
    for down, line in enumerate(table.head):
        owner = owners.get((down, column)) if column < len(line.split("|")) else None
        if owner and owner not in found:
            found.append(owner)
    texts = [table.head[down].split("|")[across] for down, across in found]
    return tuple(text for text in texts if text and not text.startswith("="))


_FORMATS = {
    "pct": "0.0%",
    "sign": "+0.0;-0.0;0.0",
    "money": "#,##0.00",
    "k": "#,##0",
    "g1": "0.0_ ",
    "day": "yyyy-mm-dd",
}


def filled(kind: str, chance: random.Random) -> Value:  # noqa: PLR0911
    """A figure, a text or nothing, as a column of that kind would hold it."""
    if kind.startswith("t:"):
        return chance.choice(kind[2:].split(","))
    match kind:
        case "v0" | "k":
            return chance.randint(12, 98_765)
        case "v1" | "g1":
            return round(chance.uniform(3, 4_000), 1)
        case "v2" | "money":
            return round(chance.uniform(0.5, 30_000), 2)
        case "g" | "sign":
            return round(chance.uniform(-12, 19), 1)
        case "pct":
            return round(chance.uniform(0.2, 1.1), 3)
        case "rank":
            return chance.randint(1, 12)
        case "text":
            return f"{chance.uniform(3, 4_000):,.1f}"
        case "wide":
            return f"{chance.uniform(3, 400):.1f}".translate(
                {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789."}
            )
        case "gap":
            return chance.choice(
                [round(chance.uniform(3, 900), 1), "—", "…", None, round(chance.uniform(3, 900), 2)]
            )
        case "day":
            return date(2024, chance.randint(1, 9), chance.randint(1, 28))
    return None


def tree(spec: str, style: str = "blanks", before: Sequence[Value] = (), *, top: str = "") -> list[Row]:
    """Rows from lines with a dot per level; ``style`` says how a level shows: blanks, wide, indent, plain."""
    rows: list[Row] = []
    above: list[str] = [top] if top else []
    base = len(above)
    for line in spec.strip().splitlines():
        text = line.lstrip(".")
        depth = len(line) - len(text)
        above = [*above[: base + depth], text]
        lead = {"blanks": "  " * depth, "wide": "\u3000" * depth}.get(style, "")
        indent = depth if style == "indent" else 0
        rows.append(Row((*before, lead + text), tuple(above), indent=indent))
    return rows


def plain(names: str, **more: Any) -> list[Row]:
    """Rows of one label each, given between blanks."""
    return [Row((name,), (name,), **more) for name in names.split()]
