"""Filling a month of many projects: every cell stored the moment it is left, undoable for ever."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from wzdesk.db.projects.read import codes_in, read_problems, read_project, read_reports
from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey, Change, ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import LedgerKey, ProblemChange, ProgressChange, ProjectChange
from wzdesk.domain.projects.month_entry import month_entry
from wzdesk.domain.projects.month_sheet import CellPlace, MoneyUnit, MonthLine, MonthSheet
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.services.filling import Filling, Recorded
from wzdesk.services.projects.read_ledger import EVERYTHING


def read_sheet(data: Store, month: Period, selection: Selection = EVERYTHING) -> MonthSheet:
    """The projects of a month's ledger that are chosen, each with its reports and problems."""
    with data.reading() as session:
        codes = codes_in(session, month, selection)
    return MonthSheet(month, _lines(data, month, codes))


def _lines(data: Store, month: Period, codes: Sequence[str]) -> tuple[MonthLine, ...]:
    found = []
    with data.reading() as session:
        for code in codes:
            project = read_project(session, code)
            if project is not None:
                reports, problems = read_reports(session, code), read_problems(session, code)
                found.append(MonthLine(month, project, reports, problems))
    return tuple(found)


class MonthFilling(Filling):
    """A month of the chosen projects, open for filling; which ones stays as it was while they are filled."""

    def __init__(self, store: Store, sheet: MonthSheet, who: str = "") -> None:
        super().__init__(store, who)
        self._sheet = sheet

    @classmethod
    def open(
        cls, store: Store, month: Period, selection: Selection = EVERYTHING, who: str = ""
    ) -> "MonthFilling":
        """Read the projects of a month that are chosen."""
        return cls(store, read_sheet(store, month, selection), who)

    @property
    def sheet(self) -> MonthSheet:
        """The sheet as it is now."""
        return self._sheet

    def show_in(self, unit: MoneyUnit) -> None:
        """Read and type amounts in another unit from now on; drafts stay as they were typed."""
        self._sheet = replace(self._sheet, unit=unit)

    def take_drafts(self, drafts: Mapping[CellPlace, str]) -> None:
        """Go on with texts that were typed before and could not be read."""
        self._sheet = replace(self._sheet, drafts=drafts)

    def record(self, cells: Sequence[TypedCell], kind: ChangeKind = ChangeKind.EDIT) -> Recorded:
        """Store typed cells as one act; a text that cannot be read is kept beside as a draft.

        Raises:
            Refused: a cell belongs to no project of the sheet; nothing was stored.
            DataFileError: the file cannot be written; nothing was stored.
        """
        entry = month_entry(self._sheet, cells)
        keys: frozenset[CellKey] = frozenset()
        if entry.changes:
            keys = self.store(entry.changes, ChangeKind.PROJECT if kind is ChangeKind.EDIT else kind)
        if entry.drafts:
            kept = {**self._sheet.drafts, **entry.drafts}
            drafts = {place: text for place, text in kept.items() if text is not None}
            self._sheet = replace(self._sheet, drafts=drafts)
        return Recorded(keys, tuple(dict.fromkeys(entry.notes)))

    def reload(self) -> None:
        """Read all lines anew, after something else changed the file."""
        self._renew([line.project.code for line in self._sheet.lines])

    def reload_projects(self, keys: Collection[LedgerKey]) -> None:
        """Read the lines of some projects anew."""
        touched = {key.project for key in keys}
        self._renew([line.project.code for line in self._sheet.lines if line.project.code in touched])

    def _renew(self, codes: Sequence[str]) -> None:
        lines = _lines(self._store, self._sheet.month, codes)
        gone = set(codes) - {line.project.code for line in lines}
        kept = tuple(line for line in self._sheet.lines if line.project.code not in gone)
        self._sheet = replace(self._sheet, lines=kept).with_lines(lines)

    def _reload_after(self, keys: frozenset[CellKey]) -> None:
        self.reload_projects([key for key in keys if isinstance(key, LedgerKey)])

    def _take(self, changes: Sequence[Change]) -> None:
        """The lines with what was stored."""
        lines: dict[str, MonthLine] = {line.project.code: line for line in self._sheet.lines}
        for change in changes:
            if not isinstance(change, ProjectChange | ProgressChange | ProblemChange):
                continue
            line = lines.get(change.key.project)
            if line is not None:
                lines[change.key.project] = _after(line, change)
        self._sheet = self._sheet.with_lines(lines.values())


def _after(line: MonthLine, change: ProjectChange | ProgressChange | ProblemChange) -> MonthLine:
    match change:
        case ProgressChange():
            return line.with_report(change.after, change.key.month)
        case ProblemChange():
            return line.with_problem(change.key.no, change.after)
    return replace(line, project=change.after) if change.after is not None else line
