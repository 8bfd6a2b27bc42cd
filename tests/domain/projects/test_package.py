"""A package, and the projects that are split from it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.package import parts_of_texts, split
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project

PACKAGE = Project(
    "WZ-9", "老旧小区改造（打包）", "城镇有机更新", regions=("330326",), total=Decimal(5000),
    plans=(AnnualPlan(2024, Decimal(1200), Nature.CARRIED_ON),),
)  # fmt: skip
ADJUSTED = replace(
    PACKAGE,
    plans=(
        AnnualPlan(2024, Decimal(500), Nature.CARRIED_ON),
        AnnualPlan(2024, Decimal(600), Nature.CARRIED_ON, since=9),
        AnnualPlan(2025, Decimal(100), Nature.CARRIED_ON),
    ),
)


def test_that_a_split_leaves_the_plan_of_earlier_months_and_the_sum_of_later_ones() -> None:
    rows = (("一期", "2000", "500"), ("二期", "1000", "300"))
    package, *parts = split(PACKAGE, parts_of_texts(PACKAGE, rows, 2024, 7), 2024, 7)
    for month in range(1, 13):
        plans = [one.plan_in(Period.of_month(2024, month)) for one in (package, *parts)]
        assert sum((plan.amount or Decimal(0) for plan in plans if plan is not None), Decimal(0)) == 1200
    assert [one.plan_in(Period.of_month(2024, 6)) for one in parts] == [None, None]
    assert sum((one.total for one in parts), package.total) == 5000
    assert {one.part_of for one in parts} == {"WZ-9"}


@pytest.mark.parametrize("row", (("一期", "5001", "1"), ("一期", "1", "1201"), ("", "1", "1")))
def test_that_a_package_cannot_give_more_than_it_has(row: tuple[str, str, str]) -> None:
    with pytest.raises(Refused):
        split(PACKAGE, parts_of_texts(PACKAGE, (row,), 2024, 7), 2024, 7)


def test_that_a_split_without_projects_is_refused() -> None:
    with pytest.raises(Refused):
        split(replace(PACKAGE), (), 2024, 7)


def planned(projects: tuple[Project, ...], year: int, month: int) -> Decimal:
    plans = [one.plan_in(Period.of_month(year, month)) for one in projects]
    return sum((plan.amount or Decimal(0) for plan in plans if plan is not None), Decimal(0))


def test_that_a_plan_adjusted_after_the_split_counts_once() -> None:
    projects = split(ADJUSTED, parts_of_texts(ADJUSTED, (("一期", "2000", "200"),), 2024, 6), 2024, 6)
    assert [planned(projects, 2024, month) for month in (5, 6, 8, 9, 12)] == [500, 500, 500, 600, 600]
    assert [planned(projects[:1], 2024, month) for month in (5, 6, 8, 9, 12)] == [500, 300, 300, 400, 400]
    assert planned(projects, 2025, 1) == 100


def test_that_a_split_may_not_take_more_than_a_later_plan_has() -> None:
    less = replace(
        ADJUSTED, plans=(*ADJUSTED.plans, AnnualPlan(2024, Decimal(150), Nature.CARRIED_ON, since=11))
    )
    with pytest.raises(Refused, match="2024年11月起的年度计划 150 万元"):
        split(less, parts_of_texts(less, (("一期", "2000", "200"),), 2024, 6), 2024, 6)


def test_that_parts_without_plans_leave_the_plans_as_they_are() -> None:
    package, _ = split(ADJUSTED, parts_of_texts(ADJUSTED, (("一期", "2000", ""),), 2024, 6), 2024, 6)
    assert package.plans == ADJUSTED.plans
