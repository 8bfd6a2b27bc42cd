"""A region's plan with its figures and its verdicts, kept in step while it is filled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wzdesk.domain.assess import assess_item, assess_table, items_affected
from wzdesk.domain.change import Change, ObservationChange, OverrideChange, TargetChange
from wzdesk.domain.plan_edit import entry_of, with_changes
from wzdesk.domain.plan_table import PlanTable, TypedCell
from wzdesk.domain.verdict import Assessment


@dataclass(frozen=True, slots=True)
class FilledPlan:
    """A plan's table with its assessments, one for each item in the plan's order."""

    table: PlanTable
    assessments: tuple[Assessment, ...]

    def assessment(self, item_no: str) -> Assessment:
        """The assessment of an item."""
        return next(one for one in self.assessments if one.item_no == item_no)

    def typed(self, cells: Sequence[TypedCell]) -> "FilledPlan":
        """The plan as it would stand after typing; nothing is stored.

        Raises:
            Refused: a cell cannot be placed.
        """
        return self.after(entry_of(self.table, cells).changes)

    def after(self, changes: Iterable[Change]) -> "FilledPlan":
        """The same after changes; only items that they can touch are judged again."""
        listed = list(changes)
        table = with_changes(self.table, listed)
        touched = {item.no for name in _indicators(listed) for item in items_affected(table, name)}
        touched |= {change.key.item_no for change in listed if isinstance(change, OverrideChange)}
        return FilledPlan(
            table,
            tuple(
                assess_item(table, item) if item.no in touched else known
                for item, known in zip(table.plan.items, self.assessments, strict=True)
            ),
        )


def _indicators(changes: Iterable[Change]) -> set[str]:
    return {
        change.key.indicator for change in changes if isinstance(change, ObservationChange | TargetChange)
    }


def fill(table: PlanTable) -> FilledPlan:
    """A table with all its items judged."""
    return FilledPlan(table, assess_table(table))
