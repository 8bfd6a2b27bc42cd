"""Figures as other systems read them: SDMX-CSV 2.0 with codes of SDMX, and a tidy table with names.

Codes: notes on SDMX code lists in the design (§2); 亿 (10^8) is none of CL_UNIT_MULT 1.0, so that such figures go out in
millions (6), exactly. Year-to-date is no frequency: it stands in TRANSFORMATION, the period is that of its last month.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Op, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.region import Region
from wzdesk.domain.units import exact_decimal, parse_unit

STRUCTURE = "WZDESK:DF_PLAN(1.0)"
SDMX_HEAD = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "INDICATOR", "MEASURE", "TRANSFORMATION",
    "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "OBS_STATUS", "BOUND", "COMMENT_OBS",
)  # fmt: skip
TIDY_HEAD = (
    "地区代码",
    "地区",
    "指标代码",
    "指标",
    "期别",
    "期别名称",
    "口径",
    "数值",
    "上限",
    "单位",
    "限定",
    "数据状态",
    "原文",
    "备注",
    "来源",
)
MULTIPLIERS = (0, 1, 2, 3, 4, 6, 9, 12, 15)
"""CL_UNIT_MULT 1.0: powers of ten."""
_UNIT_CODES = {
    "CNY": "CNY", "USD": "USD", "EUR": "EUR", "HKD": "HKD", "JPY": "JPY",
    "percent": "PT", "person": "PS",
}  # fmt: skip
_OTHER = "_O"
_MEASURES = {
    Measure.LEVEL: "绝对值",
    Measure.GROWTH: "增速",
    Measure.CHANGE: "变动",
    Measure.BASE: "上年同期",
}
_OPS = {Op.GE: "以上", Op.GT: "超过", Op.LE: "以内", Op.LT: "低于", Op.ABOUT: "左右", Op.BETWEEN: "区间"}


def sdmx_rows(
    observations: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, ...]]:
    """One row for each observation, in the order of ``SDMX_HEAD``; the text as reported where it says more than a number."""
    for one in observations:
        key, quantity = one.key, one.quantity
        frequency, time, transformation = sdmx_period(key.period)
        unit, power, value = sdmx_value(quantity, _unit_of(one, indicators))
        is_bare = quantity.op is Op.AT and quantity.high is None and not quantity.also
        comments = [one.note, "" if is_bare else quantity.text]
        if unit == _OTHER:
            comments.append(f"单位 {_unit_of(one, indicators)}")
        yield (
            "dataflow", STRUCTURE, "R", frequency, key.region, key.indicator, key.measure.name, transformation,
            time, value, unit, str(power), _decimals(value), one.status.value,
            "" if quantity.op in {None, Op.AT} else quantity.op.name, "；".join(filter(None, comments)),
        )  # fmt: skip


def sdmx_period(period: Period) -> tuple[str, str, str]:
    """FREQ, TIME_PERIOD and TRANSFORMATION (``YTD`` from January on, ``N`` none)."""
    match period.frequency:
        case Frequency.YEAR:
            return "A", f"{period.year}", "N"
        case Frequency.HALF:
            return "S", f"{period.year}-S{period.last_month // 6}", "N"
        case Frequency.QUARTER:
            return "Q", f"{period.year}-Q{period.last_month // 3}", "N"
        case Frequency.MONTH:
            return "M", f"{period.year}-{period.month:02d}", "N"
        case Frequency.YTD:
            return "M", f"{period.last_year}-{period.last_month:02d}", "YTD"
    years = period.last_year - period.year + 1
    return "A", f"{period.year}-01-01/P{years}Y", "N"


def sdmx_value(quantity: Quantity, unit: str) -> tuple[str, int, str]:
    """UNIT_MEASURE, UNIT_MULT and OBS_VALUE: the same amount under a multiplier that the code list has."""
    parsed = parse_unit(plain_unit(unit))
    value = quantity.value
    if parsed is None or len(parsed.dimension) > 1 or parsed.dimension[0] not in _UNIT_CODES:
        return _OTHER, 0, _plain(value)
    code, power = _UNIT_CODES[parsed.dimension[0]], _power(parsed.factor)
    if power is None:  # ‰, 角: in the unit itself
        return code, 0, _plain(None if value is None else exact_decimal(Fraction(value) * parsed.factor))
    known = max(one for one in MULTIPLIERS if one <= power)
    return code, known, _plain(None if value is None else value.scaleb(power - known))


def _power(factor: Fraction) -> int | None:
    """The power of ten that a factor is; None where it is none, or below one."""
    if factor.denominator != 1:
        return None
    power = len(str(factor.numerator)) - 1
    return power if factor == 10**power else None


def _decimals(value: str) -> str:
    """How many digits stand behind the point of what is written; "" where nothing is."""
    return str(len(value.partition(".")[2])) if value else ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _unit_of(one: Observation, indicators: Mapping[str, Indicator]) -> str:
    if one.quantity.unit:
        return one.quantity.unit
    return "%" if one.key.measure is Measure.GROWTH else indicators[one.key.indicator].unit


def tidy_rows(
    observations: Iterable[Observation], indicators: Mapping[str, Indicator], regions: Mapping[str, Region]
) -> Iterator[tuple[str, ...]]:
    """One row for each observation, in the order of ``TIDY_HEAD``; texts that a spreadsheet would calculate are quoted."""
    for one in observations:
        key, quantity = one.key, one.quantity
        yield (
            key.region, regions[key.region].name, key.indicator, indicators[key.indicator].name, key.period.code,
            key.period.words, _MEASURES[key.measure], _plain(quantity.value), _plain(quantity.high),
            _unit_of(one, indicators), _OPS.get(quantity.op, "") if quantity.op else "", one.status.value,
            _as_text(quantity.text), _as_text(one.note), _as_text(one.source),
        )  # fmt: skip


def _as_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a negative number is none."""
    if not text.startswith(("=", "+", "-", "@", "\t", "\r")):
        return text
    return text if text.startswith("-") and text[1:].replace(".", "", 1).isdecimal() else f"'{text}"
