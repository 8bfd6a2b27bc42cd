"""One thing that a newer pack changes in a data file, in words, and all of them with what is to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from wzdesk.domain.agency import Agency
from wzdesk.domain.change import Change
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.plan import Plan, PlanDocument
from wzdesk.domain.region import Region, RegionGroup

_LONGEST = 24


class Part(StrEnum):
    """What of a pack it belongs to."""

    REGION = "地区"
    AGENCY = "单位"
    INDICATOR = "指标"
    PLAN = "计划"
    TARGET = "目标"
    FORM = "填报表"
    RULE = "审核规则"
    FIGURE = "公布的数"
    PROJECT = "项目"
    DOCUMENT = "来源文件"


class How(StrEnum):
    """What happens to it; what is ``KEPT`` stays as the file has it, and says why."""

    NEW = "新增"
    CHANGED = "改动"
    REMOVED = "停用"
    KEPT = "不动"


@dataclass(frozen=True, slots=True)
class PackChange:
    """A thing by its name; ``words`` say what of it changes, or why it does not."""

    part: Part
    how: How
    code: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What goes into the catalogue as it is (not undone with the act), and what is an act on cells."""

    regions: Sequence[Region] = ()
    groups: Sequence[RegionGroup] = ()
    agencies: Sequence[Agency] = ()
    indicators: Sequence[Indicator] = ()
    documents: Sequence[PlanDocument] = ()
    plans: Sequence[Plan] = ()
    rules_text: str = ""
    cells: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class PackDifference:
    """All that a pack changes; ``version`` is that of the pack."""

    changes: Sequence[PackChange]
    written: Written
    version: str

    @property
    def effective(self) -> list[PackChange]:
        """Without what stays as it is."""
        return [one for one in self.changes if one.how is not How.KEPT]

    def counts(self) -> dict[Part, dict[How, int]]:
        """How many of each part and kind there are; parts without any are left out."""
        found: dict[Part, dict[How, int]] = {}
        for one in self.changes:
            of_part = found.setdefault(one.part, {})
            of_part[one.how] = of_part.get(one.how, 0) + 1
        return {part: found[part] for part in Part if part in found}


def field_words(before: Any, after: Any, names: Mapping[str, str]) -> str:
    """What differs in two values of one dataclass, as 名称 甲 → 乙; fields without a name in ``names`` are left out."""
    said = []
    for one in fields(before):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new and one.name in names:
            said.append(f"{names[one.name]} {shown(old)} → {shown(new)}")
    return "；".join(said) or "内容有改动"


def shown(value: Any) -> str:
    """A value in a line of a list."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return shown("、".join(str(one) for one in value))
    text = "空" if value in {None, ""} else str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
