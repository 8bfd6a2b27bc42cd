"""Units of measure and their exact conversion."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from wzdesk.domain.text import normalise

_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_BASES: dict[str, tuple[str, Fraction]] = {}


def _define(dimension: str, **names_of: str) -> None:
    """Units of a dimension: keyword ``x<n>_<d>`` is the factor n/d, its text the names."""
    for factor, names in names_of.items():
        for name in names.split():
            _BASES[name] = (dimension, Fraction(factor[1:].replace("_", "/")))


_define("CNY", x1="元 人民币元", x1_10="角", x1_100="分")
_define("USD", x1="美元")
_define("EUR", x1="欧元")
_define("HKD", x1="港元 港币")
_define("JPY", x1="日元")
_define("person", x1="人 名 人年")
_define("visit", x1="人次")
_define("rank", x1="位 位次 名次")
_COUNT = "count "
_COUNTED = "个 家 户 件 项 台 辆 艘 套 张 座 所 处 条 种 只 头 株 宗 起 例 篇 部 册 场 次 支 笔 栋 幢 间 份 枚 架 列 班 户次 单 组 段 趟 架次 家次 场次"
for _name in _COUNTED.split():  # each of its own: 200家 are no 200张; only 个 stands for any
    _define(_COUNT + _name, x1=_name)
_define(
    "mass",
    x1="吨",
    x1_1000="千克 公斤",
    x1_1000000="克",
    x1_1000000000="毫克",
    x1_1000000000000="微克 μg µg ug",
    x1_2000="斤",
)
_define("coal", x1="吨标准煤 吨标煤", x1_1000="千克标准煤 公斤标准煤 千克标煤", x1_1000000="克标准煤")
_define("power", x1="千瓦 KW kW", x1_1000="瓦", x1000="兆瓦 MW", x1000000="吉瓦 GW")
_define("energy", x1="千瓦时 度 千瓦小时 kWh", x1000="兆瓦时 MWh")
_define("length", x1="米", x1000="公里 千米", x1_100="厘米", x1_1000="毫米", x1852="海里")
_define("area", x1="平方米 ㎡ 平米", x10000="公顷", x1000000="平方公里 平方千米", x2000_3="亩")
_define("volume", x1="立方米 立方 方 m3 m³", x1_1000="升")
_define("years", x1="年 岁 周岁")
_define("months", x1="月 个月")
_define("days", x1="天 日")
_define("hours", x1="小时", x1_60="分钟")
_define("container", x1="标箱 标准箱 TEU")
_define("percent", x1="% 个百分点 百分点 个点 点", x1_10="‰ 个千分点 千分点", x10="成")

POINT_UNITS = frozenset({"个百分点", "百分点", "个点", "点", "个千分点", "千分点"})
RANK_UNITS = frozenset({"位", "位次", "个位次", "名次"})
_CURRENCIES = frozenset({"CNY", "USD", "EUR", "HKD", "JPY"})
_MEASURE_WORDS = "个"
_LONGEST = 24  # signs of a unit's text; anything longer is a sentence


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, its dimension, its size in the dimension's base unit, and its bare base."""

    text: str
    dimension: tuple[str, ...]
    factor: Fraction
    base: str

    @property
    def is_count(self) -> bool:
        """Whether it counts single things: 个, 家, 项."""
        return len(self.dimension) == 1 and self.dimension[0].startswith(_COUNT)

    def measures_as(self, other: "Unit") -> bool:
        """Whether figures in both units can be compared."""
        if self.is_count and other.is_count:
            return self.base == other.base or _MEASURE_WORDS in {self.base, other.base}
        return self.dimension == other.dimension

    @property
    def is_percent(self) -> bool:
        """Whether figures in it are shares or rates (%, ‰, 个百分点)."""
        return self.dimension == ("percent",)


@lru_cache(maxsize=4096)
def bare_unit(text: str) -> str:
    """A unit's text as it is compared: normalised, without blanks."""
    return normalise(text).replace(" ", "")


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit a text names, or None: ``亿元``, ``万吨标准煤``, ``元/人``, ``微克/立方米``, ``%``."""
    if len(text) > _LONGEST:
        return None
    plain = bare_unit(text).strip("()")
    if not plain:
        return None
    if "/" not in plain:
        return _simple(plain, text)
    sides = plain.split("/")
    above, below = _simple(sides[0], sides[0]), _simple(sides[1], sides[1])
    if len(sides) != 2 or above is None or below is None:
        return None
    return Unit(text, (*above.dimension, "/", *below.dimension), above.factor / below.factor, plain)


def _simple(plain: str, text: str) -> Unit | None:
    factor, rest = Fraction(1), plain
    while rest:
        if rest in _BASES:
            dimension, size = _BASES[rest]
            return Unit(text, (dimension,), factor * size, rest)
        if rest[0] not in _MULTIPLIERS:
            break
        factor, rest = factor * _MULTIPLIERS[rest[0]], rest[1:]
    if rest.startswith(_MEASURE_WORDS) and len(rest) > 1:  # 个位次, 万个标箱
        return _simple(rest[1:], text)
    return None


def multiplier(text: str) -> int | None:
    """The number of a bare multiplier (万, 亿, 万亿, 千万), or None."""
    if not text:
        return None
    number = 1
    for sign in text:
        if sign not in _MULTIPLIERS:
            return None
        number *= _MULTIPLIERS[sign]
    return number


@lru_cache(maxsize=4096)
def alternatives(text: str) -> tuple[str, ...]:
    """The units of a column that mixes two currencies (``亿美元/亿元``); else the one unit itself."""
    sides = tuple(part.strip() for part in normalise(text).split("/"))
    parsed = [parse_unit(side) for side in sides]
    if len(sides) > 1 and all(unit and unit.dimension[0] in _CURRENCIES for unit in parsed):
        return sides
    return (text,)


def same_unit(one: str, other: str) -> bool:
    """Whether two texts name the same unit (吨标煤 and 吨标准煤; also the same text)."""
    if bare_unit(one) == bare_unit(other):
        return True
    first, second = parse_unit(one), parse_unit(other)
    return bool(first and second and (first.dimension, first.factor) == (second.dimension, second.factor))


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """``value`` of ``unit`` in the unit ``to``, exactly; None where that cannot be done without loss.

    Equal units return the value with its digits untouched; else trailing zeros are dropped:
    5340 万美元 is 0.534 亿美元.
    """
    if bare_unit(unit) == bare_unit(to):
        return value
    source, target = parse_unit(unit), parse_unit(to)
    if source is None or target is None or not source.measures_as(target):
        return None
    if source.factor == target.factor:
        return value
    return exact_decimal(Fraction(value) * source.factor / target.factor)


def exact_decimal(number: Fraction) -> Decimal | None:
    """The finite decimal equal to a fraction, without trailing zeros, or None where there is none."""
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = number.numerator * 10**places // number.denominator
    return trimmed(Decimal((int(digits < 0), tuple(int(sign) for sign in str(abs(digits))), -places)))


def trimmed(value: Decimal) -> Decimal:
    """The same number without trailing zeros after the point, never in exponent notation."""
    sign, digits, exponent = value.as_tuple()
    places = int(exponent)
    figures = list(digits)
    while places < 0 and figures and figures[-1] == 0:
        figures.pop()
        places += 1
    if places > 0:
        figures += [0] * places
        places = 0
    return Decimal((sign, tuple(figures) or (0,), places))


def plain(value: Decimal) -> str:
    """A decimal in plain notation with the digits it has: ``29.0``, ``-0.04``, ``15000``."""
    return format(value, "f")
