"""The report of a merge, to be printed and signed."""

from collections.abc import Mapping
from pathlib import Path

from wzdesk.reports.merge_report import ReportConflict, ReportLine, lay_out_merge_report
from wzdesk.reports.paper.printout import Printout
from wzdesk.services.exchange.look_at_merge import MergeLook

Choices = Mapping[tuple[Path, str, str], bool]
_OPEN = "待定"


def merge_printout(look: MergeLook, choices: Choices, *, author: str = "", agency: str = "") -> Printout:
    """A merge as it is previewed, with what was decided so far."""
    names = look.names
    order = {code: number for number, code in enumerate(names.regions)}
    files = sorted(look.preview.files, key=lambda one: order.get(one.place[1], len(order)))
    lines = [
        ReportLine(
            names.region(one.place) or "认不出",
            "　".join(part for part in (names.form(one.place), names.period(one.place)) if part),
            one.path.name,
            one.counts,
            (one.reason and f"没有收：{one.reason}") or one.warning,
        )
        for one in files
    ]
    conflicts = []
    for one, cell in look.preview.conflicts:
        choice = choices.get((one.path, cell.place.row, cell.place.column.value))
        kept = (
            _OPEN
            if choice is None
            else f"采用来表 {cell.theirs or '空'}"
            if choice
            else f"保留库里 {cell.ours or '空'}"
        )
        conflicts.append(
            ReportConflict(
                names.region(one.place),
                cell.name,
                cell.base or "空",
                cell.theirs or "空",
                cell.ours or "空",
                f"{one.path.name} {cell.cell}",
                kept,
            )
        )
    periods = list(dict.fromkeys(names.period(one.place) for one in look.preview.files if one.place[2]))
    title = f"{periods[0]}来表合并情况" if len(periods) == 1 else "来表合并情况"
    sheet = lay_out_merge_report(lines, conflicts, title, is_demo=look.is_demo)
    return Printout(sheet, unit="格", author=author, agency=agency, is_demo=look.is_demo)
