"""Cells that a person fills, by the indicator of their row and the kind of their column."""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """The cells of a row that hold something stored.

    In plans: targets, ``level``, ``growth`` and ``change``; ``rate`` in those of several years only: average growth,
    or a total in ``[]``. In forms: 上年同期, 本月, 累计, ``growth`` and 备注. In the months of projects: 本月, 年初累计
    as ``total``, and what follows ``since_start``.
    """

    TARGET = "target"
    RATE_TARGET = "rate_target"
    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    RATE = "rate"
    LAST_YEAR = "last_year"
    MONTH = "month"
    TOTAL = "total"
    REMARK = "remark"
    SINCE_START = "since_start"
    BOOKED = "booked"
    FUNDS = "funds"
    IMAGE = "image"
    IMAGE_PERCENT = "image_percent"
    PROBLEM = "problem"
    NEXT_STEP = "next_step"


ACTUAL_COLUMNS = (Column.LEVEL, Column.GROWTH, Column.CHANGE, Column.RATE, Column.MONTH, Column.TOTAL)
"""Those that hold what was reported for the period itself."""
WORD_COLUMNS = (Column.REMARK, Column.IMAGE, Column.PROBLEM, Column.NEXT_STEP)
"""Those that hold sentences."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What a person typed, pasted or imported into one cell."""

    indicator: str
    column: Column
    text: str
