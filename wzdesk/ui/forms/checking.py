"""The checks beside a form or a plan: run after it is shown and after each edit, listed, marked in the grid, answered.

A table is checked a few rows at a time whenever the window has nothing else to do, so that it never waits.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import Rows, is_missing
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.slices import Slices

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.check_cells import CellChecks

_STATES = {
    Severity.FATAL: CellState.FATAL,
    Severity.BLOCKING: CellState.BLOCKING,
    Severity.QUERY: CellState.QUERY,
}
_MANY = 20
"""So many cells at once are checked in slices, with everything else."""
OpenChecks = Callable[[], "CellChecks"]


class Checking(QObject):
    """What the checks say of the table that is shown."""

    found = Signal()
    """The findings are others now."""
    progressed = Signal(int, int)
    """Rows that have been checked, and all, while a table is checked."""
    ended = Signal()
    """All rows have been checked."""

    def __init__(self, open_checks: "OpenChecks", parent: QObject) -> None:
        super().__init__(parent)
        self._open_checks = open_checks
        self._checks: CellChecks | None = None
        self.findings: list[Finding] = []
        self._reasons: Mapping[NoteKey, str] = {}
        self._marks: Mapping[ObservationKey, CellState] = {}
        self._slices = Slices(self._check_next, self)
        self._rows = 0
        self._slices.rested.connect(self._on_rested)
        self._slices.ended.connect(self.ended)

    @property
    def is_running(self) -> bool:
        """Whether rows wait to be checked."""
        return self._slices.is_running

    @property
    def has_begun(self) -> bool:
        """Whether the rules are there, so that an edit is checked at once."""
        return self._checks is not None

    @property
    def checks(self) -> "CellChecks | None":
        """What holds the rules, once something has been checked."""
        return self._checks

    def forget(self) -> None:
        """The data file is closed: nothing more is read of it, and the next check reads its rules anew."""
        self._slices.stop()
        self._checks = None

    def check(self, rows: Rows) -> None:
        """Check all cells of a table, a few rows at a time; findings are told as they come."""
        if self._checks is None:
            self._checks = self._open_checks()
        self._checks.begin(rows)
        self._rows = self._checks.waiting
        self._take(self._checks)
        self._slices.start()

    def recheck(
        self,
        keys: Iterable[ObservationKey],
        known: Mapping[Pair, Sequence[Observation]] = MappingProxyType({}),
    ) -> None:
        """Check what edited cells can touch, at once; ``known`` are series that were read already."""
        if self._checks is not None:
            self._checks.recheck(list(keys), known)
        self.refresh()

    def check_after(self, keys: Collection[CellKey] | None, rows: Rows) -> None:
        """Something was stored elsewhere: check what these keys can touch, everything where they are many or None."""
        figures = [key for key in keys or () if isinstance(key, ObservationKey)]
        if keys is None or len(figures) > _MANY:
            self.check(rows)
        elif figures:
            self.recheck(figures)
        else:
            self.refresh()

    def _check_next(self) -> bool:
        """Check the next row; False where there is none."""
        if self._checks is None or self._checks.is_done:
            return False
        self._checks.check_next()
        return True

    def _on_rested(self) -> None:
        """Some rows have been checked."""
        if self._checks is None:
            return
        self.progressed.emit(self._rows - self._checks.waiting, self._rows)
        if self._checks.findings != self.findings:
            self._take(self._checks)

    def reason_of(self, finding: Finding) -> str:
        """The reason that was given for a finding."""
        return self._reasons.get(self.reason_key(finding), "") if self._reasons else ""

    @property
    def marks(self) -> Mapping[ObservationKey, CellState]:
        """What the grid shows of the findings that are not answered."""
        return self._marks

    @property
    def answered(self) -> list[Finding]:
        """The queries that were given a reason."""
        return [finding for finding in self.findings if self._is_answered(finding)]

    def _marks_now(self) -> dict[ObservationKey, CellState]:
        marks: dict[ObservationKey, CellState] = {}
        for finding in self.findings:
            if not self._is_answered(finding) and not is_missing(finding):
                marks[finding.key] = marks.get(finding.key, CellState.NONE) | _STATES[finding.severity]
        return marks

    def finding_at(self, key: ObservationKey | None) -> Finding | None:
        """The gravest finding of a cell."""
        return next((finding for finding in self.findings if finding.key == key), None)

    def to_answer_at(self, key: ObservationKey | None) -> Finding | None:
        """What one key does something about at a cell: a correction, else a query, the unanswered ones first."""
        here = [finding for finding in self.findings if finding.key == key]
        queries = [finding for finding in here if finding.severity is Severity.QUERY]
        queries.sort(key=self._is_answered)
        return next((finding for finding in here if finding.corrected), queries[0] if queries else None)

    def refresh(self) -> None:
        """Reasons were given or taken back; what is shown is renewed even where no check has begun yet."""
        if self._checks is not None:
            self._take(self._checks)
        else:
            self.found.emit()

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

    def _take(self, checks: "CellChecks") -> None:
        self.findings, self._reasons = checks.findings, checks.reasons()
        self._marks = self._marks_now()
        self.found.emit()
