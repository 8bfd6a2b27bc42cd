"""Taking returned workbooks back: all at once, three-way per cell, previewed, then stored as one act."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form_table
from wzdesk.db.plan_tables import Execute
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.exchange.identity import IdentityAltered, identity_of
from wzdesk.domain.exchange.merge import Counts, Outcome, count, total
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.period import period_of_code
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.excel.exchange.returned import Answers, Found, Returned, read_returned, read_stamp
from wzdesk.services.exchange.identify import Desk, Wanted
from wzdesk.services.exchange.merged_cells import (
    CellResult,
    FormCells,
    Resolved,
    Sheet,
    loser_note,
    merge_sheets,
    sheet_of,
)
from wzdesk.services.exchange.recognised import recognised_sheet
from wzdesk.services.exchange.transfer_log import add_lines, lines_by_place, now_text, read_log
from wzdesk.services.keep_backups import back_up_before_import

OnProgress = Callable[[int, int], None]
PlaceKey = tuple[str, str, str]
"""Form, region and period."""
MERGE_WHY = "合并来表"
_CLOSED = "已经关账，没有收；要改数请先重新打开，或用“修订”"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What becomes of a returned file: its cells, or the reason why none is taken.

    ``warning`` says what a person should know of a file that is taken, ``strangers`` are rows that the form does not have.
    """

    path: Path
    digest: str = ""
    place: PlaceKey = ("", "", "")
    cells: tuple[CellResult, ...] = ()
    reason: str = ""
    warning: str = ""
    strangers: tuple[str, ...] = ()
    identity: str = ""
    cell_count: int = 0

    @property
    def counts(self) -> Counts:
        """How many cells had which outcome; of a refused file all that it was sent with are refused."""
        if self.reason:
            return Counts(refused=self.cell_count)
        return count(cell.outcome for cell in self.cells)

    def of(self, outcome: Outcome) -> list[CellResult]:
        """The cells with an outcome."""
        return [cell for cell in self.cells if cell.outcome is outcome]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """All files of one merge; nothing is stored yet."""

    files: tuple[FileResult, ...]

    @property
    def counts(self) -> Counts:
        """The counts of all files."""
        return total([one.counts for one in self.files])

    @property
    def conflicts(self) -> list[tuple[FileResult, CellResult]]:
        """The cells to ask about."""
        return [(one, cell) for one in self.files for cell in one.of(Outcome.CONFLICT)]


@dataclass(frozen=True, slots=True)
class AppliedMerge:
    """What was stored: the change set (None where nothing differed), the cells, and a sentence about the backup."""

    change_set: int | None
    cells: int
    open_conflicts: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was identified, with its answers."""

    path: Path
    digest: str
    place: PlaceKey
    sheet: Sheet
    identity: str = ""
    warning: str = ""
    strangers: tuple[str, ...] = field(default=())


def preview_merge(
    store: Store,
    paths: Sequence[Path],
    *,
    wanted: Wanted | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> MergePreview:
    """Hold returned files against a data file; nothing is stored."""
    found = list(merged_files(store, paths, wanted=wanted, on_progress=on_progress, apart=apart))
    order = {path: number for number, path in enumerate(paths)}
    return MergePreview(tuple(sorted(found, key=lambda one: order[one.path])))


def merged_files(
    store: Store,
    paths: Sequence[Path],
    *,
    wanted: Wanted | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> Iterator[FileResult]:
    """The same file by file, for thousands: files that say they are of one place are read and merged together.

    Each file is read once and forgotten when its result was given.
    """
    if apart is None:
        with Apart() as own:
            yield from merged_files(store, paths, wanted=wanted, on_progress=on_progress, apart=own)
        return
    desk = Desk(store, wanted or Wanted())
    resolved = _resolved(store.path)
    done = 0
    for group in _groups(paths):
        reads: list[_Read] = []
        for path in group:
            on_progress(done, len(paths))
            done += 1
            one = _read(store, desk, path, apart)
            if isinstance(one, FileResult):
                yield one
            else:
                reads.append(one)
        yield from _merged(store, reads, resolved)
    on_progress(len(paths), len(paths))


def _groups(paths: Sequence[Path]) -> list[list[Path]]:
    """Files by the stamp in their properties, in any order; a file without one stands alone."""
    groups: dict[object, list[Path]] = {}
    for path in dict.fromkeys(paths):
        stamp = _stamp(path)
        groups.setdefault((stamp.form, stamp.region, stamp.period) if stamp.digest else path, []).append(path)
    return list(groups.values())


def _stamp(path: Path) -> Stamp:
    try:
        return read_stamp(path)
    except WzdeskError:
        return Stamp()  # said when the file is read


def _read(store: Store, desk: Desk, path: Path, apart: Apart) -> _Read | FileResult:
    """A file with its answers, or why it is refused."""
    returned: Returned | None = None
    try:
        returned = apart.run(read_returned, path)
        if returned.signed is None:
            return _recognised(store, desk, path, returned, apart)
        identity = desk.identity_of(returned)
    except WzdeskError as error:
        digest = returned.carried.digest if returned else ""
        place, cells = _claimed(returned, error)
        return FileResult(path, digest, place, reason=error.sentence, cell_count=cells)
    assert returned.answers is not None
    return _Read(
        path,
        returned.carried.digest,
        identity.key,
        sheet_of(identity, returned.answers),
        identity.digest,
        strangers=returned.answers.strangers,
    )


def _claimed(returned: Returned | None, error: WzdeskError) -> tuple[PlaceKey, int]:
    """What a refused file says it is of, and how many cells it was sent with; nothing of an altered one is believed."""
    if returned is None or returned.signed is None or isinstance(error, IdentityAltered):
        return ("", "", ""), 0
    identity = identity_of(returned.signed.payload)
    return identity.key, len(identity.base)


def _recognised(store: Store, desk: Desk, path: Path, returned: Returned, apart: Apart) -> _Read:
    place, sheet, warning = recognised_sheet(store, desk, path, apart)
    return _Read(path, returned.carried.digest, place, sheet, warning=warning)


def _merged(
    store: Store, reads: Iterable[_Read], resolved: Mapping[PlaceKey, Resolved]
) -> Iterator[FileResult]:
    places: dict[PlaceKey, list[_Read]] = {}
    for one in reads:
        places.setdefault(one.place, []).append(one)
    for place, members in places.items():
        with store.reading() as session:
            cells = _cells_of(execute_of(session), place, resolved.get(place, frozenset()))
        if cells.table.is_closed:
            for one in members:
                yield _refused(one, f"{cells.table.words}{_CLOSED}")
            continue
        for one, results in zip(members, merge_sheets(cells, [one.sheet for one in members]), strict=True):
            yield FileResult(
                one.path,
                one.digest,
                place,
                tuple(results),
                warning=one.warning,
                strangers=one.strangers,
                identity=one.identity,
                cell_count=len(results),
            )


def _refused(one: _Read, reason: str) -> FileResult:
    return FileResult(
        one.path, one.digest, one.place, reason=reason, identity=one.identity, cell_count=len(one.sheet.base)
    )


def _cells_of(execute: Execute, place: PlaceKey, resolved: Resolved) -> FormCells:
    form, region, code = place
    period = period_of_code(code)
    assert period is not None
    table = read_form_table(execute, form, region, period)
    assert table is not None
    return FormCells(table, resolved)


def _resolved(data: Path) -> dict[PlaceKey, Resolved]:
    return {
        place: frozenset(one for line in lines for one in line.resolved)
        for place, lines in lines_by_place(read_log(data).lines).items()
        if any(line.resolved for line in lines)
    }


Choices = Mapping[tuple[Path, str, str], bool]
"""Conflicts that a person decided: file, row and column; True takes what came, False keeps what the file holds."""


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
    cells = _cells_of(execute, place, frozenset())
    if cells.table.is_closed:
        raise Refused(f"{cells.table.region.name}{cells.table.words}{_CLOSED}；其他的也没有写入。")
    judged = merge_sheets(cells, [_as_sheet(one) for one in files])
    changes: list[Change] = []
    open_: list[CellResult] = []
    resolved: list[tuple[str, ...]] = []
    for one, results in zip(files, judged, strict=True):
        before = {cell.place: cell.outcome for cell in one.cells}
        for cell in results:
            choice = choices.get((one.path, cell.place.row, cell.place.column.value))
            source = f"{one.path.name} {cell.cell}"
            if cell.outcome in {Outcome.FILLED, Outcome.CHANGED, Outcome.EMPTIED} or (
                cell.outcome is Outcome.CONFLICT and choice
            ):
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
