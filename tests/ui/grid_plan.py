"""Plans of the shipped pack as a grid shows them, and a recorder that keeps what was typed in memory."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.filled_plan import FilledPlan, fill
from wzdesk.domain.pack import Pack
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.packs.read import read_pack
from wzdesk.ui.entry.plan_grid import PlanGridModel

PACK = Path(__file__).parents[2] / "resources" / "packs" / "wenzhou"


@lru_cache(maxsize=1)
def pack() -> Pack:
    return read_pack(PACK)


@lru_cache(maxsize=8)
def plan_table(code: str = "2023") -> PlanTable:
    plan = next(plan for plan in pack().plans if plan.code == code)
    region = next(region for region in pack().regions if region.code == plan.region)
    return PlanTable(
        plan,
        region,
        {indicator.code: indicator for indicator in pack().indicators},
        {one.key: one for one in pack().observations if one.key.region == region.code},
        {key.item_no: override for key, override in pack().overrides if key.plan == code},
    )


def long_table(rows: int = 150) -> PlanTable:
    """The plan of 2023 over and over, as long as asked."""
    table = plan_table()
    items = table.plan.items
    many = [replace(items[n % len(items)], no=str(n + 1)) for n in range(rows)]
    return replace(table, plan=replace(table.plan, items=tuple(many)))


class Desk:
    """A model whose typed cells are stored in memory; ``refuse`` makes it refuse them with that sentence."""

    def __init__(self, table: PlanTable | None = None) -> None:
        self.refuse = ""
        self.acts: list[tuple[tuple[TypedCell, ...], ChangeKind]] = []
        self.filled: FilledPlan = fill(table or plan_table())
        self.model = PlanGridModel(self.record)
        self.model.set_table(self.filled.table, self.filled.assessments)

    def record(self, cells: Sequence[TypedCell], kind: ChangeKind) -> None:
        if self.refuse:
            raise Refused(self.refuse)
        self.filled = self.filled.typed(cells)
        self.acts.append((tuple(cells), kind))
        self.model.update(self.filled.table, self.filled.assessments)
