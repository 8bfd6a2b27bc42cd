"""What is reviewed: forms and plans as rows of cells, and what the checks say of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule import RuleKind, Severity
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS

Rows = tuple[tuple[ObservationKey, ...], ...]
"""The cells of each row."""

_OWN_COLUMNS = (FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form of a region and a period, or a region's plan; ``form`` or ``plan`` is its code, the other one is ""."""

    name: str
    region: Region
    period: Period
    names: Mapping[str, str]
    """Of its rows, by indicator."""
    rows: Rows
    form: str = ""
    plan: str = ""

    @property
    def words(self) -> str:
        """``平阳县　主要经济指标月报表　2024年1—9月``; a plan says its year itself."""
        return "　".join((self.region.name, self.name, *([self.period.words] if self.form else [])))


@dataclass(frozen=True, slots=True)
class Told:
    """A finding on a sheet, under the name of its row, with the reason that was given for it."""

    finding: Finding
    sheet: Sheet
    reason: str = ""

    @property
    def name(self) -> str:
        """The name of the row."""
        return self.sheet.names.get(self.finding.key.indicator, "")

    @property
    def is_missing(self) -> bool:
        """Whether it only says that a cell is still empty."""
        return is_missing(self.finding)

    @property
    def is_answered(self) -> bool:
        """Whether nothing more is asked of it."""
        return bool(self.reason) and self.finding.severity is Severity.QUERY

    @property
    def is_open(self) -> bool:
        """Whether there is something to correct or to answer."""
        return not self.is_answered and not self.is_missing


def is_missing(finding: Finding) -> bool:
    """Whether a finding only says that a cell is still empty: no fault while one is filling."""
    return finding.rule.kind in {RuleKind.REQUIRED, RuleKind.PAIRED}


def form_cells(table: FormTable) -> Rows:
    """The cells of each row of a form that hold figures of its own."""
    columns = [column for column in _OWN_COLUMNS if column in table.form.columns]
    return tuple(
        tuple(key for column in columns if (key := table.key_of(row, column))) for row in table.form.rows
    )


def form_sheet(table: FormTable) -> Sheet:
    """A form as a sheet to review."""
    form = table.form
    names = {row.indicator: row.name for row in form.rows}
    return Sheet(form.name, table.region, table.period, names, form_cells(table), form=form.code)


def plan_cells(table: PlanTable) -> Rows:
    """The cells of each row of a plan that hold what was reached."""
    columns = [column for column in table.columns if column in ACTUAL_COLUMNS]
    return tuple(
        tuple(key for column in columns for key in table.keys_of(row.part, column)) for row in table.rows()
    )


def plan_sheet(table: PlanTable) -> Sheet:
    """A plan as a sheet to review."""
    names: dict[str, str] = {}
    for row in table.rows():
        parts = dict.fromkeys((row.item.name, row.part.name))
        names[row.part.indicator] = "　".join(part for part in parts if part)
    plan = table.plan
    return Sheet(plan.name, table.region, plan.year, names, plan_cells(table), plan=plan.code)


def sheet_of(finding: Finding, sheets: Mapping[ObservationKey, Sheet]) -> Sheet | None:
    """The sheet on which a finding is told: that of its own cell, else of the first other cell that is on one."""
    return next((sheets[key] for key in finding.cells if key in sheets), None)


def sheets_by_cell(sheets: Iterable[Sheet]) -> dict[ObservationKey, Sheet]:
    """Which sheet a cell is on; the first, where it is on several."""
    found: dict[ObservationKey, Sheet] = {}
    for sheet in sheets:
        for row in sheet.rows:
            for key in row:
                found.setdefault(key, sheet)
    return found


def told_beside(finding: Finding, name: str) -> str:
    """The sentence of a finding in a list that names the row, and whose head names the period: it begins after both."""
    rest = finding.sentence.removeprefix(name)
    return rest.removeprefix(finding.key.period.words).lstrip(" 　，") if name else finding.sentence
