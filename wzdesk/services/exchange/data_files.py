"""Two data files of two laptops: a region's part given out as a ``.wzd``, and merged back by the laws of forms.

What both files began with (their packs, and the acts that they share) is the base; every figure that theirs changed
since is merged three ways. Remarks and comments are not: they stay as each file has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.catalogue import agencies, documents, groups, save_pack
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.history import past_acts, revisions_of
from wzdesk.db.observations import series_of_many, stored_observations
from wzdesk.db.plan_tables import (
    read_file_info,
    read_indicators,
    read_plan_table,
    read_plans,
    read_regions,
)
from wzdesk.db.settings import CHECKS, get_setting
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.change import ChangeKind, ChangeSet, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import TAKEN, Answer, Counts, Outcome, Said, count, merge_cell, said
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.pack import Pack
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.services.exchange.apply_merge import MERGE_WHY
from wzdesk.services.exchange.transfer_log import add_lines, now_text
from wzdesk.services.keep_backups import back_up_before_import

_MOST_ACTS = 1_000_000


@dataclass(frozen=True, slots=True)
class DataCell:
    """What becomes of one figure; ``theirs_at`` is what the other file stores, None where it holds nothing."""

    key: ObservationKey
    outcome: Outcome
    base: str
    ours: str
    theirs: str
    theirs_at: Observation | None = None


@dataclass(frozen=True, slots=True)
class DataMerge:
    """Another data file held against this one; ``cells`` are the figures that it changed."""

    path: Path
    cells: tuple[DataCell, ...]
    untouched: int

    @property
    def counts(self) -> Counts:
        """All figures of the other file by what becomes of them."""
        return count(cell.outcome for cell in self.cells) + Counts(unchanged=self.untouched)


def export_part(store: Store, region: str, path: Path, who: str = "") -> int:
    """Give a region's part out as a data file of its own: catalogue, forms, plans and its figures; how many those are.

    Projects, remarks and the history stay here.

    Raises:
        WzdeskError: there is no such region, a file stands there already, or it cannot be written.
    """
    pack = _part_of(store, region)
    part = Store.create(path)
    try:
        with part.writing() as session:
            save_pack(session, pack)
        part.close()
    except BaseException:
        part.close()
        path.unlink(missing_ok=True)
        raise
    line = Transfer(Way.EXPORTED, now_text(), who, path.name, "", region=region)
    add_lines(store.path, [line])
    return len(pack.observations)


def _part_of(store: Store, region: str) -> Pack:
    with store.reading() as session:
        execute = execute_of(session)
        info, listed = read_file_info(execute), read_regions(execute)
        if region not in {one.code for one in listed}:
            raise Refused(f"数据文件里没有代码是 {region} 的地区，没有导出。")
        indicators = read_indicators(execute)
        pairs = [(region, one.code) for one in indicators]
        tables = [read_plan_table(execute, plan.code, region) for plan in read_plans(execute)]
        return Pack(
            info.pack_code,
            info.pack_name,
            info.pack_version,
            region,
            info.plan,
            tuple(documents(session)),
            tuple(listed),
            tuple(groups(session)),
            tuple(agencies(session)),
            tuple(indicators),
            tuple(table.plan for table in tables if table),
            tuple(one for series in series_of_many(execute, pairs).values() for one in series),
            (),
            tuple(read_forms(execute)),
            rules_text=get_setting(session, CHECKS, ""),
        )


def preview_data_file(store: Store, path: Path) -> DataMerge:
    """Hold another data file against this one; nothing is stored.

    Raises:
        WzdeskError: it is none, damaged or newer.
    """
    our_acts = _acts(store)
    with Store.open(path, read_only=True) as other, other.reading() as session:
        execute = execute_of(session)
        theirs_acts = _acts(other)
        base: dict[ObservationKey, str] = {}
        for act in theirs_acts[_shared(our_acts, theirs_acts) :]:
            for key, step in revisions_of(session, act.id):
                if isinstance(key, ObservationKey):
                    base.setdefault(key, step.before)
        theirs = stored_observations(execute, base)
        regions = {one.code for one in read_regions(execute)}
        pairs = [(region, one.code) for region in regions for one in read_indicators(execute)]
        total = sum(len(series) for series in series_of_many(execute, pairs).values())
    cells = _merged(store, base, theirs)
    held = sum(cell.theirs_at is not None for cell in cells)
    return DataMerge(path, tuple(cells), total - held)


def _acts(store: Store) -> list[ChangeSet]:
    with store.reading() as session:
        return [one.change_set for one in reversed(past_acts(session, limit=_MOST_ACTS))]


def _shared(ours: list[ChangeSet], theirs: list[ChangeSet]) -> int:
    """How many acts both files began with: those of packs, and those of the file that both were copied from."""
    number = 0
    for here, there in zip(ours, theirs, strict=False):
        is_pack = here.kind is there.kind is ChangeKind.PACK
        if not is_pack and (here.kind, here.when, here.who) != (there.kind, there.when, there.who):
            break
        number += 1
    while number < len(theirs) and theirs[number].kind is ChangeKind.PACK:
        number += 1
    return number


def _merged(
    store: Store, base: Mapping[ObservationKey, str], theirs: Mapping[ObservationKey, Observation]
) -> list[DataCell]:
    with store.reading() as session:
        execute = execute_of(session)
        units = {one.code: plain_unit(one.unit) for one in read_indicators(execute)}
        regions = {one.code for one in read_regions(execute)}
        known = {key: text for key, text in base.items() if key.indicator in units and key.region in regions}
        ours = stored_observations(execute, known)

    def meaning(key: ObservationKey, text: str) -> Said:
        measure = Measure.LEVEL if key.measure is Measure.BASE else key.measure
        return said(read_observation(text, measure, units[key.indicator])) if text else None

    cells = []
    for key, was in base.items():
        here, there = ours.get(key), theirs.get(key)
        our_text, their_text = _text(here), _text(there)
        if key not in known:
            cells.append(DataCell(key, Outcome.REFUSED, was, "", their_text, there))
            continue
        answer = Answer(meaning(key, was), meaning(key, their_text))
        outcome = merge_cell([answer], meaning(key, our_text)).outcome
        cells.append(DataCell(key, outcome, was, our_text, their_text, there))
    return cells


def _text(found: Observation | None) -> str:
    return found.quantity.text if found else ""


def apply_data_file(
    store: Store, merge: DataMerge, takes: frozenset[ObservationKey] = frozenset(), who: str = ""
) -> int:
    """Store what was previewed as one act; ``takes`` are conflicts for which theirs is chosen; how many cells changed.

    Raises:
        WzdeskError: the data file or the log cannot be written; the data stay as they were.
    """
    judged = preview_data_file(store, merge.path)
    chosen = [
        cell
        for cell in judged.cells
        if cell.outcome in TAKEN or (cell.outcome is Outcome.CONFLICT and cell.key in takes)
    ]
    if chosen:
        back_up_before_import(store.path)
    changes = [ObservationChange(cell.key, cell.theirs_at) for cell in chosen]
    with store.writing() as session:
        applied = apply_changes(
            session, changes, kind=ChangeKind.IMPORT, who=who, why=MERGE_WHY, source=merge.path.name
        )
        left = judged.counts.conflict - sum(cell.outcome is Outcome.CONFLICT for cell in chosen)
        line = Transfer(
            Way.MERGED,
            now_text(),
            who,
            merge.path.name,
            "",
            counts=judged.counts,
            open_conflicts=left,
            change_set=applied.change_set_id or 0,
        )
        add_lines(store.path, [line])
    return len(applied.keys)
