"""Which items of a plan stand for it at a glance, until a person chooses others."""

from collections.abc import Collection, Sequence

from wzdesk.domain.plan import Nature, Plan, PlanItem


def key_items(plan: Plan, reported: Collection[str]) -> list[str]:
    """Item numbers, the most telling first.

    Binding targets come first, then totals that are reported again and again (``reported`` holds the indicators of
    the forms), then the other totals; parts of a total come last. Within each the plan's own order holds.
    """
    ranked = sorted(
        plan.items, key=lambda item: _rank(item, reported)
    )  # a stable sort keeps the plan's order
    return [item.no for item in ranked]


def _rank(item: PlanItem, reported: Collection[str]) -> int:
    if item.nature is Nature.BINDING:
        return 0
    if item.depth:
        return 3
    return 1 if any(part.indicator in reported for part in item.parts) else 2


def chosen_items(plan: Plan, chosen: Sequence[str], reported: Collection[str]) -> list[str]:
    """What a person chose, in the plan's order and without what the plan no longer has; else ``key_items``."""
    wanted = set(chosen)
    kept = [item.no for item in plan.items if item.no in wanted]
    return kept or key_items(plan, reported)
