"""Exporting a region's plan as a workbook to print and hand out."""

from collections.abc import Sequence
from pathlib import Path

from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.verdict import Assessment
from wzdesk.reports.plan_sheet import lay_out_plan


def export_plan_table(table: PlanTable, assessments: Sequence[Assessment], path: Path) -> None:
    """Writes the table as a styled A4 workbook; what stood at ``path`` is replaced only by a complete file.

    Raises:
        WzdeskError: the name, the folder or the disk is at fault; one sentence says what to do.
    """
    from wzdesk.excel.write.sheet import write_sheet

    write_sheet(lay_out_plan(table, assessments), path)
