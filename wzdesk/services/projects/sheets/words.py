"""Words of the cells of project sheets: natures, stages, dates, years of building, nothing to tell."""

import re
from decimal import Decimal

from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.when import When, read_when
from wzdesk.domain.text import normalise

_NATURES: tuple[tuple[Nature, str], ...] = (
    (Nature.CARRIED_ON, r"续建(?:项目)?|结转(?:项目)?|在建(?:项目)?|续"),
    (Nature.NEW, r"(?:计划|拟|当年|今年|年内)?新?开工(?:项目)?|新建(?:项目)?|新增(?:项目)?|新"),
    (Nature.EARLY, r"(?:重大|重点)?前期(?:项目|预备|储备|谋划|攻坚)?|预备(?:项目)?|储备(?:项目)?|谋划(?:项目)?|待建"),
)  # fmt: skip
_natures = tuple((nature, re.compile(pattern)) for nature, pattern in _NATURES)
_STAGES: tuple[tuple[Stage, str], ...] = (
    (Stage.SOUGHT, r"(?:谋划)?招引.{0,2}|谋划.{0,4}|招商.{0,2}|储备.{0,2}|谋划一批"),
    (Stage.PREPARED, r"前期.{0,4}|报批.{0,2}"),
    (Stage.BUILDING, r"(?:建设)?实施.{0,2}|在建|建设中|施工.{0,2}|建设.{0,2}|开工.{0,2}"),
    (Stage.IN_USE, r"(?:建成)?投产.{0,2}|建成.{0,4}|竣工.{0,4}|完工|投用.{0,2}"),
)
_stages = tuple((stage, re.compile(pattern)) for stage, pattern in _STAGES)
_NOTHING = re.compile(
    r"(?:暂?无|没有|未发现|无(?:突出|明显|重大|其他)?(?:问题|困难)|暂?无(?:问题|困难)|无需协调(?:事项)?|正常(?:推进)?|[-—–/\\]+|0|\.)[。.;；]?"
)
_SPAN = re.compile(r"\s*(?:[-—–~至到]+|--+)\s*")
_OPEN_DATE = re.compile(r"待定|未定|待(?:批|开工|明确)|视.*定|长期|不详")


def nature_in(text: str) -> Nature | None:
    """The nature that a cell names."""
    plain = normalise(text).replace(" ", "")
    return next((nature for nature, pattern in _natures if pattern.fullmatch(plain)), None)


def stage_in(text: str) -> Stage | None:
    """The stage (四个一批) that a cell names."""
    plain = normalise(text).replace(" ", "")
    return next((stage for stage, pattern in _stages if pattern.fullmatch(plain)), None)


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say: 无, 暂无, —."""
    return bool(_NOTHING.fullmatch(normalise(text).replace(" ", "")))


def is_open_date(text: str) -> bool:
    """Whether a date is still to be settled: 待定."""
    return bool(_OPEN_DATE.fullmatch(normalise(text)))


def dates_of_span(text: str) -> tuple[When | None, When | None]:
    """Beginning and end of ``2022-2025``, ``2022.6-2025.12``, ``2022年6月至2025年底``; None for what is not told."""
    plain = normalise(text)
    if (whole := read_when(plain)) and not re.fullmatch(r"(?:19|20)\d\d", plain):
        return whole, None
    parts = [part for part in _SPAN.split(plain) if part]
    if len(parts) == 2:
        first, last = (read_when(part) for part in parts)
        return first, last
    for at in re.finditer(r"[-—–~]", plain):  # 2022-06-2025-12: the mark in the middle parts
        first, last = read_when(plain[: at.start()]), read_when(plain[at.end() :])
        if first and last and (first.month > 0) == (last.month > 0):
            return first, last
    return None, None


def is_doubtful_month(raw: str) -> bool:
    """Whether a month typed as a number may have lost its zero: 2022.1 is January or October (2022.10)."""
    return bool(re.fullmatch(r"(?:19|20)\d\d\.1", raw))


_PARTS = re.compile(
    r"(?<=[;；。])\s*\n+\s*|\n+\s*(?=(?:\d{1,2}[.、)]|[(（]?[一二三四五六七八九十\d]{1,2}[)）、]|[①-⑳]))"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳])\s*")


def problems_in(text: str) -> tuple[str, ...]:
    """The problems of a cell, each by itself; a line alone does not part them, its end or a number does."""
    parts = (_NUMBERED.sub("", part.strip()).rstrip("；;").strip() for part in _PARTS.split(text.strip()))
    return tuple(dict.fromkeys(part for part in parts if part and not says_nothing(part)))


def percent_of(value: Decimal, *, is_format: bool) -> Decimal:
    """Percent as people say it: 0.7 shown as 70% is 70."""
    return value.scaleb(2) if is_format else value
