"""Initials of Chinese words, by which people find an indicator: ``dqsczz`` is 地区生产总值."""

from bisect import bisect_right
from functools import lru_cache

from wzdesk.domain.text import normalise

_FIRST_OF = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first sign of each initial among the 3 755 common ones of GB 2312, which stand in the order of their sounds."""
_INITIALS = "abcdefghjklmnopqrstwxyz"
_STARTS = [sign.encode("gb2312") for sign in _FIRST_OF]
_COMMON_END = "座".encode("gb2312")
# Signs beyond the common ones that names of places and indicators have, and common ones read otherwise in them.
_OTHERS = {
    "瓯": "o", "泵": "b", "缙": "j", "衢": "q", "嵊": "s", "岱": "d", "椒": "j", "濮": "p", "柯": "k", "囤": "t",
    "重": "z", "长": "c", "行": "h", "乐": "y", "单": "d", "调": "d", "率": "l", "圳": "z", "榕": "r", "焯": "z",
}  # fmt: skip


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """The initials of a text; letters and digits as they are, other signs left out."""
    return "".join(map(_initial, normalise(text).casefold()))


@lru_cache(maxsize=8192)
def _initial(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isalnum() else ""
    if sign in _OTHERS:
        return _OTHERS[sign]
    try:
        code = sign.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if not _STARTS[0] <= code <= _COMMON_END:
        return ""
    return _INITIALS[bisect_right(_STARTS, code) - 1]


def finds(query: str, *texts: str) -> bool:
    """Whether a query is part of one of the texts, by its words, its initials or its code."""
    sought = normalise(query).casefold().strip()
    if not sought:
        return True
    return any(sought in normalise(text).casefold() or sought in initials(text) for text in texts if text)
