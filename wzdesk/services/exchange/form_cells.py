"""One form of a region and period: what the data file holds in its cells, and what becomes of each in a merge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.exchange.identity import ENTRY_COLUMNS, Place
from wzdesk.domain.exchange.merge import Outcome, Said, said, said_in_words
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_edit import column_words, read_figure
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Measure, Observation, ObservationKey, natural_status
from wzdesk.domain.quantity import Quantity

Resolved = frozenset[tuple[str, ...]]
"""Conflicts decided before: row, column, the text kept, the text that lost."""


class CellNames:
    """How the cells of a form are called, and where their figures are kept."""

    def __init__(self, table: FormTable) -> None:
        self.rows = {row.code: row for row in table.form.rows}
        self.measures = {
            FormColumn.MONTH: (table.single, Measure.LEVEL),
            FormColumn.TOTAL: (table.period, Measure.LEVEL),
            FormColumn.GROWTH: (table.period, Measure.GROWTH),
        }
        self._columns = {column: column_words(table.form, column) for column in ENTRY_COLUMNS}
        self._region, self._period = table.region.code, table.period

    def key(self, place: Place) -> ObservationKey | NoteKey:
        """Where a cell's figure or remark is kept."""
        if place.column is FormColumn.REMARK:
            return NoteKey(NoteKind.REMARK, self._region, place.row, self._period)
        return ObservationKey(self._region, place.row, *self.measures[place.column])

    def words(self, place: Place) -> str:
        """地区生产总值 增速."""
        return f"{self.rows[place.row].name} {self._columns[place.column]}"


class CellResult(NamedTuple):
    """What becomes of one cell: texts are in the unit of the form, ``cell`` is where it stands in the returned sheet."""

    place: Place
    key: ObservationKey | NoteKey
    name: str
    outcome: Outcome
    base: str | None
    ours: str
    theirs: str
    cell: str
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CellResults(Sequence[CellResult]):
    """The results of a sheet's cells, kept as columns: of thousands of files a few cells are looked at one by one.

    All sequences belong together cell by cell; ``reasons`` has those of the cells that have one.
    """

    names: CellNames
    sheet: str
    places: Sequence[Place]
    outcomes: Sequence[Outcome]
    bases: Sequence[str | None]
    ours: Sequence[str]
    theirs: Sequence[str]
    wheres: Sequence[str]
    reasons: Mapping[int, str]

    @overload
    def __getitem__(self, at: int) -> CellResult: ...
    @overload
    def __getitem__(self, at: slice) -> list[CellResult]: ...
    def __getitem__(self, at: int | slice) -> CellResult | list[CellResult]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        at = range(len(self))[at]
        place, where = self.places[at], self.wheres[at]
        if self.sheet and where and "!" not in where:
            where = f"{self.sheet}!{where}"
        return CellResult(
            place,
            self.names.key(place),
            self.names.words(place),
            self.outcomes[at],
            self.bases[at],
            self.ours[at],
            self.theirs[at],
            where,
            self.reasons.get(at, ""),
        )

    def __len__(self) -> int:
        return len(self.places)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


def outcomes_of(results: Sequence[CellResult]) -> Sequence[Outcome]:
    """What becomes of cells, one after the other."""
    return results.outcomes if isinstance(results, CellResults) else [one.outcome for one in results]


def cells_with(results: Sequence[CellResult], *outcomes: Outcome) -> list[CellResult]:
    """The cells with one of some outcomes; no others are made."""
    return [results[at] for at, one in enumerate(outcomes_of(results)) if one in outcomes]


class FormCells:
    """The cells of a form as the data file holds them, and what texts in them mean."""

    def __init__(self, table: FormTable, resolved: Resolved = frozenset()) -> None:
        self.table, self.resolved = table, resolved
        self.names = CellNames(table)
        self._rows = self.names.rows
        self._held = dict(self._texts())
        self._meanings: dict[tuple[Place, str], Said] = {}

    def _texts(self) -> Iterator[tuple[Place, str]]:
        """The cells that hold something; most of a new period's hold nothing."""
        columns = {told: column for column, told in reversed(self.names.measures.items())}
        for key in self.table.observations:
            row, column = self._rows.get(key.indicator), columns.get((key.period, key.measure))
            if row is not None and column is not None:
                yield Place(row.code, column), self.table.text(row, column)
        for note in self.table.notes:
            if (
                note.kind is NoteKind.REMARK
                and note.indicator in self._rows
                and note.period == self.table.period
            ):
                yield Place(note.indicator, FormColumn.REMARK), self.table.notes[note]

    def row(self, place: Place) -> FormRow | None:
        """The form's row; None where it has none of this code any more."""
        return self._rows.get(place.row)

    def key(self, place: Place) -> ObservationKey | NoteKey:
        """Where the cell's figure or remark is kept."""
        return self.names.key(place)

    def ours(self, place: Place) -> str:
        """The text that the data file holds."""
        return self._held.get(place, "")

    def all_ours(self, places: Sequence[Place]) -> list[str]:
        """The same of many cells; of a new period most often nothing is held at all."""
        return [self._held.get(place, "") for place in places] if self._held else [""] * len(places)

    def words(self, place: Place) -> str:
        """地区生产总值 增速."""
        return self.names.words(place)

    def quantity(self, place: Place, text: str) -> Quantity:
        """What a figure's text says, in the unit of the catalogue."""
        return read_figure(self.table, self._rows[place.row], place.column, text)

    def meaning(self, place: Place, text: str) -> Said:
        """What a text says in a cell, however it is spelled; kept, as it is asked for again and again."""
        if (place, text) not in self._meanings:
            self._meanings[place, text] = self._meaning(place, text)
        return self._meanings[place, text]

    def _meaning(self, place: Place, text: str) -> Said:
        if place.column is FormColumn.REMARK:
            return said_in_words(text)
        return said(self.quantity(place, text)) if text.strip() else None

    def is_decided(self, place: Place, theirs: str) -> bool:
        """Whether a person decided before for what the file holds, against this value."""
        if not self.resolved:
            return False
        return (place.row, place.column.value, self.ours(place), theirs.strip()) in self.resolved

    def change(self, result: CellResult, source: str) -> Change:
        """What stores a cell's returned value."""
        if isinstance(result.key, NoteKey):
            return NoteChange(result.key, result.theirs.strip())
        if not result.theirs.strip():
            return ObservationChange(result.key, None)
        quantity = self.quantity(result.place, result.theirs)
        stored = self.table.observations.get(result.key)
        status = natural_status(quantity, stored.status) if stored else natural_status(quantity)
        note = stored.note if stored else ""
        return ObservationChange(result.key, Observation(result.key, quantity, status, note, source))
