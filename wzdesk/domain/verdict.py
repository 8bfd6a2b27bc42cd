"""Verdicts: what can be said of a plan item, with the reasons in words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """The five verdicts, in the order in which a summary lists them."""

    ACHIEVED = "achieved"
    NEARLY = "nearly"
    MISSED = "missed"
    NO_DATA = "no_data"
    UNDETERMINED = "undetermined"

    @property
    def word(self) -> str:
        """The office's word."""
        return VERDICT_WORDS[self]


VERDICT_WORDS = {
    Verdict.ACHIEVED: "完成",
    Verdict.NEARLY: "基本完成",
    Verdict.MISSED: "未完成",
    Verdict.NO_DATA: "暂无数据",
    Verdict.UNDETERMINED: "待判定",
}


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict set by a person; it stands beside the proposal, with its written reason."""

    verdict: Verdict
    reason: str
    who: str = ""
    when: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One clause, part or item judged: the verdict, its reasons, and the distance to the target.

    ``gap`` is actual minus target number (unrounded), in ``gap_unit``; positive is above the target,
    whichever side is good. None where there is no number to compare.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    gap: Decimal | None = None
    gap_unit: str = ""


@dataclass(frozen=True, slots=True)
class PartJudgement:
    """The judgement of one part (row) of an item."""

    indicator: str
    name: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict of one plan item: the proposal of the rules, and the person's where there is one."""

    item_no: str
    proposed: Verdict
    reasons: tuple[str, ...]
    parts: tuple[PartJudgement, ...]
    override: Override | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict in force."""
        return self.override.verdict if self.override else self.proposed
