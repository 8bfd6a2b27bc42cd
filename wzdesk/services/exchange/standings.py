"""Who has sent what: regions by forms with their states, and the conflicts that wait for a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form_table, read_forms
from wzdesk.db.history import past_acts
from wzdesk.db.plan_tables import read_regions
from wzdesk.db.store import Store
from wzdesk.domain.agency import Agency
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.exchange.transfer import Standing, State, Transfer, Way, standing_of
from wzdesk.domain.form import Form, FormColumn
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.services.exchange.apply_merge import MERGE_WHY
from wzdesk.services.exchange.data_forms import missing_of
from wzdesk.services.exchange.data_origin import DATA_WHY
from wzdesk.services.exchange.decide_cells import Choice, decide
from wzdesk.services.exchange.form_cells import CellResult, FormCells
from wzdesk.services.exchange.read_returns import PlaceKey
from wzdesk.services.exchange.transfer_log import add_lines, lines_by_place, now_text, read_log

RESOLVE_WHY = "裁定冲突"
_MOST_ACTS = 100_000


@dataclass(frozen=True, slots=True)
class Matrix:
    """Regions, or agencies, by forms for the periods that end with one: standings by their code and the form's."""

    regions: Sequence[Region | Agency]
    forms: Sequence[tuple[Form, Period]]
    standings: Mapping[tuple[str, str], Standing]

    @property
    def late(self) -> list[tuple[Region | Agency, Form]]:
        """Who has not reported what although it is due."""
        return [
            (region, form)
            for region in self.regions
            for form, _ in self.forms
            if self.standings[region.code, form.code].is_late
        ]

    def merged(self, form: str) -> tuple[int, int]:
        """How many regions have a form merged, of how many that report it."""
        asked = [self.standings[region.code, form] for region in self.regions]
        asked = [one for one in asked if one.state is not State.NOT_ASKED]
        return sum(one.state in {State.MERGED, State.CONFLICT} for one in asked), len(asked)


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict of an earlier merge that nobody decided: both sides, and where it came from."""

    place: PlaceKey
    cell: CellResult
    file: str
    who: str
    when: str
    agency: str = ""

    @property
    def at(self) -> PlaceKey:
        """Where it stands for people: its place, with the agency that answered in place of the region."""
        return self.place[0], self.agency or self.place[1], self.place[2]


def matrix_of(
    store: Store, period: Period, today: date, conflicts: Iterable[OpenConflict] | None = None
) -> Matrix:
    """The states of all forms that have a period which ends with ``period``.

    ``conflicts`` are those that wait, where they were read already.
    """
    lines = lines_of_reporters(store)
    waiting = Counter(one.at for one in (open_conflicts(store) if conflicts is None else conflicts))
    with store.reading() as session:
        execute = execute_of(session)
        forms = [
            (form, its)
            for form in read_forms(execute)
            if not form.is_retired and (its := form.at(period)) is not None
        ]
        regions = [one for one in read_regions(execute) if one.level is not RegionLevel.PROVINCE]
    standings = {}
    for form, its in forms:
        asked = {one.code for one in reporters_of(form, regions)}
        for region in regions:
            place = form.code, region.code, its.code
            standings[region.code, form.code] = (
                standing_of(lines.get(place, ()), form.due(its), today, waiting[place])
                if region.code in asked
                else Standing(State.NOT_ASKED)
            )
    return Matrix(regions, forms, {at: _as_filled(store, one) for at, one in standings.items()})


def _as_filled(store: Store, standing: Standing) -> Standing:
    """What came in part, as it is now: somebody may have typed the rest."""
    line = standing.last
    if standing.state is not State.INCOMPLETE or line is None:
        return standing
    cells = _cells_of(store, (line.form, line.region, line.period))
    missing = missing_of(cells.table) if cells else standing.count
    if missing:
        return replace(standing, count=missing)
    return replace(standing, state=State.MERGED, count=0, days_late=0)


def lines_of_reporters(store: Store) -> dict[PlaceKey, list[Transfer]]:
    """The lines of the log by form, who was asked and period, without merges that were taken back since.

    What was decided of conflicts belongs to whoever answered before.
    """
    found: dict[PlaceKey, list[Transfer]] = {}
    for lines in _standing_lines(store).values():
        answered: set[PlaceKey] = set()
        for line in lines:
            if line.way is Way.MERGED:
                answered.add(line.at)
            for at in answered if line.way is Way.RESOLVED else {line.at}:
                found.setdefault(at, []).append(line)
    return found


def _standing_lines(store: Store) -> dict[PlaceKey, list[Transfer]]:
    """The lines of the log by place, without merges that were taken back since."""
    lines = read_log(store.path).lines
    merged = {line.change_set for line in lines if line.change_set}
    undone: set[int] = set()
    if merged:
        with store.reading() as session:
            undone = {
                one.change_set.id
                for why in (MERGE_WHY, RESOLVE_WHY, DATA_WHY)
                for one in past_acts(session, why, limit=_MOST_ACTS)
                if one.undone
            }
    return lines_by_place(line for line in lines if line.change_set not in undone or not line.change_set)


def open_conflicts(store: Store) -> list[OpenConflict]:
    """The conflicts that wait, each once; what was settled by typing the returned value is none any more."""
    found = []
    for place, lines in _standing_lines(store).items():
        told = _undecided(lines)
        cells = _cells_of(store, place) if told else None
        for line, (row, column, base, _, theirs, where) in told:
            at = Place(row, FormColumn(column))
            if cells is None or cells.row(at) is None:
                continue
            ours = cells.ours(at)
            if cells.meaning(at, ours) != cells.meaning(at, theirs):
                cell = CellResult(
                    at, cells.key(at), cells.words(at), Outcome.CONFLICT, base, ours, theirs, where
                )
                found.append(OpenConflict(place, cell, line.file, line.who, line.when, line.agency))
    return found


def _undecided(lines: Iterable[Transfer]) -> list[tuple[Transfer, tuple[str, ...]]]:
    """The conflicts that were met and not decided since, in the order of the lines."""
    found: dict[tuple[str, str, str], tuple[Transfer, tuple[str, ...]]] = {}
    for line in lines:
        found |= {(one[0], one[1], one[4]): (line, one) for one in line.conflicts}
        for row, column, kept, lost in line.resolved:
            for text in (kept, lost):
                found.pop((row, column, text), None)
    return list(found.values())


def resolve(store: Store, choices: Sequence[tuple[OpenConflict, bool]], who: str = "") -> int:
    """Decide conflicts as one act: True takes what came, False keeps what the file holds; how many cells changed.

    The values that lose are kept in a comment beside the figure, and in the transfer log.

    Raises:
        Refused: two different values are chosen for one cell, or a form is gone.
        WzdeskError: the data file or the log cannot be written.
    """
    held: dict[PlaceKey, FormCells] = {}
    for place in {conflict.place for conflict, _ in choices}:
        cells = _cells_of(store, place)
        if cells is None:
            raise Refused("这张表已经不在数据文件里，没有裁定。")
        held[place] = cells
    decided = decide([_choice(held[one.place], one, takes) for one, takes in choices])
    with store.writing() as session:
        applied = apply_changes(session, decided.changes, kind=ChangeKind.IMPORT, who=who, why=RESOLVE_WHY)
        lines = [
            Transfer(
                Way.RESOLVED,
                now_text(),
                who,
                "",
                "",
                *place,
                change_set=applied.change_set_id or 0,
                resolved=told,
            )
            for place, told in decided.resolved.items()
        ]
        add_lines(store.path, lines)
    return len(applied.keys)


def _choice(cells: FormCells, conflict: OpenConflict, takes: bool) -> Choice:  # noqa: FBT001 - a pair of the caller's
    cell = conflict.cell._replace(ours=cells.ours(conflict.cell.place))
    return Choice(conflict.place, cells, cell, conflict.file, takes)


def _cells_of(store: Store, place: PlaceKey) -> FormCells | None:
    form, region, code = place
    period = period_of_code(code)
    with store.reading() as session:
        table = read_form_table(execute_of(session), form, region, period) if period else None
    return FormCells(table) if table else None
