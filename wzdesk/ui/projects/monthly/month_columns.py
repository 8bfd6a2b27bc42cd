"""The columns of a month's sheet in the entry grid."""

from wzdesk.domain.period import Period
from wzdesk.domain.projects.month_sheet import MoneyUnit
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn, Shape


def columns_of(month: Period, unit: MoneyUnit) -> tuple[ColumnSpec, ...]:
    """The columns, left to right."""
    last = month.last_month
    so_far = f"{last}月" if last == 1 else f"1—{last}月"
    this = f"平台报表　{last}月"
    money = unit.value

    def amount(column: GridColumn, title: str, stored: Column | None = None, group: str = "") -> ColumnSpec:
        return ColumnSpec(
            column=column,
            title=title,
            shape=Shape.NUMBER,
            narrow=82,
            wide=112,
            unit=money,
            group=group,
            stored=stored,
        )

    return (
        ColumnSpec(column=GridColumn.NO, title="序号", shape=Shape.NO, narrow=36, wide=40, frozen=True),
        ColumnSpec(
            column=GridColumn.NAME, title="项目名称", shape=Shape.NAME, narrow=200, wide=320, frozen=True
        ),
        amount(GridColumn.PLAN, "年度计划"),
        amount(GridColumn.BEFORE, f"{month.previous.last_month}月累计"),
        amount(GridColumn.MONTH, "本月", Column.MONTH, this),
        amount(GridColumn.TOTAL, f"{so_far}累计", Column.TOTAL, this),
        amount(GridColumn.SINCE_START, "开工以来", Column.SINCE_START, this),
        ColumnSpec(
            column=GridColumn.COMPLETION, title="完成率", unit="%", shape=Shape.NUMBER, narrow=70, wide=84,
            group="对照年度计划", group_note="自动计算", implied=("%",),
        ),
        ColumnSpec(
            column=GridColumn.LAG, title="序时进度", unit="个百分点", shape=Shape.LAG, narrow=136, wide=148,
            group="对照年度计划", group_note="自动计算",
        ),
        amount(GridColumn.BOOKED, "统计入库", Column.BOOKED),
        amount(GridColumn.FUNDS, "到位资金", Column.FUNDS),
        ColumnSpec(
            column=GridColumn.IMAGE_PERCENT, title="形象进度", unit="%", shape=Shape.NUMBER, narrow=80, wide=90,
            stored=Column.IMAGE_PERCENT, implied=("%", "％"),
        ),
        _words(GridColumn.IMAGE, "形象进度（文字）", Column.IMAGE),
        _words(GridColumn.PROBLEM, "存在问题", Column.PROBLEM),
        _words(GridColumn.NEXT_STEP, "下一步", Column.NEXT_STEP),
    )  # fmt: skip


def _words(column: GridColumn, title: str, stored: Column) -> ColumnSpec:
    return ColumnSpec(column=column, title=title, shape=Shape.WORDS, narrow=170, wide=240, stored=stored)
