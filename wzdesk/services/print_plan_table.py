"""A region's plan as what the printer takes; and keeping the PDF that is made of it."""

from collections.abc import Sequence
from pathlib import Path

from wzdesk.domain.errors import Refused
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.verdict import Assessment
from wzdesk.reports.paper.printout import Printout
from wzdesk.reports.plan_sheet import lay_out_plan


def plan_printout(table: PlanTable, assessments: Sequence[Assessment], *, author: str = "") -> Printout:
    """The table of a plan to be printed; its rows have units of their own, so that there is no unit line."""
    plan = table.plan
    return Printout(
        lay_out_plan(table, assessments),
        region=table.region.name,
        period=(plan.year if plan.is_annual else plan.span).words,
        author=author,
        is_demo=table.is_demo,
    )


def save_pdf(content: bytes, path: Path) -> None:
    """Writes a PDF; what stood at ``path`` is replaced only by a complete file.

    Raises:
        WzdeskError: the name, the folder or the disk is at fault; one sentence says what to do.
    """
    from wzdesk.excel.write.safe_file import write_whole

    if path.suffix.lower() != ".pdf":
        raise Refused(f"没有写成“{path.name}”：文件名要以 .pdf 结尾，请改文件名。")
    write_whole(path, content)
