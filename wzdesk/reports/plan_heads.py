"""The columns of a plan's table as the documents print it, with ours (判定, 备注) after them."""

from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import Column


class Label(StrEnum):
    """The columns beside those that hold something stored."""

    CATEGORY = "category"
    NUMBER = "number"
    NAME = "name"
    PART = "part"
    UNIT = "unit"
    NATURE = "nature"
    VERDICT = "verdict"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Head:
    """One column: what it holds, its heading and the heading over it, its width in characters."""

    holds: Label | Column
    text: str
    width: float
    group: str = ""


def heads_of(table: PlanTable) -> tuple[Head, ...]:
    """The columns of a plan's table, left to right."""
    plan = table.plan
    has_category = any(item.category for item in plan.items)
    has_nature = any(item.nature for item in plan.items)
    return (
        *([Head(Label.CATEGORY, "类别", 5)] if has_category else []),
        Head(Label.NUMBER, "序号", 5.5),
        Head(Label.NAME, "指标名称", 19),
        Head(Label.PART, "", 19),
        Head(Label.UNIT, "单位", 11),
        *(_annual_heads(plan.last_year) if plan.is_annual else _years_heads(plan.last_year)),
        *([Head(Label.NATURE, "指标属性", 9)] if has_nature else []),
        Head(Label.VERDICT, "判定", 9.5),
        Head(Label.NOTE, "备注", 26),
    )


def _annual_heads(year: int) -> list[Head]:
    actual = f"{year}年实绩"
    return [
        Head(Column.TARGET, f"{year}年\n计划目标", 17),
        Head(Column.LEVEL, "绝对值", 11, actual),
        Head(Column.GROWTH, "增速(%)", 10, actual),
        Head(Column.CHANGE, "变动", 18.5, actual),
    ]


def _years_heads(last_year: int) -> list[Head]:
    rate, target, actual = "年均增长\n[累计提高]", "规划目标", "完成情况"
    return [
        Head(Column.TARGET, f"{last_year}年", 15, target),
        Head(Column.RATE_TARGET, rate, 13, target),
        Head(Column.LEVEL, f"{last_year}年", 15, actual),
        Head(Column.RATE, rate, 13, actual),
    ]
