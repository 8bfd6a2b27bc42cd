"""What the checks on figures that come in share: figures on a line of time, doubts about them, words for both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.units import parse_unit, plain

Span = tuple[int, int]
"""The first and the last month of a period, counted from year 0: the same for 上半年 and 1—6月."""


class Rule(StrEnum):
    """What a finding is about."""

    UNIT_SLIP = "unit_slip"
    RANGE = "range"
    GROWTH = "growth"
    FALLING = "falling"
    SUM = "sum"
    JUMP = "jump"


@dataclass(slots=True)
class Figure:
    """One figure of a line: what came in (``at`` is its place among the claims) or what is stored (``at`` -1).

    ``value`` is in the indicator's unit, ``typed_in`` the unit in which the text stands. ``is_firm`` is False for
    approximate and preliminary figures. A slip found in it moves ``value`` to what was meant, ``slipped`` keeps
    what was said.
    """

    value: Decimal
    text: str
    span: Span
    size: float
    at: int = -1
    typed_in: str = ""
    is_firm: bool = True
    is_exact: bool = True
    is_break: bool = False
    slipped: Decimal | None = None

    @property
    def half_step(self) -> Decimal:
        """Half of the last place shown: how far the true figure may lie from it."""
        return Decimal(5).scaleb(int(self.value.as_tuple().exponent) - 1)


@dataclass(slots=True)
class FigureLine:
    """All figures of one indicator in one region: those that came in before those that are stored."""

    region: str
    indicator: Indicator
    levels: dict[Span, Figure] = field(default_factory=dict)
    growths: dict[Span, Figure] = field(default_factory=dict)
    more: list[Figure] = field(default_factory=list)
    """Levels that came in for a span that another cell tells already."""
    stored_levels: dict[Span, Figure] = field(default_factory=dict)
    stored_growths: dict[Span, Figure] = field(default_factory=dict)

    def level(self, span: Span) -> Figure | None:
        """The level of a span, as it comes in or else as stored."""
        return self.levels.get(span) or self.stored_levels.get(span)

    def brings(self, span: Span) -> bool:
        """Whether a level comes in for a span that is not stored as it is already."""
        new, old = self.levels.get(span), self.stored_levels.get(span)
        return new is not None and (old is None or old.value != new.value)

    def all_levels(self) -> dict[Span, Figure]:
        """The level of each span, as it comes in or else as stored."""
        return {**self.stored_levels, **self.levels} if self.stored_levels else self.levels


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that looks wrong and why; ``at`` is its place among the claims."""

    at: int
    rule: Rule
    sentence: str
    corrected: str = ""
    holds_back: bool = False
    expected: Decimal | None = None


Doubts = Iterator[Doubt]

_WIDE = Context(prec=100)
"""Room for what a slip of many zeros comes to; the usual 28 digits refuse to round it."""

_FLOWS = frozenset({Accumulation.YTD, Accumulation.PERIOD})
_SHARE = re.compile(r"比重|占比|占.+比例|比例$|[率度]$")
_NO_SHARE = re.compile(
    r"增|涨|[升降减]|提高|扩大|缩小|变动|利润|收益|回报|负债|杠杆|存贷|周转|自给|完成率|达产|死亡率|强度|密度"
)
_MAY_FALL = re.compile(r"利润|盈|亏|净|结余|差额|顺差|逆差|增[加减]额|增量|收支")
_VALUE_ADDED = re.compile(r"增加值|生产总值|GDP")
_CROSSWISE = re.compile(
    r"民间|民营|国有|私营|外商|港澳台|小微|高新|高技术|数字|战略性新兴|新动能|装备|绿色|、|[和及]"
)


@lru_cache(maxsize=4096)
def is_share_of_whole(indicator: Indicator) -> bool:
    """Whether its level is a percentage that lies between 0 and 100: a share, a coverage."""
    name = indicator.name.replace("增加值", "").replace("新增", "")
    return is_percent(indicator.unit) and bool(_SHARE.search(name)) and not _NO_SHARE.search(name)


@lru_cache(maxsize=4096)
def is_percent(unit: str) -> bool:
    """Whether a unit is percent or the like."""
    parsed = parse_unit(unit)
    return bool(parsed and parsed.is_percent)


@lru_cache(maxsize=4096)
def is_money(unit: str) -> bool:
    """Whether a unit counts money."""
    parsed = parse_unit(unit)
    return bool(parsed and parsed.base.endswith("元"))


def may_fall(indicator: Indicator) -> bool:
    """Whether a year-to-date figure may honestly fall or be negative: profits, balances, differences."""
    return bool(_MAY_FALL.search(indicator.name))


def is_additive_flow(indicator: Indicator) -> bool:
    """Whether counties add up to the city: investment, jobs, revenue; not value added, ratios, stocks."""
    return (
        indicator.accumulation in _FLOWS
        and not is_percent(indicator.unit)
        and not indicator.is_index
        and not _VALUE_ADDED.search(indicator.name)
    )


def cuts_across(indicator: Indicator) -> bool:
    """Whether a part cuts across the other parts (民间投资 and 制造业投资), or is several of them."""
    return bool(_CROSSWISE.search(indicator.name))


def pace(indicator: Indicator, figure: Figure) -> float:
    """A flow's size per month, so that periods of different length compare; else the size."""
    if indicator.accumulation in _FLOWS:
        return figure.size / (figure.span[1] - figure.span[0] + 1)
    return figure.size


def span_words(span: Span) -> str:
    """``2024年1—9月``, ``2024年``, ``2024年9月``."""
    (year, month), (last_year, last_month) = divmod(span[0], 12), divmod(span[1], 12)
    if month == 0 and last_month == 11:
        return f"{year}年" if year == last_year else f"{year}—{last_year}年"
    if span[0] == span[1]:
        return f"{year}年{month + 1}月"
    return f"{year}年{month + 1}—{last_month + 1}月"


def beside_words(figure: Figure, other: Figure) -> str:
    """What another figure is to one: 上年同期, 原来存的数, 已存的2024年1—8月."""
    if other.span == figure.span:
        return "原来存的" if other.at < 0 else "另一格的"
    words = "上年同期" if year_before(figure.span) == other.span else span_words(other.span)
    return f"已存的{words}" if other.at < 0 else words


def year_before(span: Span) -> Span:
    """The same months a year earlier."""
    return span[0] - 12, span[1] - 12


def said(figure: Figure) -> str:
    """The number as it was said, without zeros behind a whole number."""
    text = figure.text.strip()
    number, point, places = text.partition(".")
    return number if point and places and not places.strip("0") else text


def rounded(value: Decimal | float, places: int = 1) -> str:
    """A number for a sentence, half up."""
    step = Decimal(1).scaleb(-places)
    return plain(Decimal(value).quantize(step, ROUND_HALF_UP, _WIDE)).replace("-", "−")


def times_words(ratio: Decimal | float) -> str:
    """``10870 倍``, ``3.4 倍``, or ``1/10000`` for small ones."""
    if ratio >= 1:
        return f"{rounded(ratio, 0 if ratio >= 100 else 1)} 倍"
    return f"1/{rounded(1 / ratio, 0 if ratio <= Decimal('0.01') else 1)}"
