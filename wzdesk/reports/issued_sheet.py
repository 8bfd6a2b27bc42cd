"""A form as it is sent out for a period: what is known beside what is asked, and a line to sign on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.exchange.identity import ENTRY_COLUMNS, IssuedRow, Place
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_edit import column_words
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.reports.form_sheet import form_title, sheet_name
from wzdesk.reports.number_cells import number_format_of
from wzdesk.reports.row_heights import row_heights

NO, NAME, UNIT, CODE = "序号", "指标名称", "单位", "代码"
"""The headings by which a row of a returned sheet is told."""
_CATEGORY, _BEFORE = "类别", "上期累计"
_TITLE_ROW, _LINE_ROW, _HEAD_ROW, _BODY_ROW = 1, 2, 3, 4
_WIDTHS = {
    _CATEGORY: 5.0,
    NO: 5.5,
    NAME: 30.0,
    UNIT: 10.0,
    CODE: 40.0,
    FormColumn.TARGET: 16.0,
    FormColumn.REMARK: 22.0,
}
_USUAL_WIDTH = 11.5
_SIGNATURE = "填表人：　　　　　　审核人：　　　　　　负责人（签字）：　　　　　　报出日期：　　　年　　月　　日　　（盖章）"


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """A sheet to send: its layout, where each entry cell stands, and what tells rows and columns when it comes back."""

    layout: SheetLayout
    entry_cells: Mapping[Place, tuple[int, int]]
    hidden_columns: tuple[int, ...]
    rows: tuple[IssuedRow, ...]
    headings: Mapping[FormColumn, str]
    base: Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class _Page:
    table: FormTable
    before: FormTable | None
    columns: tuple[str | FormColumn, ...]

    def words(self, column: str | FormColumn) -> str:
        """The heading of a column."""
        if not isinstance(column, FormColumn):
            if column == _BEFORE and self.before is not None:
                return f"{self.before.period.words.partition('年')[2] or self.before.words}\n（上期累计）"
            return column
        table, words = self.table, column_words(self.table.form, column)
        match column:
            case FormColumn.MONTH:
                return table.single.words.partition("年")[2] or words
            case FormColumn.TOTAL:
                return f"{table.period.words.partition('年')[2] or '全年'}\n{words}"
            case FormColumn.GROWTH:
                return f"{words}(%)"
            case FormColumn.TARGET:
                return f"{table.period.last_year}年\n目标"
        return words


def lay_out_issued(table: FormTable, before: FormTable | None, due: date) -> IssuedSheet:
    """The sheet of a form to be filled by a region; ``before`` is the same form one period earlier."""
    page = _Page(table, before, _columns(table, before))
    at = {column: number for number, column in enumerate(page.columns, 1)}
    asked = {
        Place(row.code, column): (number, at[column])
        for number, row in enumerate(table.form.rows, _BODY_ROW)
        for column in ENTRY_COLUMNS
        if column in at and (column is FormColumn.REMARK or table.key_of(row, column) is not None)
    }
    cells = (*_heads(page, due), *_body(page), *_foot(page))
    widths = tuple(_WIDTHS.get(column, _USUAL_WIDTH) for column in page.columns)
    layout = SheetLayout(
        name=sheet_name(table),
        cells=cells,
        widths=widths,
        heights=row_heights(cells, widths),
        header_rows=(_HEAD_ROW, _HEAD_ROW),
        frozen_columns=at[UNIT],
        mark=DEMO_MARK if table.is_demo else "",
        properties={"title": form_title(table), "subject": table.form.name},
    )
    rows = {row.code: row for row in table.form.rows}
    return IssuedSheet(
        layout,
        asked,
        (at[CODE],),
        tuple(IssuedRow(row.code, row.no, row.name, row.unit, row.category) for row in table.form.rows),
        {column: page.words(column) for column in ENTRY_COLUMNS if column in at},
        {place: table.text(rows[place.row], place.column) for place in asked},
    )


def _columns(table: FormTable, before: FormTable | None) -> tuple[str | FormColumn, ...]:
    form = table.form
    return (
        *([_CATEGORY] if any(row.category for row in form.rows) else []),
        *([NO] if any(row.no for row in form.rows) else []),
        NAME,
        UNIT,
        *([FormColumn.LAST_YEAR] if FormColumn.LAST_YEAR in form.columns else []),
        *([FormColumn.TARGET] if FormColumn.TARGET in form.columns and table.targets else []),
        *([_BEFORE] if before is not None and FormColumn.TOTAL in form.columns else []),
        *(column for column in ENTRY_COLUMNS if column in form.columns),
        CODE,
    )


def _heads(page: _Page, due: date) -> Iterator[SheetCell]:
    wide = len(page.columns) - 1
    table = page.table
    yield SheetCell(_TITLE_ROW, 1, form_title(table), CellRole.TITLE, columns=wide)
    line = f"填报单位：{table.region.name}{table.agency}　　期别：{table.words}　　{due.month}月{due.day}日前报回"
    yield SheetCell(_LINE_ROW, 1, line, CellRole.LINE, align=Align.LEFT, columns=wide)
    for number, column in enumerate(page.columns, 1):
        yield SheetCell(_HEAD_ROW, number, page.words(column), CellRole.HEADER)


def _body(page: _Page) -> Iterator[SheetCell]:
    rows = page.table.form.rows
    if _CATEGORY in page.columns:
        at = _BODY_ROW
        for category, members in groupby(rows, lambda row: row.category):
            count = len(list(members))
            yield SheetCell(at, 1, category, rows=count)
            at += count
    for number, row in enumerate(rows, _BODY_ROW):
        for at, column in enumerate(page.columns, 1):
            if column != _CATEGORY:
                yield _cell(page, row, column, number, at)


def _cell(page: _Page, row: FormRow, column: str | FormColumn, number: int, at: int) -> SheetCell:
    if not isinstance(column, FormColumn):
        return _label(page, row, column, number, at)
    text = page.table.text(row, column)
    match column:
        case FormColumn.REMARK:
            return SheetCell(number, at, text, align=Align.LEFT)
        case FormColumn.TARGET:
            return SheetCell(number, at, text, kind=CellKind.COMPUTED, align=Align.LEFT)
        case FormColumn.LAST_YEAR:
            return _known(text, number, at)
    asked = page.table.key_of(row, column) is not None
    return _figure(text, number, at) if asked else _known("", number, at)


def _label(page: _Page, row: FormRow, column: str, number: int, at: int) -> SheetCell:
    if column == NAME:
        indent = 1 if row.depth and not row.marked else 0
        words = f"#{row.name}" if row.marked else row.name
        return SheetCell(number, at, words, align=Align.LEFT, indent=indent)
    if column == _BEFORE:
        assert page.before is not None
        return _known(page.before.text(row, FormColumn.TOTAL), number, at)
    return SheetCell(number, at, {NO: row.no, UNIT: row.unit, CODE: row.code}[column])


def _figure(text: str, number: int, at: int) -> SheetCell:
    wanted = number_format_of(text)
    kind = CellKind.TEXT if wanted is None else CellKind.NUMBER
    return SheetCell(number, at, text, kind=kind, align=Align.RIGHT, number_format=wanted or "")


def _known(text: str, number: int, at: int) -> SheetCell:
    """A figure that only stands beside: grey, not to be filled."""
    return SheetCell(number, at, text, kind=CellKind.COMPUTED, align=Align.RIGHT)


def _foot(page: _Page) -> Iterator[SheetCell]:
    wide, after = len(page.columns) - 1, _BODY_ROW + len(page.table.form.rows)
    told = "说明：只填白色的格；没有数的填“暂无数据”，不适用的填“—”；约数、以内、以上照写；单位写在“单位”一列，请不要改表的结构。"
    yield SheetCell(after, 1, told, CellRole.NOTE, align=Align.LEFT, columns=wide)
    yield SheetCell(after + 1, 1, _SIGNATURE, CellRole.NOTE, align=Align.LEFT, columns=wide)
