"""The columns of a plan's table in the entry grid."""

from wzdesk.domain.plan import Plan
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import POINTS, ColumnSpec, GridColumn, MergedBy, Shape


def columns_of(plan: Plan) -> tuple[ColumnSpec, ...]:
    """The columns of a plan's table, left to right."""
    if plan.is_annual:
        return _frozen_columns(category=True) + _annual_columns(plan) + _computed_columns()
    has_categories = any(item.category for item in plan.items)
    return _frozen_columns(category=has_categories) + _years_columns(plan) + _computed_columns()


def _frozen_columns(*, category: bool) -> tuple[ColumnSpec, ...]:
    first = ColumnSpec(
        column=GridColumn.CATEGORY, title="类别", shape=Shape.CATEGORY, narrow=28, wide=32,
        merged_by=MergedBy.CATEGORY, frozen=True,
    )  # fmt: skip
    rest = (
        ColumnSpec(
            column=GridColumn.NO, title="序号", shape=Shape.NO, narrow=36, wide=40,
            merged_by=MergedBy.ITEM, frozen=True,
        ),
        ColumnSpec(column=GridColumn.NAME, title="指标名称", shape=Shape.NAME, narrow=276, wide=380, frozen=True),
    )  # fmt: skip
    return (first, *rest) if category else rest


def _unit_column() -> ColumnSpec:
    return ColumnSpec(column=GridColumn.UNIT, title="单位", shape=Shape.CAPTION, narrow=70, wide=92)


def _annual_columns(plan: Plan) -> tuple[ColumnSpec, ...]:
    actual = f"{plan.last_year}年实绩"
    return (
        _unit_column(),
        ColumnSpec(
            column=GridColumn.TARGET, title=f"{plan.last_year}年计划目标", shape=Shape.WORDS, narrow=116, wide=286,
            stored=Column.TARGET, merged_by=MergedBy.TARGET,
        ),
        ColumnSpec(
            column=GridColumn.LEVEL, title="绝对值", shape=Shape.NUMBER, narrow=98, wide=128,
            group=actual, stored=Column.LEVEL,
        ),
        ColumnSpec(
            column=GridColumn.GROWTH, title="增速", unit="%", shape=Shape.NUMBER, narrow=86, wide=108,
            group=actual, stored=Column.GROWTH, implied=("%", "％"),
        ),
        ColumnSpec(
            column=GridColumn.CHANGE, title="变动", unit="个百分点", shape=Shape.NUMBER, narrow=86, wide=136,
            group=actual, stored=Column.CHANGE, implied=POINTS,
        ),
    )  # fmt: skip


def _years_columns(plan: Plan) -> tuple[ColumnSpec, ...]:
    base = plan.base_year or plan.first_year - 1
    columns: tuple[ColumnSpec, ...] = (
        _unit_column(),
        ColumnSpec(
            column=GridColumn.BASE, title=f"{base}年基数", shape=Shape.NUMBER, narrow=88, wide=116
        ),
        ColumnSpec(
            column=GridColumn.TARGET, title=f"{plan.last_year}年", shape=Shape.WORDS, narrow=98, wide=160,
            group="规划目标", stored=Column.TARGET, merged_by=MergedBy.TARGET,
        ),
        ColumnSpec(
            column=GridColumn.RATE_TARGET, title="年均增长", unit="[累计]", shape=Shape.WORDS, narrow=98, wide=124,
            group="规划目标", stored=Column.RATE_TARGET,
        ),
        ColumnSpec(
            column=GridColumn.LEVEL, title=f"{plan.last_year}年", shape=Shape.NUMBER, narrow=98, wide=128,
            group="实绩", stored=Column.LEVEL,
        ),
        ColumnSpec(
            column=GridColumn.RATE, title="年均增长", unit="[累计]", shape=Shape.NUMBER, narrow=98, wide=124,
            group="实绩", stored=Column.RATE,
        ),
    )  # fmt: skip
    has_base = any(part.base for _, part in plan.parts())
    return columns if has_base else tuple(spec for spec in columns if spec.column is not GridColumn.BASE)


def _computed_columns() -> tuple[ColumnSpec, ...]:
    group, note = "对照目标", "自动计算"
    return (
        ColumnSpec(
            column=GridColumn.GAP, title="相差", shape=Shape.NUMBER, narrow=76, wide=100, group=group, group_note=note,
        ),
        ColumnSpec(
            column=GridColumn.VERDICT, title="判定", shape=Shape.VERDICT, narrow=94, wide=127, group=group,
            group_note=note, merged_by=MergedBy.ITEM,
        ),
    )  # fmt: skip
