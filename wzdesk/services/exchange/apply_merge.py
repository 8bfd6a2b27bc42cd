"""Storing a merge as one act, with a line in the transfer log for every file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import Execute
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import TAKEN, Outcome, count
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.excel.exchange.answers import Answers, Found
from wzdesk.services.exchange.across_forms import ask_across
from wzdesk.services.exchange.answered_cells import Sheet
from wzdesk.services.exchange.data_acts import data_acts
from wzdesk.services.exchange.data_files import decided_conflicts
from wzdesk.services.exchange.data_forms import data_lines
from wzdesk.services.exchange.data_origin import DATA_WHY
from wzdesk.services.exchange.decide_cells import Choice, decide
from wzdesk.services.exchange.form_cells import CellResult, FormCells, Resolved, cells_with, outcomes_of
from wzdesk.services.exchange.merge_returns import (
    CLOSED,
    FileResult,
    MergePreview,
    OnProgress,
    by_region,
    cells_of,
    decided_before,
)
from wzdesk.services.exchange.merged_cells import merge_sheets
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
    store: Store,
    preview: MergePreview,
    choices: Choices | None = None,
    who: str = "",
    on_progress: OnProgress | None = None,
) -> AppliedMerge:
    """Store what was previewed as one act, and write the transfer log; conflicts without a choice stay open.

    Each cell is judged anew against what the file holds at that moment. ``on_progress`` hears of hundredths; what it
    raises ends the transaction, and nothing was stored nor written to the log.

    Raises:
        Refused: two different values are chosen for one cell, or a period was closed meanwhile.
        WzdeskError: the data file or the log cannot be written; the data stay as they were.
    """
    decided = choices or {}
    remark = ""
    if any(one.counts.taken for one in preview.files) or any(decided.values()):
        remark = back_up_before_import(store.path)
    tell = _Teller(on_progress, len(preview.files))
    now, data_before = now_text(), decided_conflicts(store)
    with store.writing() as session:
        execute, before = execute_of(session), decided_before(store.path)
        acts = []
        for files in by_region(preview.files):
            acts.append(_act_of(execute, files, before, decided))
            tell.judged(len(files))
        changes = [change for act in acts for change in act.changes]
        over = {each.key: each.after for each in changes if isinstance(each, ObservationChange)}
        data = data_acts(session, preview.files, decided, data_before, over)
        changes += [change for act in data for change in act.changes()]
        names = [part.file.path.name for act in acts for part in act.parts]
        source = "、".join([*names, *(act.file.path.name for act in data)])[:500]
        why = DATA_WHY if data and not acts else MERGE_WHY
        applied = apply_changes(
            session, changes, kind=ChangeKind.IMPORT, who=who, why=why, source=source, on_progress=tell.stored
        )
        number = applied.change_set_id
        lines = [line for act in acts for line in act.lines(now, who, number or 0)]
        lines += data_lines(session, data, now, who, number or 0)
        lines += [_refusal_line(one, now, who) for one in preview.files if one.reason]
        add_lines(store.path, lines)
    left = sum(len(part.open) for act in acts for part in act.parts) + sum(len(act.open) for act in data)
    return AppliedMerge(number, len(applied.keys), left, remark)


class _Teller:
    """Tells judging and storing as one work of a hundred parts; half of it is judging."""

    def __init__(self, on_progress: OnProgress | None, files: int) -> None:
        self._on_progress, self._files, self._done = on_progress, files, 0
        self._tell(0)

    def judged(self, files: int) -> None:
        """So many more files."""
        self._done += files
        self._tell(50 * self._done // self._files)

    def stored(self, done: int, total: int) -> None:
        """So many cells of all."""
        self._tell(50 + 50 * done // max(total, 1))

    def _tell(self, share: int) -> None:
        if self._on_progress is not None:
            self._on_progress(share, 100)


@dataclass(frozen=True, slots=True)
class _Part:
    """A file as it is judged when it is stored."""

    file: FileResult
    cells: FormCells
    results: Sequence[CellResult]
    choices: Choices

    def choice(self, cell: CellResult) -> bool | None:
        """What a person decided of a conflict."""
        return self.choices.get((self.file.path, cell.place.row, cell.place.column.value))

    @property
    def conflicts(self) -> list[CellResult]:
        """The cells to ask about."""
        return cells_with(self.results, Outcome.CONFLICT)

    @property
    def open(self) -> list[CellResult]:
        """Those that nobody decided."""
        return [cell for cell in self.conflicts if self.choice(cell) is None]

    def taken(self) -> Iterator[Change]:
        """What nobody has to be asked about."""
        for cell in cells_with(self.results, *TAKEN):
            yield self.cells.change(cell, f"{self.file.path.name} {cell.cell}")

    def decided(self) -> Iterator[Choice]:
        """The conflicts that were decided."""
        for cell in self.conflicts:
            takes = self.choice(cell)
            if takes is not None:
                yield Choice(self.file.place, self.cells, cell, self.file.path.name, takes)


@dataclass(frozen=True, slots=True)
class _Act:
    """What a merge does to the forms of a region."""

    parts: Sequence[_Part]
    changes: Sequence[Change]
    resolved: Mapping[PlaceKey, tuple[tuple[str, ...], ...]]

    def lines(self, now: str, who: str, change_set: int) -> Iterator[Transfer]:
        """One line of the log for each file; the last one of a form tells what was decided."""
        last = {part.file.place: part for part in self.parts}
        for part in self.parts:
            one, open_ = part.file, part.open
            yield Transfer(
                Way.MERGED,
                now,
                who,
                one.path.name,
                one.digest,
                *one.place,
                counts=count(outcomes_of(part.results)),
                open_conflicts=len(open_),
                reason=one.warning,
                change_set=change_set,
                identity=one.identity,
                conflicts=tuple(map(_told, open_)),
                resolved=self.resolved.get(one.place, ()) if last[one.place] is part else (),
                agency=one.agency,
            )


def _told(cell: CellResult) -> tuple[str, ...]:
    return cell.place.row, cell.place.column.value, cell.base or "", cell.ours, cell.theirs, cell.cell


def _act_of(
    execute: Execute, files: Sequence[FileResult], before: Mapping[PlaceKey, Resolved], choices: Choices
) -> _Act:
    places: dict[PlaceKey, list[FileResult]] = {}
    for one in files:
        places.setdefault(one.place, []).append(one)
    judged: list[tuple[FileResult, FormCells, Sequence[CellResult]]] = []
    for place, members in places.items():
        cells = cells_of(execute, place, before.get(place, frozenset()))
        if cells.table.is_closed:
            raise Refused(f"{cells.table.region.name}{cells.table.words}{CLOSED}；其他的也没有写入。")
        merged = merge_sheets(cells, [_as_sheet(one) for one in members])
        judged += zip(members, repeat(cells), merged)
    asked = ask_across([(cells, results) for _, cells, results in judged])
    parts = [
        _Part(one, cells, results, choices) for (one, cells, _), results in zip(judged, asked, strict=True)
    ]
    decided = decide([choice for part in parts for choice in part.decided()])
    taken = [change for part in parts for change in part.taken()]
    return _Act(parts, [*taken, *decided.changes], decided.resolved)


def _as_sheet(one: FileResult) -> Sheet:
    """The answers of a previewed file, to be judged again: refused cells are left out, and stay refused."""
    cells = list(one.cells)
    return Sheet(
        {cell.place: cell.base for cell in cells},
        Answers(
            "",
            {
                cell.place: Found(cell.theirs, cell.cell, problem=cell.reason)
                if cell.outcome is Outcome.REFUSED
                else Found(cell.theirs, cell.cell)
                for cell in cells
            },
        ),
        {},
    )


def _refusal_line(one: FileResult, now: str, who: str) -> Transfer:
    return Transfer(
        Way.REFUSED,
        now,
        who,
        one.path.name,
        one.digest,
        *one.place,
        counts=one.counts,
        reason=one.reason,
        agency=one.agency,
    )
