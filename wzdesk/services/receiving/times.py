"""The time that the words of a sheet name: a year, a part of it, last year's, or only the one that the form is for."""

import re
from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.period import Frequency, Period, read_period
from wzdesk.domain.text import normalise


class Relation(StrEnum):
    """How a named time stands to the one that the form is for."""

    THIS = "this"
    LAST_YEAR = "last_year"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What words say of a time: each field None or THIS where they say nothing.

    ``span`` is a period of any year whose months count (1—9月); ``month_only`` asks for the single last month (本月).
    """

    year: int | None = None
    span: Period | None = None
    relation: Relation = Relation.THIS
    month_only: bool = False
    whole_year: bool = False
    last_year: int | None = None
    """The last of several years (2021—2024年)."""

    @property
    def says_nothing(self) -> bool:
        """Whether no time is named."""
        return self == TimeWords()

    def over(self, other: "TimeWords") -> "TimeWords":
        """These words where they say something, else the other's: a column's over those of the title."""
        return TimeWords(
            self.year or other.year,
            self.span or (None if self.whole_year else other.span),
            self.relation if self.relation is not Relation.THIS else other.relation,
            self.month_only or other.month_only,
            self.whole_year or (other.whole_year and self.span is None),
            self.last_year or (None if self.year else other.last_year),
        )


NO_TIME = TimeWords()
_ANY_YEAR = 2000
_SPANS = (
    r"(?:1|一)\s*月?\s*[-—~～至到]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?",
    r"[前头][一二三四两]个?季度|[前头](?:\d{1,2}|[一二三四五六七八九十]{1,2})个?月",
    r"[上下]半年",
    r"第?[一二三四]季度|(?<![A-Za-z])[Qq][1-4](?![A-Za-z\d])",
    r"(?<![\d一二三四五六七八九十])(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:当月|单月|累计)?",
)
_SPAN = re.compile("|".join(f"(?:{one})" for one in _SPANS))
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*年?(?:度(?!目标|计划|任务))?")
_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-./](\d{1,2})(?:[-./]\d{1,2})?(?!\d)")
_YEAR_RANGE = re.compile(r"(?<!\d)((?:19|20)\d{2})年?\s*[-—~～至到]\s*((?:19|20)\d{2})(?!\d)\s*年?")
_DAY = re.compile(r"(?:19|20)\d{2}\s*(?:年\s*\d{0,2}\s*月\s*\d{0,2}\s*日|[-./]\d{1,2}[-./]\d{1,2}(?!\d))")
_WHOLE = re.compile(r"全年|年度实绩|全年实绩")
_LAST_YEAR = re.compile(
    r"(?<!比)(?<!较)(?:上年|去年|上一年)(?:同期|同月|同季)?|同期(?:数|值|绝对值)?(?!增|比|=)"
)
_MONTH_ONLY = re.compile(r"本月|当月|单月|本期当月|当期")
_PREVIOUS = re.compile(r"上月(?!比)|上期(?!比)")
_SINCE = re.compile(r"(?:至|截至|截止).{0,12}[底末止]|开工以来|历年")


def time_in(text: str) -> tuple[TimeWords, str]:
    """The time that a text names, and the text without the words for it."""
    plain = _DAY.sub(" ", _closed(normalise(text)))
    rest, year, span, last_year = plain, None, None, None
    if found := _YEAR_RANGE.search(rest):
        year, last_year, rest = int(found[1]), int(found[2]), _cut(rest, found)
    elif found := _FULL_DATE.search(rest):
        year, month = int(found[1]), int(found[2])
        span = Period.of_month(_ANY_YEAR, month) if 1 <= month <= 12 else None
        rest = _cut(rest, found)
    elif found := _YEARS.search(rest):
        year, rest = int(found[1]), _cut(rest, found)
    if span is None and (found := _SPAN.search(rest)):
        span = read_period(found[0].replace(" ", ""), _ANY_YEAR)
        rest = _cut(rest, found) if span else rest
    relation = Relation.THIS
    for pattern, which in ((_LAST_YEAR, Relation.LAST_YEAR), (_PREVIOUS, Relation.PREVIOUS)):
        if relation is Relation.THIS and (found := pattern.search(rest)):
            relation, rest = which, _cut(rest, found)
    month_only = bool(found := _MONTH_ONLY.search(rest))
    rest = _cut(rest, found) if found else rest
    whole = bool(found := _WHOLE.search(rest))
    rest = _cut(rest, found) if found else rest
    return TimeWords(year, span, relation, month_only, whole, last_year), rest.strip(" _-—,、:")


def _closed(plain: str) -> str:
    """``2 0 2 3 年 全 市`` without its blanks."""
    spaced = plain.count(" ")
    return plain.replace(" ", "") if spaced * 3 > len(plain) else plain


def _cut(text: str, found: re.Match[str]) -> str:
    return (text[: found.start()] + " " + text[found.end() :]).strip()


def names_balance(text: str) -> bool:
    """Whether a heading speaks of a total since the beginning (至2023年底累计), which is no figure of a period."""
    return bool(_SINCE.search(normalise(text)))


def period_of(words: TimeWords, usual: Period | None) -> Period | None:
    """The period that words mean in a form for ``usual``; None where neither names a year."""
    year = words.year or (usual.last_year if usual else None)
    if year is None:
        return None
    period = _in_year(words, year, usual)
    if words.relation is Relation.LAST_YEAR and words.year is None:
        return period.year_before
    if words.relation is Relation.PREVIOUS:
        return period.previous
    return period


def _in_year(words: TimeWords, year: int, usual: Period | None) -> Period:
    if words.last_year is not None and words.last_year > year:
        period = Period.of_years(year, words.last_year)
    elif words.span is not None:
        span = words.span
        period = Period(year, span.month, year, span.last_month, span.frequency)
        if period == Period.to_month(year, 12):
            period = Period.of_year(year)
    elif words.whole_year or words.year is not None:
        period = Period.of_year(year)
        if (
            words.year is not None
            and not words.whole_year
            and usual
            and _is_partial(usual)
            and words.relation is not Relation.THIS
        ):
            period = Period(year, usual.month, year, usual.last_month, usual.frequency)
    else:
        assert usual is not None
        period = usual
    if words.month_only and period.frequency in {Frequency.YTD, Frequency.MONTH}:
        return Period.of_month(period.last_year, period.last_month)
    return period


def _is_partial(period: Period) -> bool:
    return period.frequency not in {Frequency.YEAR, Frequency.YEARS}
