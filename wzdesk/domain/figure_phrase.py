"""The phrase around a number: bounds before and after it, ranges, units, and words for up and down.

Targets and actuals share it: 增长6%左右, 控制在5.5%以内, 突破1万亿元, 5—6%, 下降3%以上, 约40.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.numerals import CHINESE, NUMBER, chinese_number, decimal_of
from wzdesk.domain.quantity import Op
from wzdesk.domain.units import (
    POINT_UNITS,
    alternatives,
    bare_unit,
    convert,
    multiplier,
    parse_unit,
)

_BEFORE: dict[str, Op | None] = {
    **dict.fromkeys(("不低于", "不得低于", "不能低于", "不少于", "不得少于", "不小于", "不弱于", "不下于", "至少", "最少", "最低", "≥", ">=", "=>"), Op.GE),
    **dict.fromkeys(("突破", "超过", "超出", "超", "逾", "高于", "大于", "多于", "站上", "站稳", "迈上", "迈过", "跃上", "跨上", "跨过", "过", ">"), Op.GT),
    **dict.fromkeys(("不超过", "不得超过", "不能超过", "不突破", "不得突破", "不高于", "不得高于", "不大于", "不多于", "不超", "至多", "最多", "最高", "≤", "<=", "=<"), Op.LE),
    **dict.fromkeys(("低于", "小于", "少于", "不足", "不到", "未达", "<"), Op.LT),
    **dict.fromkeys(("大约", "约为", "约占", "约", "大致", "将近", "接近", "近", "~", "≈"), Op.ABOUT),
    **dict.fromkeys(
        ("达到", "达", "为", "至", "到", "实现", "完成", "保持在", "稳定在", "维持在", "保持", "稳定", "共", "计", "是", "在", "=", ":", "占"),
        None,
    ),
}  # fmt: skip
_CONTROL = ("控制在", "控制到", "控制", "限制在", "压控在")
_AFTER: dict[str, Op] = {
    **dict.fromkeys(("(含)以上", "及以上", "或以上", "以上", "之上", "(含)以上水平", "以上水平"), Op.GE),
    **dict.fromkeys(("多", "余"), Op.GT),
    **dict.fromkeys(("及以下", "或以下", "(含)以下", "以内", "之内", "以里", "及以内"), Op.LE),
    **dict.fromkeys(("以下", "之下"), Op.LT),
    **dict.fromkeys(("左右", "上下", "前后", "附近"), Op.ABOUT),
}


def _either(words: tuple[str, ...]) -> str:
    """A pattern of words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


UP_WORDS = ("增长", "增加", "提高", "提升", "上升", "扩大", "上涨", "前移", "上浮", "增", "升", "涨", "↑")
DOWN_WORDS = (
    "下降",
    "降低",
    "减少",
    "缩小",
    "压减",
    "削减",
    "收窄",
    "回落",
    "下跌",
    "下滑",
    "后移",
    "下浮",
    "降",
    "减",
    "跌",
    "↓",
)
_MOVES = re.compile(rf"(?P<word>{_either((*UP_WORDS, *DOWN_WORDS))})(?P<onto>到|至|为)?")

_BEFORE_AT = re.compile(_either((*_BEFORE, *_CONTROL)))
_AFTER_AT = re.compile(rf"({_either(tuple(_AFTER))})(?:\(含\))?$")
_NUM = rf"(?:{NUMBER}|{CHINESE})"
_RANGE = re.compile(
    rf"({_NUM})([^\d+\-—~,\[\]()]*?)(?:-|—{{1,2}}|~|至|到)({_NUM})([^\d+~,\[\]()]*?)(?:之间|区间)?"
)
_SINGLE = re.compile(rf"({_NUM})([^\d+~,\[\]()]*(?:m3)?)")
_INNER = re.compile(rf"({_NUM}[百千万亿]*)(多|余|左右|以上|以内|以下)([^\d+~,\[\]()]+)")
_SHARE = re.compile(rf"([百千])分之({_NUM})")
_TO_ONE = re.compile(rf"({NUMBER}):1")
_CODE = re.compile(r"0\d")  # 0577, 06: no amount is written so
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALENDAR = frozenset({"年", "月", "日"})
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千")
_OPENING = re.compile(
    rf"(?=\d|[+\-.]\d|{CHINESE}|[百千]分之|{_either((*_BEFORE, *_CONTROL, *UP_WORDS, *DOWN_WORDS))})"
)


def openings(text: str) -> Iterator[int]:
    """The places where a figure phrase or a movement may open, left to right; never inside a number."""
    for found in _OPENING.finditer(text):
        at = found.start()
        before = text[at - 1 : at]
        inside = (before.isdigit() and text[at] in "0123456789.,") or {before, text[at]} <= _NUMERALS
        if not inside and not (before in {".", ","} and text[at].isdigit()):
            yield at


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with its bound: ``value`` (and ``high`` of a range) in ``unit`` as the text names it.

    ``unit`` is "" where the text names none.
    """

    op: Op
    value: Decimal
    high: Decimal | None
    unit: str


def read_phrase(text: str, own_unit: str = "") -> Phrase | None:
    """Reads a text (normalised, no blanks) that is wholly one number phrase; None for any other text.

    ``own_unit`` is the indicator's unit: it is understood even where it is none of the known ones.
    """
    before, rest = _strip_before(text)
    after: Op | None = None
    if found := _AFTER_AT.search(rest):
        after, rest = _AFTER[found[1]], rest[: found.start()]
    elif found := _INNER.fullmatch(rest):  # 100余家, 1.2亿多元
        after, rest = _AFTER[found[2]], found[1] + found[3]
    figure = _read_range(rest, own_unit) or _read_single(
        rest, own_unit, bounded=before is not None or after is not None
    )
    if figure is None:
        return None
    value, high, unit = figure
    if high is not None:
        return Phrase(Op.BETWEEN, min(value, high), max(value, high), unit)
    return Phrase(_combined(before, after), value, None, unit)


def _strip_before(text: str) -> tuple[str | Op | None, str]:
    """The bound in front of the number, and what is left; 控制 is a bound that the end may soften."""
    bound: str | Op | None = None
    at = 0
    while found := _BEFORE_AT.match(text, at):
        word = found[0]
        if word in _CONTROL:
            bound = bound or "control"
        elif (op := _BEFORE[word]) is not None:
            bound = op
        elif bound is None:
            bound = "at"
        at = found.end()
    return bound, text[at:]


def _combined(before: str | Op | None, after: Op | None) -> Op:
    if isinstance(before, Op) and (before is not Op.ABOUT or after is None):
        return before
    if after is not None:
        return after
    return Op.LE if before == "control" else Op.AT


def _read_range(text: str, own_unit: str) -> tuple[Decimal, Decimal, str] | None:
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    low, high = _number(found[1]), _number(found[3])
    if low is None or high is None or not all(_is_unit(found[n], own_unit) for n in (2, 4)):
        return None
    if found[2] and found[4] and found[2] != found[4]:
        low = convert(low, with_base(found[2], found[4]), found[4])
    if low is None or low >= high >= 0:  # 2024-06, 0577-8: no range
        return None
    return low, high, found[4] or found[2]


def _read_single(text: str, own_unit: str, *, bounded: bool) -> tuple[Decimal, None, str] | None:
    if not text:
        return None
    if found := _SHARE.fullmatch(text):
        value = _number(found[2])
        return (value, None, "%" if found[1] == "百" else "‰") if value is not None else None
    if not own_unit and (found := _TO_ONE.fullmatch(text)):  # 城乡居民收入比 1.87:1
        value = _number(found[1])
        return (value, None, "") if value is not None else None
    if (
        bounded and (unit := parse_unit(text)) and unit.base != text and multiplier(text[0])
    ):  # 突破万亿元, 超千亿元
        return (Decimal(1), None, unit.text)
    if bounded and multiplier(text):
        return (Decimal(1), None, text)
    return _read_counted(text, own_unit)


def _read_counted(text: str, own_unit: str) -> tuple[Decimal, None, str] | None:
    found = _SINGLE.fullmatch(text)
    if not found or (found[2] == "年" and _YEAR.fullmatch(found[1])):
        return None
    for number, unit_text in _cuts(found[1], found[2]):
        value = _number(number)
        if value is not None and _is_unit(unit_text, own_unit):
            return value, None, unit_text
    return None


def _cuts(number: str, unit: str) -> list[tuple[str, str]]:
    """Chinese numerals may run into the unit's multiplier (一千万元): try each cut, longest first."""
    if number[-1].isdigit():
        return [(number, unit)]
    return [(number[:cut], number[cut:] + unit) for cut in range(len(number), 0, -1)]


def _number(text: str) -> Decimal | None:
    if text[0] not in "+-.0123456789":
        return chinese_number(text)
    return None if _CODE.match(text) else decimal_of(text)


def _is_unit(text: str, own_unit: str) -> bool:
    if not text or text == bare_unit(own_unit):
        return True
    unit = parse_unit(text)
    if text in _CALENDAR:  # 3月, 15日 are dates, unless the indicator counts in months or days
        own = parse_unit(own_unit)
        return unit is not None and own is not None and unit.dimension == own.dimension
    return unit is not None or multiplier(text) is not None


@dataclass(frozen=True, slots=True)
class Move:
    """A word for up or down with the phrase it governs: 下降3%以上. ``onto`` marks 提高到, 降至."""

    down: bool
    onto: bool
    word: str
    phrase: Phrase


def read_move(text: str, own_unit: str = "") -> Move | None:
    """Reads a text that is wholly a movement: 增长6%左右, 缩小0.02, 提高到75%, 下降超过3%."""
    found = _MOVES.match(text)
    if not found:
        return None
    phrase = read_phrase(text[found.end() :], own_unit)
    if phrase is None:
        return None
    down = found["word"] in DOWN_WORDS
    onto = found["onto"] is not None
    return Move(down, onto, found["word"], phrase if onto or not down else as_fall(phrase))


_TURNED = {Op.GE: Op.LE, Op.GT: Op.LT, Op.LE: Op.GE, Op.LT: Op.GT}


def as_fall(phrase: Phrase) -> Phrase:
    """A fall as a signed number: 下降3%以上 is at most -3, 下降3—5% lies between -5 and -3."""
    if phrase.high is not None:
        return Phrase(Op.BETWEEN, -abs(phrase.high), -abs(phrase.value), phrase.unit)
    value = -phrase.value if phrase.value > 0 else phrase.value
    return Phrase(_TURNED.get(phrase.op, phrase.op), value, None, phrase.unit)


def in_unit(phrase: Phrase, unit: str) -> tuple[Phrase, str] | None:
    """The phrase with its numbers in ``unit``, and the unit they are in; None where that is impossible.

    A phrase without a unit is in ``unit`` already. A bare multiplier (20万, 1万亿) stands before the
    bare unit. A column of two currencies keeps the one that the text names.
    """
    if not phrase.unit:
        return phrase, unit
    source = phrase.unit
    for target in alternatives(unit):
        moved = _converted(phrase, with_base(source, target), target)
        if moved is not None:
            return moved, target
    return (phrase, source) if not unit else None


def with_base(source: str, target: str) -> str:
    """A bare multiplier with the bare unit of ``target``: 万 beside 亿美元 is 万美元."""
    base = parse_unit(target)
    return source + base.base if multiplier(source) is not None and base is not None else source


def _converted(phrase: Phrase, unit: str, to: str) -> Phrase | None:
    value = convert(phrase.value, unit, to)
    high = convert(phrase.high, unit, to) if phrase.high is not None else None
    if value is None or (high is None) != (phrase.high is None):
        return None
    return Phrase(phrase.op, value, high, to)


def is_points(unit: str) -> bool:
    """Whether a unit counts percentage points."""
    return unit in POINT_UNITS


def is_share(unit: str) -> bool:
    """Whether a unit is a percent or permille sign (not points)."""
    parsed = parse_unit(unit)
    return parsed is not None and parsed.is_percent and unit not in POINT_UNITS
