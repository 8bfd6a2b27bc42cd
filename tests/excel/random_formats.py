"""Numbers and number formats as agencies use them, at random: for comparing with what LibreOffice displays.

Left out, as LibreOffice shows otherwise than Excel:
- decimals of # alone (0.##): Excel shows the point of 5., LibreOffice drops it;
- days before 1900-03-01 and below zero: Excel has 1900-01-00 and ####, LibreOffice days of 1899;
- negative numbers under a condition, but where it says <0: LibreOffice drops the minus of the last section;
- [DBNum] on places for digits: Excel writes digit by digit, LibreOffice in words; [DBNum3] on General likewise;
- [DBNum] with mm, dd, hours of two digits, and [DBNum2] with 10 to 19: Excel has 壹拾, LibreOffice 拾;
- fractions of a second that a clock does not show: Excel rounds, LibreOffice cuts; fixed denominators halfway;
- a blank before everything, [$...] behind the first section or with %: LibreOffice drops the blank, adds 804, drops %;
- numbers that end in 5, or have 15 digits, under % or behind a comma that divides: LibreOffice reckons with doubles
  and shows 9.995 as 999%, 2276.45 by the thousand as 2.2764;
- times of day beyond the year 2036: of 15 digits too few are left for seconds, and LibreOffice cuts;
- numbers below 0.0001 with 17 and more decimals, and such under General with words around it: LibreOffice is of two minds;
- names of months and days, AM and PM without a language: Chinese Excel has them in English.

Written otherwise, as LibreOffice reads only the second form: !x as \\x, [红色] as [Red], 上午/下午 as AM/PM, aaa (周三)
as "周"aaa. In its answers 1E+016 is read as 1E+16, and 点 and ． between Chinese numerals as the point that Excel has.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

COLOURS = ("[Red]", "[Blue]", "[Color10]", "[红色]", "[蓝色]")
WHOLES = (
    "0",
    "0",
    "0",
    "#,##0",
    "#,##0",
    "#,##0",
    "##0",
    "#",
    "#,###",
    "0000",
    "000000",
    "00,000",
    "?",
    "???",
    "?,???",
)
DECIMALS = (
    "",
    "",
    ".0",
    ".0",
    ".0",
    ".00",
    ".00",
    ".000",
    ".0000",
    ".000000",
    ".0#",
    ".00##",
    ".0?",
    ".00??",
    ".??",
)
BEFORE = ("", "", "", "", "", "", '"约"', "增长", "↑", "+", "$", "￥", "_ ", "_-* ")
CURRENCIES = ("[$¥-804]", "[$￥-804]", "[$-804]", "[$$-409]")
AFTER = (
    "",
    "",
    "",
    "",
    "",
    "_ ",
    "_)",
    "%",
    "%",
    '"亿元"',
    "亿元",
    '"%"',
    "\\ ",
    "!元",
    "‰",
    ",",
    ",,",
    ',"万"',
    ',,"百万"',
    "_ ;",
)
ZEROS = ('"-"', '"—"??', "0", '"零"', "", '_ * "-"_ ', '"-"??_ ')
TEXTS = ("@", "_ @_ ", '"["@"]"', '"无"', "@元", "")
EXPONENTS = ("0.00E+00", "0.0E+0", "0E+0", "##0.0E+0", "##0.00E+00", "0.000E+00", "0.0E-0", "#0.0E+0")
FRACTIONS = (
    "# ?/?",
    "# ??/??",
    "# ???/???",
    "?/?",
    "??/??",
    "# ?/2",
    "# ?/4",
    "# ?/8",
    "# ??/16",
    "# ?/10",
    "# ??/100",
)
CONDITIONS = (
    '[>=10000]0.0,"万";0', '[>=10000]0!.0,"万元";0"元"', '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0',
    '[=1]"是";[=0]"否";0.0', '[>100]"超"0.0%;[<=100]0.0%', "[Red][>=60]0.0;[Blue][>=30]0.00;0", "[<1]0.00%;#,##0.0",
)  # fmt: skip
CONDITIONS_WITH_MINUS = ('[<0]"下降"0.0;"增长"0.0', '[>0]↑0.0;[<0]↓0.0;"平"', "[Red][<0]-0.0%;[Blue]0.0%")
NUMERALS = ("[DBNum1][$-804]General", "[DBNum2][$-804]General", "[DBNum1]General", "[DBNum2]General")
NUMERAL_DATES = (
    '[DBNum1][$-804]yyyy"年"m"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月"', '[DBNum1]m"月"d"日";@', '[DBNum1][$-804]yy"年"',
    '[DBNum2][$-804]yyyy"年"', '[DBNum3][$-804]yyyy"年"m"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月"d"日"aaaa',
)  # fmt: skip
DATES = (
    "yyyy-mm-dd", "yyyy/m/d", "yyyy/mm/dd", "yy/m/d", 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"', "yyyy年m月d日",
    "[$-804]yyyy年m月d日;@", "yyyy.m.d", "yyyy.mm", "yyyymmdd", "m/d", "mm-dd", "d/m/yy", "dd-mm-yyyy", "YYYY-MM-DD",
    "yyyy\\-mm\\-dd", "yyyy!年m!月", "[Red]yyyy-mm-dd", "yyyy-mm-dd_ ", 'yyyy"年度"', "m", "mm", "d", "dd", "yyyy",
    "aaaa", "aaa", "[$-804]aaaa;@", "[$-804]aaa;@", "yyyy/m/d aaaa", "[$-804]dddd", "[$-804]mmmm", "[$-804]mmm",
    "[$-804]mmmmm", "[$-409]mmm-yy", "[$-409]d-mmm-yy;@", "[$-409]mmmm d, yyyy", "[$-409]dddd", "[$-409]ddd", "[$-409]mmmmm",
)  # fmt: skip
MOMENTS = (
    "yyyy-mm-dd hh:mm:ss",
    "yyyy/m/d h:mm",
    "yyyy/m/d h:mm;@",
    'm"月"d"日" h:mm',
    "dd hh:mm",
    "[$-804]yyyy/m/d AM/PM h:mm",
)
TIMES = (
    "h:mm", "hh:mm", "h:mm:ss", "hh:mm:ss", "mm:ss", 'h"时"mm"分"', 'h"时"mm"分"ss"秒"', '上午/下午h"时"mm"分"', "h", "ss",
    '上午/下午h"时"mm"分"ss"秒"', "[$-409]h:mm AM/PM", "[$-409]h:mm:ss AM/PM;@", "[$-804]AM/PM h:mm",
)  # fmt: skip
WITH_TENTHS = ("mm:ss.0", "h:mm:ss.00", "ss.000", "hh:mm:ss.000")
ELAPSED = ("[h]:mm", "[h]:mm:ss", "[hh]:mm", "[mm]:ss", "[m]", "[s]", "[ss]", '[h]"小时"mm"分"')
WORDS = ("合计", "—", "5以内", "12.5", " 两 端 ", "A1", "持平", "x", "增长6%左右")
SCALES = re.compile(r"%|[0#?],+(?![0#?])")


@dataclass(frozen=True, slots=True)
class Case:
    """A value and its format; a text or a number."""

    value: Decimal | str
    code: str

    @property
    def code_for_libreoffice(self) -> str:
        code = self.code.replace("[红色]", "[Red]").replace("[蓝色]", "[Blue]").replace("!", "\\")
        if "上午/下午" in code:
            code = "[$-804]" + code.replace("上午/下午", "AM/PM")
        return re.sub("(?<!a)aaa(?!a)", '"周"aaa', code)

    def reading_of(self, text: str) -> str:
        """What LibreOffice displays, in the signs that Excel has."""
        if "DBNum" in self.code and isinstance(self.value, Decimal):
            return text.replace("．", ".").replace("点", ".")
        return re.sub(r"(?<=E\+)0(?=\d\d$)", "", text) if "0E" not in self.code else text


Values = Callable[[random.Random], Decimal]


def _double(value: Decimal) -> Decimal:
    """What is left of a number in a workbook: 15 digits."""
    return Decimal(format(Decimal(f"{float(value):.15g}"), "f"))


def _size(chance: random.Random) -> Decimal:
    places = chance.randrange(5)
    kind = chance.randrange(8)
    if kind == 0:
        return Decimal(chance.randrange(10)) if chance.random() < 0.5 else Decimal(0)
    if kind == 1:  # halfway between two shown numbers
        return (Decimal(chance.randrange(100_000)) * 10 + 5).scaleb(-places - 1)
    if kind == 2:
        return Decimal(chance.randrange(10 ** chance.randrange(1, 16)))
    if kind == 3:
        return _double(Decimal(chance.random()) * Decimal(10) ** chance.randrange(-6, 15))
    if kind == 4:
        return Decimal(chance.choice((999, 9995, 99999, 9999999, 1000, 999500, 99995000))).scaleb(-places)
    return Decimal(chance.randrange(10_000_000)).scaleb(-places)


def any_number(chance: random.Random) -> Decimal:
    size = _size(chance)
    return -size if chance.random() < 0.3 else size


def _general(chance: random.Random) -> Decimal:
    value = any_number(chance)
    if chance.random() < 0.2:
        value = _double(Decimal(chance.random() * 10.0 ** chance.randrange(-20, 25)))
    if 0 < abs(value) < Decimal("0.0001"):
        value = Decimal(format(Decimal(f"{value:.{chance.randrange(1, 6)}g}"), "f"))
    return value


def _short(chance: random.Random) -> Decimal:
    size = Decimal(chance.randrange(10 ** chance.randrange(1, 15))).scaleb(-chance.randrange(5))
    return _double(-size if chance.random() < 0.3 else size)


def _day(chance: random.Random) -> Decimal:
    return Decimal(
        chance.randrange(61, 2_958_466) if chance.random() < 0.2 else chance.randrange(36_000, 50_000)
    )


def _recent_day(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(36_000, 50_000))


def _moment(chance: random.Random) -> Decimal:
    return _double(_recent_day(chance) + Decimal(chance.randrange(86_400)) / 86_400)


def _time(chance: random.Random) -> Decimal:
    return _double(chance.randrange(2) * _recent_day(chance) + Decimal(chance.randrange(86_400)) / 86_400)


def _tenths(chance: random.Random) -> Decimal:
    return _double(Decimal(chance.randrange(864_000)) / 864_000)


def _hours(chance: random.Random) -> Decimal:
    return _double(Decimal(chance.randrange(-100_000, 10_000_000)) / 86_400)


def _part(chance: random.Random) -> Decimal:
    """No number halfway between two fractions."""
    return _double(Decimal(chance.randrange(-5, 2000)) + Decimal(chance.randrange(1, 9_999, 2)) / 10_007)


def _pattern(chance: random.Random) -> str:
    after = chance.choice(AFTER).rstrip(";")
    return chance.choice(BEFORE) + chance.choice(WHOLES) + chance.choice(DECIMALS) + after


def _sections(chance: random.Random) -> str:
    """One to four sections: positive, negative, zero, text."""
    code = _pattern(chance)
    currency = chance.choice(CURRENCIES) if chance.random() < 0.1 and "%" not in code else ""
    count = chance.choice((1, 1, 2, 2, 3, 4))
    if count > 1:
        negative = chance.choice(("-{}", "\\-{}", "({})", "\\({}\\)", '"下降"{}', "↓{}", "-{}"))
        colour = chance.choice(COLOURS) if chance.random() < 0.4 else ""
        code += f";{colour}{negative.format(_pattern(chance) if chance.random() < 0.3 else code)}"
    if count > 2:
        code += ";" + chance.choice(ZEROS)
    if count > 3:
        code += ";" + chance.choice(TEXTS)
    elif chance.random() < 0.1:
        code += ";@"
    code = currency + code
    return chance.choice(COLOURS) + code if chance.random() < 0.1 else code


def _of(codes: tuple[str, ...], values: Values) -> Callable[[random.Random], tuple[str, Values]]:
    return lambda chance: (chance.choice(codes), values)


# The last numbers say how often.
KINDS: tuple[tuple[Callable[[random.Random], tuple[str, Values]], int], ...] = (
    (lambda chance: (_sections(chance), any_number), 50),
    (_of(("General",), _general), 3),
    (
        _of(
            ('"约"General', 'General"元"', "[Red]General", "@", "General;[Red]-General", "0.0;General"),
            _short,
        ),
        3,
    ),
    (_of(EXPONENTS, _general), 5),
    (_of(FRACTIONS, _part), 4),
    (_of(CONDITIONS, _size), 5),
    (_of(CONDITIONS_WITH_MINUS, any_number), 3),
    (_of(NUMERALS, _short), 3),
    (_of(NUMERAL_DATES, _recent_day), 4),
    (_of(DATES, _day), 10),
    (_of(MOMENTS, _moment), 3),
    (_of(TIMES, _time), 4),
    (_of(WITH_TENTHS, _tenths), 2),
    (_of(ELAPSED, _hours), 2),
)


def random_cases(chance: random.Random, count: int, *, formats: int) -> list[Case]:
    """Values under formats drawn from so many; one in thirty is a text."""
    kinds = chance.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS], k=formats)
    drawn = [kind(chance) for kind in kinds]
    return [_case(*chance.choice(drawn), chance) for _ in range(count)]


def random_days(chance: random.Random, count: int) -> list[Case]:
    """Days of our time under formats of dates."""
    return [Case(_moment(chance), chance.choice(DATES + MOMENTS)) for _ in range(count)]


def _case(code: str, values: Values, chance: random.Random) -> Case:
    if chance.random() < 0.03:
        return Case(chance.choice(WORDS), code)
    value = values(chance)
    while SCALES.search(code) and _may_be_halfway(value):
        value = values(chance)
    return Case(value, code)


def _may_be_halfway(value: Decimal) -> bool:
    digits = str(value).replace(".", "").strip("-0")
    return digits.endswith("5") or len(digits) > 13
