"""Which cell of which table a stored key belongs to, so that a link can lead there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wzdesk.db.doors import execute_of
from wzdesk.db.form_lists import form_summaries
from wzdesk.db.forms import read_form
from wzdesk.db.plan_tables import Execute, read_plans
from wzdesk.db.store import Store
from wzdesk.db.table_rows import PlanLine, plan_lines
from wzdesk.domain.address import Address, FormAddress, PlanAddress
from wzdesk.domain.change import CellKey, ClosingKey, FormKey, OverrideKey, TargetKey
from wzdesk.domain.form import Form
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.plan import PlanSummary, TargetColumn
from wzdesk.domain.projects.keys import ProblemKey, ProgressKey, ProjectKey
from wzdesk.domain.typed_cell import Column

_PLAN_COLUMNS = {Measure.LEVEL: Column.LEVEL, Measure.GROWTH: Column.GROWTH, Measure.CHANGE: Column.CHANGE}
_FORM_COLUMNS = {Measure.LEVEL: Column.TOTAL, Measure.GROWTH: Column.GROWTH, Measure.BASE: Column.LAST_YEAR}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The tables of a data file, by which a key finds its cell."""

    plans: Sequence[PlanSummary]
    lines: Sequence[PlanLine]
    forms: Mapping[str, Form]

    @classmethod
    def of(cls, store: Store) -> "Addresses":
        """Those of a data file."""
        with store.reading() as session:
            execute = execute_of(session)
            return cls(read_plans(execute), plan_lines(execute), _forms(execute))

    @property
    def reported(self) -> frozenset[str]:
        """The indicators that stand on a form."""
        return frozenset(row.indicator for form in self.forms.values() for row in form.rows)

    def of_key(self, key: CellKey) -> Address | None:
        """The cell of a key; None where no table shows it."""
        if isinstance(key, OverrideKey):
            return PlanAddress(key.plan, key.region, key.item_no)
        if isinstance(key, TargetKey):
            column = Column.TARGET if key.column == TargetColumn.LEVEL else Column.RATE_TARGET
            return self._in_plan(key.plan, key.region, key.indicator, column)
        if isinstance(key, ClosingKey):
            return FormAddress(key.form, key.region, key.period)
        if isinstance(key, FormKey | ProjectKey | ProgressKey | ProblemKey):
            return None  # a form's own definition belongs to no region, and a project to a page of its own
        measure = key.measure if isinstance(key, ObservationKey) else Measure.LEVEL
        for plan in self.plans:
            span = Period.of_years(plan.first_year, plan.last_year)
            if key.period in {span, Period.of_year(plan.last_year)}:
                column = _PLAN_COLUMNS.get(measure, Column.LEVEL) if key.period != span else Column.RATE
                column = (
                    _PLAN_COLUMNS.get(measure, Column.LEVEL) if span.frequency is Frequency.YEAR else column
                )
                if found := self._in_plan(plan.code, key.region, key.indicator, column):
                    return found
        return self._in_form(key.region, key.indicator, key.period, measure)

    def places_of(self, plan: str) -> dict[str, tuple[str, str]]:
        """Where each indicator is filled: a plan's code and the item's number, or a form's code and "".

        The plan that is worked on comes first, then the forms, then the other plans.
        """
        found: dict[str, tuple[str, str]] = {}
        others = [line for line in self.lines if line.plan != plan]
        for line in (line for line in self.lines if line.plan == plan):
            found.setdefault(line.indicator, (line.plan, line.item_no))
        for code, form in self.forms.items():
            for row in form.rows:
                found.setdefault(row.indicator, (code, ""))
        for line in others:
            found.setdefault(line.indicator, (line.plan, line.item_no))
        return found

    def _in_plan(self, plan: str, region: str, indicator: str, column: Column) -> PlanAddress | None:
        item = next(
            (one.item_no for one in self.lines if (one.plan, one.indicator) == (plan, indicator)), None
        )
        return None if item is None else PlanAddress(plan, region, item, column)

    def _in_form(self, region: str, indicator: str, period: Period, measure: Measure) -> FormAddress | None:
        is_single = period.frequency in {Frequency.MONTH, Frequency.QUARTER}
        column = Column.MONTH if is_single else _FORM_COLUMNS.get(measure, Column.TOTAL)
        for code, form in self.forms.items():
            if any(row.indicator == indicator for row in form.rows):
                its = [one for one in form.periods(period.last_year) if one.last_month == period.last_month]
                if its:
                    return FormAddress(code, region, its[0], indicator, column)
        return None


def _forms(execute: Execute) -> dict[str, Form]:
    found = {one.code: read_form(execute, one.code) for one in form_summaries(execute)}
    return {code: form for code, form in found.items() if form is not None}
