"""Taking returned workbooks back: all at once, three-way per cell, previewed before anything is stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form_table
from wzdesk.db.plan_tables import Execute
from wzdesk.db.store import Store
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.merge import Counts, Outcome, count, total
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.period import period_of_code
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.returned import Returned
from wzdesk.services.exchange.across_forms import ask_across
from wzdesk.services.exchange.form_cells import CellResult, FormCells, Resolved, cells_with, outcomes_of
from wzdesk.services.exchange.identify import Desk, Wanted
from wzdesk.services.exchange.merged_cells import merge_sheets
from wzdesk.services.exchange.read_returns import PlaceKey, ReadFile, claimed, identified, read_groups
from wzdesk.services.exchange.transfer_log import lines_by_place, read_log
from wzdesk.services.receiving.uncollected import uncollected

if TYPE_CHECKING:
    from wzdesk.services.exchange.data_file import DataFile

OnProgress = Callable[[int, int], None]
CLOSED = "已经关账，没有收；要改数请先重新打开，或用“修订”"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What becomes of a returned file: its cells, or the reason why none is taken.

    ``warning`` says what a person should know of a file that is taken, ``strangers`` are rows that the form does not have,
    ``data`` is what was read of another data file (``.wzd``).
    """

    path: Path
    digest: str = ""
    place: PlaceKey = ("", "", "")
    cells: Sequence[CellResult] = ()
    reason: str = ""
    warning: str = ""
    strangers: tuple[str, ...] = ()
    identity: str = ""
    cell_count: int = 0
    data: "DataFile | None" = None
    agency: str = ""

    @property
    def at(self) -> PlaceKey:
        """Where it stands for people: its place, with the agency that answered in place of the region."""
        return self.place[0], self.agency or self.place[1], self.place[2]

    @property
    def counts(self) -> Counts:
        """How many cells had which outcome; of a refused file all that it was sent with are refused."""
        if self.reason:
            return Counts(refused=self.cell_count)
        told = count(outcomes_of(self.cells))
        return told + Counts(unchanged=self.data.untouched) if self.data else told

    @property
    def base_words(self) -> str:
        """When a cell held its base: when the form was sent, or when both data files were last the same."""
        return "上次一致时" if self.data else "发出时"

    def of(self, outcome: Outcome) -> list[CellResult]:
        """The cells with an outcome."""
        return cells_with(self.cells, outcome)


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
    order = {path: number for number, path in enumerate(dict.fromkeys(paths))}
    found.sort(key=lambda one: order[one.path])
    return MergePreview(tuple(_asked_across(store, found)))


def _asked_across(store: Store, files: Sequence[FileResult]) -> list[FileResult]:
    """The files with what forms of one region contradict each other in asked."""
    found = {one.path: one for one in files}
    for members in by_region(files):
        places = dict.fromkeys(one.place for one in members)
        if len(places) < 2:
            continue
        with store.reading() as session:
            cells = {place: cells_of(execute_of(session), place, frozenset()) for place in places}
        asked = ask_across([(cells[one.place], one.cells) for one in members])
        found |= {one.path: replace(one, cells=its) for one, its in zip(members, asked, strict=True)}
    return list(found.values())


def by_region(files: Iterable[FileResult]) -> Iterable[list[FileResult]]:
    """The workbooks that are taken, region by region: forms of one region may have figures in common."""
    found: dict[str, list[FileResult]] = {}
    for one in files:
        if not one.reason and one.data is None:
            found.setdefault(one.place[1], []).append(one)
    return found.values()


def merged_files(
    store: Store,
    paths: Sequence[Path],
    *,
    wanted: Wanted | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> Iterator[FileResult]:
    """The same file by file, for thousands: files that say they are of one place are read and merged together.

    Each file is read once and forgotten when its result was given; so forms that share figures are not compared here.
    """
    if apart is None:
        with Apart() as own:
            yield from merged_files(store, paths, wanted=wanted, on_progress=on_progress, apart=own)
        return
    with uncollected():
        yield from _merged_files(store, paths, Desk(store, wanted or Wanted()), on_progress, apart)
    on_progress(len(paths), len(paths))


def _merged_files(
    store: Store, paths: Sequence[Path], desk: Desk, on_progress: OnProgress, apart: Apart
) -> Iterator[FileResult]:
    """None of what is made for a file refers to itself, so that it is gone without the collector of garbage."""
    resolved = decided_before(store.path)
    like: FormTable | None = None
    done = 0

    def on_wait() -> None:
        on_progress(done, len(paths))

    for group in read_groups(paths, apart, on_wait):
        reads: list[ReadFile] = []
        for path, returned in group:
            on_progress(done, len(paths))
            done += 1
            try:
                reads.append(identified(store, desk, path, returned, apart))
            except WzdeskError as error:
                yield _refused_file(path, returned, error)
        for results, table in _merged(store, reads, resolved, like):
            yield from results
            like = table


def _refused_file(path: Path, returned: Returned | WzdeskError, error: WzdeskError) -> FileResult:
    if isinstance(returned, WzdeskError):
        return FileResult(path, reason=error.sentence)
    place, cells, agency = claimed(returned, error)
    return FileResult(
        path, returned.carried.digest, place, reason=error.sentence, cell_count=cells, agency=agency
    )


def _merged(
    store: Store, reads: Iterable[ReadFile], resolved: Mapping[PlaceKey, Resolved], like: FormTable | None
) -> Iterator[tuple[list[FileResult], FormTable]]:
    """The results of the files of each place, with the table that they were held against."""
    places: dict[PlaceKey, list[ReadFile]] = {}
    for one in reads:
        places.setdefault(one.place, []).append(one)
    for place, members in places.items():
        with store.reading() as session:
            cells = cells_of(execute_of(session), place, resolved.get(place, frozenset()), like)
        if cells.table.is_closed:
            reason = f"{cells.table.words}{CLOSED}"
            yield [_refused(one, reason) for one in members], cells.table
            continue
        judged = merge_sheets(cells, [one.sheet for one in members])
        yield [_result(one, results) for one, results in zip(members, judged, strict=True)], cells.table


def _result(one: ReadFile, results: Sequence[CellResult]) -> FileResult:
    return FileResult(
        one.path,
        one.digest,
        one.place,
        results,
        warning=one.warning,
        strangers=one.strangers,
        identity=one.identity,
        cell_count=len(results),
        agency=one.agency,
    )


def _refused(one: ReadFile, reason: str) -> FileResult:
    return FileResult(
        one.path,
        one.digest,
        one.place,
        reason=reason,
        identity=one.identity,
        cell_count=len(one.sheet.base),
        agency=one.agency,
    )


def cells_of(
    execute: Execute, place: PlaceKey, resolved: Resolved, like: FormTable | None = None
) -> FormCells:
    """The cells of a place as the data file holds them; ``like`` is a table read just before."""
    form, region, code = place
    period = period_of_code(code)
    assert period is not None
    fits = like is not None and like.form.code == form
    table = read_form_table(execute, form, region, period, like=like if fits else None)
    assert table is not None
    return FormCells(table, resolved)


def decided_before(data: Path) -> dict[PlaceKey, Resolved]:
    """The conflicts that were decided, by the place of their forms."""
    return {
        place: frozenset(one for line in lines for one in line.resolved)
        for place, lines in lines_by_place(read_log(data).lines).items()
        if any(line.resolved for line in lines)
    }
