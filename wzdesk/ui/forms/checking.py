"""The checks beside a form: run after it is shown and after each edit, listed, marked in the grid, answered.

A form is checked a few rows at a time whenever the window has nothing else to do, so that it never waits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import is_missing
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.slices import Slices

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.check_form import FormChecks

_STATES = {
    Severity.FATAL: CellState.FATAL,
    Severity.BLOCKING: CellState.BLOCKING,
    Severity.QUERY: CellState.QUERY,
}


class Checking(QObject):
    """What the checks say of the form that is shown."""

    found = Signal()
    """The findings are others now."""

    def __init__(self, open_checks: "Callable[[], FormChecks]", parent: QObject) -> None:
        super().__init__(parent)
        self._open_checks = open_checks
        self._checks: FormChecks | None = None
        self.findings: list[Finding] = []
        self._notes: Mapping[NoteKey, str] = {}
        self._marks: Mapping[ObservationKey, CellState] = {}
        self._slices = Slices(self._check_next, self)
        self._slices.rested.connect(self._on_rested)

    @property
    def is_running(self) -> bool:
        """Whether rows wait to be checked."""
        return self._slices.is_running

    def forget(self) -> None:
        """The data file is closed: nothing more is read of it, and the next check reads its rules anew."""
        self._slices.stop()
        self._checks = None

    def check(self, table: FormTable) -> None:
        """Check all cells of a form, a few rows at a time; findings are told as they come."""
        if self._checks is None:
            self._checks = self._open_checks()
        self._checks.begin_form(table)
        self._take(self._checks.findings, table)
        self._slices.start()

    def recheck(
        self, keys: Iterable[ObservationKey], table: FormTable, known: Mapping[Pair, Sequence[Observation]]
    ) -> None:
        """Check what edited cells can touch; ``known`` are series that were read already."""
        if self._checks is not None:
            self._checks.recheck(list(keys), known)
            self._take(self._checks.findings, table)

    def _check_next(self) -> bool:
        """Check the next row; False where there is none."""
        if self._checks is None or self._checks.is_done:
            return False
        self._checks.check_next()
        return True

    def _on_rested(self) -> None:
        """Some rows have been checked."""
        if self._checks is not None and (found := self._checks.findings) != self.findings:
            self._set(found)

    def reason_of(self, finding: Finding) -> str:
        """The reason that was given for a finding."""
        return self._notes.get(self.reason_key(finding), "")

    @property
    def marks(self) -> Mapping[ObservationKey, CellState]:
        """What the grid shows of the findings that are not answered."""
        return self._marks

    def _marks_now(self) -> dict[ObservationKey, CellState]:
        marks: dict[ObservationKey, CellState] = {}
        for finding in self.findings:
            if not self._is_answered(finding) and not is_missing(finding):
                marks[finding.key] = marks.get(finding.key, CellState.NONE) | _STATES[finding.severity]
        return marks

    def finding_at(self, key: ObservationKey | None) -> Finding | None:
        """The gravest finding of a cell."""
        return next((finding for finding in self.findings if finding.key == key), None)

    def refresh(self, table: FormTable) -> None:
        """Reasons were given or taken back."""
        self._take(self.findings, table)

    def answer(self, finding: Finding, reason: str) -> tuple[str, bool]:
        """What is said against a reason for a finding, "" for nothing, and whether it is refused."""
        assert self._checks is not None
        objection = self._checks.objection_to(finding, reason)
        return (objection.sentence, objection.refuses) if objection else ("", False)

    def reason_key(self, finding: Finding) -> NoteKey:
        """Where the reason for a finding is kept."""
        from wzdesk.services.check_cells import reason_key

        return reason_key(finding)

    @property
    def told(self) -> list[Finding]:
        """The findings in their order; empty cells that must be filled come last."""
        return sorted(self.findings, key=is_missing)

    def _is_answered(self, finding: Finding) -> bool:
        return finding.severity is Severity.QUERY and bool(self.reason_of(finding))

    def _take(self, findings: list[Finding], table: FormTable) -> None:
        self._notes = table.notes
        self._set(findings)

    def _set(self, findings: list[Finding]) -> None:
        self.findings = findings
        self._marks = self._marks_now()
        self.found.emit()
