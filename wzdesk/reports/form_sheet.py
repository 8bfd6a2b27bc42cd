"""A filled form as one printed table: title, region and period, the rows with their figures, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from wzdesk.domain.cell_note import NoteKind
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_edit import column_words
from wzdesk.domain.form_table import FormTable, percent_words, text_in
from wzdesk.domain.observation import Observation
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.reports.number_cells import number_format_of
from wzdesk.reports.row_heights import row_heights

_TITLE_ROW, _HEAD_ROW, _BODY_ROW = 1, 2, 3
_NAME_LIMIT = 31  # signs in the name of a sheet
_WIDTHS = {
    FormColumn.LAST_YEAR: 11.0,
    FormColumn.MONTH: 11.0,
    FormColumn.TOTAL: 12.0,
    FormColumn.GROWTH: 9.0,
    FormColumn.TARGET: 17.0,
    FormColumn.COMPLETION: 9.5,
    FormColumn.TIME: 9.5,
    FormColumn.REMARK: 22.0,
}
_FIGURES = frozenset({FormColumn.LAST_YEAR, FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH})
_COMPUTED = frozenset({FormColumn.COMPLETION, FormColumn.TIME})


@dataclass(frozen=True, slots=True)
class _Page:
    """The columns before those of the form: category and number where its rows have any."""

    table: FormTable
    has_categories: bool
    has_numbers: bool

    @property
    def lead(self) -> int:
        """How many columns stand before the figures."""
        return 2 + self.has_categories + self.has_numbers

    @property
    def widths(self) -> tuple[float, ...]:
        """Widths of all columns in characters."""
        lead = [*([5.0] if self.has_categories else []), *([5.5] if self.has_numbers else []), 30.0, 11.0]
        return (*lead, *(_WIDTHS[column] for column in self.table.form.columns))


def lay_out_form(table: FormTable) -> SheetLayout:
    """The page of a form for its region and period."""
    rows = table.form.rows
    page = _Page(table, any(row.category for row in rows), any(row.no for row in rows))
    after = _BODY_ROW + len(rows)
    cells = (*_heads(page), *_body(page), *_notes(page, after))
    return SheetLayout(
        name=sheet_name(table),
        cells=cells,
        widths=page.widths,
        heights=row_heights(cells, page.widths),
        header_rows=(_HEAD_ROW, _HEAD_ROW),
        frozen_columns=page.lead,
        properties={
            "title": form_title(table),
            "subject": table.form.name,
            "keywords": f"wzdesk 填报表 {table.form.code} 地区 {table.region.code} 期别 {table.period.code}",
        },
    )


def sheet_name(table: FormTable) -> str:
    """The form's name as far as a sheet may bear it."""
    return re.sub(r"[\[\]:*?/\\]", "", table.form.name)[:_NAME_LIMIT].strip("'") or "填报表"


def form_title(table: FormTable) -> str:
    """The title over the table: 温州市2023年1—9月主要经济指标月报表."""
    if table.is_across:
        name = table.indicators[table.form.rows[0].indicator].name
        return f"各地区{table.words}{name}（{table.form.name}）"
    return f"{table.region.name}{table.words}{table.form.name}"


def _heads(page: _Page) -> Iterator[SheetCell]:
    yield SheetCell(_TITLE_ROW, 1, form_title(page.table), CellRole.TITLE, columns=len(page.widths))
    lead = [
        *(["类别"] if page.has_categories else []),
        *(["序号"] if page.has_numbers else []),
        "地区" if page.table.is_across else "指标名称",
        "单位",
    ]
    words = [*lead, *(_head_words(page.table, column) for column in page.table.form.columns)]
    for column, text in enumerate(words, 1):
        yield SheetCell(_HEAD_ROW, column, text, CellRole.HEADER)


def _head_words(table: FormTable, column: FormColumn) -> str:
    words = column_words(table.form, column)
    match column:
        case FormColumn.MONTH:
            return table.single.words.partition("年")[2] or words
        case FormColumn.GROWTH | FormColumn.COMPLETION | FormColumn.TIME:
            return f"{words}(%)"
        case FormColumn.TARGET:
            return f"{table.period.last_year}年\n目标"
    return words


def _body(page: _Page) -> Iterator[SheetCell]:
    rows, first = page.table.form.rows, 1
    if page.has_categories:
        at = _BODY_ROW
        for category, members in groupby(rows, lambda row: row.category):
            count = len(list(members))
            yield SheetCell(at, 1, category, rows=count)
            at += count
        first = 2
    for number, row in enumerate(rows, _BODY_ROW):
        yield from _row(page, row, number, first)


def _row(page: _Page, row: FormRow, number: int, first: int) -> Iterator[SheetCell]:
    column = first
    if page.has_numbers:
        yield SheetCell(number, column, row.no)
        column += 1
    sign = "#" if row.marked else ""
    indent = 1 if row.depth and not row.marked else 0
    yield SheetCell(number, column, sign + row.name, align=Align.LEFT, indent=indent)
    yield SheetCell(number, column + 1, row.unit)
    for at, its in enumerate(page.table.form.columns, column + 2):
        yield _cell(page.table, row, its, number, at)


def _cell(table: FormTable, row: FormRow, column: FormColumn, number: int, at: int) -> SheetCell:
    text = table.text(row, column)
    if column in _COMPUTED:
        return SheetCell(number, at, text.removesuffix("%"), kind=CellKind.COMPUTED, align=Align.RIGHT)
    if column in _FIGURES:
        wanted = number_format_of(text)
        kind = CellKind.TEXT if wanted is None else CellKind.NUMBER
        return SheetCell(number, at, text, kind=kind, align=Align.RIGHT, number_format=wanted or "")
    return SheetCell(number, at, text, align=Align.LEFT)


def _notes(page: _Page, row: int) -> Iterator[SheetCell]:
    for at, line in enumerate(note_lines(page.table), row):
        yield SheetCell(at, 1, line, CellRole.NOTE, align=Align.LEFT, columns=len(page.widths))


def _told(table: FormTable, row: FormRow, stored: Observation) -> str:
    return text_in(stored.quantity, table.indicators[row.indicator].unit, row.unit)


def note_lines(table: FormTable) -> list[str]:
    """The notes under the table: revised figures of last year, corrections, comments, and what was computed."""
    names = {row.code: row.name for row in table.form.rows}
    lines = [
        f"{row.name}的上年同期：上年报的是 {_told(table, row, stored)}，本期改为 {table.text(row, FormColumn.LAST_YEAR)}。"
        for row in table.form.rows
        if (stored := table.revised_base(row)) is not None
    ]
    lines += [
        f"{row.name}的{column_words(table.form, column)}：{correction.words}。"
        for row in table.form.rows
        for column in table.form.columns
        if (correction := table.correction(row, column)) is not None
    ]
    lines += [
        f"{names[table.code_at(key)]}：{text}"
        for key, text in sorted(table.notes.items())
        if key.kind is NoteKind.COMMENT and key.period == table.period and table.code_at(key) in names
    ]
    if FormColumn.COMPLETION in table.form.columns:
        lines.append(f"完成率按累计数占年度目标计算，时间进度 {percent_words(table.time_progress)}。")
    return [f"注：{line}" if number == 0 else f"　　{line}" for number, line in enumerate(lines)]
