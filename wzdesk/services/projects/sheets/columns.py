"""What a column of a sheet of projects holds, told by the words of its heading; the patterns are data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wzdesk.excel.recognise.words import tight
from wzdesk.services.projects.sheets.what import What

_UNDER = r"(?:投资|资金|金额|额|数|值|情况)"
_LEAVES: tuple[tuple[What, str], ...] = (
    (What.SERIAL, r"序号|行次|项次|编?号|no\.?"),
    (What.CODE, r"(?:项目|统一|国家|赋码|投资项目|在线平台|系统|工程)*(?:代码|编码|编号|代号|赋码)|code"),
    (
        What.NAME,
        (
            r"(?:重大|重点|建设|工程|政府投资|投资|子|单项)*(?:项目|工程)?(?:\(?(?:工程|项目)\)?)?(?:名称|全称)|"
            r"(?:重大|重点|建设|工程|单项)*(?:项目|工程)"
        ),
    ),
    (What.SUBFIELD, r"(?:细分|二级|子|细化)(?:领域|类别|分类|行业|类)|小类|细类"),
    (
        What.FIELD,
        r"(?:所属|项目|工程|投资|产业|一级|行业|建设)*(?:领域|类别|分类|板块|行业|大类|门类|类型)(?:名称)?",
    ),
    (What.NATURE, r"(?:建设|项目|工程|投资)*性质|建设类[型别]|续建.{0,3}新.*|新.{0,3}续建?"),
    (What.STAGE, r"(?:项目|所处|当前|目前|建设|推进|前期)*(?:阶段|状态)|[“\"]?四个一批[”\"]?.{0,4}"),
    (
        What.REGION,
        (
            r"(?:项目|建设|工程|实施)*(?:所在|所属|建设|落户|实施)(?:地|县|区|市|地区|地点|地址|区域|位置|区县|属地|县\(市、?区\)|县市区)(?:\(.*\))?|"
            r"属地|(?:建设)?地点|地区|区域|县\(市、?区\)|县市区|区县|项目地"
        ),
    ),
    (
        What.CONTENT,
        r"(?:主要|项目)*建设(?:规模|内容).*|.*规模.*内容.*|主要内容|项目(?:概况|简介|内容|情况简介)|建设规模.*|内容及规模",
    ),
    (
        What.SPAN,
        r"(?:项目)?(?:建设)?(?:年限|周期|工期|起止.{0,4}|期限|时间|期)|(?!.*实际).{0,4}开工?.{0,2}竣.{0,2}工.{0,8}",
    ),
    (
        What.DUE,
        r"(?:问题)?(?:拟|计划|要求)?(?:解决|整改|办结|销号|协调)(?:的)?(?:时限|期限|时间|日期).*|办理时限|时限(?:要求)?",
    ),
    (
        What.SOLVER,
        r"(?:问题|需|拟|提请)*(?:解决|协调|整改|销号|协办|问题责任|问题牵头)(?:的)?(?:责任|牵头|解决)*(?:单位|部门|主体|层级).*",
    ),
    (What.PERCENT, r"(?:工程|累计|总体|项目)?形象.{0,6}(?:%|百分比|比例|百分数).*"),
    (
        What.NEXT,
        r"下(?:一)?步.*|下个?月.{0,4}(?:计划|安排|工作|打算|目标)(?!.*(?:投资|金额)).*|(?:工作)?(?:打算|安排)|下阶段.*|后续.{0,6}(?:计划|安排|工作)",
    ),
    (
        What.IMAGE,
        (
            r".{0,8}形象.{0,2}(?:进度|进展|面貌)(?!目标|计划|要求|节点).{0,6}|(?:项目|工程|建设|实施|目前|当前|最新|推进|施工|本月|\d{1,2}月)*(?:进展|进度)(?:情况|描述|说明)?(?:\(文字\))?|"
            r"(?:目前|当前|本月|主要)(?:进展|工作进展).*|工程(?:进度|面貌)"
        ),
    ),
    (
        What.PROBLEM,
        r".{0,8}(?:问题|困难|难点|堵点|制约).{0,12}|需(?:要)?(?:市里|市级|上级|省级)?协调.{0,8}(?:事项|内容)?|协调事项",
    ),
    (
        What.AGENCY,
        (
            r"(?:项目|第一|行业|市级|属地|推进|具体|实施)*(?:责任|牵头|主管|联系|推进|监管|服务|实施责任|包保|挂钩|报送)(?:责任|服务)*(?:单位|部门|主体|局|政府)(?:\(.*\))?|"
            r"主管局|属地(?:政府|单位|责任).{0,4}"
        ),
    ),
    (
        What.OWNER,
        r"(?:项目|投资|工程)*(?:建设|业主|实施|承建|申报|项目|代建|投资|建设业主)(?:单位|主体|业主|法人|企业)(?:名称)?(?:\(.*\))?|(?:项目)?(?:业主|法人)(?:名称)?|企业名称",
    ),
    (
        What.PERSON,
        r"(?:项目|单位|属地|市|责任)*(?:责任|联系|负责|包保|挂钩|分管|牵头)(?:人|领导|市领导|人员|专员)(?:姓名)?(?:及.*)?",
    ),
    (What.LIST, r"(?:所属|列入|入选|纳入|项目)*(?:清单|名单|盘子|库)(?:名称|类别|情况)?"),
    (What.REMARK, r"备注|说明|附注|备\s*注.*"),
)
_DATED: tuple[tuple[What, str], ...] = (
    (What.ACTUAL_START, r"(?:实际|已).{0,4}开工|开工.{0,6}实际"),
    (What.ACTUAL_END, r"(?:实际|已).{0,4}(?:竣工|完工|建成|投产)|(?:竣工|完工|建成|投产).{0,6}实际"),
    (What.START, r"开工"),
    (What.END, r"竣工|完工|建成|投产|投用|结束"),
)
_NO_DATE = re.compile(r"以来|至今|累计|率|是否|个数|项目数|投资|资金|情况|面积|占|滞后")
_NOT_OURS = re.compile(
    r"下(?:个)?月|下半年|十[一二三四五]五|[三五]年(?:行动|计划|规划|投资)|(?<!前)[二三四]季度|上年同期|去年同期|同比|增速|增长|增幅|月(?:份)?计划|月度计划|当月计划|本月计划|季度计划|"
    r"剩余|尚需|未完成|差额|其中[:：]?|缺口|利息|税|人数|面积"
)
_BOOKED = re.compile(r"统计(?:入库|口径|局|部门|数|上报|报表|系统)|入统|入库")
_PLAN = r"计划(?:完成)?投资|年度计划总投资|(?:年度|年|投资|全年)(?:投资)?(?:计划|目标)|年度任务|计划(?:数|额|任务|完成)|目标任务|投资任务|(?:^|/)计划$"
_AMOUNTS: tuple[tuple[What, str], ...] = (
    (
        What.RATE,
        r"占.{0,10}(?:计划|年度|比|%|目标|任务)|(?:完成|投资|到位|进度).{0,6}(?:率|比例|百分比|比重|占比)|完成.{0,6}%|进度\(?%|序时|超(?:前|欠)|百分点|完成比|排名|%",
    ),
    (
        What.FUNDS,
        r"(?:到位|落实|拨付).{0,4}资金|资金.{0,4}(?:到位|拨付)|(?:年|月).{0,6}到位",
    ),
    (What.SINCE, r"(?:开工|开建|建设|动工|立项|项目启动)(?:以来|至今|起|后|累计)|自?开工.{0,12}累计|历年|总累计|累计.{0,4}总投资|项目累计"),
    (
        What.BEFORE,
        r"(?:以前|往)年度?(?:度)?|(?:去年|上年|上一年)年?[底末度]|(?:至|截至|截止|到|截止到).{0,2}(?:去年|上年|上一年)|年前(?:累计|完成)",
    ),
    (What.PLAN, _PLAN),
    (
        What.TOTAL,
        r"总投资|投资总[额数]|投资规模|概算|估算(?:投资|总额)|项目投资(?:额)?$|^投资额?$|总造价",
    ),
    (
        What.MONTH,
        rf"(?:[本当]月|(?<![-—~至到\d])(?:\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?:份)?)(?:当月|单月)?(?:实际|已|新增)?(?:完成|投资|新增|额|数|$|/)(?:{_UNDER})*(?!.{{0,4}}累计)",
    ),
    (
        What.YEAR,
        (
            r"(?:1|一)月?[-—~至到](?:\d{1,2}|[一二三四五六七八九十]{1,2})月|(?:年初|年内|本年|今年|当年|年度|年)(?:至今|以来|累计|已?完成|实际|累计已?完成|起|实绩)|"
            r"[上前].{0,2}(?:半年|季度)|(?:本|当)年.{0,4}完成|年/(?:累计|已|实际)?(?:投资)?完成"
        ),
    ),
)  # fmt: skip
_UNSURE = r"累计|入库投资|完成(?:投资|额|数|情况)?|投资完成"
_BOOKED_OF = {
    What.MONTH: What.BOOKED_MONTH,
    What.YEAR: What.BOOKED_YEAR,
    What.SINCE: What.BOOKED_SINCE,
}
_GENERIC = re.compile(r"(?:完成)?(?:投资|金额|数额|数|额|投资额)|小计|合计|累计")
_LONGEST = 80  # signs of a heading; anything longer is prose
_BRACKET = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_TELLS = re.compile(r"%|月|年")
_MONEY = re.compile(r"[,，、:：]?\(?(?:单位[:：])?(?:人民币)?[百千万亿]{0,2}元\)?$")
_END_OF_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?:年?[底末]|12月(?:底|末|31日)|年?以?前)")
_leaves = tuple((what, re.compile(pattern, re.IGNORECASE)) for what, pattern in _LEAVES)
_dated = tuple((what, re.compile(pattern)) for what, pattern in _DATED)
_amounts = tuple((what, re.compile(pattern)) for what, pattern in _AMOUNTS)
_unsure = re.compile(_UNSURE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says; ``is_sure`` is False where the words fit several figures (累计完成投资)."""

    what: What
    is_sure: bool = True


def meaning_of(words: Sequence[str], year: int | None = None) -> Meaning | None:
    """What the column under these heading words holds, top to bottom; None where no pattern fits.

    Args:
        words: The heading words from top to bottom.
        year: The year of the sheet: 至2023年底累计 of a sheet of 2024 is what was done before the year.
    """
    plain = [tight(word) for word in words if tight(word)]
    if not plain or len(plain[-1]) > _LONGEST:
        return None
    leaf, path = plain[-1], "/".join(plain)
    bare = _without_unit(leaf)
    for what, pattern in _leaves:
        if pattern.fullmatch(bare) or pattern.fullmatch(leaf):
            return Meaning(what)
    if not _NO_DATE.search(_BRACKET.sub("", leaf)) and (date := _first(_dated, path)):
        return Meaning(date)
    return _amount(path, year)


def _amount(path: str, year: int | None) -> Meaning | None:
    plain = _BRACKET.sub(lambda found: found[0] if _TELLS.search(found[0]) else "", path)
    if _NOT_OURS.search(plain):
        return None
    what = What.BEFORE if _ends_earlier(plain, year) else _figure(plain)
    is_sure = what is not None
    if what is None and _unsure.search(plain):
        what = What.YEAR
    if what is not None and _BOOKED.search(plain):
        what = _BOOKED_OF.get(what, what)
    return Meaning(what, is_sure) if what else None


def _figure(path: str) -> What | None:
    """By the lowest word where it says enough, else by all words from the top."""
    _, _, leaf = path.rpartition("/")
    if leaf != path and not _GENERIC.fullmatch(leaf) and (what := _first(_amounts, leaf)):
        return what
    rules = [rule for rule in _amounts if rule[0] is not What.PLAN] if "完成" in leaf else _amounts
    return _first(rules, path)


def _ends_earlier(plain: str, year: int | None) -> bool:
    """Whether it counts up to the end of a year before the sheet's: no part of this year."""
    found = _END_OF_YEAR.search(plain)
    return found is not None and "计划" not in plain and (year is None or int(found["year"]) < year)


def _first(rules: Sequence[tuple[What, re.Pattern[str]]], text: str) -> What | None:
    return next((what for what, pattern in rules if pattern.search(text)), None)


def _without_unit(leaf: str) -> str:
    bare = _BRACKET.sub(lambda found: found[0] if "%" in found[0] else "", leaf)
    return _MONEY.sub("", bare) or leaf
