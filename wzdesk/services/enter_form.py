"""Filling a form for a region and a period: every cell stored the moment it is left, undoable for ever."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from wzdesk.db.doors import execute_of
from wzdesk.db.form_lists import offered_forms
from wzdesk.db.forms import latest_period, read_form, read_form_table
from wzdesk.db.observations import series_of
from wzdesk.db.plan_tables import read_regions
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import (
    CellKey,
    Change,
    ChangeKind,
    ClosingChange,
    ClosingKey,
    FormKey,
    NoteChange,
    ObservationChange,
)
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import Form, FormClosing, FormSummary
from wzdesk.domain.form_across import across_regions, reporters_of
from wzdesk.domain.form_correction import correction_entry
from wzdesk.domain.form_edit import carried_remarks, form_after, form_entry_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.typed_sum import with_sums_done
from wzdesk.services.filling import Filling, Recorded


def forms_of(store: Store) -> list[FormSummary]:
    """The forms of a data file that can be filled."""
    with store.reading() as session:
        return offered_forms(execute_of(session))


def period_to_fill(store: Store, form: str, region: str, today: datetime) -> Period:
    """The period that a region is filling: that of its last figures, else the last that has ended.

    Raises:
        Refused: the file has no such form.
    """
    with store.reading() as session:
        execute = execute_of(session)
        found = read_form(execute, form)
        latest = latest_period(execute, found, region) if found else None
    if found is None:
        raise _no_form(store, form)
    return latest or _last_ended(found, today)


def _last_ended(form: Form, today: datetime) -> Period:
    ended = [its for year in (today.year - 1, today.year) for its in form.periods(year)]
    return [its for its in ended if (its.last_year, its.last_month) < (today.year, today.month)][-1]


class FormFilling(Filling):
    """One region's form of a period, open for filling."""

    def __init__(self, store: Store, table: FormTable, who: str = "") -> None:
        super().__init__(store, who)
        self._table = table
        self._series: tuple[tuple[str, str] | None, dict[ObservationKey, Observation]] = (None, {})

    @classmethod
    def open(cls, store: Store, form: str, region: str, period: Period, who: str = "") -> "FormFilling":
        """Read a form with the figures of a region and a period.

        Raises:
            Refused: the file has no such form or region.
        """
        return cls(store, _read(store, form, region, period), who)

    @property
    def table(self) -> FormTable:
        """The table as it is now."""
        return self._table

    def record(
        self, cells: Sequence[TypedCell], kind: ChangeKind = ChangeKind.EDIT, source: str = ""
    ) -> Recorded:
        """Store typed cells as one change set; the first of a period may bring the remarks of the one before.

        Raises:
            WzdeskError: a cell cannot be placed, the period is closed, or the file cannot be written; nothing is
                stored.
        """
        typed = cells if kind is ChangeKind.IMPORT else with_sums_done(cells)
        entry = form_entry_of(self._table, typed)
        begins = self._table.form.carries_remarks and not self._table.is_begun
        own = {cell.indicator for cell in typed if cell.column is Column.REMARK}
        carried = carried_remarks(self._table, own) if begins else []
        return Recorded(self.store([*carried, *entry.changes], kind, source=source), entry.notes)

    def correct(self, cells: Sequence[TypedCell], why: str) -> Recorded:
        """Store cells typed into a closed period as a correction (修订), which keeps beside each what was sent.

        Raises:
            WzdeskError: the period is open, the reason is missing, a cell cannot be placed, or the file cannot be
                written; nothing is stored.
        """
        entry = correction_entry(self._table, with_sums_done(cells), why)
        return Recorded(self.store(entry.changes, ChangeKind.CORRECT, why=why.strip()), entry.notes)

    def carry_remarks(self) -> frozenset[CellKey]:
        """Take the remarks of the period before into rows that have none.

        Raises:
            Refused: the period is closed, or there is nothing to take.
        """
        if self._table.is_closed:
            raise Refused(f"{self._table.words}已经关账，没有带入备注。")
        changes = carried_remarks(self._table)
        if not changes:
            raise Refused("上一期没有可以带入的备注，或这一期的备注都写过了。")
        return self.store(changes, ChangeKind.EDIT, why="带入上期备注")

    def note(self, key: NoteKey, text: str) -> frozenset[CellKey]:
        """Keep a note, or take it out where the text is empty."""
        return self.store([NoteChange(key, text.strip())], ChangeKind.NOTE)

    def close(self, why: str = "") -> frozenset[CellKey]:
        """Close the period: nothing can be typed until it is opened again."""
        when = datetime.now(UTC).replace(microsecond=0)
        return self._set_closing(FormClosing(self.who, when, why.strip()), why.strip())

    def reopen(self, why: str) -> frozenset[CellKey]:
        """Open a closed period again; what is changed from then on is a revision of what was reported.

        Raises:
            Refused: the reason is missing.
        """
        if not why.strip():
            raise Refused("重新打开已经关账的月份要写明理由，理由会留在历史里。")
        return self._set_closing(None, why.strip())

    def series(self, indicator: str, region: str = "") -> list[Observation]:
        """Everything stored of an indicator in a region, that of the table where none is said; in no order.

        The one asked for last is kept and follows what is stored: an edit does not wait for reading it.
        """
        pair = region or self._table.region.code, indicator
        if self._series[0] != pair:
            with self._store.reading() as session:
                found = series_of(execute_of(session), *pair)
            self._series = (pair, {one.key: one for one in found})
        return list(self._series[1].values())

    def known_series(self) -> dict[tuple[str, str], list[Observation]]:
        """The series that is kept, by region and indicator; none where none was asked for."""
        pair, series = self._series
        return {pair: list(series.values())} if pair else {}

    def _keep_series(self, changes: Sequence[Change]) -> None:
        pair, series = self._series
        for change in changes:
            if isinstance(change, ObservationChange) and (change.key.region, change.key.indicator) == pair:
                if change.after is None:
                    series.pop(change.key, None)
                else:
                    series[change.key] = change.after

    def reload(self) -> None:
        """Read the table anew, after something else changed the file."""
        self._series = (None, {})
        self._table = self._as_stored()

    def across(self, indicator: str) -> "FormFilling":
        """The same form and period turned over: one indicator in all regions that report it."""
        table = self._table
        across = _read_across(self._store, table.form.code, table.region.code, table.period, indicator)
        return AcrossFilling(self._store, across, self.who)

    def _as_stored(self) -> FormTable:
        table = self._table
        return _read(self._store, table.form.code, table.region.code, table.period)

    def _set_closing(self, closing: FormClosing | None, why: str) -> frozenset[CellKey]:
        table = self._table
        key = ClosingKey(table.form.code, table.region.code, table.period)
        keys = self.store([ClosingChange(key, closing)], ChangeKind.CLOSE, why=why)
        self._table = replace(self._table, closing=closing)
        return keys

    def _take(self, changes: Sequence[Change]) -> None:
        self._table = form_after(self._table, changes)
        self._keep_series(changes)

    def _reload_after(self, keys: frozenset[CellKey]) -> None:
        """Where a form itself was changed back, it may be gone: the window looks which forms there are."""
        if not any(isinstance(key, FormKey) for key in keys):
            self.reload()


class AcrossFilling(FormFilling):
    """One indicator of a form's period, open for filling in all regions."""

    def _as_stored(self) -> FormTable:
        table = self._table
        indicator = table.form.rows[0].indicator
        return _read_across(self._store, table.form.code, table.region.code, table.period, indicator)


def _read_across(store: Store, form: str, region: str, period: Period, indicator: str) -> FormTable:
    """The tables of all regions as one; the region it is seen from is always among them."""
    with store.reading() as session:
        execute = execute_of(session)
        its, regions = read_form(execute, form), read_regions(execute)
        if its is None:
            raise _no_form(store, form)
        codes = {one.code for one in reporters_of(its, regions)} | {region}
        tables = [
            table
            for one in regions
            if one.code in codes and (table := read_form_table(execute, form, one.code, period)) is not None
        ]
    return across_regions(tables, indicator, next(one for one in regions if one.code == region))


def _read(store: Store, form: str, region: str, period: Period) -> FormTable:
    with store.reading() as session:
        table = read_form_table(execute_of(session), form, region, period)
    if table is None:
        raise _no_form(store, form)
    return table


def _no_form(store: Store, form: str) -> Refused:
    return Refused(f"数据文件 {store.path.name} 里没有填报表“{form}”，请核对后再试。")
