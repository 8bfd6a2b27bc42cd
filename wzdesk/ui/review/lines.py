"""What the page 审核 lists: findings that are kept, under the heads of their groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from wzdesk.domain.checks.reviewed import Told, told_beside
from wzdesk.domain.checks.rule import SEVERITY_WORDS, Severity
from wzdesk.domain.pinyin import finds
from wzdesk.ui.finding_marks import action_words

HEADS = ("级别", "地区", "指标", "说明", "怎么办")


class Grouping(StrEnum):
    """By what findings stand together."""

    SEVERITY = "severity"
    SHEET = "sheet"
    RULE = "rule"


GROUPING_WORDS = {Grouping.SEVERITY: "按级别", Grouping.SHEET: "按报表", Grouping.RULE: "按规则"}


class Kept(StrEnum):
    """Which findings are listed."""

    OPEN = "open"
    FATAL = "fatal"
    BLOCKING = "blocking"
    QUERY = "query"
    MISSING = "missing"
    ANSWERED = "answered"


KEPT_WORDS = {
    Kept.OPEN: "要处理",
    Kept.FATAL: SEVERITY_WORDS[Severity.FATAL],
    Kept.BLOCKING: SEVERITY_WORDS[Severity.BLOCKING],
    Kept.QUERY: SEVERITY_WORDS[Severity.QUERY],
    Kept.MISSING: "必填未填",
    Kept.ANSWERED: "已说明",
}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A finding, or the head of a group where ``told`` is None."""

    texts: tuple[str, ...]
    told: Told | None = None


def is_kept(told: Told, kept: Kept) -> bool:
    """Whether a finding is one of those that are listed."""
    match kept:
        case Kept.OPEN:
            return told.is_open
        case Kept.MISSING:
            return told.is_missing
        case Kept.ANSWERED:
            return told.is_answered
        case _:
            return told.is_open and told.finding.severity.value == kept.value


def counts(all_told: Iterable[Told]) -> dict[Kept, int]:
    """How many findings there are of each."""
    found = dict.fromkeys(Kept, 0)
    for told in all_told:
        for kept in Kept:
            found[kept] += is_kept(told, kept)
    return found


def lines_of(
    all_told: Sequence[Told], kept: Kept, grouping: Grouping, region: str = "", query: str = ""
) -> list[ReviewLine]:
    """The lines, group by group; ``region`` is a code, "" for all of them."""
    listed = [
        told
        for told in all_told
        if is_kept(told, kept) and region in {"", told.sheet.region.code} and _is_sought(told, query)
    ]
    listed.sort(key=lambda told: _group(told, grouping))  # stable: the gravest stay first within a group
    lines = []
    for _, group in groupby(listed, key=lambda told: _group(told, grouping)):
        members = list(group)
        words = _group_words(members[0], grouping)
        lines.append(ReviewLine((f"{words}　{len(members)} 条", *[""] * (len(HEADS) - 1))))
        lines += map(_line, members)
    return lines


def _line(told: Told) -> ReviewLine:
    finding = told.finding
    texts = (
        SEVERITY_WORDS[finding.severity],
        told.sheet.region.short_name or told.sheet.region.name,
        told.name,
        told_beside(finding, told.name),
        action_words(finding, told.reason),
    )
    return ReviewLine(texts, told)


def _is_sought(told: Told, query: str) -> bool:
    """By indicator, region, rule or words of the sentence."""
    if not query.strip():
        return True
    sheet, finding = told.sheet, told.finding
    names = f"{sheet.region.name} {finding.rule.name} {finding.sentence}"
    return finds(query, told.name, finding.key.indicator) or query.strip() in names


_WEIGHTS = {severity: place for place, severity in enumerate(Severity)}


def _group(told: Told, grouping: Grouping) -> tuple[object, ...]:
    """What the findings of one group have in common; sorts the groups."""
    match grouping:
        case Grouping.SEVERITY:
            return (_WEIGHTS[told.finding.severity],)
        case Grouping.RULE:
            return (_WEIGHTS[told.finding.severity], told.finding.rule.code)
        case Grouping.SHEET:
            sheet = told.sheet
            return (bool(sheet.plan), sheet.form or sheet.plan, sheet.region.code, sheet.period.code)


def _group_words(told: Told, grouping: Grouping) -> str:
    match grouping:
        case Grouping.SEVERITY:
            return SEVERITY_WORDS[told.finding.severity]
        case Grouping.RULE:
            return told.finding.rule.name
        case Grouping.SHEET:
            return told.sheet.words
