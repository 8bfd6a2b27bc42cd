from wzdesk.domain.key_items import chosen_items, key_items
from wzdesk.domain.plan import Nature, Plan, PlanItem, PlanPart


def item(no: str, indicator: str, *, depth: int = 0, nature: Nature | None = None) -> PlanItem:
    return PlanItem(no, indicator, "", (PlanPart(indicator, "亿元", nature=nature),), depth)


PLAN = Plan(
    "2023", "计划", "330300", 2023, 2023,
    (
        item("1", "LABOUR"), item("2", "GDP"), item("3", "FAI"), item("4", "FAI_MFG", depth=1),
        item("5", "ENERGY", nature=Nature.BINDING), item("6", "AIR", nature=Nature.EXPECTED),
    ),
)  # fmt: skip


def test_that_binding_targets_and_reported_totals_stand_first() -> None:
    assert key_items(PLAN, {"GDP", "FAI", "FAI_MFG"}) == ["5", "2", "3", "1", "6", "4"]


def test_that_a_choice_keeps_the_order_of_the_plan_and_drops_what_is_gone() -> None:
    assert chosen_items(PLAN, ["6", "2", "99"], set()) == ["2", "6"]


def test_that_a_choice_of_nothing_that_is_left_falls_back() -> None:
    assert chosen_items(PLAN, ["99"], {"GDP"})[:2] == ["5", "2"]
