"""The files of a merge as a list: what each is, what becomes of it, and why it is not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from wzdesk.domain.exchange.merge import Counts, Outcome
from wzdesk.services.exchange.look_at_merge import MergeLook
from wzdesk.services.exchange.merge_returns import FileResult


class Fate(Enum):
    """What becomes of a file, what needs a person first."""

    CONFLICT = ("有冲突", "git-merge", "undetermined")
    REFUSED = ("没有收", "x-circle-fill", "fatal")
    WARNED = ("有提醒", "warning-fill", "blocking")
    TAKEN = ("可并入", "download-simple", "acc")
    SAME = ("没有新数", "check-circle", "t2")

    def __init__(self, words: str, icon: str, color: str) -> None:
        self.words, self.icon, self.color = words, icon, color


HEADS = ("地区", "结果", "未变", "填入", "改动", "清空", "冲突", "拒收", "合计", "期别和表", "文件和说明")
COUNTS_FROM = 2


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in the list, with its counts: adding thousands of cells up takes its time."""

    texts: tuple[str, ...]
    file: FileResult
    fate: Fate
    counts: Counts


def fate_of(one: FileResult, counts: Counts) -> Fate:
    """What becomes of a file."""
    if one.reason:
        return Fate.REFUSED
    if counts.conflict:
        return Fate.CONFLICT
    if one.warning or counts.refused or one.strangers:
        return Fate.WARNED
    return Fate.TAKEN if counts.taken else Fate.SAME


def file_lines(look: MergeLook) -> list[FileLine]:
    """The files, those that need a person first; else in the order of the regions."""
    order = {code: number for number, code in enumerate(look.names.regions)}
    lines = [_line(look, one) for one in look.preview.files]
    fates = list(Fate)
    return sorted(lines, key=lambda line: (fates.index(line.fate), order.get(line.file.place[1], len(order))))


def _line(look: MergeLook, one: FileResult) -> FileLine:
    names, counts, place = look.names, one.counts, one.at
    told = [str(getattr(counts, each.value) or "") for each in Outcome]
    why = one.reason or one.warning or ("" if one.identity else "没有身份信息")
    what = "　".join(part for part in (names.period(place), names.form(place)) if part)
    fate = fate_of(one, counts)
    return FileLine(
        (
            names.region(place) or ("各地区" if one.data else "认不出"),
            fate.words,
            *told,
            str(counts.cells or ""),
            what or one.reason or ("数据文件" if one.data else ""),
            f"{one.path.name}　{why}" if why else one.path.name,
        ),
        one,
        fate,
        counts,
    )


def count_fates(lines: Sequence[FileLine]) -> dict[Fate, int]:
    """How many files have each fate."""
    counts = dict.fromkeys(Fate, 0)
    for line in lines:
        counts[line.fate] += 1
    return counts
