"""What the words of a row, a column or a title say: which indicator, region, time and measure, or that it is no figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from wzdesk.domain.observation import Measure
from wzdesk.domain.text import normalise
from wzdesk.excel.recognise.words import bracket_unit, is_unit
from wzdesk.services.receiving.names import How, IndicatorNames, Named, RegionNames, plain_name
from wzdesk.services.receiving.times import NO_TIME, TimeWords, names_balance, time_in


class Role(StrEnum):
    """What a column holds that is no observation."""

    TARGET = "target"
    COMPUTED = "computed"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Facts:
    """What words say; None and empty where they say nothing. ``rest`` are words that say nothing known."""

    indicator: Named | None = None
    region: Named | None = None
    time: TimeWords = NO_TIME
    measure: Measure | None = None
    role: Role | None = None
    unit: str = ""
    rest: tuple[str, ...] = ()

    def over(self, other: "Facts") -> "Facts":
        """These facts where there are any, else the other's."""
        return Facts(
            self.indicator or other.indicator,
            self.region or other.region,
            self.time.over(other.time),
            self.measure or other.measure,
            self.role or other.role,
            self.unit or other.unit,
            self.rest + other.rest,
        )


_COMPUTED = re.compile(
    r"完成.{0,8}(?:%|率|比例|进度)|占.{0,8}(?:计划|目标|任务)|位次|排名|名次|信号|与全[市省国].{0,2}比|差额|差距|相差|进度(?:判断|标识|评价)?$|时间进度|"
    r"贡献率|拉动|权重|得分|评分|[pP]值|累计提高|序时"
)
_TARGET = re.compile(r"目标|计划(?!完成)(?:数|值|投资|增长)?$|年度计划|任务数?$|预期|建议")
_TEXT = re.compile(
    r"责任|牵头|备注|说明|原因|负责|联系|电话|来源|填报人|部门|单位名称|形象|问题|措施$|性质|属性|所在地|内容|时限|依据|状态|判断|标识|日期|代码|编码|签"
)
_CHANGE = re.compile(
    r"增减(?:量|额|数)?(?!率|%|\(%)|变动|变化|升降(?!%|\(%)|提高幅度|缩小|扩大|个百分点|[±+]\s*(?:个)?百分点"
)
_GROWTH = re.compile(
    r"同比|增速|增长|增幅|增减率|增减\s*\(?%|升降\s*\(?%|涨幅|±\s*%|比上年(?:同期)?|比去年(?:同期)?|环比"
)
_LEVEL = re.compile(
    r"绝对[值数额]|实绩|实际(?:完成)?|完成(?:数|额|情况|值)?|累计(?:数|额|值|完成)?|本期|总量|数值|指标值|金额|数额|余额|现价|市统计局数|反馈数"
)
_NOISE = re.compile(
    r"[各历本]年|各[月季]|基期值?|基数|预计数?|初步数?|快报数?|情况|指标|数据|增加|减少|年末|期末|月末|合计|主要|数值?$|值$"
)
_CUMULATED = re.compile(r"累计|当期|当季值|当月|本期|本年|_")


def facts_of(
    words: Sequence[str], names: IndicatorNames, regions: RegionNames, of_word: dict[str, Facts]
) -> Facts:
    """The facts of the words of a row's path or of a column, the last words speaking first.

    ``of_word`` keeps what single words say to these names, from one call to the next.
    """
    found = Facts()
    for word in reversed(words):
        said = of_word.get(word)
        if said is None:
            said = of_word[word] = _word_facts(word, names, regions)
        if found.rest and found.indicator is None:  # 第一产业 under 地区生产总值 is not 地区生产总值
            said = replace(said, indicator=None)
        found = found.over(said)
    if found.indicator is None or found.indicator.how is How.NORMALISED:
        joined = _joined(words, names)
        found = replace(found, indicator=joined or found.indicator)
    return found


def _joined(words: Sequence[str], names: IndicatorNames) -> Named | None:
    """An indicator named by two words of a path together: 城镇 under 常住居民人均可支配收入."""
    plain = [plain_name(word) for word in words]
    for upper, lower in zip(plain[-2::-1], [plain[-1]] * len(plain), strict=False):
        for text in (upper + lower, lower + upper):
            if named := names.find(text):
                return named
    return None


def alike_in(words: Sequence[str], names: IndicatorNames) -> Named | None:
    """The indicator that the last words of a row are alike to, where nothing better is known."""
    last = next((at for at in range(len(words) - 1, -1, -1) if says_more(words[at])), None)
    if last is None:
        return None
    upper = plain_name(words[last - 1]) if last else ""
    parent = names.find(upper) if upper else None
    texts = [words[last], upper + plain_name(words[last])]
    found = [named for text in texts if (named := names.alike(_without_facts(text)))]
    found = [named for named in found if not parent or named.code != parent.code]
    return max(found, key=lambda each: each.likeness, default=None)


def says_more(word: str) -> bool:
    """Whether a word says more than a time, a measure or a unit."""
    _, rest = time_in(word)
    if _role(word):
        return False
    left = _NOISE.sub("", _GROWTH.sub("", _CHANGE.sub("", _LEVEL.sub("", rest))))
    return len(re.sub(r"[(（][^()（）]*[)）]|[%±\s\W]", "", left)) > 1


def _without_facts(text: str) -> str:
    _, rest = time_in(text)
    return _CUMULATED.sub("", rest)


def _word_facts(word: str, names: IndicatorNames, regions: RegionNames) -> Facts:
    """What one word says. A word that is a name is nothing else: 城镇调查失业率, 居民消费价格涨幅."""
    unit = unit_in(word)
    if region := regions.find(plain_name(word)):
        return Facts(region=region)
    if indicator := names.find(word):
        return Facts(indicator=indicator, unit=unit)
    if role := _role(word):
        time, _ = time_in(word)
        return Facts(time=time, role=role, unit=unit)
    time, rest = time_in(word)
    measure = _measure(rest)
    name = _GROWTH.sub("", _LEVEL.sub("", rest)) if measure else rest
    indicator = _inner_name(name, rest, names) if name.strip() else None
    left = (word,) if indicator is None and says_more(word) else ()
    return Facts(indicator, None, time, measure, None, unit, left)


def _inner_name(name: str, rest: str, names: IndicatorNames) -> Named | None:
    """The indicator in a word that also tells time or measure: GDP_累计, 农林牧渔业增加值增速."""
    for text in (rest, name, _CUMULATED.sub("", name)):
        cleaned = re.sub(r"[(（]\s*%?\s*[)）]|%|±", "", text).strip(" _-—,、:()（）")
        if len(cleaned) > 1 and (named := names.find(cleaned)):
            return named
    return None


@lru_cache(maxsize=4096)
def _role(word: str) -> Role | None:
    plain = normalise(word).replace(" ", "")
    if names_balance(plain):
        return Role.COMPUTED
    for role, pattern in ((Role.COMPUTED, _COMPUTED), (Role.TARGET, _TARGET), (Role.TEXT, _TEXT)):
        if pattern.search(plain):
            return role
    return None


@lru_cache(maxsize=4096)
def _measure(text: str) -> Measure | None:
    plain = normalise(text).replace(" ", "")
    for measure, pattern in ((Measure.CHANGE, _CHANGE), (Measure.GROWTH, _GROWTH), (Measure.LEVEL, _LEVEL)):
        if pattern.search(plain):
            return measure
    return None


@lru_cache(maxsize=4096)
def unit_in(word: str) -> str:
    """The unit that a word tells in brackets, or that it is."""
    if unit := bracket_unit(word):
        return unit
    inner = normalise(word).strip("()[] ")
    return inner if is_unit(inner) else ""
