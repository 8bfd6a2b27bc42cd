"""The report of a merge as a page to print, and as a workbook to sign."""

from collections.abc import Mapping
from pathlib import Path

from wzdesk.db.catalogue import agencies
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.sheet_layout import SheetLayout
from wzdesk.reports.merge_report import ReportConflict, ReportLine, lay_out_merge
from wzdesk.services.exchange.apply_merge import Choices
from wzdesk.services.exchange.merge_returns import MergePreview

_OPEN, _EMPTY, _UNKNOWN = "待定", "空", "不知道"


def merge_report(
    store: Store, preview: MergePreview, choices: Choices | None = None, *, has_signature: bool = True
) -> SheetLayout:
    """The counts of each file of a merge, by region, with the reasons of those that were refused, and its conflicts.

    ``choices`` are those decided so far, as for ``apply_merge``. A printout has a line of its own to sign on.
    """
    with store.reading() as session:
        execute = execute_of(session)
        regions = {region.code: region.name for region in read_regions(execute)}
        names = regions | {one.code: one.name for one in agencies(session)}
        is_demo = read_file_info(execute).is_demo
    order = {code: number for number, code in enumerate(regions)}
    files = sorted(preview.files, key=lambda one: (order.get(one.place[1], len(order)), one.path.name))
    lines = [
        ReportLine(names.get(one.at[1], ""), one.path.name, one.counts, one.reason or one.warning)
        for one in files
    ]
    conflicts = _conflicts(preview, choices or {}, names)
    mark = DEMO_MARK if is_demo else ""
    return lay_out_merge("来表合并报告", lines, mark, conflicts, has_signature=has_signature)


def write_merge_report(
    store: Store, preview: MergePreview, path: Path, choices: Choices | None = None
) -> None:
    """The report as a workbook with lines to sign on, its sums as formulas.

    Raises:
        CannotWrite: the name, the folder or the disk is at fault.
    """
    from wzdesk.excel.write.sheet import write_sheet

    write_sheet(merge_report(store, preview, choices), path)


def _conflicts(preview: MergePreview, choices: Choices, names: Mapping[str, str]) -> list[ReportConflict]:
    told = []
    for one, cell in preview.conflicts:
        theirs, ours = cell.theirs or _EMPTY, cell.ours or _EMPTY
        base = _UNKNOWN if cell.base is None else cell.base or _EMPTY
        takes = choices.get((one.path, cell.place.row, cell.place.column.value))
        kept = _OPEN if takes is None else f"采用来表 {theirs}" if takes else f"保留库里 {ours}"
        region = names.get(one.at[1], "")
        told.append(ReportConflict(region, cell.name, base, theirs, ours, kept, one.base_words))
    return told
