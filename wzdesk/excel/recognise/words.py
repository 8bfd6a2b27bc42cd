"""The words by which a person knows what a cell of a sheet is: headings of label columns, notes, unit lines."""

import re
from enum import StrEnum
from functools import lru_cache

from wzdesk.domain.missing_words import availability_of
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.period import read_period
from wzdesk.domain.text import normalise
from wzdesk.domain.units import parse_unit


class LabelKind(StrEnum):
    """What a column with labels holds."""

    NUMBER = "number"
    CODE = "code"
    UNIT = "unit"
    CATEGORY = "category"
    NAME = "name"
    TRANSLATION = "translation"


_STUBS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (LabelKind.NUMBER, r"序号|编号|项次|行次|顺序号|指标序号|位次|排名|名次|排序|no\.?|day|#"),
        (LabelKind.CODE, r".{0,8}(?:代码|编码|编号|代号)|code|id"),
        (LabelKind.UNIT, r"(?:计量|指标|计算|货币)?单位|units?"),
        (
            LabelKind.CATEGORY,
            r"(?:指标|项目)?(?:类别|分类|类型|领域|大类|门类|维度|板块)|(?:政策|所属)?领域|类|账户|帐户",
        ),
        (
            LabelKind.NAME,
            (
                r"(?:主要|计划|规划|考核|一级|二级|三级|细分|分)?指标(?:名称|项目|内容)?|项目|名称|科目|年份|年度|年月|年|月份|月|日期|时间|时期|季度|期限|"
                r"地区|区域|地市|城市|省份|省市|省|市县|县市区|县\(市、区\)|县\(市,区\)|各县\(市、区\)|市|县|区县|县区|乡镇|街道|单位名称|"
                r"国家|行业|部门|年龄|年龄组|产业|产品|品种|企业名称|学校|政策措施|主要任务|重点任务|工作任务|任务|措施|事项|内容|其中|分项|子项|子指标|"
                r".{1,12}名称|alm科目名称|item|items|sector|region|regions|area|province|city|county|year|date|month|time|indicators?|name|"
                r"指标\(单位\)|指标\(项目\)|项目\(指标\)|指标/单位|频度|频率|来源"
            ),
        ),
    )
)
_SIDE = re.compile(r"(?:单位名称|责任单位|牵头单位|所属|主管部门|来源)")
_NOTE = re.compile(
    r"(?:注|备注|附注|说明|填表说明|填报说明|填报要求|编制说明|指标解释|数据来源|资料来源|来源|审核关系|审核|表内审核|校验|"
    r"note|notes|source|sources|版本号|data source)\s*(?:\d{0,2})?\s*[:：.、]|注\s*\d|[*＊※]\s*\S|\(?注\)|"
    r"(?:数据|资料)来源于"
)
_SIGNED = re.compile(
    r"(?:填表人|填报人|制表人|制表|经办人|审核人|复核人|审核|复核|负责人|单位负责人|处室负责人|分管领导|主要领导|统计负责人|联系人|联系电话|电话|"
    r"填报日期|报出日期|填表日期|制表日期|签章|盖章)\s*(?:\([^)]*\))?\s*[:：]"
)
_ABOVE = re.compile(
    r"(?:单位|计量单位|金额单位|货币单位|填报单位|填表单位|编制单位|制表单位|制表|填报机构|报送机构|报送口径|报表日期|报告期|填报日期|填报时间|报表时间|"
    r"数据截止|截止日期|截至|汇总单位|制定机关|表号|文号|有效期至?|批准机关|批准文号|备案机关|时间|数据库|统计时间|时期|币种|口径|密级)\s*(?:\([^)]*\))?\s*[:：]"
)
_UNIT_LINE = re.compile(r"(?:(?:计量|金额|货币|数据)?单\s*位|units?)\s*[:：]\s*(?P<unit>.+)", re.IGNORECASE)
_UNIT_INSIDE = re.compile(r"\((?:计量|金额|货币)?单\s*位\s*:\s*(?P<unit>[^()]+)\)$")
_ATTACHMENT = re.compile(
    r"表\s*[\d一二三四五六七八九十]+(?:[\-—.]\d+)*|附\s*(?:件|表|录)\s*[\d一二三四五六七八九十\-—.]*\s*[:：]?|"
    r"(?:[财预决]算?)*公开\s*\d+\s*表"
)
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]\d?|[甲乙丙丁戊己庚辛])\)?|[①-⑳]")
_SERIES = re.compile(
    r"(?:指标|序列|数据)?(?:频[度率]|单位|来源|ID|编码|代码|更新时间|开始时间|结束时间|时间区间|时间范围|状态)",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"(?:表?\d+(?:[\-.]\d+)*)?\(?续(?:表|上表|前表)?[\d一二三四五六七八九十]*\)?(?:\(?(?:continued|cont\.?)\)?)?:?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:指标|index|indicators?|表名)\s*[:：]", re.IGNORECASE)
_COLUMN_LETTER = re.compile(r"[A-Z]\d?")
_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@lru_cache(maxsize=4096)
def tight(text: str) -> str:
    """A text in reading spelling without any blanks: ``项    目`` is ``项目``."""
    return _BLANKS.sub("", normalise(text))


_SPACED = re.compile(r"(?<=[\u3400-\u9fff])[ \t\u3000\xa0]+(?=[\u3400-\u9fff])")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*[\r\n]+[ \t]*")  # looked for once in a run of blanks, however long
_BROKEN = re.compile(r"(?<=[A-Za-z,;])[ \t]*[\r\n]+[ \t]*(?=[A-Za-z])")


def heading_word(text: str) -> str:
    """A heading as it is meant: line breaks joined, ``备  注`` closed up."""
    joined = _LINE_END.sub("", _BROKEN.sub(" ", text.strip()))
    return _SPACED.sub("", joined)


@lru_cache(maxsize=4096)
def label_kind(heading: str) -> LabelKind | None:
    """What a column with this heading holds, if it holds labels of rows."""
    plain = tight(heading)
    if _SIDE.fullmatch(plain):
        return None
    return next((kind for kind, pattern in _STUBS if pattern.fullmatch(plain)), None)


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """Whether a text opens the lines under a table: notes, sources, signatures."""
    plain = tight(text)
    return bool(_NOTE.match(plain) or _SIGNED.match(plain))


_NOTE_STARTS = frozenset("注备附说填编指数资来审表校版制经复负单处分主统联电报签盖(（*＊※NnSsDd")


def may_be_note(text: str) -> bool:
    """Whether a text begins as notes do: a quick look before ``is_note``."""
    return text.lstrip()[:1] in _NOTE_STARTS


@lru_cache(maxsize=4096)
def is_signature(text: str) -> bool:
    """``填表人：`` and its like."""
    return bool(_SIGNED.match(tight(text)))


@lru_cache(maxsize=4096)
def is_above(text: str) -> bool:
    """Whether a text is of those that stand over a table beside its title: unit, agency, date of the report."""
    plain = tight(text)
    return (
        bool(_ABOVE.match(plain))
        or is_bracketed_unit(text)
        or unit_of_line(text) is not None
        or (len(plain) <= 20 and read_period(plain) is not None)
    )


def is_series_row(first: str) -> bool:
    """Whether a heading row of a data site's export tells an attribute of its series: 频度, 来源, 更新时间."""
    return bool(_SERIES.fullmatch(tight(first)))


def is_attachment(text: str) -> bool:
    """``附件2-1`` alone."""
    return bool(_ATTACHMENT.fullmatch(tight(text)))


def is_grand_total(label: str) -> bool:
    """``总  计``, ``总计（12个）``: the total of a whole table."""
    return bool(re.fullmatch(r"(?:总合?计|共计)(?:\([^()]*\))?", tight(label)))


def is_numbered_title(text: str) -> bool:
    """``表二  保险业务``: the number of a table and its title."""
    found = _ATTACHMENT.match(tight(text))
    return found is not None and found.end() < len(tight(text))


def is_continued(text: str) -> bool:
    """``续表``, ``（续）``, ``21-3 续表1``: a line that says that the table above goes on."""
    return bool(_CONTINUED.fullmatch(tight(text)))


def is_subject(text: str) -> bool:
    """``指标：国内生产总值(亿元)``: a line that says what all figures of the table are."""
    return bool(_SUBJECT.match(tight(text)))


def unit_of_line(text: str) -> str | None:
    """``万元`` of ``单位：万元``, also in brackets; None where a text is no such line."""
    plain = normalise(text)
    bare = plain[1:-1].strip() if plain[:1] == "(" and plain[-1:] == ")" else plain
    found = _UNIT_LINE.fullmatch(bare)
    if not found:
        return None
    written = text.strip().strip("()（）")
    unit = re.split(r"\s{2,}", written[max(written.rfind("："), written.rfind(":")) + 1 :].strip())[0].strip()
    return unit or None


def bracketed_units(text: str) -> str | None:
    """``亿元、%`` of ``（亿元、%）``: nothing but units in brackets, as they are written."""
    plain = normalise(text)
    if not (plain.startswith("(") and plain.endswith(")")):
        return None
    written = text.strip()[1:-1].strip()
    parts = [part for part in re.split(r"[、,，;；]", written) if part.strip()]
    return written if parts and all(is_unit(part) for part in parts) else None


def unit_inside(title: str) -> str | None:
    """``亿元`` of a title that ends with ``（单位：亿元）``."""
    found = _UNIT_INSIDE.search(normalise(title))
    return found["unit"].strip() if found else None


@lru_cache(maxsize=4096)
def is_bracketed_unit(text: str) -> bool:
    """``(万吨)``, ``（%）``, ``(10 000 tce)``: nothing but a unit in brackets."""
    plain = normalise(text)
    if not (plain.startswith(("(", "[")) and plain.endswith((")", "]"))):
        return False
    return parse_unit(plain[1:-1].strip()) is not None or bool(re.match(r"\d", plain[1:]))


@lru_cache(maxsize=4096)
def bracket_unit(text: str) -> str | None:
    """The unit in the last brackets of a text: ``亿元`` of ``货物进出口总额（ 亿元 ）``."""
    found = re.search(r"[(\[]([^()\[\]]+)[)\]]\s*$", normalise(text))
    return tight(found[1]) if found and parse_unit(tight(found[1])) is not None else None


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    return parse_unit(tight(text)) is not None


def is_line_of_numbers(first: str) -> bool:
    """Whether a heading row that begins with this only numbers the columns: 栏次."""
    return bool(re.fullmatch("栏[次目号]", tight(first)))


def is_column_letter(text: str) -> bool:
    """``A``, ``C1``: what regulators number columns with."""
    return bool(_COLUMN_LETTER.fullmatch(tight(text)))


def is_column_number(text: str) -> bool:
    """``1``, ``(2)``, ``甲``, ``C1``: what a form numbers its columns with."""
    return bool(_COLUMN_NUMBER.fullmatch(tight(text)))


@lru_cache(maxsize=8192)
def number_in(text: str) -> str | None:
    """The number that a text is (``1,229.5``, ``－3.6``, ``11 200``, ``６８．３``) as decimal text; None for words."""
    plain = normalise(text)
    value = decimal_of(plain)
    if value is None and plain.endswith("%"):
        share = decimal_of(plain[:-1].rstrip())
        value = None if share is None else share.scaleb(-2)
    return None if value is None else format(value, "f")


@lru_cache(maxsize=8192)
def is_mark(text: str) -> bool:
    """``—``, ``…``, ``暂无数据``: what stands in place of a figure."""
    return availability_of(tight(text)) is not None or tight(text) in {"-", "--", "…", "/", "×", "√", "○"}


def is_year(number: str) -> bool:
    """Whether a number may be a year."""
    return bool(_YEAR.fullmatch(number))


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """``2019年``, ``2020Q1``, ``2018-05``, ``一季度``: a time as a heading or label."""
    plain = tight(text)
    return (
        bool(_YEAR.fullmatch(plain))
        or read_period(plain) is not None
        or bool(
            re.fullmatch(r"(?:19|20)\d{2}(?:[-./年]?\d{1,2}月?|年?[Qq第]?[1-4一二三四](?:季度?)?)?年?", plain)
        )
    )
