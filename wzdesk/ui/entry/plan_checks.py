"""The checks below a plan: the same findings, marks and answers as below a form."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.change import CellKey, ChangeKind
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
from wzdesk.ui.forms.findings_list import FindingsList
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.text_box import TextBox


class PlanChecks(QWidget):
    """What the checks say of the plan that is shown; cells that are merely empty are told on the page 审核."""

    found = Signal()
    """The marks of the cells are others now."""
    told = Signal(str)
    all_rows_asked = Signal()
    """A finding may stand on a row that is left out."""

    def __init__(self, theme: Theme, grid: GridView, records: RecordDesk, open_checks: OpenChecks) -> None:
        super().__init__()
        self._grid, self._records = grid, records
        self._edited: set[ObservationKey] = set()
        self._asked: Finding | None = None
        self.checking = Checking(open_checks, self)
        self.findings = FindingsList(theme)
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

    def go_to_next(self) -> None:
        """The finding after that of the current cell, or the first."""
        finding = self.findings.next_after(self.checking.finding_at(self._current_key()))
        if finding is None:
            self.told.emit("没有要处理的审核问题。")
        else:
            self.go_to(finding)

    def go_to(self, finding: Finding) -> None:
        """Make a finding's cell current, or say where it is."""
        table = self._table
        place = cell_with(table, {finding.key}) or cell_with(table, set(finding.others))
        if place is None:
            self.told.emit(f"{finding.sentence}（不在这张表上）")
            return
        self.all_rows_asked.emit()
        self._grid.select_cell(*place)
        self.findings.select(finding)

    def answer_current(self) -> None:
        """Take what is proposed for the current cell, or give the reason that is asked for."""
        finding = self.checking.to_answer_at(self._current_key())
        if finding is None:
            self.told.emit("这一格没有能一键改正或要写原因的问题。")
        elif finding.corrected:
            self.correct(finding)
        else:
            self.ask_reason(finding)

    def correct(self, finding: Finding) -> None:
        """Type what is proposed."""
        table = self._table
        place = cell_with(table, {finding.key})
        if place is None or (self._grid.editing.is_open and not self._grid.editing.commit()):
            return
        part = list(table.rows())[place[0]].part
        text = finding.corrected
        if place[1] is Column.LEVEL:
            text = shown_in(text, table.indicators[part.indicator].unit, part.unit)
        self._grid.grid.record_cells([TypedCell(part.indicator, place[1], text)], ChangeKind.EDIT)
        self._grid.select_cell(*place)

    def ask_reason(self, finding: Finding) -> None:
        """Ask below the list why the figure is as it is."""
        self.go_to(finding)
        self._ask(finding, f"{finding.sentence}（Ctrl+Enter 存入）", self.checking.reason_of(finding))

    def _ask(self, finding: Finding, words: str, text: str) -> None:
        self._asked = finding
        self._box.ask(words, text, needs_text=True)

    @property
    def _table(self) -> PlanTable:
        return self._records.filling().filled.table

    def _connect(self) -> None:
        self.checking.found.connect(self._on_found)
        self.findings.jump_asked.connect(self.go_to)
        self.findings.correction_asked.connect(self.correct)
        self.findings.reason_asked.connect(self.ask_reason)
        self.findings.next_button.clicked.connect(self.go_to_next)
        self.findings.left.connect(self._grid.setFocus)
        self._box.given.connect(self._on_reason_given)
        self._box.abandoned.connect(self._on_abandoned)

    def _current_key(self) -> ObservationKey | None:
        place = self._grid.cell_cursor.place
        if place is None:
            return None
        table = self._table
        column = self._grid.grid.specs[place[1]].stored
        key = key_of(table, list(table.rows())[place[0]], column) if column else None
        return key if isinstance(key, ObservationKey) else None

    def _recheck(self) -> None:
        edited, self._edited = self._edited, set()
        self.checking.recheck(edited)

    def _on_found(self) -> None:
        rows = plan_sheet(self._table).names
        findings = [one for one in self.checking.told if not is_missing(one)]
        names = {one: rows.get(one.key.indicator, "") for one in findings}
        self.findings.show_findings(findings, names, {one: self.checking.reason_of(one) for one in findings})
        self.found.emit()

    def _on_reason_given(self, reason: str) -> None:
        finding = self._asked
        if finding is None:
            return
        said, refuses = self.checking.answer(finding, reason)
        if said:
            self.told.emit(said)
        if refuses:
            self._ask(finding, said, reason)
            return
        self._box.hide()
        self._grid.setFocus()
        self._records.note(self.checking.reason_key(finding), reason)

    def _on_abandoned(self) -> None:
        self._box.hide()
        self._grid.setFocus()
