"""A plan's table in the entry grid."""

from collections.abc import Sequence

from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.verdict import Assessment
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.plan_columns import columns_of
from wzdesk.ui.entry.plan_rows import NO_MARKS, Marks, build_rows


class PlanGridModel(GridModel):
    """One row per part of a plan."""

    def set_table(self, table: PlanTable, assessments: Sequence[Assessment]) -> None:
        """Show another plan, or another region's."""
        specs = self.arranged(columns_of(table.plan))
        self.set_rows(specs, build_rows(table, assessments, specs))

    def update(self, table: PlanTable, assessments: Sequence[Assessment], marks: Marks = NO_MARKS) -> None:
        """Show what is stored now, and what the checks say of it."""
        self.replace(build_rows(table, assessments, self.specs, marks))
