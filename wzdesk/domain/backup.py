"""Backups of a data file: why they were made, which are due, and which have had their time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

HOURLY_KEPT, DAILY_KEPT, MONTHLY_KEPT = 24, 30, 12
"""How many of each the rotation keeps; ours."""
HOUR = timedelta(hours=1)


class BackupReason(StrEnum):
    """Why the program made a backup, in the words of its file name. Any other word was given by a person."""

    HOURLY = "每小时"
    DAILY = "每日"
    BEFORE_IMPORT = "导入前"
    BEFORE_UPGRADE = "升级前"
    BEFORE_RESTORE = "恢复前"


DERIVED = "ledger_"
"""With what the names of tables begin that are kept of others."""
BY_HAND = "备份"
"""The word of a backup that a person asked for without naming it."""


class BackupState(StrEnum):
    """What is known of a backup."""

    GOOD = "good"  # reopened, checked, and nothing is missing against the one before
    ALARM = "alarm"  # the same, but rows are missing that nobody took out
    UNKNOWN = "unknown"  # put there, renamed or changed by something else


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies in its folder; ``alarm`` is the sentence about what is missing."""

    path: Path
    when: datetime
    label: str
    size: int
    state: BackupState = BackupState.UNKNOWN
    rows: int | None = None
    observations: int | None = None
    alarm: str = ""

    @property
    def is_automatic(self) -> bool:
        """Whether the program made it unasked; only such ones are ever removed."""
        return self.label in set(BackupReason)


@dataclass(frozen=True, slots=True)
class CellDifference:
    """``changed`` would hold something else, ``gone`` are there now and would be missing, ``back`` would come back."""

    changed: int
    gone: int
    back: int


@dataclass(frozen=True, slots=True)
class BackupDifference:
    """What restoring would change: rows by table now and then, and observations.

    ``changed``, ``gone`` and ``back`` are those of observations, ``ledger`` those of projects, months and problems by
    their tables, as far as there are any.
    """

    now: Mapping[str, int]
    then: Mapping[str, int]
    changed: int
    gone: int
    back: int
    ledger: Mapping[str, CellDifference] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, tuple[int, int]]:
        """Tables whose rows differ in number, now and then; those that are kept of others left out."""
        names = sorted(name for name in self.now.keys() | self.then.keys() if not name.startswith(DERIVED))
        pairs = {name: (self.now.get(name, 0), self.then.get(name, 0)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


TABLE_WORDS = {
    "observation": "观测值", "plan_target": "目标", "verdict_override": "改判", "change_set": "修改历史",
    "revision": "修改明细", "setting": "设置", "indicator": "指标", "indicator_alias": "指标别名",
    "region": "地区", "region_group": "地区分组", "region_group_member": "分组里的地区", "agency": "单位",
    "document": "来源文件", "plan": "计划", "plan_item": "计划指标", "plan_part": "计划指标分项",
    "form": "填报表", "form_closing": "关账", "cell_note": "批注和备注", "file_info": "文件说明",
    "project": "项目", "project_progress": "项目月度进度", "project_problem": "项目问题",
}  # fmt: skip


def table_word(table: str) -> str:
    """How people call what a table holds."""
    return TABLE_WORDS.get(table, "其他资料")


def surplus(backups: Iterable[Backup]) -> list[Backup]:
    """Those that the rotation may remove.

    Kept are the newest of each reason, one of each day, the last one of each month, all that a person asked for or
    named, all of which nothing is known, and whatever happens the newest one that is known to be good.
    """
    ordered = sorted(backups, key=lambda backup: backup.when, reverse=True)
    automatic = [one for one in ordered if one.is_automatic and one.state is not BackupState.UNKNOWN]
    kept = {one.path for one in _newest_of_each_reason(automatic)}
    daily = [one for one in automatic if one.label == BackupReason.DAILY]
    kept |= {one.path for one in _last_of_each(daily, DAILY_KEPT, lambda when: when.date())}
    kept |= {
        one.path for one in _last_of_each(automatic, MONTHLY_KEPT, lambda when: when.date().replace(day=1))
    }
    good = next((one for one in ordered if one.state is BackupState.GOOD), None)
    return [one for one in automatic if one.path not in kept and one is not good]


def due(backups: Sequence[Backup], now: datetime, *, changed_since: datetime | None) -> BackupReason | None:
    """Which backup is due; ``changed_since`` is when the first change was seen that no backup holds."""
    if not any(one.label == BackupReason.DAILY and one.when.date() == now.date() for one in backups):
        return BackupReason.DAILY
    if changed_since is None:
        return None
    newest = max((one.when for one in backups if one.when <= now), default=changed_since)
    return BackupReason.HOURLY if now - newest >= HOUR else None


def _newest_of_each_reason(ordered: Sequence[Backup]) -> Iterator[Backup]:
    for reason in BackupReason:
        if reason is not BackupReason.DAILY:
            yield from [one for one in ordered if one.label == reason][:HOURLY_KEPT]


def _last_of_each(ordered: Sequence[Backup], count: int, span: Callable[[datetime], date]) -> list[Backup]:
    """The newest good backup of each of the latest days or months that have one; of those in alarm the newest."""
    last: dict[date, Backup] = {}
    for one in ordered:
        held = last.setdefault(span(one.when), one)
        if held.state is not BackupState.GOOD and one.state is BackupState.GOOD:
            last[span(one.when)] = one
    return [last[key] for key in sorted(last, reverse=True)[:count]]
