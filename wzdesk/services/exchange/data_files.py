"""Data files (``.wzd``) of other laptops held against this one, beside returned workbooks and by the same laws.

Only figures are merged: what else theirs changed is counted and told.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from wzdesk.db.closed import closed_words
from wzdesk.db.codec import key_text
from wzdesk.db.doors import execute_of
from wzdesk.db.observations import stored_observations
from wzdesk.db.plan_tables import Execute, read_indicators, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.change import ObservationChange
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.exchange.merge import TAKEN, Answer, Merged, Outcome, Said, merge_cell, said
from wzdesk.domain.form import FormColumn
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.quantity import Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.exchange.data_file import (
    DataFile,
    Figure,
    is_data_file,
    merged_before,
    read_data_file_of,
    text_of,
)
from wzdesk.services.exchange.data_origin import origin_of
from wzdesk.services.exchange.form_cells import CellResult
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.merge_returns import (
    CLOSED,
    FileResult,
    MergePreview,
    OnProgress,
    cells_of,
    preview_merge,
)
from wzdesk.services.exchange.merged_cells import WORDS_FOR_NUMBER, words_for_number

Overlay = Mapping[ObservationKey, Observation | None]
Decided = Collection[tuple[str, str, str]]
"""Conflicts that were decided: the key, the text that was kept, the one that lost."""
_MEASURES = {Measure.LEVEL: "", Measure.GROWTH: " 增速", Measure.CHANGE: " 变动", Measure.BASE: " 上年同期"}


def preview_all(
    store: Store,
    paths: Sequence[Path],
    *,
    wanted: Wanted | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> MergePreview:
    """Hold returned workbooks and data files against this file, all at once; nothing is stored."""
    data = [path for path in dict.fromkeys(paths) if is_data_file(path)]
    books = [path for path in paths if not is_data_file(path)]
    if not data:
        return preview_merge(store, books, wanted=wanted, on_progress=on_progress, apart=apart)

    def told(before: int) -> OnProgress:
        return lambda done, _total: on_progress(before + done, len(books) + len(data))

    found: list[FileResult] = []
    if books:
        found += preview_merge(store, books, wanted=wanted, on_progress=told(0), apart=apart).files
    found += preview_data_files(store, data, figures_of(store, found), told(len(books)))
    order = {path: number for number, path in enumerate(paths)}
    return MergePreview(tuple(sorted(found, key=lambda one: order[one.path])))


def figures_of(store: Store, files: Sequence[FileResult]) -> dict[ObservationKey, Observation | None]:
    """The figures that returned workbooks would bring."""
    found: dict[ObservationKey, Observation | None] = {}
    with store.reading() as session:
        for one in files:
            taken = [cell for cell in one.cells if cell.outcome in TAKEN]
            if not taken or one.reason or one.data is not None:
                continue
            cells = cells_of(execute_of(session), one.place, frozenset())
            changes = [cells.change(cell, "") for cell in taken]
            found |= {each.key: each.after for each in changes if isinstance(each, ObservationChange)}
    return found


def preview_data_files(
    store: Store,
    paths: Sequence[Path],
    over: Overlay | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
) -> list[FileResult]:
    """What merging data files would do, one result each; nothing is stored, what cannot be taken has its reason.

    ``over`` lies above what is stored: what workbooks of the same act bring.
    """
    with store.reading() as session:
        ours = origin_of(session)
    read: dict[Path, DataFile | WzdeskError] = {}
    for number, path in enumerate(paths):
        on_progress(number, len(paths))
        try:
            read[path] = read_data_file_of(store, ours, path)
        except WzdeskError as error:
            read[path] = error
    files = [one for one in read.values() if isinstance(one, DataFile)]
    decided = decided_conflicts(store)
    with store.reading() as session:
        told = Judge(execute_of(session), files, decided, over or {}).results()
    results = {file.path: cells for file, cells in zip(files, told, strict=True)}
    on_progress(len(paths), len(paths))
    return [
        FileResult(path, reason=one.sentence) if isinstance(one, WzdeskError) else _result(one, results[path])
        for path, one in read.items()
    ]


def _result(one: DataFile, cells: list[CellResult]) -> FileResult:
    left = "、".join(f"{word} {number} 处" for word, number in one.others.items())
    warning = f"只并各地区的数；那边另外改过的{left}没有并，各用各的。" if left else ""
    return FileResult(
        one.path,
        one.digest,
        ("", one.region, ""),
        tuple(cells),
        warning=warning,
        identity=one.tip,
        cell_count=len(cells) + one.untouched,
        data=one,
    )


class Judge:
    """What becomes of each figure of data files, over all of them at once, whatever their order."""

    def __init__(self, execute: Execute, files: Sequence[DataFile], decided: Decided, over: Overlay) -> None:
        self._files, self._decided = files, decided
        self._indicators = {one.code: one for one in read_indicators(execute)}
        self._regions = {one.code: one.name for one in read_regions(execute)}
        keys = dict.fromkeys(one.key for file in files for one in file.figures)
        known = [key for key in keys if key.indicator in self._indicators and key.region in self._regions]
        stored: dict[ObservationKey, Observation | None] = dict(stored_observations(execute, known))
        stored |= {key: one for key, one in over.items() if key in keys}
        self._ours = {key: text_of(stored.get(key)) for key in known}
        self._closed = closed_words(execute, known)
        self._verdicts = self._judge()

    def results(self) -> list[list[CellResult]]:
        """The result of each figure, file by file."""
        return [[self._cell(file, one) for one in file.figures] for file in self._files]

    def _judge(self) -> dict[ObservationKey, Merged]:
        answers: dict[ObservationKey, list[Answer]] = {key: [] for key in self._ours}
        for file in self._files:
            for one in file.figures:
                if one.key in answers and self._unit_fits(file, one.key):
                    told = self._meaning(one.key, one.base), self._meaning(one.key, text_of(one.theirs))
                    answers[one.key].append(Answer(*told))
        return {key: merge_cell(told, self._meaning(key, self._ours[key])) for key, told in answers.items()}

    def _meaning(self, key: ObservationKey, text: str) -> Said:
        return said(self._quantity(key, text)) if text else None

    def _quantity(self, key: ObservationKey, text: str) -> Quantity:
        measure = Measure.LEVEL if key.measure is Measure.BASE else key.measure
        return read_observation(text, measure, plain_unit(self._indicators[key.indicator].unit))

    def _loses_number(self, key: ObservationKey, ours: str, theirs: str) -> bool:
        """Whether words that say nothing we know would take the place of a figure, as in a returned form."""
        return words_for_number(self._quantity(key, ours), self._quantity(key, theirs))

    def _unit_fits(self, file: DataFile, key: ObservationKey) -> bool:
        return file.units.get(key.indicator) == plain_unit(self._indicators[key.indicator].unit)

    def _cell(self, file: DataFile, one: Figure) -> CellResult:
        key = one.key
        ours, theirs = self._ours.get(key, ""), text_of(one.theirs)
        outcome, reason = self._outcome(file, one, ours, theirs)
        indicator = self._indicators.get(key.indicator)
        words = (
            f"{self._regions.get(key.region, key.region)} {indicator.name if indicator else key.indicator}"
            f" {key.period.words}{_MEASURES[key.measure]}"
        )
        place = Place(key_text(key), FormColumn.TOTAL)
        return CellResult(place, key, words, outcome, one.base, ours, theirs, "", reason)

    def _outcome(self, file: DataFile, one: Figure, ours: str, theirs: str) -> tuple[Outcome, str]:
        key, verdict = one.key, self._verdicts.get(one.key)
        if verdict is None:
            return Outcome.REFUSED, "本机的目录里没有这个地区或指标"
        if not self._unit_fits(file, key):
            return Outcome.REFUSED, f"两边的单位不一样，本机是{self._indicators[key.indicator].unit}"
        meaning = self._meaning(key, theirs)
        if meaning in {self._meaning(key, one.base), self._meaning(key, ours)}:
            return Outcome.UNCHANGED, ""
        if (key_text(key), ours, theirs) in self._decided:
            return Outcome.UNCHANGED, "以前裁定过，保留库里的数"
        if key in self._closed:
            return Outcome.REFUSED, f"{self._closed[key]}{CLOSED}"
        if verdict.outcome is Outcome.CHANGED and self._loses_number(key, ours, theirs):
            return Outcome.CONFLICT, WORDS_FOR_NUMBER
        if verdict.outcome is not Outcome.CONFLICT:
            return verdict.outcome, ""
        is_several = any(rival != meaning for rival in verdict.rivals)
        return Outcome.CONFLICT, "几份来的数不一样" if is_several else "分开以后两边都改过"


def decided_conflicts(store: Store) -> set[tuple[str, str, str]]:
    """The conflicts of data files that were decided in acts that stand."""
    return {
        (told[0], told[2], told[3])
        for lines in merged_before(store).values()
        for line in lines
        for told in line.resolved
    }
