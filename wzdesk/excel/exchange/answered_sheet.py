"""The answers in one sheet of a returned workbook.

Rows are told by their code where name and code agree, else by name, number and unit, so that they may have been sorted;
columns by their headings, so that they may stand elsewhere or be hidden.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat

from wzdesk.domain.exchange.identity import IssuedRow, Place
from wzdesk.domain.form import FormColumn
from wzdesk.domain.text import name_key
from wzdesk.excel.exchange.answers import Answers, Found, FoundCells, number_of, tuples_of
from wzdesk.excel.read.book import BookCell, Sheet, ValueKind, address, letters_of

NO, NAME, UNIT, CODE = "序号", "指标名称", "单位", "代码"
_HEAD_WITHIN = 40
_MOST_TALL = 10_000
PROBLEMS = {
    ValueKind.ERROR: "这一格是错误值，不是数",
    ValueKind.DATE: "这一格被表格软件改成了日期，请改回数再报",
    ValueKind.BOOLEAN: "这一格是 TRUE 或 FALSE，不是数",
    ValueKind.UNCALCULATED: "公式没有算出结果，请在表格软件里打开、保存一次再报",
}


def columns_of(texts: Mapping[str, int], headings: Mapping[FormColumn, str]) -> dict[FormColumn, int]:
    """The columns of a form that a heading names, by where they stand."""
    return {column: texts[bare] for column, words in headings.items() if (bare := _bare(words)) in texts}


def _bare(text: str) -> str:
    return "".join(text.split())


def head_of(sheet: Sheet, headings: Mapping[FormColumn, str]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, and the columns by heading."""
    wanted = {_bare(words) for words in headings.values()}
    for row in sheet.cells.rows[:_HEAD_WITHIN]:
        texts = {_bare(cell.raw): column for column, cell in sheet.cells.row(row).items()}
        if NAME in texts and wanted & texts.keys():
            return row, texts
    return None


_SWALLOWED = "这一格同旁边的格合并了，不知道填的是什么，请拆开再报"


def _rows_merged(sheet: Sheet, columns: Collection[int]) -> list[int]:
    """The rows with merges that touch the columns to be filled."""
    tall = [number for merge in sheet.tall_merges for number in range(merge.top, merge.bottom + 1)]
    wide = [
        number
        for number, merges in sheet.merges_of.items()
        if any(merge.left <= at <= merge.right for merge in merges for at in columns)
    ]
    return [*wide, *(tall if len(tall) <= _MOST_TALL else ())]


_Line = tuple[int, str, Sequence[BookCell | None]]
"""A row of the sheet: its number, its unit, and its cells in the columns of the form."""


class SheetReader:
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
        found = columns_of(columns, headings)
        self._columns = {column: found.get(column, 0) for column in headings}
        self._merged = _rows_merged(sheet, self._columns.values())
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
        lines_at = {number: place for place, number in enumerate(numbers)}
        for (column, at), cells in zip(self._columns.items(), zip(*rows, strict=True), strict=True):
            places = tuples_of(Place, zip(lines, repeat(column)))
            if not at:
                found |= zip(places, repeat(Found("", "", problem="来表里没有这一列了")))
                continue
            letters = letters_of(at)
            texts = [cell.text if cell else "" for cell in cells]
            wheres = [f"{letters}{number}" for number in numbers]
            problems = [PROBLEMS.get(cell.kind, "") if cell else "" for cell in cells]
            for number in self._merged:
                if number in lines_at and self._is_swallowed(number, at):
                    problems[lines_at[number]] = _SWALLOWED
            found |= zip(
                places, tuples_of(Found, zip(texts, wheres, units, problems, strict=True)), strict=True
            )
        return found

    def _is_swallowed(self, row: int, column: int) -> bool:
        """Whether a cell was merged into another one."""
        merge = self._sheet.merge_at(row, column)
        return merge is not None and (merge.top, merge.left) != (row, column)

    @staticmethod
    def _add_doubled(found: FoundCells, row: IssuedRow, again: FoundCells) -> None:
        """The answers of a row that stood there before: where they differ, nobody knows which one holds."""
        for place, one in again.items():
            earlier = found[place]
            if number_of(earlier.text) != number_of(one.text):
                both = f"“{row.name}”在表里有两行，这里填的不一样（{earlier.cell}、{one.cell}）"
                found[place] = Found("", earlier.cell, problem=both)

    def _stranger(self, name: str, cells: Sequence[BookCell | None], number: int) -> list[str]:
        """A row that the form does not have, where it holds something under the columns of the form."""
        return [f"{address(number, self._labels[0])} {name}"] if name and any(cells) else []
