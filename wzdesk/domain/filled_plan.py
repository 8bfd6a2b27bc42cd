"""A region's plan with its figures and its verdicts, kept in step while it is filled.

The rules of judgement take longer to load than the figures to read. So they are loaded when something is judged:
the window shows its rows before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wzdesk.domain.change import Change, ObservationChange, OverrideChange, TargetChange
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.verdict import Assessment


@dataclass(frozen=True, slots=True)
class FilledPlan:
    """A plan's table with its assessments, one for each item in the plan's order; none before it is judged."""

    table: PlanTable
    assessments: tuple[Assessment, ...]

    @property
    def is_judged(self) -> bool:
        """Whether the assessments are there."""
        return len(self.assessments) == len(self.table.plan.items)

    def assessment(self, item_no: str) -> Assessment:
        """The assessment of an item."""
        return next(one for one in self.assessments if one.item_no == item_no)

    def typed(self, cells: Sequence[TypedCell]) -> "FilledPlan":
        """The plan as it would stand after typing; nothing is stored.

        Raises:
            Refused: a cell cannot be placed.
        """
        from wzdesk.domain.plan_edit import entry_of
        from wzdesk.domain.typed_sum import with_sums_done

        return self.after(entry_of(self.table, with_sums_done(cells)).changes)

    def after(self, changes: Iterable[Change]) -> "FilledPlan":
        """The same after changes; only items that they can touch are judged again."""
        from wzdesk.domain.assess import assess_item, items_affected
        from wzdesk.domain.plan_edit import with_changes

        listed = list(changes)
        table = with_changes(self.table, listed)
        if not self.is_judged:
            return fill(table)
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
    from wzdesk.domain.assess import assess_table

    return FilledPlan(table, assess_table(table))
