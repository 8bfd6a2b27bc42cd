"""Reviewing (审核) all open forms of a period and the plan in work: checked row by row, answered, corrected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.form_lists import form_summaries
from wzdesk.db.forms import read_form
from wzdesk.db.plan_tables import Execute, read_indicators, read_plan_table, read_regions
from wzdesk.db.reasons import closed_forms
from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey, ChangeKind, NoteChange
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reasons import ReasonObjection
from wzdesk.domain.checks.reviewed import Sheet, Told, form_sheet, plan_sheet, sheet_of, sheets_by_cell
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import Form
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.proposed_cell import correction
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.services.check_cells import CellChecks, reason_key
from wzdesk.services.enter_form import FormFilling


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is reviewed; ``closed`` forms are left out."""

    sheets: tuple[Sheet, ...]
    closed: int


def sheets_of(store: Store, period: Period, plan: str, region: str) -> Sheets:
    """The forms that end with a period, of all regions that report them, and a region's plan; its own form first."""
    with store.reading() as session:
        execute = execute_of(session)
        forms = [read_form(execute, one.code) for one in form_summaries(execute) if not one.is_retired]
        tables = [table for form in forms if form for table in _tables(execute, form, period)]
        planned = read_plan_table(execute, plan, region)
        closed = closed_forms(execute)
    is_open = [(table.form.code, table.region.code, table.period) not in closed for table in tables]
    found = [form_sheet(table) for table, one in zip(tables, is_open, strict=True) if one]
    plans = [plan_sheet(planned)] if planned else []
    found.sort(key=lambda sheet: sheet.region.code != region)
    return Sheets((*found, *plans), is_open.count(False))


def _tables(execute: Execute, form: Form, period: Period) -> list[FormTable]:
    """A form of all regions that report it, without the figures: the checks read what they look at."""
    its = form.at(period)
    if its is None:
        return []
    wanted = {row.indicator for row in form.rows}
    indicators = {one.code: one for one in read_indicators(execute) if one.code in wanted}
    return [FormTable(form, region, its, indicators, {}) for region in _reporters(execute, form)]


def _reporters(execute: Execute, form: Form) -> list[Region]:
    """Where a form names no regions, all but the province."""
    return [
        region
        for region in read_regions(execute)
        if (region.code in form.reporters if form.reporters else region.level is not RegionLevel.PROVINCE)
    ]


class Review:
    """All sheets under review, and what is found on them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._checks = CellChecks(store)
        self._sheets: tuple[Sheet, ...] = ()
        self._by_cell: dict[ObservationKey, Sheet] = {}
        self._lines = 0

    def begin(self, sheets: Sequence[Sheet]) -> None:
        """Review these from now on, row by row."""
        if tuple(sheets) != self._sheets:
            self._sheets, self._by_cell = tuple(sheets), sheets_by_cell(sheets)
        self._checks.begin([row for sheet in self._sheets for row in sheet.rows])
        self._lines = self._checks.waiting

    @property
    def is_done(self) -> bool:
        """Whether all rows have been checked."""
        return self._checks.is_done

    @property
    def progress(self) -> tuple[int, int]:
        """Rows that have been checked, and all; as many as stand on the sheets."""
        rows = sum(bool(row) for sheet in self._sheets for row in sheet.rows)
        return rows * (self._lines - self._checks.waiting) // max(self._lines, 1), rows

    def check_next(self) -> None:
        """Check the next row, if there is one."""
        self._checks.check_next()

    def recheck(self, keys: Collection[ObservationKey]) -> None:
        """Cells were stored or taken back; only what they can touch is checked anew."""
        self._checks.recheck(keys)

    def told(self) -> list[Told]:
        """What was found, the gravest first, with the reasons that were given."""
        findings = [(one, sheet) for one in self._checks.findings if (sheet := sheet_of(one, self._by_cell))]
        reasons = self._checks.reasons()
        return [Told(one, sheet, reasons.get(reason_key(one), "")) for one, sheet in findings]

    def objection_to(self, finding: Finding, reason: str) -> ReasonObjection | None:
        """What is to be said against a reason, or None where it can stand."""
        return self._checks.objection_to(finding, reason)

    def answer(self, finding: Finding, reason: str, who: str) -> frozenset[CellKey]:
        """Keep a reason, or take it out where the text is empty; a stock phrase is not kept.

        Raises:
            WzdeskError: it is no reason, or the file cannot be written.
        """
        objection = self.objection_to(finding, reason) if reason.strip() else None
        if objection is not None and objection.refuses:
            raise Refused(objection.sentence)
        changes = [NoteChange(reason_key(finding), reason.strip())]
        with self._store.writing() as session:
            applied = apply_changes(session, changes, kind=ChangeKind.NOTE, who=who)
        return frozenset(applied.keys)

    def correct(self, told: Told, who: str) -> frozenset[CellKey]:
        """Type what is proposed into the form.

        Raises:
            WzdeskError: the period is closed, or the file cannot be written.
        """
        sheet = told.sheet
        if not sheet.form:
            raise Refused("计划的数请到填报页上核对后改正。")
        filling = FormFilling.open(self._store, sheet.form, sheet.region.code, sheet.period, who)
        typed = correction(filling.table, told.finding)
        if typed is None:
            raise Refused(f"{told.finding.sentence}（不在这张表上，请到那一期的表里改正）")
        return filling.record([typed]).keys
