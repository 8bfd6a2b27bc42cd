"""A plan that changes in the year, and problems that stay until they are solved."""

from datetime import date
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project


def test_a_plan_changed_in_july_leaves_june_as_it_was_reported() -> None:
    first = AnnualPlan(2024, Decimal(80_000), Nature.CARRIED_ON)
    changed = AnnualPlan(2024, Decimal(60_000), Nature.CARRIED_ON, since=7)
    project = Project("P1", "瓯江引水工程", plans=(changed, first))
    assert project.plan_in(Period.of_month(2024, 6)) == first
    assert project.plan_in(Period.of_month(2024, 7)) == changed
    assert project.plan_in(Period.of_month(2023, 12)) is None


def test_a_project_that_joins_in_august_has_no_plan_before() -> None:
    project = Project("P1", "瓯江引水工程", plans=(AnnualPlan(2024, Decimal(1), Nature.NEW, since=8),))
    assert project.plan_in(Period.of_month(2024, 7)) is None


def test_a_problem_is_open_from_its_day_until_the_day_it_is_solved() -> None:
    problem = Problem("P1", 1, "弃渣场选址调整", raised=date(2024, 8, 1), solved=date(2024, 9, 20))
    days = (date(2024, 7, 31), date(2024, 8, 1), date(2024, 9, 19), date(2024, 9, 20))
    assert [problem.is_open_on(day) for day in days] == [False, True, True, False]
