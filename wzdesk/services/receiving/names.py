"""Names of indicators and regions as sheets write them: by code, exactly, by alias, in another spelling, or alike."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from wzdesk.domain.indicator import Indicator
from wzdesk.domain.plan import Plan
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.text import name_key, normalise

_ALIKE, _CLEAR_BY = 0.76, 0.05
_NEAR = _ALIKE - _CLEAR_BY
_SHORTEST_ALIKE = 4
_BEFORE = re.compile(
    r"^(?:[#＃]|其中\s*[：:]?|\(?[一二三四五六七八九十]{1,3}[)、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[、.](?!\d)|[①-⑳]|[#*]+|\d{1,2}(?:\.\d{1,2})+)\s*"
)
_UNIT_BEHIND = re.compile(r"[(（\[][^()（）\[\]]{1,16}[)）\]]\s*$")
_BETWEEN_REGIONS = re.compile(r"[、,，;；/\\和及与\s]+")
_ALL_OF = {
    "全国": None,
    "全省": RegionLevel.PROVINCE,
    "全市": RegionLevel.CITY,
    "全县": RegionLevel.COUNTY,
    "全区": RegionLevel.COUNTY,
}
_ENDINGS = ("增加值", "总额", "额", "总量", "人数", "数", "收入", "产量")


class How(StrEnum):
    """How a name was found, the surest first."""

    CODE = "code"
    EXACT = "exact"
    ALIAS = "alias"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    NORMALISED = "normalised"
    ALIKE = "alike"
    ASSUMED = "assumed"

    @property
    def is_sure(self) -> bool:
        """Whether nobody need look at it: normalised and alike names are always shown."""
        return self not in {How.NORMALISED, How.ALIKE, How.ASSUMED}

    @property
    def needs_consent(self) -> bool:
        """Whether a person must agree before it is written."""
        return self is How.ALIKE


@dataclass(frozen=True, slots=True)
class Named:
    """What a name is: a code, how it was found, and from 0 to 1 how alike the names are."""

    code: str
    how: How
    likeness: float = 1.0


class IndicatorNames:
    """The names under which the indicators of a data file are known, also those of its plans' rows."""

    def __init__(self, indicators: Mapping[str, Indicator], plans: Iterable[Plan] = ()) -> None:
        self._codes = {code.casefold(): code for code in indicators}
        self._exact = {one.name.strip(): code for code, one in indicators.items()}
        self._aliases: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._alike: dict[str, Named | None] = {}
        for code, one in indicators.items():
            self._keys.setdefault(name_key(one.name), code)
            for alias in one.aliases:
                self._aliases.setdefault(name_key(alias), code)
        for plan in plans:
            self._add_plan(plan)
        for key, code in self._aliases.items():
            self._keys.setdefault(key, code)

    def _add_plan(self, plan: Plan) -> None:
        for item, part in plan.parts():
            for name in (item.name + part.name, part.name + item.name):
                self._aliases.setdefault(name_key(name), part.indicator)

    def of_code(self, text: str) -> Named | None:
        """An indicator by its code as carried in a file."""
        code = self._codes.get(text.strip().casefold())
        return Named(code, How.CODE) if code else None

    def find(self, text: str) -> Named | None:
        """An indicator by name; None where no name is the same, even in another spelling."""
        stripped = text.strip()
        if code := self._exact.get(stripped):
            return Named(code, How.EXACT)
        for how, spelling in (
            (How.ALIAS, stripped),
            (How.ALIAS, plain_name(stripped)),
            (How.NORMALISED, bare_name(stripped)),
        ):
            key = name_key(spelling)
            if not key:
                continue
            if code := self._keys.get(key) or self._with_ending(key, how):
                same = how is How.ALIAS and key in self._keys and key not in self._aliases
                return Named(code, How.EXACT if same else how)
        return None

    def under_title(self, text: str, title: str) -> Named | None:
        """城镇居民 under a title that speaks of 人均可支配收入: one name that begins so and ends as the title says."""
        key, told = name_key(bare_name(text)), name_key(title)
        if len(key) < 2:
            return None
        found = {
            code
            for name, code in self._keys.items()
            if name.startswith(key) and len(name) >= len(key) + _SHORTEST_ALIKE and name[len(key) :] in told
        }
        return Named(found.pop(), How.NORMALISED) if len(found) == 1 else None

    def _with_ending(self, key: str, how: How) -> str | None:
        """第一产业 for 第一产业增加值, where just one ending makes a name."""
        if how is not How.NORMALISED or len(key) < _SHORTEST_ALIKE:
            return None
        found = {code for ending in _ENDINGS if (code := self._keys.get(key + ending))}
        return found.pop() if len(found) == 1 else None

    def alike(self, text: str) -> Named | None:
        """The indicator with the most similar name, if it is alike enough and clearly the first."""
        key = name_key(bare_name(text))
        if len(key) < _SHORTEST_ALIKE:
            return None
        if key not in self._alike:
            self._alike[key] = self._most_alike(key)
        return self._alike[key]

    def _most_alike(self, key: str) -> Named | None:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        codes: dict[str, tuple[float, str]] = {}
        for name, code in self._keys.items():
            matcher.set_seq1(name)
            if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
                continue
            likeness = matcher.ratio()
            if likeness >= _NEAR:
                codes[code] = max(codes.get(code, (0.0, "")), (likeness, name))
        best = sorted(codes.items(), key=lambda each: each[1], reverse=True)
        if not best or best[0][1][0] < _ALIKE or _differ_in_figures(key, best[0][1][1]):
            return None
        if len(best) > 1 and best[0][1][0] - best[1][1][0] < _CLEAR_BY:
            return None
        return Named(best[0][0], How.ALIKE, best[0][1][0])


def _differ_in_figures(one: str, other: str) -> bool:
    """第一产业 and 第二产业 are alike to the letter and yet not the same."""

    def signs(text: str) -> list[str]:
        return re.findall(r"\d+|[一二三四五六七八九十]|城|农|进|出|本|外|男|女|增|减|上|下|省|市|县", text)

    return sorted(signs(one)) != sorted(signs(other))


def plain_name(text: str) -> str:
    """A name without the part number, # or 其中 before it."""
    before, name = "", text.strip()
    while name != before:
        before, name = name, _BEFORE.sub("", name).strip()
    return name


def bare_name(text: str) -> str:
    """A plain name without a unit or remark in brackets behind it."""
    name = plain_name(text)
    return _UNIT_BEHIND.sub("", normalise(name)).strip() or name


class RegionNames:
    """The names of the regions of a data file; 全市 is the city of the office."""

    def __init__(self, regions: Iterable[Region], home: str) -> None:
        self._regions = {region.code: region for region in regions}
        self._home = home
        self._names: dict[str, str] = {}
        for region in self._regions.values():
            for name in (region.name, region.short_name, *_endings(region)):
                self._names.setdefault(name_key(name), region.code)

    def find(self, text: str) -> Named | None:
        """A region by name, code or 全市."""
        stripped = text.strip()
        if stripped in self._regions:
            return Named(stripped, How.CODE)
        key = name_key(re.sub(r"^[(（\[]|[)）\]]$", "", stripped))
        if code := self._names.get(key):
            return Named(code, How.EXACT)
        if key in _ALL_OF:
            return self._all_of(_ALL_OF[key])
        return None

    def listed(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of all regions that a text lists, and the words of it that are no region."""
        plain = normalise(text)
        if whole := self.find(plain):
            return (whole.code,), ()
        found = {part: self.find(part) for part in _BETWEEN_REGIONS.split(plain) if part}
        codes = dict.fromkeys(one.code for one in found.values() if one)
        return tuple(codes), tuple(part for part, one in found.items() if one is None)

    def inside(self, text: str) -> Named | None:
        """The one region that a title or line names; None where it names several or none."""
        plain = name_key(text)
        found = {
            code
            for key, code in self._names.items()
            if len(key) > 2 and key in plain and self._regions[code].level is not RegionLevel.PROVINCE
        }
        lowest = [code for code in found if not any(self._regions[other].parent == code for other in found)]
        if len(lowest) == 1:
            return Named(lowest[0], How.EXACT)
        return self.find("全市") if not lowest and "全市" in plain else None

    def _all_of(self, level: RegionLevel | None) -> Named | None:
        region: Region | None = self._regions.get(self._home)
        if region and level is RegionLevel.CITY and self._is_city_of_its_own(region):
            return Named(region.code, How.EXACT)
        while region and region.level is not level:
            region = self._regions.get(region.parent or "")
        return Named(region.code, How.EXACT) if region else None

    def _is_city_of_its_own(self, region: Region) -> bool:
        """Whether 全市 is a county-level city (温岭市): its file knows none of the counties beside it."""
        beside = (one for one in self._regions.values() if one.parent == region.parent and one is not region)
        return region.name.endswith("市") and not any(beside)


def _endings(region: Region) -> list[str]:
    """平阳 for 平阳县: but not a single sign."""
    short = region.name[:-1]
    return [short] if len(short) > 1 and region.name[-1] in "省市县区" else []
