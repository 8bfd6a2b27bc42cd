"""The columns of the ledger: heads, widths, by what they are sorted, and what stands in their cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.lag import time_progress
from wzdesk.domain.projects.ledger import LedgerColumn
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.roll_up import Sum
from wzdesk.ui.projects.amounts import percent_words, yi_words
from wzdesk.ui.projects.lag_marks import lag_words

RegionNames = Mapping[str, str]


class Shape(Enum):
    """How the content of a column stands in its cells."""

    NAME = "name"
    WORDS = "words"
    AMOUNT = "amount"
    RATE = "rate"
    LAG = "lag"


class Col(StrEnum):
    """Every column that the ledger can show."""

    NAME = "name"
    FIELD = "field"
    NATURE = "nature"
    STAGE = "stage"
    REGION = "region"
    AGENCY = "agency"
    OWNER = "owner"
    TOTAL = "total"
    PLAN = "plan"
    MONTH = "month"
    DONE = "done"
    RATE = "rate"
    AHEAD = "ahead"
    BOOKED = "booked"
    GAP = "gap"
    FUNDS = "funds"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Spec:
    """One column; ``width`` in px at 100 %, ``order`` by what it is sorted, ``usual`` whether it is shown at first."""

    col: Col
    title: str
    unit: str
    shape: Shape
    width: int
    order: LedgerColumn | None = None
    usual: bool = True


SPECS = (
    Spec(Col.NAME, "项目名称", "", Shape.NAME, 264, LedgerColumn.NAME),
    Spec(Col.FIELD, "领域", "", Shape.WORDS, 104, LedgerColumn.FIELD, usual=False),
    Spec(Col.NATURE, "性质", "", Shape.WORDS, 58, LedgerColumn.NATURE),
    Spec(Col.STAGE, "阶段", "", Shape.WORDS, 76, LedgerColumn.STAGE, usual=False),
    Spec(Col.REGION, "所在地", "", Shape.WORDS, 82, LedgerColumn.REGION),
    Spec(Col.AGENCY, "责任单位", "", Shape.WORDS, 120, LedgerColumn.AGENCY, usual=False),
    Spec(Col.OWNER, "业主", "", Shape.WORDS, 120, LedgerColumn.OWNER, usual=False),
    Spec(Col.TOTAL, "总投资", "亿元", Shape.AMOUNT, 78, LedgerColumn.TOTAL, usual=False),
    Spec(Col.PLAN, "年度计划", "亿元", Shape.AMOUNT, 76, LedgerColumn.PLAN),
    Spec(Col.MONTH, "{month}月完成", "亿元", Shape.AMOUNT, 76),
    Spec(Col.DONE, "1—{month}月累计", "亿元", Shape.AMOUNT, 92, LedgerColumn.DONE),
    Spec(Col.RATE, "完成年度计划", "%，竖线 {time}", Shape.RATE, 132, LedgerColumn.RATE),
    Spec(Col.AHEAD, "与序时进度", "个百分点", Shape.LAG, 136, LedgerColumn.RATE),
    Spec(Col.BOOKED, "统计入库", "亿元", Shape.AMOUNT, 78, LedgerColumn.BOOKED, usual=False),
    Spec(Col.GAP, "统计入库", "差额 亿元", Shape.AMOUNT, 76, LedgerColumn.GAP),
    Spec(Col.FUNDS, "资金到位", "亿元", Shape.AMOUNT, 78, LedgerColumn.FUNDS, usual=False),
    Spec(Col.IMAGE, "形象进度", "", Shape.WORDS, 200, usual=False),
)


def title_of(spec: Spec, month: Period) -> str:
    """The head for a month; January's year to date is the month itself."""
    title = spec.title.replace("1—{month}", "{month}") if month.last_month == 1 else spec.title
    return title.format(month=month.last_month)


def unit_of(spec: Spec, month: Period) -> str:
    """What stands grey under the head."""
    return spec.unit.format(time=percent_words(time_progress(month.last_month)))


_AMOUNTS: dict[Col, Callable[[LedgerLine], Decimal | None]] = {
    Col.TOTAL: lambda line: line.total,
    Col.PLAN: lambda line: line.plan,
    Col.MONTH: lambda line: line.reported.month,
    Col.DONE: lambda line: line.reported.year,
    Col.RATE: lambda line: line.rate,
    Col.AHEAD: lambda line: line.ahead,
    Col.BOOKED: lambda line: line.booked.year,
    Col.GAP: lambda line: line.gap,
    Col.FUNDS: lambda line: line.funds,
}
_SUMS: dict[Col, Callable[[Sum, int], Decimal | None]] = {
    Col.TOTAL: lambda added, _month: added.total,
    Col.PLAN: lambda added, _month: added.plan,
    Col.MONTH: lambda added, _month: added.month if added.reports else None,
    Col.DONE: lambda added, _month: added.done if added.reports else None,
    Col.RATE: lambda added, _month: added.rate,
    Col.AHEAD: lambda added, month: added.ahead(month),
    Col.BOOKED: lambda added, _month: added.booked if added.reports else None,
    Col.GAP: lambda added, _month: added.gap if added.reports else None,
}
_WORDS: dict[Col, Callable[[LedgerLine], str]] = {
    Col.NAME: lambda line: line.name,
    Col.FIELD: lambda line: line.field,
    Col.NATURE: lambda line: line.nature.value if line.nature else "",
    Col.STAGE: lambda line: line.stage.value if line.stage else "",
    Col.AGENCY: lambda line: line.agency,
    Col.OWNER: lambda line: line.owner,
    Col.IMAGE: lambda line: line.image,
}


def figure_of(row: LedgerLine | Sum, col: Col, month: Period) -> Decimal | None:
    """The number of a cell, unrounded; None where there is none."""
    if isinstance(row, Sum):
        of_sum = _SUMS.get(col)
        return of_sum(row, month.last_month) if of_sum else None
    of_line = _AMOUNTS.get(col)
    return of_line(row) if of_line else None


def text_of(row: LedgerLine | Sum, spec: Spec, month: Period, regions: RegionNames) -> str:
    """A cell as it is read."""
    if spec.shape in {Shape.NAME, Shape.WORDS}:
        return "" if isinstance(row, Sum) else words_of(row, spec.col, regions)
    figure = figure_of(row, spec.col, month)
    if spec.shape is Shape.RATE:
        return percent_words(figure)
    return lag_words(figure) if spec.shape is Shape.LAG else yi_words(figure)


def words_of(line: LedgerLine, col: Col, regions: RegionNames) -> str:
    """The words of a cell; of several regions the first and how many there are."""
    if col is not Col.REGION:
        return _WORDS[col](line)
    if not line.regions:
        return ""
    first = regions.get(line.regions[0], line.regions[0])
    return first if len(line.regions) == 1 else f"{first.rstrip('区县市')}等{len(line.regions)}地"
