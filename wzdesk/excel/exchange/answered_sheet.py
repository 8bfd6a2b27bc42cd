"""The answers in one sheet of a returned workbook.

Rows are told by their code where name and code agree, else by name, number and unit, so that they may have been sorted;
columns by their headings, so that they may stand elsewhere or be hidden.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice

from wzdesk.domain.exchange.identity import IssuedRow, Place
from wzdesk.domain.form import FormColumn
from wzdesk.domain.text import name_key
from wzdesk.excel.exchange.answers import Answers, Found, FoundColumn, FoundTable, number_of
from wzdesk.excel.read.book import Sheet, ValueKind, address, letters_of

NO, NAME, UNIT, CODE = "序号", "指标名称", "单位", "代码"
_HEAD_WITHIN = 40
NO_COLUMN = "来表里没有这一列了"
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


def _rows_merged(sheet: Sheet, columns: Collection[int], rows: Iterable[int]) -> list[int]:
    """Which rows have merges that touch the columns to be filled."""
    tall = [merge for merge in sheet.tall_merges if any(merge.left <= at <= merge.right for at in columns)]
    return [
        number
        for number in rows
        if (number in sheet.merges_of or tall)
        and any(
            merge.top <= number <= merge.bottom and merge.left <= at <= merge.right
            for merge in (*tall, *sheet.merges_of.get(number, ()))
            for at in columns
        )
    ]


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
        self._sheet, self._head, self._rows = sheet, head, rows
        self._labels = [columns.get(name, 0) for name in (NAME, CODE, NO, UNIT)]
        found = columns_of(columns, headings)
        self._columns = {column: found.get(column, 0) for column in headings}
        self._by_code = {row.code: row for row in rows}
        self._numbers = [number for number in sheet.cells.rows if number > head]
        self._merged = _rows_merged(sheet, self._columns.values(), self._numbers)
        wanted = tuple(sorted({*self._labels, *self._columns.values()} - {0}))
        self._stored = dict(zip(wanted, sheet.cells.stored(self._numbers, wanted), strict=True))
        self._units = self._texts_at(self._labels[-1])

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[IssuedRow]]:
        """The rows of the form by name, as names are compared."""
        found: dict[str, list[IssuedRow]] = {}
        for row in self._by_code.values():
            found.setdefault(name_key(row.name), []).append(row)
        return found

    def read(self) -> Answers:
        """All answers; of a row that stands there twice with different answers none."""
        names, codes, numbers = map(self._texts_at, self._labels[:-1])
        lines = self._lines_as_sent(names, codes)
        doubled, strangers = list[tuple[IssuedRow, int]](), list[str]()
        labels = zip(names, codes, numbers, self._units, strict=True)
        for line, (name, *others) in islice(enumerate(labels), len(lines), None):
            row = self._row_of(name, *others)
            if row is None:
                strangers += self._stranger(name, line)
            elif row.code in lines:
                doubled.append((row, line))
            else:
                lines[row.code] = line
        found: Mapping[Place, Found] = self._found(lines)
        if doubled:
            found = self._with_doubled(found, doubled)
        titles = [
            cell.display
            for number in self._sheet.cells.rows
            if number < self._head
            for cell in self._sheet.cells.row(number).values()
        ]
        return Answers(self._sheet.name, found, tuple(titles), tuple(strangers))

    def _texts_at(self, column: int) -> Sequence[str]:
        """What stands in a column of labels; 0 is one that is not there."""
        if not column:
            return [""] * len(self._numbers)
        return [raw.strip() for raw in self._stored[column].raws]

    def _lines_as_sent(self, names: Sequence[str], codes: Sequence[str]) -> dict[str, int]:
        """The lines of all rows by code where they stand as they were sent, as most do; nothing where they do not."""
        many = len(self._rows)
        is_as_sent = (
            len(self._by_code) == many
            and codes[:many] == [row.code for row in self._rows]
            and names[:many] == [row.name for row in self._rows]
            and all(names[:many])
        )
        return dict(zip(codes, range(many), strict=False)) if is_as_sent else {}

    def _row_of(self, name: str, code: str, no: str, unit: str) -> IssuedRow | None:
        """The row of the form that these labels name."""
        name = name_key(name)
        coded = self._by_code.get(code)
        if coded is not None and name_key(coded.name) == name:
            return coded if name else None
        fits: Sequence[IssuedRow] = self._by_name.get(name, ()) if name else ()
        for said, of in ((no, "no"), (unit, "unit")):
            if len(fits) == 1:
                break
            fits = [row for row in fits if getattr(row, of) == said]
        return fits[0] if len(fits) == 1 else None

    def _found(self, lines: Mapping[str, int]) -> FoundTable:
        """What stands in lines, given by the codes of their rows."""
        numbers = [self._numbers[line] for line in lines.values()]
        return FoundTable(
            tuple(lines),
            numbers,
            [self._units[line] for line in lines.values()],
            {column: self._found_column(at, numbers, lines.values()) for column, at in self._columns.items()},
        )

    def _found_column(self, at: int, numbers: Sequence[int], lines: Collection[int]) -> FoundColumn:
        if not at:
            return FoundColumn("", [""] * len(numbers), dict.fromkeys(range(len(numbers)), NO_COLUMN))
        column = self._stored[at]
        texts, kinds = column.texts, column.kinds
        problems = {}
        if any(kinds.count(kind) for kind in PROBLEMS):
            those = enumerate(kinds[line] for line in lines)
            problems = {n: PROBLEMS[kind] for n, kind in those if kind in PROBLEMS}
        if self._merged:
            places = {number: n for n, number in enumerate(numbers)}
            problems |= {
                places[number]: _SWALLOWED
                for number in self._merged
                if number in places and self._is_swallowed(number, at)
            }
        return FoundColumn(letters_of(at), [texts[line] for line in lines], problems)

    def _is_swallowed(self, row: int, column: int) -> bool:
        """Whether a cell was merged into another one."""
        merge = self._sheet.merge_at(row, column)
        return merge is not None and (merge.top, merge.left) != (row, column)

    def _with_doubled(
        self, found: Mapping[Place, Found], doubled: Iterable[tuple[IssuedRow, int]]
    ) -> dict[Place, Found]:
        """With the answers of rows that stood there before: where they differ, nobody knows which one holds."""
        told = dict(found)
        for row, line in doubled:
            for place, one in self._found({row.code: line}).items():
                earlier = told[place]
                if number_of(earlier.text) != number_of(one.text):
                    both = f"“{row.name}”在表里有两行，这里填的不一样（{earlier.cell}、{one.cell}）"
                    told[place] = Found("", earlier.cell, problem=both)
        return told

    def _stranger(self, name: str, line: int) -> list[str]:
        """A row that the form does not have, where it holds something under the columns of the form."""
        holds = any(self._stored[at].kinds[line] for at in self._columns.values() if at)
        return [f"{address(self._numbers[line], self._labels[0])} {name}"] if name and holds else []
