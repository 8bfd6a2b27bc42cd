"""What a person sees beside a merge before it is stored: who and what, how a cell came to be, what the checks say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form_table, read_forms
from wzdesk.db.history import history_of
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import ObservationChange, Revision
from wzdesk.domain.checks.finding import Finding, without_echoes
from wzdesk.domain.checks.rule_book import in_order
from wzdesk.domain.checks.typed_over import TypedOver
from wzdesk.domain.exchange.merge import TAKEN, Outcome
from wzdesk.domain.form import Form
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import period_of_code
from wzdesk.domain.region import Region
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.check_cells import read_rule_book
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.merge_returns import FileResult, MergePreview, PlaceKey, preview_merge
from wzdesk.services.exchange.merged_cells import FormCells
from wzdesk.services.stored_figures import StoredFigures

OnProgress = Callable[[int, int], None]
Histories = Mapping[ObservationKey | NoteKey, Sequence[Revision]]
_STEPS = 3
_BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})


@dataclass(frozen=True, slots=True)
class Names:
    """The regions and forms of a data file by their codes, to say places in words."""

    regions: Mapping[str, Region]
    forms: Mapping[str, Form]

    def region(self, place: PlaceKey) -> str:
        """平阳县; "" where the place is not known."""
        found = self.regions.get(place[1])
        return found.name if found else place[1]

    def form(self, place: PlaceKey) -> str:
        """主要经济指标月报表."""
        found = self.forms.get(place[0])
        return found.name if found else place[0]

    def period(self, place: PlaceKey) -> str:
        """2024年1—6月, as the form says it."""
        period, form = period_of_code(place[2]), self.forms.get(place[0])
        if period is None:
            return place[2]
        return form.words(period) if form else period.words

    def words(self, place: PlaceKey) -> str:
        """平阳县 主要经济指标月报表 2024年1—6月."""
        return "　".join(part for part in (self.region(place), self.form(place), self.period(place)) if part)


@dataclass(frozen=True, slots=True)
class MergeLook:
    """A merge as it is shown: histories by cell, newest step first, and findings by file, the gravest first."""

    preview: MergePreview
    names: Names
    histories: Histories
    findings: Mapping[Path, Sequence[Finding]]
    is_demo: bool = False


def books_in(given: Iterable[Path]) -> list[Path]:
    """The workbooks among files and in folders, as they are dropped; what Excel leaves beside an open file is none."""
    found: list[Path] = []
    for path in given:
        members = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [
            one
            for one in members
            if one.suffix.lower() in _BOOKS and not one.name.startswith(("~$", ".")) and one.is_file()
        ]
    return list(dict.fromkeys(found))


def read_names(store: Store) -> Names:
    """The names in a data file."""
    with store.reading() as session:
        execute = execute_of(session)
        return Names(
            {one.code: one for one in read_regions(execute)}, {one.code: one for one in read_forms(execute)}
        )


def look_at_merge(
    store: Store,
    paths: Sequence[Path],
    *,
    wanted: Wanted | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> MergeLook:
    """Hold returned files against a data file, with what helps to decide; nothing is stored."""
    preview = preview_merge(store, paths, wanted=wanted, on_progress=on_progress, apart=apart)
    keys = {cell.key for _, cell in preview.conflicts}
    with store.reading() as session:
        is_demo = read_file_info(execute_of(session)).is_demo
    return MergeLook(
        preview, read_names(store), histories_of(store, keys), _findings(store, preview), is_demo
    )


def histories_of(
    store: Store, keys: Iterable[ObservationKey | NoteKey]
) -> dict[ObservationKey | NoteKey, Sequence[Revision]]:
    """The last steps of cells, newest first."""
    with store.reading() as session:
        return {key: history_of(session, key, _STEPS) for key in keys}


def _findings(store: Store, preview: MergePreview) -> dict[Path, list[Finding]]:
    """What the checks say of the figures that would go in, all files laid over the stored ones at once."""
    typed: dict[ObservationKey, Observation | None] = {}
    by_file: dict[Path, frozenset[ObservationKey]] = {}
    for one in preview.files:
        if not one.reason:
            changes = _figures_of(store, one)
            typed |= changes
            by_file[one.path] = frozenset(changes)
    if not typed:
        return {}
    with store.reading() as session:
        figures = TypedOver(StoredFigures(execute_of(session)), typed)
        found = read_rule_book(store).findings_naming(typed, figures).findings
    told = list(in_order(without_echoes(found)))
    return {
        path: mine for path, keys in by_file.items() if (mine := [one for one in told if one.key in keys])
    }


def _figures_of(store: Store, one: FileResult) -> dict[ObservationKey, Observation | None]:
    form, region, code = one.place
    period = period_of_code(code)
    with store.reading() as session:
        table = read_form_table(execute_of(session), form, region, period) if period else None
    if table is None:
        return {}
    cells = FormCells(table)
    changes = [
        cells.change(cell, one.path.name) for cell in one.cells if cell.outcome in TAKEN | {Outcome.CONFLICT}
    ]
    return {each.key: each.after for each in changes if isinstance(each, ObservationChange)}
