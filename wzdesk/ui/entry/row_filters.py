"""Which rows the chips above the grid show."""

from enum import StrEnum

from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.plan_table import PlanRow
from wzdesk.domain.quantity import Availability
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS
from wzdesk.domain.verdict import Verdict


class RowFilter(StrEnum):
    """What a chip asks for."""

    ALL = "all"
    EMPTY = "empty"
    MISSED = "missed"
    NEARLY = "nearly"
    UNDETERMINED = "undetermined"
    FOLLOWED = "followed"
    ESTIMATED = "estimated"


FILTER_WORDS = {
    RowFilter.ALL: ("全部", "项"),
    RowFilter.EMPTY: ("未填", "行"),
    RowFilter.MISSED: ("未完成", "项"),
    RowFilter.NEARLY: ("基本完成", "项"),
    RowFilter.UNDETERMINED: ("待判定", "项"),
    RowFilter.FOLLOWED: ("跟踪", "行"),
    RowFilter.ESTIMATED: ("预计数", "行"),
}
_VERDICTS = {
    RowFilter.MISSED: Verdict.MISSED,
    RowFilter.NEARLY: Verdict.NEARLY,
    RowFilter.UNDETERMINED: Verdict.UNDETERMINED,
}


def rows_of(filled: FilledPlan, chosen: RowFilter) -> set[int]:
    """The rows a chip shows."""
    return {row.index for row in filled.table.rows() if _matches(filled, row, chosen)}


def count_of(filled: FilledPlan, chosen: RowFilter) -> int:
    """What a chip counts: rows for what is filled, items for what is judged."""
    if chosen is RowFilter.ALL:
        return len(filled.table.plan.items)
    if chosen in _VERDICTS:
        return sum(one.verdict is _VERDICTS[chosen] for one in filled.assessments)
    return len(rows_of(filled, chosen))


def filled_rows(filled: FilledPlan) -> tuple[int, int]:
    """How many rows have an actual (暂无数据 is an answer too), and how many there are."""
    rows = list(filled.table.rows())
    return sum(not is_empty(filled, row) for row in rows), len(rows)


def is_empty(filled: FilledPlan, row: PlanRow) -> bool:
    """Whether nothing at all stands in the row's actuals."""
    found = (filled.table.observation(row.part, column) for column in ACTUAL_COLUMNS)
    return all(one is None or one.quantity.availability is Availability.NOT_GIVEN for one in found)


def _matches(filled: FilledPlan, row: PlanRow, chosen: RowFilter) -> bool:
    match chosen:
        case RowFilter.ALL:
            return True
        case RowFilter.EMPTY:
            return is_empty(filled, row)
        case RowFilter.FOLLOWED:
            return filled.table.is_followed(row.part)
        case RowFilter.ESTIMATED:
            found = (filled.table.observation(row.part, column) for column in ACTUAL_COLUMNS)
            return any(one is not None and one.status.value == "E" for one in found)
        case _:
            return filled.assessment(row.item.no).verdict is _VERDICTS[chosen]
