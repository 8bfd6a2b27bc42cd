"""The columns of the entry grid: their heads, their kind of content, and their widths."""

from collections.abc import Mapping, Sequence
from enum import Enum, StrEnum
from typing import NamedTuple

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
    LAST_YEAR = "last_year"
    MONTH = "month"
    TOTAL = "total"
    COMPLETION = "completion"
    TIME = "time"
    REMARK = "remark"
    PLAN = "plan"
    BEFORE = "before"
    SINCE_START = "since_start"
    LAG = "lag"
    BOOKED = "booked"
    FUNDS = "funds"
    IMAGE = "image"
    IMAGE_PERCENT = "image_percent"
    PROBLEM = "problem"
    NEXT_STEP = "next_step"


_COMPUTED = frozenset(
    {GridColumn.GAP, GridColumn.VERDICT, GridColumn.COMPLETION, GridColumn.TIME, GridColumn.LAG}
)


class Shape(Enum):
    """How the content of a column stands in its cells."""

    CATEGORY = "category"
    NO = "no"
    NAME = "name"
    CAPTION = "caption"
    WORDS = "words"
    NUMBER = "number"
    VERDICT = "verdict"
    LAG = "lag"


class MergedBy(Enum):
    """Which rows share one cell of a column."""

    ROW = "row"
    ITEM = "item"
    CATEGORY = "category"
    TARGET = "target"


class ColumnSpec(NamedTuple):
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
        return self.column in _COMPUTED

    @property
    def words(self) -> str:
        """The whole head in one line, for screen readers and tips."""
        return " ".join(part for part in (self.group, self.title, self.unit) if part)


POINTS = ("个百分点", "个点", "百分点")
LEAST_NAME = 180
"""Width to which the name column may shrink, px at 100 %."""


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


def with_own_widths(
    specs: Sequence[ColumnSpec], fitted: Sequence[int], own: Mapping[GridColumn, int], scale: float
) -> list[int]:
    """The fitted widths with those a person set (px at 100 %) in their place; figures without room are shortened."""
    return [
        round(own[spec.column] * scale) if spec.column in own else width
        for spec, width in zip(specs, fitted, strict=True)
    ]


def in_order(specs: Sequence[ColumnSpec], order: Sequence[GridColumn]) -> tuple[ColumnSpec, ...]:
    """The columns in a person's order; frozen ones, and those that the order does not name, keep their places."""
    place = {column: number for number, column in enumerate(order)}
    moved = [spec for spec in specs if spec.column in place and not spec.frozen]
    sorted_ = iter(sorted(moved, key=lambda spec: place[spec.column]))
    return tuple(next(sorted_) if spec in moved else spec for spec in specs)
