"""What a person sees beside a merge before it is stored: who and what, how a cell came to be, what the checks say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wzdesk.db.catalogue import agencies
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.history import history_of
from wzdesk.db.plan_tables import read_regions
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import Revision
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule_book import in_order
from wzdesk.domain.form import Form
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import period_of_code
from wzdesk.domain.region import Region
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.exchange.data_file import ENDING
from wzdesk.services.exchange.data_files import preview_all
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.merge_findings import findings_of
from wzdesk.services.exchange.merge_returns import MergePreview
from wzdesk.services.exchange.read_returns import PlaceKey

OnProgress = Callable[[int, int], None]
Histories = Mapping[ObservationKey | NoteKey, Sequence[Revision]]
_STEPS = 3
_BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ENDING})


@dataclass(frozen=True, slots=True)
class Names:
    """The regions and forms of a data file by their codes, to say places in words."""

    regions: Mapping[str, Region]
    forms: Mapping[str, Form]
    agencies: Mapping[str, str] = field(default_factory=dict)

    def region(self, place: PlaceKey) -> str:
        """平阳县, or the agency that stands in the region's place; "" where the place is not known."""
        found = self.regions.get(place[1])
        return found.name if found else self.agencies.get(place[1], place[1])

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

    def without(self, path: Path) -> "MergeLook":
        """The same without one of its files; the others stay judged as they were beside it."""
        files = tuple(one for one in self.preview.files if one.path != path)
        return replace(self, preview=MergePreview(files))


def books_in(given: Iterable[Path]) -> list[Path]:
    """The workbooks and data files among files and in folders, as they are dropped; what Excel leaves beside an open file is none."""
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
            {one.code: one for one in read_regions(execute)},
            {one.code: one for one in read_forms(execute)},
            {one.code: one.name for one in agencies(session)},
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
    preview = preview_all(store, paths, wanted=wanted, on_progress=on_progress, apart=apart)
    keys = {cell.key for _, cell in preview.conflicts}
    on_progress(len(paths), len(paths))  # the last moment to stop
    return MergeLook(preview, read_names(store), histories_of(store, keys), _findings(store, preview))


def histories_of(
    store: Store, keys: Iterable[ObservationKey | NoteKey]
) -> dict[ObservationKey | NoteKey, Sequence[Revision]]:
    """The last steps of cells, newest first."""
    with store.reading() as session:
        return {key: history_of(session, key, _STEPS) for key in keys}


def _findings(store: Store, preview: MergePreview) -> dict[Path, list[Finding]]:
    """What the checks say of the figures that would go in, by the file that has the cell."""
    if not any(one.counts.taken or one.counts.conflict for one in preview.files):
        return {}
    told = list(in_order(findings_of(store, preview.files)))
    found: dict[Path, list[Finding]] = {}
    for one in preview.files:
        keys = {cell.key for cell in one.cells}
        if mine := [each for each in told if each.key in keys]:
            found[one.path] = mine
    return found
