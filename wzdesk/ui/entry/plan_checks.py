"""The checks below a plan: the same findings, marks and answers as below a form."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import is_missing, plan_cells, plan_sheet
from wzdesk.domain.form_table import shown_in
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.cell_keys import cell_with, key_of
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.entry.record_desk import RecordDesk
from wzdesk.ui.forms.checking import Checking, OpenChecks
from wzdesk.ui.forms.finding_acts import FindingActs
from wzdesk.ui.forms.findings_list import FindingsList
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.text_box import TextBox


class PlanChecks(QWidget):
    """What the checks say of the plan that is shown; cells that are merely empty are told on the page 审核."""

    found = Signal()
    """The marks of the cells are others now."""

    def __init__(self, theme: Theme, grid: GridView, records: RecordDesk, open_checks: OpenChecks) -> None:
        super().__init__()
        self._grid, self._records = grid, records
        self._edited: set[ObservationKey] = set()
        self._reason_done: Callable[[str], None] | None = None
        self.checking = Checking(open_checks, self)
        self.findings = FindingsList(theme)
        self.acts = FindingActs(CheckedPlan(records), grid, self.checking, self.findings, self._ask, self)
        self._box = TextBox(theme, "原因", self)
        self._box.hide()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(0)
        self._resting.timeout.connect(self._recheck)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.findings)
        inset = QVBoxLayout()
        Room(theme, inset, (12, 0, 12, 6))
        inset.addWidget(self._box)
        column.addLayout(inset)
        self._connect()

    def check_after(self, keys: frozenset[CellKey] | None, table: PlanTable) -> None:
        """Something else was shown or stored elsewhere: check what these keys can touch, or everything."""
        self.checking.check_after(keys, plan_cells(table))

    def recheck(self, keys: set[ObservationKey]) -> None:
        """Check what edited cells can touch, as soon as what was typed is on the screen."""
        self._edited |= keys
        self._resting.start()

    def _ask(self, words: str, done: Callable[[str], None], text: str) -> None:
        self._reason_done = done
        self._box.ask(words, text, needs_text=True)

    def _connect(self) -> None:
        self.checking.found.connect(self._on_found)
        self._box.given.connect(self._on_reason_given)
        self._box.abandoned.connect(self._on_abandoned)

    def _recheck(self) -> None:
        edited, self._edited = self._edited, set()
        self.checking.recheck(edited)

    def _on_found(self) -> None:
        rows = plan_sheet(self._records.filling().filled.table).names
        findings = [one for one in self.checking.told if not is_missing(one)]
        self.acts.show_findings({one: rows.get(one.key.indicator, "") for one in findings})
        self.found.emit()

    def _on_reason_given(self, reason: str) -> None:
        self._on_abandoned()
        if self._reason_done is not None:
            self._reason_done(reason)

    def _on_abandoned(self) -> None:
        self._box.hide()
        self._grid.setFocus()


class CheckedPlan:
    """The plan that is shown, as findings see it: a ``CheckedTable``."""

    def __init__(self, records: RecordDesk) -> None:
        self._records = records

    @property
    def _table(self) -> PlanTable:
        return self._records.filling().filled.table

    def place_of(self, keys: Collection[CellKey]) -> tuple[int, Column] | None:
        """The first of some cells that is in the plan."""
        return cell_with(self._table, keys)

    def key_at(self, row: int, column: Column) -> ObservationKey | None:
        """The figure that stands at a place; None where it is none."""
        table = self._table
        key = key_of(table, list(table.rows())[row], column)
        return key if isinstance(key, ObservationKey) else None

    def correction(self, finding: Finding) -> TypedCell | None:
        """What a finding proposes, in the plan's unit."""
        table = self._table
        place = cell_with(table, {finding.key})
        if place is None:
            return None
        part, text = list(table.rows())[place[0]].part, finding.corrected
        if place[1] is Column.LEVEL:
            text = shown_in(text, table.indicators[part.indicator].unit, part.unit)
        return TypedCell(part.indicator, place[1], text)

    def note(self, key: NoteKey, text: str) -> bool:
        """Keep a reason."""
        return self._records.note(key, text)
