"""Where a data file comes from, and what it has done since: by that two files find the state that both know."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from wzdesk.db.doors import OpenSession, execute_of
from wzdesk.db.history import past_acts, revisions_of
from wzdesk.db.plan_tables import read_file_info
from wzdesk.db.settings import get_setting, set_setting
from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import (
    ChangeKind,
    ChangeSet,
    ClosingKey,
    FormKey,
    OverrideKey,
    PastAct,
    TargetKey,
)
from wzdesk.domain.observation import ObservationKey

DATA_WHY = "合并数据文件"
"""The reason on the change set of a merge of data files."""
_PART = "part_of"
_MOST_ACTS = 1_000_000


@dataclass(frozen=True, slots=True)
class PartOf:
    """Of which file a part was given out, and how much of it; ``form`` and ``period`` are "" where all."""

    file: str
    region: str
    form: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a data file is known by: its first act, its pack, what it is a part of, and all its acts, oldest first."""

    file: str
    pack: tuple[str, str]
    part: PartOf | None
    acts: Sequence[PastAct]

    @property
    def tip(self) -> str:
        """The mark of the last act."""
        return mark(self.acts[-1].change_set) if self.acts else ""

    def after(self, marks: Collection[str]) -> int | None:
        """How many acts end with the last one that has one of these marks; None where none has."""
        found = [number for number, one in enumerate(self.acts, 1) if mark(one.change_set) in marks]
        return found[-1] if found else None


def mark(act: ChangeSet) -> str:
    """What tells an act from all others in whatever file it stands."""
    told = f"{act.id}|{act.kind.value}|{act.when.isoformat()}|{act.who}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def origin_of(session: OpenSession) -> Origin:
    """What an open data file is known by."""
    acts = list(reversed(past_acts(session, limit=_MOST_ACTS)))
    info = read_file_info(execute_of(session))
    told: Mapping[str, Any] | None = get_setting(session, _PART)
    return Origin(
        mark(acts[0].change_set) if acts else "",
        (info.pack_code, info.pack_version),
        PartOf(**told) if told else None,
        acts,
    )


def keep_part_of(session: OpenSession, part: PartOf) -> None:
    """Write into a part of which file it is one."""
    set_setting(session, _PART, asdict(part))


def shared_acts(ours: Origin, theirs: Origin) -> int:
    """With how many acts both files began: those of the file that both were copied from."""
    number = 0
    for here, there in zip(ours.acts, theirs.acts, strict=False):
        if mark(here.change_set) != mark(there.change_set):
            break
        number += 1
    return number


@dataclass(frozen=True, slots=True)
class Since:
    """What acts did: the text of each figure before the first of them, and how many other things they touched."""

    figures: Mapping[ObservationKey, str]
    others: Mapping[str, int]


def changed_since(session: OpenSession, acts: Sequence[PastAct]) -> Since:
    """What acts changed, whatever was taken back of it since."""
    figures: dict[ObservationKey, str] = {}
    others: dict[object, str] = {}
    for one in acts:
        for key, step in revisions_of(session, one.change_set.id):
            if isinstance(key, ObservationKey):
                figures.setdefault(key, step.before)
            else:
                others[key] = _kind_words(key)
    words = list(others.values())
    return Since(figures, {word: words.count(word) for word in dict.fromkeys(words)})


def own_edits(session: OpenSession, acts: Sequence[PastAct]) -> dict[ObservationKey, str]:
    """What this file's people changed: the text before it, as the last merge of data files that stands left it."""
    figures: dict[ObservationKey, str] = {}
    for one in acts:
        is_merge = one.change_set.kind is ChangeKind.IMPORT and one.change_set.why == DATA_WHY
        for key, step in revisions_of(session, one.change_set.id):
            if not isinstance(key, ObservationKey):
                continue
            if is_merge and not one.undone:
                figures.pop(key, None)
            else:
                figures.setdefault(key, step.before)
    return figures


def _kind_words(key: object) -> str:
    match key:
        case NoteKey():
            return "备注、批注和说明"
        case TargetKey():
            return "计划目标"
        case OverrideKey():
            return "人工判定"
        case ClosingKey():
            return "关账"
        case FormKey():
            return "表式"
    return "项目"
