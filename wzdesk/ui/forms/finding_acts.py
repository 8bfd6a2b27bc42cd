"""What a person does with findings: go to them, take the figure that is proposed, give a reason."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.change import ChangeKind
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.form_table import shown_in
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.forms.checking import Checking
from wzdesk.ui.forms.findings_list import FindingsList
from wzdesk.ui.forms.form_desk import FormDesk
from wzdesk.ui.forms.form_panel import FormPanel
from wzdesk.ui.forms.form_rows import place_of


class FindingActs(QObject):
    """Connects the list of findings with the grid, the panel and what stores."""

    told = Signal(str)
    all_rows_asked = Signal()
    """A finding may stand on a row that is left out."""

    def __init__(
        self,
        grid: GridView,
        desk: FormDesk,
        checking: Checking,
        findings: FindingsList,
        panel: FormPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._grid, self._desk, self._checking = grid, desk, checking
        self._findings, self._panel = findings, panel
        findings.jump_asked.connect(self.go_to)
        findings.correction_asked.connect(self.correct)
        findings.reason_asked.connect(self.ask_reason)
        findings.next_button.clicked.connect(self.go_to_next)

    def go_to_next(self) -> None:
        """The finding after that of the current cell, or the first."""
        finding = self._findings.next_after(self._checking.finding_at(self._current_key()))
        if finding is None:
            self.told.emit("没有要处理的审核问题。")
        else:
            self.go_to(finding)

    def go_to(self, finding: Finding) -> None:
        """Make a finding's cell current, or say where it is."""
        table = self._desk.table
        place = place_of(table, {finding.key}) or place_of(table, set(finding.others))
        if place is None:
            self.told.emit(f"{finding.sentence}（不在这张表上）")
            return
        self.all_rows_asked.emit()
        self._grid.select_cell(*place)
        self._findings.select(finding)

    def answer_current(self) -> None:
        """Take what is proposed for the current cell, or give the reason that is asked for."""
        finding = self._checking.finding_at(self._current_key())
        if finding is not None and finding.corrected:
            self.correct(finding)
        elif finding is not None and finding.severity is Severity.QUERY:
            self.ask_reason(finding)
        else:
            self.told.emit("这一格没有能一键改正或要写原因的问题。")

    def correct(self, finding: Finding) -> None:
        """Type what is proposed."""
        table = self._desk.table
        place = place_of(table, {finding.key})
        if place is None or (self._grid.editing.is_open and not self._grid.editing.commit()):
            return
        row, text = table.form.rows[place[0]], finding.corrected
        if place[1] is not Column.GROWTH:
            text = shown_in(text, table.indicators[row.indicator].unit, row.unit)
        self._grid.grid.record_cells([TypedCell(row.code, place[1], text)], ChangeKind.EDIT)
        self._grid.select_cell(*place)

    def ask_reason(self, finding: Finding) -> None:
        """Ask in the panel why the figure is as it is."""
        self.go_to(finding)
        words = f"{finding.sentence}（Ctrl+Enter 存入）"
        self._panel.ask_reason(
            words, partial(self._on_reason_given, finding), self._checking.reason_of(finding)
        )

    def _on_reason_given(self, finding: Finding, reason: str) -> None:
        said, refuses = self._checking.answer(finding, reason)
        if said:
            self.told.emit(said)
        if refuses:
            self._panel.ask_reason(said, partial(self._on_reason_given, finding), reason)
        else:
            self._desk.note(self._checking.reason_key(finding), reason)

    def _current_key(self) -> ObservationKey | None:
        place = self._grid.cell_cursor.place
        if place is None:
            return None
        stored = self._grid.grid.specs[place[1]].stored
        column = COLUMN_OF.get(stored) if stored else None
        table = self._desk.table
        return table.key_of(table.form.rows[place[0]], column) if column else None
