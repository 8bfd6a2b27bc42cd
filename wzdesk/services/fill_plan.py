"""Filling a region's plan: every cell stored the moment it is left, judged at once, undoable for ever."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.catalogue import documents
from wzdesk.db.doors import execute_of
from wzdesk.db.observations import yearly_series_of
from wzdesk.db.plan_tables import read_plan_table
from wzdesk.db.store import Store
from wzdesk.domain.change import (
    CellKey,
    Change,
    ChangeKind,
    ObservationChange,
    OverrideChange,
    OverrideKey,
)
from wzdesk.domain.errors import Refused
from wzdesk.domain.filled_plan import FilledPlan, fill
from wzdesk.domain.observation import Observation, ObservationKey, ObsStatus
from wzdesk.domain.plan_edit import entry_of
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.typed_sum import with_sums_done
from wzdesk.domain.verdict import Override, Verdict
from wzdesk.services.filling import Filling, Recorded


class PlanFilling(Filling):
    """One region's plan, open for filling."""

    def __init__(self, store: Store, filled: FilledPlan, who: str = "") -> None:
        super().__init__(store, who)
        self._filled = filled

    @classmethod
    def open(cls, store: Store, plan: str, region: str, who: str = "") -> "PlanFilling":
        """Read a plan with the targets and actuals of a region.

        Raises:
            Refused: the file has no such plan or region.
        """
        return cls(store, read_filled(store, plan, region), who)

    @property
    def filled(self) -> FilledPlan:
        """The table and its assessments as they are now."""
        return self._filled

    @property
    def path(self) -> Path:
        """Where the data file lies."""
        return self._store.path

    def record(
        self, cells: Sequence[TypedCell], kind: ChangeKind = ChangeKind.EDIT, source: str = ""
    ) -> Recorded:
        """Store typed cells as one change set.

        Raises:
            WzdeskError: a cell cannot be placed, or the file cannot be written; nothing is stored.
        """
        typed = cells if kind is ChangeKind.IMPORT else with_sums_done(cells)
        entry = entry_of(self._filled.table, typed)
        return Recorded(self.store(entry.changes, kind, source=source), entry.notes)

    def set_verdict(self, item_no: str, verdict: Verdict, reason: str) -> None:
        """A person's verdict on an item, with the reason; the proposal stays beside it.

        Raises:
            Refused: the reason is missing, or the proposal says the same.
        """
        if not reason.strip():
            raise Refused("改判要写明理由，理由会和自动判定一起保存。")
        proposed = next(one.proposed for one in self._filled.assessments if one.item_no == item_no)
        if verdict is proposed:
            raise Refused(f"自动判定就是“{verdict.word}”，不用改判；要撤回原来的改判，请按“撤回改判”。")
        override = Override(verdict, reason.strip(), self.who, datetime.now(UTC).replace(microsecond=0))
        self.store(
            [OverrideChange(self._override_key(item_no), override)], ChangeKind.OVERRIDE, why=reason.strip()
        )

    def take_back_verdict(self, item_no: str) -> None:
        """Go back to the proposed verdict."""
        self.store([OverrideChange(self._override_key(item_no), None)], ChangeKind.OVERRIDE)

    def set_status(self, keys: Sequence[ObservationKey], status: ObsStatus) -> frozenset[CellKey]:
        """Mark stored figures as 预计数, 初步数 or ordinary."""
        stored = [
            self._filled.table.observations[key] for key in keys if key in self._filled.table.observations
        ]
        changes = [
            ObservationChange(one.key, Observation(one.key, one.quantity, status, one.note, one.source))
            for one in stored
        ]
        return self.store(changes, ChangeKind.EDIT)

    def years(self, indicator: str) -> list[Observation]:
        """The figures of whole years of an indicator in this region, oldest first."""
        with self._store.reading() as session:
            return yearly_series_of(execute_of(session), self._filled.table.region.code, indicator)

    def documents(self) -> dict[str, str]:
        """Titles of the source documents by their keys."""
        with self._store.reading() as session:
            return {one.key: one.title for one in documents(session)}

    def reload(self) -> None:
        """Read the table anew, after something else changed the file."""
        table = self._filled.table
        self._filled = read_filled(self._store, table.plan.code, table.region.code)

    def _take(self, changes: Sequence[Change]) -> None:
        """Judge what they touch."""
        self._filled = self._filled.after(changes)

    def _override_key(self, item_no: str) -> OverrideKey:
        table = self._filled.table
        return OverrideKey(table.plan.code, table.region.code, item_no)


def read_filled(store: Store, plan: str, region: str) -> FilledPlan:
    """A plan of a region with its assessments.

    Raises:
        Refused: the file has no such plan or region.
    """
    with store.reading() as session:
        table = read_plan_table(execute_of(session), plan, region)
    if table is None:
        raise Refused(f"数据文件 {store.path.name} 里没有计划“{plan}”或地区“{region}”，请核对后再试。")
    return fill(table)
