"""How much of an old form is read; more is hostile or no form."""

from collections.abc import Iterable

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.read.book import Range

MOST_CELLS, MOST_MERGES = 2_000_000, 20_000
TOO_LARGE = "格子太多，不像一张表样，请只留要填的那张表，另存为 .xlsx 后再填"


def check_count(cells: int, complaint: Complaint) -> None:
    """Refuses more cells than a form can have.

    Raises:
        CannotFill: there are too many.
    """
    if cells > MOST_CELLS:
        raise complaint.about(TOO_LARGE)


def apart(merges: Iterable[Range]) -> list[Range]:
    """The merged ranges of more than one cell that touch none before them: a workbook may have no others."""
    found: list[Range] = []
    open_ones: list[Range] = []
    for merge in sorted(set(merges), key=lambda one: (one.top, one.left))[:MOST_MERGES]:
        open_ones = [one for one in open_ones if one.bottom >= merge.top]
        is_single = (merge.top, merge.left) == (merge.bottom, merge.right)
        if is_single or any(one.left <= merge.right and merge.left <= one.right for one in open_ones):
            continue
        found.append(merge)
        open_ones.append(merge)
    return found
