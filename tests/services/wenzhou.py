"""Tables of the pack that the program brings along."""

from functools import cache
from pathlib import Path

from wzdesk.domain.pack import Pack
from wzdesk.domain.plan_table import PlanTable
from wzdesk.packs.read import read_pack


@cache
def wenzhou_pack() -> Pack:
    return read_pack(Path(__file__).parents[2] / "resources" / "packs" / "wenzhou")


def wenzhou_table(code: str) -> PlanTable:
    pack = wenzhou_pack()
    plan = next(plan for plan in pack.plans if plan.code == code)
    return PlanTable(
        plan,
        next(region for region in pack.regions if region.code == plan.region),
        {indicator.code: indicator for indicator in pack.indicators},
        {each.key: each for each in pack.observations if each.key.region == plan.region},
        {key.item_no: override for key, override in pack.overrides if key.plan == code},
    )
