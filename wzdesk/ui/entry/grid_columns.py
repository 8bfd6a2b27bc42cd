"""The columns of the entry grid: their heads, their kind of content, and their widths."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from wzdesk.domain.plan import Plan
from wzdesk.domain.typed_cell import Column


class GridColumn(StrEnum):
    """Every column the grid can show, stored, printed or computed."""

    CATEGORY = "category"
    NO = "no"
    NAME = "name"
    UNIT = "unit"
    BASE = "base"
    TARGET = "target"
    RATE_TARGET = "rate_target"
    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    RATE = "rate"
    GAP = "gap"
    VERDICT = "verdict"


class Shape(Enum):
    """How the content of a column stands in its cells."""

    CATEGORY = "category"
    NO = "no"
    NAME = "name"
    CAPTION = "caption"
    WORDS = "words"
    NUMBER = "number"
    VERDICT = "verdict"


class MergedBy(Enum):
    """Which rows share one cell of a column."""

    ROW = "row"
    ITEM = "item"
    CATEGORY = "category"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """One column. ``narrow`` and ``wide`` are its px in windows 1366 and 1920 wide, at 100 %.

    ``unit`` and ``group_note`` stand grey beside title and group; ``implied`` are unit words that the head
    already says and the cells need not repeat on the screen.
    """

    column: GridColumn
    title: str
    shape: Shape
    narrow: int
    wide: int
    unit: str = ""
    group: str = ""
    group_note: str = ""
    stored: Column | None = None
    merged_by: MergedBy = MergedBy.ROW
    frozen: bool = False
    implied: tuple[str, ...] = ()

    @property
    def is_computed(self) -> bool:
        """Whether the program, not a person, fills it."""
        return self.column in {GridColumn.GAP, GridColumn.VERDICT}

    @property
    def words(self) -> str:
        """The whole head in one line, for screen readers and tips."""
        return " ".join(part for part in (self.group, self.title, self.unit) if part)


POINTS = ("个百分点", "个点", "百分点")
LEAST_NAME = 180
"""Width to which the name column may shrink, px at 100 %."""


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


def fitted_widths(specs: Sequence[ColumnSpec], scale: float, needed: Sequence[int], room: int) -> list[int]:
    """Widths of the columns in px for a grid of ``room`` px.

    Each column stands between its narrow and its wide measure, never below what its content needs; the
    name column takes what is over, and gives way first, down to its least. Then the grid scrolls.
    """
    least = [LEAST_NAME * scale if spec.shape is Shape.NAME else spec.narrow * scale for spec in specs]
    least = [max(width, need) for width, need in zip(least, needed, strict=True)]
    usual = [max(spec.narrow * scale, low) for spec, low in zip(specs, least, strict=True)]
    wide = [max(spec.wide * scale, low) for spec, low in zip(specs, usual, strict=True)]
    small, large = (usual, wide) if sum(usual) <= room else (least, usual)
    span = sum(large) - sum(small)
    share = min(max((room - sum(small)) / span, 0), 1) if span else 0
    widths = [round(low + (high - low) * share) for low, high in zip(small, large, strict=True)]
    name = next(i for i, spec in enumerate(specs) if spec.shape is Shape.NAME)
    widths[name] = max(widths[name] + room - sum(widths), round(least[name]))
    return widths
