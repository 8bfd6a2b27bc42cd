"""Storing a merge as one act, with a line in the transfer log for every file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import Execute
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import TAKEN, Outcome
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.excel.exchange.returned import Answers, Found
from wzdesk.services.exchange.merge_returns import CLOSED, FileResult, MergePreview, cells_of
from wzdesk.services.exchange.merged_cells import CellResult, Sheet, loser_note, merge_sheets
from wzdesk.services.exchange.read_returns import PlaceKey
from wzdesk.services.exchange.transfer_log import add_lines, now_text
from wzdesk.services.keep_backups import back_up_before_import

MERGE_WHY = "合并来表"
"""The reason on the change set of a merge; by it the log finds what was taken back."""
Choices = Mapping[tuple[Path, str, str], bool]
"""Conflicts that a person decided: file, row and column; True takes what came, False keeps what the file holds."""


@dataclass(frozen=True, slots=True)
class AppliedMerge:
    """What was stored: the change set (None where nothing differed), the cells, and a sentence about the backup."""

    change_set: int | None
    cells: int
    open_conflicts: int
    remark: str = ""


def apply_merge(
    store: Store, preview: MergePreview, choices: Choices | None = None, who: str = ""
) -> AppliedMerge:
    """Store what was previewed as one act, and write the transfer log; conflicts without a choice stay open.

    Each cell is judged anew against what the file holds at that moment.

    Raises:
        WzdeskError: the data file or the log cannot be written; the data stay as they were.
    """
    decided = choices or {}
    remark = ""
    if any(one.counts.taken for one in preview.files) or any(decided.values()):
        remark = back_up_before_import(store.path)
    now = now_text()
    with store.writing() as session:
        acts = [_act_of(execute_of(session), place, files, decided) for place, files in _by_place(preview)]
        changes = [change for act in acts for change in act.changes]
        books = "、".join(one.path.name for act in acts for one in act.files)
        applied = apply_changes(
            session, changes, kind=ChangeKind.IMPORT, who=who, why=MERGE_WHY, source=books[:500]
        )
        number = applied.change_set_id
        lines = [line for act in acts for line in act.lines(now, who, number or 0)]
        lines += [_refusal_line(one, now, who) for one in preview.files if one.reason]
        add_lines(store.path, lines)
    left = sum(len(act.open) for act in acts)
    return AppliedMerge(number, len(applied.keys), left, remark)


def _by_place(preview: MergePreview) -> Iterator[tuple[PlaceKey, list[FileResult]]]:
    places: dict[PlaceKey, list[FileResult]] = {}
    for one in preview.files:
        if not one.reason:
            places.setdefault(one.place, []).append(one)
    yield from places.items()


@dataclass(frozen=True, slots=True)
class _Act:
    """What a merge does to one form of a region and period."""

    place: PlaceKey
    files: tuple[FileResult, ...]
    changes: tuple[Change, ...]
    open: tuple[CellResult, ...]
    resolved: tuple[tuple[str, ...], ...]

    def lines(self, now: str, who: str, change_set: int) -> Iterator[Transfer]:
        """One line of the log for each file; the last one tells the conflicts and what was decided."""
        for number, one in enumerate(self.files, 1):
            is_last = number == len(self.files)
            yield Transfer(
                Way.MERGED,
                now,
                who,
                one.path.name,
                one.digest,
                *self.place,
                counts=one.counts,
                open_conflicts=len(self.open),
                reason=one.warning,
                change_set=change_set,
                identity=one.identity,
                conflicts=tuple(map(_told, self.open)) if is_last else (),
                resolved=self.resolved if is_last else (),
            )


def _told(cell: CellResult) -> tuple[str, ...]:
    return cell.place.row, cell.place.column.value, cell.base or "", cell.ours, cell.theirs, cell.cell


def _act_of(execute: Execute, place: PlaceKey, files: Sequence[FileResult], choices: Choices) -> _Act:
    cells = cells_of(execute, place, frozenset())
    if cells.table.is_closed:
        raise Refused(f"{cells.table.region.name}{cells.table.words}{CLOSED}；其他的也没有写入。")
    judged = merge_sheets(cells, [_as_sheet(one) for one in files])
    changes: list[Change] = []
    open_: list[CellResult] = []
    resolved: list[tuple[str, ...]] = []
    for one, results in zip(files, judged, strict=True):
        before = {cell.place: cell.outcome for cell in one.cells}
        for cell in results:
            choice = choices.get((one.path, cell.place.row, cell.place.column.value))
            source = f"{one.path.name} {cell.cell}"
            if cell.outcome in TAKEN or (cell.outcome is Outcome.CONFLICT and choice):
                changes.append(cells.change(cell, source))
            if cell.outcome is not Outcome.CONFLICT or before[cell.place] is not Outcome.CONFLICT:
                continue
            if choice is None:
                open_.append(cell)
            else:
                kept, lost = (cell.theirs, cell.ours) if choice else (cell.ours, cell.theirs)
                resolved.append((cell.place.row, cell.place.column.value, kept, lost))
                whose = "库里原有" if choice else f"{cells.table.region.name}（{one.path.name}）"
                changes.append(loser_note(cells, cell, lost, whose))
    return _Act(place, tuple(files), tuple(changes), tuple(open_), tuple(resolved))


def _as_sheet(one: FileResult) -> Sheet:
    """The answers of a previewed file, to be judged again: refused cells are left out, and stay refused."""
    return Sheet(
        {cell.place: cell.base for cell in one.cells},
        Answers(
            "",
            {
                cell.place: Found(cell.theirs, cell.cell, problem=cell.reason)
                if cell.outcome is Outcome.REFUSED
                else Found(cell.theirs, cell.cell)
                for cell in one.cells
            },
        ),
        {},
    )


def _refusal_line(one: FileResult, now: str, who: str) -> Transfer:
    return Transfer(
        Way.REFUSED, now, who, one.path.name, one.digest, *one.place, counts=one.counts, reason=one.reason
    )
