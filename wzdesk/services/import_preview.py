"""What an import would change, cell by cell, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.observation import ObsStatus
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import Column


class Kind(StrEnum):
    """How a cell of the workbook stands to what is stored.

    ``conflict``: the workbook contradicts itself; ``closed``: the period was closed (关账), the cell is not taken.
    """

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell of the workbook that says something of one cell of the plan's table.

    ``column`` is where it belongs (缩小0.04个点 under 增速 is a change). ``remark`` tells what the person should
    know: moved, converted, a formula's result. ``status`` is None for targets.
    """

    sheet: str
    cell: str
    item_no: str
    indicator: str
    name: str
    column: Column
    kind: Kind
    before: str
    after: str
    status: ObsStatus | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One cell that was not taken, and why."""

    sheet: str
    cell: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A workbook held against a plan's table, in the order of the plan's rows; nothing is stored."""

    book: str
    table: PlanTable
    differences: tuple[Difference, ...]
    not_taken: tuple[NotTaken, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Cells by kind, and those not taken."""
        counts = {kind.value: 0 for kind in Kind}
        for difference in self.differences:
            counts[difference.kind.value] += 1
        return counts | {"not_taken": len(self.not_taken)}

    def as_json(self) -> Mapping[str, object]:
        """The preview for the command line."""
        return {
            **({"mark": DEMO_MARK} if self.table.is_demo else {}),
            "counts": self.counts,
            "differences": [_difference_json(each) for each in self.differences],
            "not_taken": [
                {"sheet": each.sheet, "cell": each.cell, "text": each.text, "reason": each.reason}
                for each in self.not_taken
            ],
        }


def _difference_json(each: Difference) -> dict[str, object]:
    return {
        "sheet": each.sheet,
        "cell": each.cell,
        "item_no": each.item_no,
        "indicator": each.indicator,
        "name": each.name,
        "column": each.column.value,
        "kind": each.kind.value,
        "before": each.before,
        "after": each.after,
        "status": each.status.value if each.status else None,
        "remark": each.remark,
    }
