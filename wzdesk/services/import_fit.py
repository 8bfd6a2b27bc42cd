"""Whether a table of a workbook is the one asked for: its plan, its year, its region."""

import re
from collections.abc import Iterable, Sequence

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import read_period
from wzdesk.domain.plan import Plan
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import Column
from wzdesk.excel.read.headings import VALUE_ROLES, Role, part_of_year, years_in
from wzdesk.excel.read.plan_tables import FoundColumn, FoundTable

_NO_TITLE = re.compile(r"填报|报送|日期|单位[:(]|附件|盖章|制表|审核|负责人")
_FIVE_YEARS = re.compile(r"十[一二三四五六七八九]五")
_REGION = re.compile(r"^(?:附件\d*[:.]?)?(?:\d{4}年度?)?([\u4e00-\u9fff]{2,6}?(?:市|县|区))(?![域场划间内])")
_NO_FIGURES = {Role.OTHER: "这一列不是计划表要的内容", Role.BLANK: "这一列没有表头"}
_ACTUAL = re.compile(r"完成|实绩|实际|执行")
_ANY_REGION = re.compile(r"^(?:全|各|我|本|每)")


class WrongTable(WzdeskError):
    """The workbook holds no table, or another one than was asked for; nothing was taken."""


def wrong_table(book: str, is_what: str, table: PlanTable) -> WrongTable:
    """The one sentence: what the workbook is, and what was wanted."""
    wanted = f"{table.region.name}的《{table.plan.name}》"
    return WrongTable(f"“{book}”{is_what}，要的是{wanted}；没有收，数据没有改动。")


def title_of(found: FoundTable) -> str:
    """The title over a table, "" where there is none."""
    lines = [normalise(cell.text) for cell in found.above]
    titles = [line for line in lines if len(line) > 5 and not _NO_TITLE.search(line)]
    return max(titles, key=len, default="")


def misfit(found: FoundTable, table: PlanTable, regions: Sequence[Region]) -> str:
    """What the words over a table name instead of what was asked for, "" where nothing speaks against it."""
    title = title_of(found).replace(" ", "")
    return _other_years(title, table.plan) or _other_region(found, title, table.region, regions)


def _other_years(title: str, plan: Plan) -> str:
    if span := part_of_year(title):
        said = _year_words(years_in(title))
        return f"是{span if span.startswith(said) else said + span}的表"
    five = _FIVE_YEARS.search(title)
    years = years_in(title)
    if five and read_period(f"“{five[0]}”") == plan.span:
        return ""
    if five and not (plan.is_annual and plan.last_year in years):
        return f"是“{five[0]}”的表"
    if years and plan.last_year not in years:
        return f"是{_year_words(years)}的表"
    return ""


def _year_words(years: Iterable[int]) -> str:
    return "、".join(f"{year}年" for year in sorted(years))


def _other_region(found: FoundTable, title: str, region: Region, regions: Sequence[Region]) -> str:
    texts = [title, *(normalise(cell.text) for cell in found.above), normalise(found.sheet)]
    for text in texts:
        named = _named_in(text, (region, *regions))
        if {region.name, region.short_name} & set(named):
            other = _more_exact(named, region, regions) or _before_ours(text, region, regions)
            return f"是{other}的表" if other else ""
        if named:
            return f"是{named[0]}的表"
    first = _first_region(title)
    return f"是{first}的表" if first and region.short_name not in first else ""


def _more_exact(named: Sequence[str], region: Region, regions: Sequence[Region]) -> str:
    """A region named beside ours that is not one above it: a county's table may name its city, not the reverse."""
    above = _names_above(region, regions)
    names = {each.name for each in regions} - {region.name, *above}
    return next((name for name in named if name in names), "")


def _names_above(region: Region, regions: Sequence[Region]) -> set[str]:
    by_code = {each.code: each for each in regions}
    names: set[str] = set()
    while region.parent and region.parent in by_code and by_code[region.parent].name not in names:
        region = by_code[region.parent]
        names |= {region.name, region.short_name}
    return names


def _before_ours(text: str, region: Region, regions: Sequence[Region]) -> str:
    """A region that opens a title in which ours only follows (平阳县2023年温州市…计划), where the file does not know it."""
    first = _first_region(text)
    known = {each.name for each in (region, *regions)}
    follows = first and text.partition(first)[2].startswith((region.name, region.short_name))
    return "" if follows or first in known or region.short_name in first else first


def _first_region(title: str) -> str:
    """The county, city or district that a title begins with, "" where it begins otherwise."""
    found = _REGION.match(title)
    return found[1] if found and not _ANY_REGION.match(found[1]) else ""


def _named_in(text: str, regions: Sequence[Region]) -> list[str]:
    """The regions a text names; of 温州湾新区 and 温州 only the longer."""
    names = {name for region in regions for name in (region.name, region.short_name) if len(name) > 1}
    found = [name for name in sorted(names, key=len, reverse=True) if name in text]
    rest, named = text, []
    for name in found:
        if name in rest:
            named.append(name)
            rest = rest.replace(name, "|")
    return named


def column_of(each: FoundColumn, found: FoundTable, table: PlanTable) -> tuple[Column | None, str]:
    """The column of the plan that a column of the sheet fills, or None and why not ("" for labels and remarks)."""
    heading, plan = each.heading, table.plan
    if heading.role not in VALUE_ROLES:
        return None, _NO_FIGURES.get(heading.role, "")
    if heading.years and plan.last_year not in heading.years:
        return None, f"是{_year_words(heading.years)}的数，要的是{plan.last_year}年的"
    if heading.period:
        return None, f"是{heading.period}的数，要的是全年的"
    column = _loose_rate(each, found)
    if column is None:
        return None, "没有写明是目标还是完成情况"
    if column not in table.columns:
        return None, "这个计划没有这一列"
    return column, ""


def _loose_rate(each: FoundColumn, found: FoundTable) -> Column | None:
    """A 年均增长 without 目标 or 完成 over it belongs to the figure left of it; None where none stands there."""
    if each.heading.role is not Role.RATE or _ACTUAL.search(each.heading.text):
        return Column(each.heading.role.value)
    before = [one for one in found.columns if one.column < each.column and one.heading.role in VALUE_ROLES]
    left = max(before, key=lambda one: one.column, default=None)
    beside = {Role.TARGET: Column.RATE_TARGET, Role.LEVEL: Column.RATE}
    return beside.get(left.heading.role) if left else None
