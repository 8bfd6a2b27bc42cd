"""What a person should see first (工作台): what is due, what is doubted, what is followed up, what changed last.

Each function reads one part, so that a window can ask for them one after the other and show what is there.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form_table
from wzdesk.db.plan_tables import read_indicators
from wzdesk.db.store import Store
from wzdesk.db.table_rows import latest_notes
from wzdesk.domain.address import Address, FormAddress
from wzdesk.domain.cell_note import NoteKind
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.checks.rule import RuleKind, Severity
from wzdesk.domain.due import following, is_long_over, last_ended
from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.period import Period
from wzdesk.domain.person import name_in
from wzdesk.services.addresses import Addresses
from wzdesk.services.check_cells import CellChecks, reason_key
from wzdesk.services.enter_form import forms_of, period_to_fill
from wzdesk.services.look_back import KIND_WORDS, LastAct, last_acts

MOST_FOLLOWED = 50


@dataclass(frozen=True, slots=True)
class DueForm:
    """A form that a region has to fill: until when, and how far it is."""

    table: FormTable
    due: date

    @property
    def address(self) -> FormAddress:
        """Where it is filled."""
        return FormAddress(self.table.form.code, self.table.region.code, self.table.period)

    @property
    def counts(self) -> tuple[int, int]:
        """Cells that hold a figure, and all that may."""
        return self.table.counts()

    @property
    def is_filled(self) -> bool:
        """Whether no cell is empty."""
        done, cells = self.counts
        return done == cells


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """The findings of the forms that are due: how many of each severity ask for something, and where the first is.

    ``missing`` counts cells that must be filled and are empty: no fault while one is filling.
    """

    counts: dict[Severity, int] = field(default_factory=dict)
    first: dict[Severity, Address] = field(default_factory=dict)
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Followed:
    """A row that somebody put a star on."""

    name: str
    period: str
    address: Address | None


@dataclass(frozen=True, slots=True)
class LastChange:
    """An act in words; ``what`` and ``column`` are of its first cell, ``more`` counts the others."""

    when: datetime
    who: str
    act: str
    what: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
    more: int = 0
    undone: bool = False
    address: Address | None = None


def due_forms(store: Store, region: str, now: datetime) -> list[DueForm]:
    """What a region has to fill, the most pressing first.

    Of each form it is the period that is being filled; where that is full or closed, the next one that is over.
    """
    tables = (_table_due(store, form.code, region, now) for form in forms_of(store))
    found = [DueForm(table, table.form.due(table.period)) for table in tables if table is not None]
    return sorted(found, key=lambda one: one.due)


def _table_due(store: Store, form: str, region: str, now: datetime) -> FormTable | None:
    """The table to fill; None where the region does not report the form, or all that is over is closed."""
    table = _read(store, form, region, period_to_fill(store, form, region, now))
    if table is None or (table.form.reporters and region not in table.form.reporters):
        return None
    later = _later(table, now.date())
    if later is not None:
        return _read(store, form, region, later)
    return None if table.is_closed else table


def _later(table: FormTable, today: date) -> Period | None:
    """The period that is due in place of the one with the last figures; None where that is still being filled.

    A few figures that were published long ago do not make a period one that is being filled.
    """
    done, cells = table.counts()
    if table.is_closed or done == cells:
        return following(table.form, table.period, today)
    if 2 * done < cells and not table.is_worked_on and is_long_over(table.period, today):
        return last_ended(table.form, today)
    return None


def _read(store: Store, form: str, region: str, period: Period) -> FormTable | None:
    with store.reading() as session:
        return read_form_table(execute_of(session), form, region, period)


def open_findings(store: Store, forms: list[DueForm]) -> OpenFindings:
    """Check the forms that are due, and count what nobody has answered."""
    counts: dict[Severity, int] = dict.fromkeys(Severity, 0)
    first: dict[Severity, Address] = {}
    missing = 0
    checks = CellChecks(store) if forms else None
    for one in forms if checks else []:
        assert checks is not None
        for finding in checks.check(form_cells(one.table)):
            if finding.rule.kind in {RuleKind.REQUIRED, RuleKind.PAIRED}:
                missing += 1
            elif not _is_answered(finding, one.table):
                counts[finding.severity] += 1
                first.setdefault(finding.severity, _address_of(finding, one.table))
    return OpenFindings(counts, first, missing)


def _is_answered(finding: Finding, table: FormTable) -> bool:
    return finding.severity is Severity.QUERY and reason_key(finding) in table.notes


def _address_of(finding: Finding, table: FormTable) -> FormAddress:
    place = (table.form.code, table.region.code, table.period)
    for row in table.form.rows:
        for column, of_form in COLUMN_OF.items():
            if table.key_of(row, of_form) == finding.key:
                return FormAddress(*place, row.indicator, column)
    return FormAddress(*place)


def followed(store: Store, region: str) -> list[Followed]:
    """The rows of a region with a star, those starred last first."""
    addresses = Addresses.of(store)
    with store.reading() as session:
        execute = execute_of(session)
        notes = latest_notes(execute, NoteKind.FOLLOW_UP, region, MOST_FOLLOWED)
        names = {one.code: one.name for one in read_indicators(execute)}
    return [
        Followed(names.get(note.indicator, note.indicator), note.period.words, addresses.of_key(note))
        for note in notes
    ]


def last_changes(store: Store, limit: int) -> list[LastChange]:
    """The last acts of people, newest first, in words."""
    found, addresses = last_acts(store, limit), Addresses.of(store)
    return [_change(one, addresses) for one in found]


def _change(one: LastAct, addresses: Addresses) -> LastChange:
    done, key, step = one.act.change_set, one.key, one.step
    who, act = name_in(done.who), KIND_WORDS[done.kind]
    if step is None or key is None:
        return LastChange(done.when, who, act, what=done.source, undone=one.act.undone)
    is_note = done.kind is ChangeKind.NOTE  # 跟踪, 备注 and 批注 say themselves what was done
    return LastChange(
        done.when,
        who,
        step.column if is_note else act,
        step.what,
        step.when if is_note else f"{step.column}　{step.when}",
        step.before,
        step.after,
        one.act.cells - 1,
        one.act.undone,
        addresses.of_key(key),
    )
