"""The columns of a form in the entry grid."""

from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_table import FormTable, percent_words
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn, MergedBy, Shape


def columns_of(table: FormTable) -> tuple[ColumnSpec, ...]:
    """The columns of a form for its period, left to right."""
    made = {column: _column(table, column) for column in table.form.columns}
    has_categories = any(row.category for row in table.form.rows)
    has_numbers = any(row.no for row in table.form.rows)
    names = "地区" if table.is_across else "指标名称"
    frozen = _frozen(names, has_categories=has_categories, has_numbers=has_numbers)
    return (*frozen, *(made[column] for column in FormColumn if column in made))


def _frozen(names: str, *, has_categories: bool, has_numbers: bool) -> tuple[ColumnSpec, ...]:
    columns = []
    if has_categories:
        columns.append(
            ColumnSpec(
                column=GridColumn.CATEGORY, title="类别", shape=Shape.CATEGORY, narrow=28, wide=32,
                merged_by=MergedBy.CATEGORY, frozen=True,
            )
        )  # fmt: skip
    if has_numbers:
        columns.append(
            ColumnSpec(column=GridColumn.NO, title="序号", shape=Shape.NO, narrow=36, wide=40, frozen=True)
        )
    columns.append(
        ColumnSpec(column=GridColumn.NAME, title=names, shape=Shape.NAME, narrow=220, wide=340, frozen=True)
    )
    columns.append(ColumnSpec(column=GridColumn.UNIT, title="单位", shape=Shape.CAPTION, narrow=66, wide=92))
    return tuple(columns)


def _column(table: FormTable, column: FormColumn) -> ColumnSpec:
    period = table.period
    match column:
        case FormColumn.LAST_YEAR:
            return ColumnSpec(
                column=GridColumn.LAST_YEAR, title=span_words(table, period.year_before), shape=Shape.NUMBER,
                narrow=88, wide=124, group="上年同期", stored=Column.LAST_YEAR,
            )  # fmt: skip
        case FormColumn.MONTH:
            return ColumnSpec(
                column=GridColumn.MONTH, title=single_words(table), shape=Shape.NUMBER, narrow=84, wide=120,
                group=f"{period.last_year}年", stored=Column.MONTH,
            )  # fmt: skip
        case FormColumn.TOTAL:
            return ColumnSpec(
                column=GridColumn.TOTAL, title=_total_words(table), shape=Shape.NUMBER, narrow=98, wide=132,
                group=f"{period.last_year}年", stored=Column.TOTAL,
            )  # fmt: skip
        case FormColumn.GROWTH:
            return ColumnSpec(
                column=GridColumn.GROWTH, title="增速", unit="%", shape=Shape.NUMBER, narrow=74, wide=104,
                group=f"{period.last_year}年", stored=Column.GROWTH, implied=("%", "％"),
            )  # fmt: skip
        case FormColumn.TARGET:
            return ColumnSpec(
                column=GridColumn.TARGET, title=f"{period.last_year}年目标", shape=Shape.WORDS, narrow=104, wide=170,
            )  # fmt: skip
        case FormColumn.COMPLETION:
            return ColumnSpec(
                column=GridColumn.COMPLETION, title="完成率", unit="%", shape=Shape.NUMBER, narrow=98, wide=90,
                group=_time_words(table), implied=("%",),
            )  # fmt: skip
        case FormColumn.TIME:
            return ColumnSpec(
                column=GridColumn.TIME, title="时间进度", unit="%", shape=Shape.NUMBER, narrow=82, wide=100,
                group=_time_words(table), implied=("%",),
            )  # fmt: skip
        case FormColumn.REMARK:
            return ColumnSpec(
                column=GridColumn.REMARK, title="备注", shape=Shape.WORDS, narrow=84, wide=220, stored=Column.REMARK,
            )  # fmt: skip


def span_words(table: FormTable, period: Period) -> str:
    """1—9月, 前三季度; a whole year by its number."""
    if period.frequency is Frequency.YEAR:
        return period.words
    return table.form.words(period).partition("年")[2]


def _total_words(table: FormTable) -> str:
    words = "全年" if table.period.frequency is Frequency.YEAR else f"{span_words(table, table.period)}累计"
    return words.replace("全年累计", "全年")


def single_words(table: FormTable) -> str:
    """9月, 三季度."""
    return table.single.words.partition("年")[2]


def _time_words(table: FormTable) -> str:
    """How much of the year is over: every completion is held against it."""
    return f"时间进度{percent_words(table.time_progress)}"
