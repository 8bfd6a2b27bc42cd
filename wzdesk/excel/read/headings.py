"""What the words over a column say it holds."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wzdesk.domain.period import Period, read_period
from wzdesk.domain.text import normalise


class Role(StrEnum):
    """What a column of a plan's table holds; ``other`` is a heading that says nothing we take."""

    CATEGORY = "category"
    NUMBER = "number"
    NAME = "name"
    PART = "part"
    UNIT = "unit"
    TARGET = "target"
    RATE_TARGET = "rate_target"
    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    RATE = "rate"
    NATURE = "nature"
    VERDICT = "verdict"
    COMPUTED = "computed"
    NOTE = "note"
    OTHER = "other"
    BLANK = "blank"


VALUE_ROLES = frozenset({Role.TARGET, Role.RATE_TARGET, Role.LEVEL, Role.GROWTH, Role.CHANGE, Role.RATE})


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over a column, top to bottom, what they say it holds, and the time they name.

    ``years`` are all years named; ``period`` is a span other than whole years (1—9月), as written.
    """

    words: tuple[str, ...]
    role: Role
    years: frozenset[int] = frozenset()
    period: str = ""

    @property
    def text(self) -> str:
        """The words in one line."""
        return "/".join(self.words)


_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.CATEGORY, r"(?:指标)?(?:类别|分类|类型|领域)"),
        (Role.NUMBER, r"序号|编号|指标序号|(?:No|NO|no)\.?"),
        (Role.NAME, r"(?:主要|计划|规划|考核)?指标(?:\(?名称\)?|项目|内容)?|项目(?:名称)?|名称|指标\(项目\)"),
        (Role.PART, r"(?:其中|分项|子项|分指标|细分指标|二级指标)(?:名称|指标)?"),
        (Role.UNIT, r"(?:计量|指标|计算)?单位"),
        (Role.NATURE, r"(?:指标)?(?:属性|性质)"),
        (Role.VERDICT, r"判定|完成判定|是否完成|评价|完成评价"),
        (Role.NOTE, r"备注|说明|附注|备注说明"),
    )
)
_EARLIER = re.compile(r"(?<![比较])(?:上年|去年|上期)|同期(?:绝对值|数)?$|基数|基期|上月|前年|上季")
_COMPUTED = re.compile(
    r"完成(?:年度|全年|计划|规划)?(?:目标|计划|任务)|完成[^/]*(?:率|%|比例|进度)|相差|差距|进度|超欠|排名|位次$"
)
_PEOPLE = re.compile(r"责任|牵头|填报|负责|联系|部门|科室|来源|代码|编码")
_TARGET = re.compile(r"目标|计划(?!完成)|任务|预期|建议数?$")
_RATE = re.compile(r"年均|累计提高|累计增长|累计数?\]|五年累计")
_GROWTH = re.compile(r"增速|增长|同比|增幅|±\s*%|增减率|增减\(?%|升降\(?%|比上年")
_CHANGE = re.compile(r"变动|变化|增减|升降|提高幅度|个百分点")
_LEVEL = re.compile(
    r"绝对值|绝对数|绝对额|实绩|实际|完成|累计|本年|全年|总量|数值|指标值|执行|\d{4}年?(?:数|度)?$"
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SPAN = re.compile(
    r"(?:前|头)[一二三四1-4两]个?季度|第?[一二三四1-4]季度|[上下]半年|[当本](?:月|季)"
    r"|(?:1|一)月?份?[-—~至到](?:\d{1,2}|十[一二]?|[二三四五六七八九])月"
    r"|(?P<to>截[至止](?:(?:19|20)\d\d年)?)?(?P<month>\d{1,2})月份?(?P<end>末|底|累计)?"
)


@lru_cache(maxsize=4096)  # the same few words stand on every page
def read_heading(words: tuple[str, ...]) -> Heading:
    """What a column holds, from the words over it (top to bottom, blanks at line breaks taken out)."""
    plain = tuple(re.sub(r"\s+", "", normalise(word)) for word in words if word.strip())
    path = "/".join(plain)
    years = frozenset(int(year) for year in _YEARS.findall(path))
    return Heading(plain, _role_of(plain, path), years, part_of_year(path))


def _role_of(plain: tuple[str, ...], path: str) -> Role:
    if not plain:
        return Role.BLANK
    for role, pattern in _LABELS:
        if pattern.fullmatch(plain[-1]) or (
            pattern.fullmatch(plain[0]) and len(plain) > 1 and role is Role.NAME
        ):
            return role
    if _PEOPLE.search(path) or _EARLIER.search(path):
        return Role.OTHER
    if _COMPUTED.search(path):
        return Role.COMPUTED
    return _value_role(plain, path)


def _value_role(plain: tuple[str, ...], path: str) -> Role:
    is_target = bool(_TARGET.search(path))
    if _RATE.search(plain[-1]):
        return Role.RATE_TARGET if is_target else Role.RATE
    if is_target:  # a bare 6.5 under 目标/增速 is no level
        return Role.OTHER if _GROWTH.search(plain[-1]) or _CHANGE.search(plain[-1]) else Role.TARGET
    for role, pattern in ((Role.GROWTH, _GROWTH), (Role.CHANGE, _CHANGE), (Role.LEVEL, _LEVEL)):
        if pattern.search(plain[-1]):
            return role
    return Role.LEVEL if _LEVEL.search(path) and len(plain) > 1 else Role.OTHER


def part_of_year(text: str) -> str:
    """The words of a span shorter than a year (1—9月, 前三季度), "" where there are none or it is the whole year."""
    for found in _SPAN.finditer(re.sub(r"\s+", "", normalise(text))):
        if found["month"] == "12" and (found["to"] or found["end"]):
            continue
        period = read_period(found[0], 2000)
        if period is None or not period.same_span(Period.of_year(2000)):
            return found[0]
    return ""


def years_in(text: str) -> frozenset[int]:
    """The years a text names."""
    return frozenset(int(year) for year in _YEARS.findall(normalise(text)))
