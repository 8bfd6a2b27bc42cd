"""A small form of a county with last year's figures, for pasting into."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.rule import Rule, RuleKind
from wzdesk.domain.checks.rule_book import ByAndBy, RuleBook
from wzdesk.domain.checks.sight import Figures, LinesOf, Pair
from wzdesk.domain.form import Form, FormRow
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.pasting.grounds import FormGround
from wzdesk.domain.pasting.judge import judged
from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell
from wzdesk.domain.period import Period
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.typed_cell import Column, TypedCell

PERIOD = Period.to_month(2024, 9)
REGION = Region("330326", "平阳县", "平阳", RegionLevel.COUNTY, None)
INDICATORS = {
    "INVEST": Indicator("INVEST", "固定资产投资", unit="亿元", accumulation=Accumulation.YTD),
    "REVENUE": Indicator("REVENUE", "一般公共预算收入", unit="亿元", accumulation=Accumulation.YTD),
    "SHARE": Indicator("SHARE", "城镇调查失业率", unit="%", accumulation=Accumulation.RATIO),
}
ROWS = (
    FormRow("INVEST", "固定资产投资", "亿元"),
    FormRow("REVENUE", "一般公共预算收入", "万元"),
    FormRow("SHARE", "城镇调查失业率", "%"),
)
_PLACES = {Column.TOTAL: 0, Column.GROWTH: 1, Column.REMARK: 2}


def observation(indicator: str, text: str, period: Period, measure: Measure = Measure.LEVEL) -> Observation:
    unit = "%" if measure is Measure.GROWTH else INDICATORS[indicator].unit
    return Observation(ObservationKey(REGION.code, indicator, period, measure), read_quantity(text, unit))


class Records:
    """Last year's September and this year's August, and the rules given."""

    def __init__(self, rules: Sequence[Rule] = ()) -> None:
        self.book = RuleBook(rules, INDICATORS.values(), [REGION])
        self.reads = 0
        self.stored = [
            observation("INVEST", "44.86", PERIOD.year_before),
            observation("INVEST", "40.00", PERIOD.previous),
            observation("REVENUE", "41.27", PERIOD.year_before),
            observation("SHARE", "5.2", PERIOD.year_before),
        ]

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        self.reads += len(pairs)
        return {
            pair: [each for each in self.stored if (each.key.region, each.key.indicator) == pair]
            for pair in pairs
        }

    def lines(self, pairs: Collection[Pair]) -> Mapping[Pair, Line]:
        return self.book.lines_of(pairs, self)

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        return {each.key: each for each in self.stored if each.key in keys}

    def by_and_by(self, figures: Figures, without: Collection[RuleKind], lines: LinesOf) -> ByAndBy:
        return self.book.by_and_by(figures, without, lines)


def table(*observations: Observation) -> FormTable:
    return FormTable(
        Form("monthly", "月报", ROWS), REGION, PERIOD, INDICATORS, {each.key: each for each in observations}
    )


def laid(indicator: str, text: str, column: Column = Column.TOTAL, before: str = "") -> LaidCell:
    row = list(INDICATORS).index(indicator)
    return LaidCell((row, _PLACES[column]), text, TypedCell(indicator, column, text), before)


def judge_one(
    indicator: str,
    text: str,
    column: Column = Column.TOTAL,
    *,
    before: str = "",
    form: FormTable | None = None,
) -> JudgedCell:
    (cell,) = judged([laid(indicator, text, column, before)], FormGround(form or table()), Records())
    return cell


def value_of(cell: JudgedCell) -> Decimal | None:
    return cell.quantity.value if cell.quantity else None
