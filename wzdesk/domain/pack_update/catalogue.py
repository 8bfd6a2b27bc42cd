"""Regions, agencies, indicators, documents and plans: the catalogue of a file held against a newer pack."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from wzdesk.domain.agency import Agency
from wzdesk.domain.indicator import Accumulation, Direction, Indicator, PriceBasis
from wzdesk.domain.pack import Pack
from wzdesk.domain.pack_update.change import How, PackChange, Part, field_words
from wzdesk.domain.plan import Plan, PlanDocument
from wzdesk.domain.region import Region

T = TypeVar("T", Region, Agency, PlanDocument)
C = TypeVar("C", Region, Agency)

_REGION = {
    "name": "名称", "short_name": "简称", "level": "级别", "parent": "上级", "additive": "计入合计",
}  # fmt: skip
_AGENCY = {"name": "名称", "short_name": "简称"}
_DOCUMENT = {"title": "标题", "issuer": "发布单位", "date": "日期", "tables": "表"}
_INDICATOR = {
    "name": "名称", "unit": "单位", "decimals": "小数位", "direction": "方向", "accumulation": "累计方式",
    "price_basis": "价格口径", "aliases": "别名", "parent": "上级指标", "lead": "牵头单位", "definition": "口径",
    "is_index": "是指数",
}  # fmt: skip
_WORDS: dict[object, str] = {
    Direction.UP: "越大越好", Direction.DOWN: "越小越好", Direction.NEUTRAL: "不分大小",
    Accumulation.YTD: "年初累计", Accumulation.PERIOD: "当期", Accumulation.STOCK: "期末", Accumulation.RATIO: "比率",
    PriceBasis.COMPARABLE: "可比价", PriceBasis.CURRENT: "现价", PriceBasis.NONE: "不分",
}  # fmt: skip
_PLAN = {
    "name": "名称", "region": "地区", "first_year": "起", "last_year": "止", "growth_first": "先看增速",
    "about_tolerance": "左右的幅度", "nearly_tolerance": "基本完成的幅度", "notes": "附注", "stated": "文件的结论",
}  # fmt: skip


def regions_changed(stored: Pack, new: Pack) -> tuple[list[Region], list[PackChange]]:
    """Regions to write, and what to say; groups are part of it."""
    changed, said = _changed(
        Part.REGION, _by_code(stored.regions), _by_code(new.regions), _REGION, lambda one: one.name
    )
    if stored.groups != new.groups and new.groups:
        said.append(
            PackChange(Part.REGION, How.CHANGED, "", "地区分组", "、".join(one.name for one in new.groups))
        )
    return changed, said


def agencies_changed(stored: Pack, new: Pack) -> tuple[list[Agency], list[PackChange]]:
    """Agencies to write, and what to say."""
    return _changed(
        Part.AGENCY, _by_code(stored.agencies), _by_code(new.agencies), _AGENCY, lambda one: one.name
    )


def documents_changed(stored: Pack, new: Pack) -> tuple[list[PlanDocument], list[PackChange]]:
    """Documents to write, and what to say."""
    before = {one.key: one for one in stored.documents}
    after = {one.key: one for one in new.documents}
    return _changed(Part.DOCUMENT, before, after, _DOCUMENT, lambda one: one.title)


def indicators_changed(
    stored: Pack, new: Pack, measured: Collection[str], own_code: str
) -> tuple[list[Indicator], list[PackChange]]:
    """Indicators to write, and what to say.

    ``measured`` are codes of those with figures that the pack does not bring: their unit stays, or the figures would
    mean something else. Codes that begin with ``own_code`` are the office's own.
    """
    before = {one.code: one for one in stored.indicators}
    changed, said = [], []
    for one in new.indicators:
        was = before.pop(one.code, None)
        after = one
        if was is None:
            said.append(PackChange(Part.INDICATOR, How.NEW, one.code, one.name, one.unit))
            changed.append(one)
            continue
        if was.unit != one.unit and one.code in measured:
            words = f"新的单位是{one.unit}，已有按{was.unit}填的数，单位不改"
            said.append(PackChange(Part.INDICATOR, How.KEPT, one.code, was.name, words))
            after = replace(one, unit=was.unit, decimals=was.decimals)
        if after != was:
            words = _indicator_words(was, after)
            said.append(PackChange(Part.INDICATOR, How.CHANGED, one.code, was.name, words))
            changed.append(after)
    said.extend(
        _kept(Part.INDICATOR, code, one.name) for code, one in before.items() if not code.startswith(own_code)
    )
    return changed, said


def plans_changed(stored: Pack, new: Pack) -> tuple[list[Plan], list[PackChange]]:
    """Plans whose rows are to be written, and what to say; target sentences are cells of their own."""
    before = {one.code: one for one in stored.plans}
    changed, said = [], []
    for one in new.plans:
        was = before.pop(one.code, None)
        if was is None:
            said.append(PackChange(Part.PLAN, How.NEW, one.code, one.name, f"{len(one.items)} 项"))
            changed.append(one)
        elif without_targets(was) != without_targets(one):
            said.append(PackChange(Part.PLAN, How.CHANGED, one.code, one.name, _plan_words(was, one)))
            changed.append(one)
    said.extend(_kept(Part.PLAN, code, one.name) for code, one in before.items())
    return changed, said


def without_targets(plan: Plan) -> Plan:
    """A plan's rows alone."""
    items = tuple(
        replace(item, parts=tuple(replace(part, target="", rate_target="") for part in item.parts))
        for item in plan.items
    )
    return replace(plan, items=items)


def _changed(
    part: Part,
    before: dict[str, T],
    after: Mapping[str, T],
    names: Mapping[str, str],
    name: Callable[[T], str],
) -> tuple[list[T], list[PackChange]]:
    changed: list[T] = []
    said = []
    for code, one in after.items():
        was = before.pop(code, None)
        if was == one:
            continue
        changed.append(one)
        how = How.NEW if was is None else How.CHANGED
        words = "" if was is None else field_words(was, one, names)
        said.append(PackChange(part, how, code, name(one if was is None else was), words))
    said.extend(_kept(part, code, name(one)) for code, one in before.items())
    return changed, said


def _by_code(listed: Sequence[C]) -> dict[str, C]:
    return {one.code: one for one in listed}


def _kept(part: Part, code: str, name: str) -> PackChange:
    return PackChange(part, How.KEPT, code, name, "新的数据包里没有了，文件里照样留着")


def _indicator_words(before: Indicator, after: Indicator) -> str:
    words = field_words(before, after, _INDICATOR)
    for value, word in _WORDS.items():
        words = words.replace(f" {value} ", f" {word} ")
        if words.endswith(f" {value}"):
            words = words.removesuffix(str(value)) + word
    return words


def _plan_words(before: Plan, after: Plan) -> str:
    said = [words for words in (field_words(before, after, _PLAN),) if words != "内容有改动"]
    was, now = ({item.no: item for item in without_targets(plan).items} for plan in (before, after))
    if more := [no for no in now if no not in was]:
        said.append(f"增加第 {'、'.join(more)} 项")
    if less := [no for no in was if no not in now]:
        said.append(f"去掉第 {'、'.join(less)} 项")
    if other := [no for no, item in now.items() if no in was and was[no] != item]:
        said.append(f"第 {'、'.join(other)} 项有改动")
    return "；".join(said) or "次序或出处有改动"
