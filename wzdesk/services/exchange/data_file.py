"""Reading another data file (``.wzd``): its figures that may differ, with the text that both files knew last.

That text is, whatever came last: what theirs held when it was merged here before; what both held where they were copied
from one file; what a part was given out with; or the pack that both were made from.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wzdesk.db.codec import observation_key
from wzdesk.db.doors import OpenSession, execute_of
from wzdesk.db.history import past_acts
from wzdesk.db.observations import count as count_figures
from wzdesk.db.observations import series_of_many, stored_observations
from wzdesk.db.plan_tables import Execute, read_indicators
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.services.exchange.data_origin import (
    DATA_WHY,
    Origin,
    changed_since,
    mark,
    origin_of,
    own_edits,
    shared_acts,
)
from wzdesk.services.exchange.transfer_log import read_log

ENDING = ".wzd"
_MOST_ACTS = 1_000_000
_NOT_RELATED = (
    "“{name}”和本机的数据文件不是同一来历（资料不同，也不是互相导出的），合不了，没有收；"
    "请对方用“导出本地区的数据”另存一份。"
)
_OTHER_REGION = "“{name}”是别的地区的数据，本机的文件只管一个地区，没有收；请交给市里合并。"


class Figure(NamedTuple):
    """One figure that another file may have changed: the text that both knew, and what theirs stores now."""

    key: ObservationKey
    base: str
    theirs: Observation | None


@dataclass(frozen=True, slots=True)
class DataFile:
    """What was read of another data file; ``untouched`` are its figures that are as both knew them."""

    path: Path
    digest: str
    region: str
    tip: str
    figures: tuple[Figure, ...]
    untouched: int
    others: Mapping[str, int]
    units: Mapping[str, str]


def is_data_file(path: Path) -> bool:
    """Whether a path is that of a data file, by its name."""
    return path.suffix.lower() == ENDING


def read_data_file_of(store: Store, ours: Origin, path: Path) -> DataFile:
    """What another data file says of the figures that may differ.

    Raises:
        WzdeskError: it is none, damaged, newer, this one itself, or of another origin.
    """
    if path.exists() and path.resolve() == store.path.resolve():
        raise Refused(f"“{path.name}”就是正在用的数据文件，没有收；请选对方发来的那一份。")
    with Store.open(path, read_only=True) as other, other.reading() as session:
        execute = execute_of(session)
        theirs = origin_of(session)
        units = {one.code: plain_unit(one.unit) for one in read_indicators(execute)}
        base, others = _base(store, session, ours, theirs, path)
        stored = stored_observations(execute, base)
        figures = tuple(Figure(key, was, stored.get(key)) for key, was in base.items())
        untouched = count_figures(execute) - len(stored)
        region = theirs.part.region if theirs.part else ""
    return DataFile(path, _digest(path), region, theirs.tip, figures, untouched, others, units)


def _base(
    store: Store, session: OpenSession, ours: Origin, theirs: Origin, path: Path
) -> tuple[dict[ObservationKey, str], Mapping[str, int]]:
    """The figures to look at with the text that both knew, and what else theirs changed."""
    begun = shared_acts(ours, theirs)
    if begun == 0 and ours.part and ours.part.file in {theirs.file, theirs.part and theirs.part.file}:
        return _base_of_part(store, session, ours, theirs, path), {}
    is_related = begun or (theirs.part and theirs.part.file in _files(ours)) or _same_pack(ours, theirs)
    if not is_related:
        raise Refused(_NOT_RELATED.format(name=path.name))
    earlier = merged_before(store)
    known = theirs.after(earlier)
    since = changed_since(session, theirs.acts[max(begun, known or 0) :])
    base = dict(since.figures)
    if known is not None:
        base |= _left_open(earlier[mark(theirs.acts[known - 1].change_set)])
    return base, since.others


def _files(origin: Origin) -> set[str]:
    return {origin.file, origin.part.file} if origin.part else {origin.file}


def _same_pack(ours: Origin, theirs: Origin) -> bool:
    return ours.pack == theirs.pack and ours.part is None and theirs.part is None


def merged_before(store: Store) -> dict[str, list[Transfer]]:
    """The lines of merges of data files that stand, by the act that theirs was at."""
    with store.reading() as session:
        undone = {
            one.change_set.id
            for one in past_acts(session, DATA_WHY, (ChangeKind.IMPORT,), limit=_MOST_ACTS)
            if one.undone
        }
    found: dict[str, list[Transfer]] = {}
    for line in read_log(store.path).lines:
        is_data = is_data_file(Path(line.file))
        if is_data and line.way is Way.MERGED and line.identity and line.change_set not in undone:
            found.setdefault(line.identity, []).append(line)
    return found


def _left_open(lines: Sequence[Transfer]) -> dict[ObservationKey, str]:
    """The conflicts of an earlier merge that nobody decided: they are asked again, from the text of before."""
    found: dict[ObservationKey, str] = {}
    for line in lines:
        found |= {observation_key(told[0]): told[2] for told in line.conflicts}
        for told in line.resolved:
            found.pop(observation_key(told[0]), None)
    return found


def _base_of_part(
    store: Store, session: OpenSession, ours: Origin, theirs: Origin, path: Path
) -> dict[ObservationKey, str]:
    """This file is a part of theirs: all that theirs holds of the region, against what was given out to this one."""
    assert ours.part is not None
    region = ours.part.region
    if theirs.part and theirs.part.region != region:
        raise Refused(_OTHER_REGION.format(name=path.name))
    there = _region_of(execute_of(session), region)
    with store.reading() as here:
        edits = own_edits(here, ours.acts)
        mine = _region_of(execute_of(here), region)
    is_whole = not (theirs.part and (theirs.part.form or theirs.part.period))
    base: dict[ObservationKey, str] = {}
    for key in there | mine if is_whole else there:
        base[key] = edits.get(key, text_of(mine.get(key)))
    return base


def _region_of(execute: Execute, region: str) -> dict[ObservationKey, Observation]:
    pairs = [(region, one.code) for one in read_indicators(execute)]
    return {one.key: one for series in series_of_many(execute, pairs).values() for one in series}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def text_of(found: Observation | None) -> str:
    """A figure's text; "" where there is none."""
    return found.quantity.text if found else ""
