"""Clauses that compare: 快于面上投资, 高于全省平均1个百分点以上, 与经济增长基本同步 (§4, relative)."""

import re

from wzdesk.domain.figure_phrase import Phrase, read_phrase
from wzdesk.domain.numerals import NUMBER
from wzdesk.domain.quantity import Basis, Op
from wzdesk.domain.target import Clause
from wzdesk.domain.units import parse_unit

_ADVERBS = r"(?:略|稍|明显|显著|大幅|持续|继续|始终)"
_MARGIN_UNITS = r"(?:个百分点|百分点|个点|点|%|个千分点|倍|位次|个位次)"
_MARGIN = (
    rf"(?P<margin>约?(?:{NUMBER})(?:-|—|~)?(?:{NUMBER})?{_MARGIN_UNITS}?(?:以上|左右|以内|及以上|以下)?)"
)
_YEAR = r"(?:(?:19|20)\d\d年)?"
_COMPARED = re.compile(
    r"(?P<subject>[^\d\[\]<>≤≥、,;/]*?)"
    rf"{_ADVERBS}?(?P<verb>(?:达到|达)?(?:或者?|和)?(?:不低于|不高于|不慢于|不少于|不超过|快于|高于|优于|好于|强于|大于|多于|领先于?"
    r"|超过|超|低于|慢于|小于|少于|跑赢))"
    r"(?P<reference>" + _YEAR + r"[^\d\[\]<>≤≥+\-%、,;/]*?)"
    rf"{_MARGIN}?"
)
_OPS = {
    **dict.fromkeys(("不低于", "不少于", "不慢于"), Op.GE),
    **dict.fromkeys(("不高于", "不超过"), Op.LE),
    **dict.fromkeys(("低于", "慢于", "小于", "少于"), Op.LT),
}
_PLAIN_VERBS = frozenset(
    {"快于", "高于", "优于", "好于", "强于", "跑赢", "低于", "慢于", "不低于", "不高于", "不慢于"}
)
_COMPARABLE = re.compile(
    r"平均|均值|水平|增速|增幅|增长|全国|全省|全市|全县|国家|周边|同类|同期|上年|去年|GDP|投资|收入"
)
_NO_COMPARISON = re.compile(r"领先|先进|一流|前列|较高|较好|更高|最高|最好|高水平|合理")
_BY = re.compile(
    rf"[^\d、,;/]*?(?:(?<![占同环之])[比较]|高出)(?P<reference>{_YEAR}[^\d\[\]+\-%、,;/]*?)"
    rf"(?:(?P<verb>(?<![提降减增加新更])[高快多好低慢少])出?)?{_MARGIN}"
)
_REACHED = re.compile(
    r"(?P<verb>达到|达|保持在?|维持在?|稳定在|控制在|)"
    r"(?P<reference>[^\d、,;/]*(?:平均|均值|上年|去年|同期)[^\d、,;/]{0,4}?)(?P<after>以上|左右|以内|以下)?"
)
_LOWER = frozenset("低慢少")
_AFTER = {"以上": Op.GE, "左右": Op.ABOUT, "以内": Op.LE, "以下": Op.LT}
_NEARLY = r"(?:大体|大致|基本|总体)?"
_WITH = rf"(?P<reference>{_YEAR}[^\d、,;/]*?)"
_IN_STEP = re.compile(
    rf"(?P<subject>[^\d、,;/]*?)(?:与|和|同|跟){_WITH}{_NEARLY}(?:保持|实现)?{_NEARLY}"
    r"(?:同步|持平|相当|一致|同比例|协调|接近)(?:增长|提高|发展)?"
)
_UNCHANGED = re.compile(rf"(?P<subject>[^\d、,;/]*?)[比较]{_WITH}{_NEARLY}(?:保持)?持平")


def read_comparison(piece: str, unit: str) -> Clause | None:
    """The relative clause that a piece is, or None."""
    for pattern in (_IN_STEP, _UNCHANGED):
        if (found := pattern.fullmatch(piece)) and len(_named(found["reference"])) > 1:
            return Clause(Basis.RELATIVE, Op.ABOUT, reference=_named(found["reference"]))
    if (found := _COMPARED.fullmatch(piece)) and (clause := _read_compared(found, unit)):
        return clause
    if (found := _BY.fullmatch(piece)) and found["reference"]:
        return _read_by(found, unit)
    found = _REACHED.fullmatch(piece)
    return _read_reached(found) if found else None


def _read_by(found: re.Match[str], unit: str) -> Clause | None:
    """比全省平均高1个百分点, 高出全省2个百分点."""
    phrase = read_phrase(found["margin"], unit)
    is_higher = "高出" in found[0] and not found["verb"]
    if phrase is None or not (is_higher or found["verb"]):
        return None
    return _with_margin(phrase, Op.LT if (found["verb"] or "") in _LOWER else Op.GT, found["reference"])


def _read_reached(found: re.Match[str]) -> Clause | None:
    """达到全国平均水平, 控制在全省平均以内; a bare 全省平均水平 says nothing."""
    if _NO_COMPARISON.search(found["reference"]) or not (found["verb"] or found["after"]):
        return None
    op = _AFTER.get(found["after"] or "", Op.LE if found["verb"] == "控制在" else Op.GE)
    return Clause(Basis.RELATIVE, op, reference=_named(found["reference"]))


def _read_compared(found: re.Match[str], unit: str) -> Clause | None:
    verb = re.sub(r"^(?:达到|达|或者?|和)+", "", found["verb"])
    reference = _named(found["reference"])
    if not _may_be_compared(reference, verb):
        return None
    op = Op.GE if verb != found["verb"] else _OPS.get(verb, Op.GT)
    if not found["margin"]:
        return Clause(Basis.RELATIVE, op, reference=reference)
    phrase = read_phrase(found["margin"].removesuffix("倍"), unit)
    if phrase is None or found["margin"].endswith("倍"):
        return None
    return _with_margin(phrase, op, reference)


def _may_be_compared(reference: str, verb: str) -> bool:
    """超 and 领先 also begin other words (超低排放, 领先地位): they want a reference that says so."""
    if not reference or parse_unit(reference) or _NO_COMPARISON.search(reference):
        return False
    return reference != "水平" and (verb in _PLAIN_VERBS or _COMPARABLE.search(reference) is not None)


def _with_margin(phrase: Phrase, op: Op, reference: str) -> Clause:
    """高于全省平均1个百分点以上: at least one point above; 低于 counts downward."""
    side = {Op.GT: Op.GE, Op.LT: Op.LE}.get(op, op)
    bound = side if phrase.op in {Op.AT, Op.GE} else phrase.op
    value, high = phrase.value, phrase.high
    if op is Op.LT:
        value, high = (-value, None) if high is None else (-high, -value)
    return Clause(Basis.RELATIVE, bound, value, high, reference, unit=phrase.unit)


def _named(text: str) -> str:
    return re.sub(r"^[于的]|的$", "", text)
