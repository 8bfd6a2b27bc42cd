"""What a person does with findings: go to them, take the figure that is proposed, give a reason."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ChangeKind
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.forms.checking import Checking
from wzdesk.ui.forms.findings_list import FindingsList

AskReason = Callable[[str, Callable[[str], None], str], None]
"""Asks for a text in these words, beginning with a text; the answer is handed over."""


class CheckedTable(Protocol):
    """What findings need to know of the plan or form that is shown."""

    def place_of(self, keys: Collection[CellKey]) -> tuple[int, Column] | None:
        """The first of some cells that is on the table."""

    def key_at(self, row: int, column: Column) -> ObservationKey | None:
        """The figure that stands at a place; None where it is none."""

    def correction(self, finding: Finding) -> TypedCell | None:
        """What a finding proposes, as it is typed; None where it proposes nothing."""

    def note(self, key: NoteKey, text: str) -> bool:
        """Keep a reason; False where it was refused."""


class FindingActs(QObject):
    """Connects the list of findings with the grid, with what asks for reasons, and with what stores."""

    told = Signal(str)
    all_rows_asked = Signal()
    """A finding may stand on a row that is left out."""

    def __init__(
        self,
        table: CheckedTable,
        grid: GridView,
        checking: Checking,
        findings: FindingsList,
        ask: AskReason,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table, self._grid, self._checking, self._findings = table, grid, checking, findings
        self._ask = ask
        findings.jump_asked.connect(self.go_to)
        findings.correction_asked.connect(self.correct)
        findings.reason_asked.connect(self.ask_reason)
        findings.next_button.clicked.connect(self.go_to_next)
        findings.left.connect(grid.setFocus)

    def show_findings(self, names: Mapping[Finding, str]) -> None:
        """List findings by the names of their rows, with the reasons that were given and what they propose."""
        reasons = {one: self._checking.reason_of(one) for one in names}
        proposed = {one: typed.text for one in names if (typed := self._table.correction(one)) is not None}
        self._findings.show_findings(list(names), names, reasons, proposed)

    def go_to_next(self) -> None:
        """The finding after that of the current cell, or the first."""
        finding = self._findings.next_after(self._checking.finding_at(self._current_key()))
        if finding is None:
            self.told.emit("没有要处理的审核问题。")
        else:
            self.go_to(finding)

    def go_to(self, finding: Finding) -> None:
        """Make a finding's cell current, or say where it is."""
        place = self._table.place_of({finding.key}) or self._table.place_of(set(finding.others))
        if place is None:
            self.told.emit(f"{finding.sentence}（不在这张表上）")
            return
        self.all_rows_asked.emit()
        self._grid.select_cell(*place)
        self._findings.select(finding)

    def answer_current(self) -> None:
        """Take what is proposed for the current cell, or give the reason that is asked for."""
        finding = self._checking.to_answer_at(self._current_key())
        if finding is None:
            self.told.emit("这一格没有能一键改正或要写原因的问题。")
        elif finding.corrected:
            self.correct(finding)
        else:
            self.ask_reason(finding)

    def correct(self, finding: Finding) -> None:
        """Type what is proposed."""
        place = self._table.place_of({finding.key})
        if place is None or (self._grid.editing.is_open and not self._grid.editing.commit()):
            return
        typed = self._table.correction(finding)
        if typed is not None:
            self._grid.grid.record_cells([typed], ChangeKind.EDIT)
        self._grid.select_cell(*place)

    def ask_reason(self, finding: Finding) -> None:
        """Ask why the figure is as it is."""
        self.go_to(finding)
        words = f"{finding.sentence}（Ctrl+Enter 存入）"
        self._ask(words, partial(self._on_reason_given, finding), self._checking.reason_of(finding))

    def _on_reason_given(self, finding: Finding, reason: str) -> None:
        said, refuses = self._checking.answer(finding, reason)
        if said:
            self.told.emit(said)
        if refuses:
            self._ask(said, partial(self._on_reason_given, finding), reason)
        else:
            self._table.note(self._checking.reason_key(finding), reason)

    def _current_key(self) -> ObservationKey | None:
        place = self._grid.cell_cursor.place
        if place is None:
            return None
        column = self._grid.grid.specs[place[1]].stored
        return self._table.key_at(place[0], column) if column else None
