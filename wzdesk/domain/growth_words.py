"""Growth said without a number: 零增长, 翻一番, 增长1.5倍, 两位数增长, 持平."""

import re
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.numerals import CHINESE, NUMBER, chinese_number, decimal_of
from wzdesk.domain.quantity import Op
from wzdesk.domain.units import trimmed

_WORDS = re.compile(
    r"(?:实现|达到|保持|年均|同比|总体|(?P<nearly>基本|大体|大致))*"
    r"(?:(?P<zero>零增长|持平)|(?P<positive>正增长)|(?P<negative>负增长)"
    r"|不再?(?:(?P<not_up>增加|增长|上升|扩大|反弹)|(?P<not_down>下降|减少|降低|下滑|回落))"
    r"|(?:增长|增速|增幅)?(?:实现|达到|保持|保持在)?(?P<tens>[两二双]位数)(?:以上)?(?:的)?(?:增长|增速|增幅)?"
    r"|翻(?:了)?(?P<doublings>[一两二三123])?番|(?P<once>倍增|翻倍)"
    rf"|(?:增长|增加|提高|扩大|翻)(?P<times>{NUMBER}|{CHINESE})倍)(?P<after>以上|左右|及以上)?"
)
_DOUBLINGS = {"两": 2, "二": 2, "2": 2, "3": 3, "三": 3}


@dataclass(frozen=True, slots=True)
class GrowthWords:
    """What the words say, in percent."""

    op: Op
    value: Decimal


def read_growth_words(text: str) -> GrowthWords | None:
    """Reads a text that is wholly words for growth; None for any other text."""
    found = _WORDS.fullmatch(text)
    value = _percent(found) if found else None
    return GrowthWords(_op(found), value) if found and value is not None else None


def _op(found: re.Match[str]) -> Op:
    if found["after"]:
        return Op.ABOUT if found["after"] == "左右" else Op.GE
    if found["nearly"]:
        return Op.ABOUT
    for group, op in (
        ("positive", Op.GT),
        ("negative", Op.LT),
        ("not_up", Op.LE),
        ("not_down", Op.GE),
        ("tens", Op.GE),
    ):
        if found[group]:
            return op
    return Op.AT


def _percent(found: re.Match[str]) -> Decimal | None:
    if found["tens"]:
        return Decimal(10)
    if found["times"]:
        times = decimal_of(found["times"]) or chinese_number(found["times"])
        return trimmed(times * 100) if times else None
    if found["once"] or "番" in found[0]:
        return Decimal((2 ** _DOUBLINGS.get(found["doublings"] or "", 1) - 1) * 100)
    return Decimal(0)
