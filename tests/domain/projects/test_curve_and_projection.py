"""The S-curve's plan and the projection of the year."""

from decimal import Decimal

import pytest

from tests.domain.projects.samples import a_project, planned, reported
from wzdesk.domain.projects.curve import Spread, s_curve
from wzdesk.domain.projects.project import Milestone
from wzdesk.domain.projects.projection import year_end
from wzdesk.domain.projects.when import When


def test_months_entered_are_the_plan() -> None:
    months = tuple(str(100 * month) for month in range(1, 13))
    curve = s_curve(a_project(plans=(planned("1200", months=months),)), 2024, [reported(3, "250")])
    assert curve.spread is Spread.ENTERED
    assert curve.planned[8] == 900
    assert curve.actual[2] == 250
    assert curve.actual[3] is None


def test_without_more_it_is_spread_evenly_over_the_building_months() -> None:
    curve = s_curve(a_project("600", planned_start=When(2024, 4), planned_end=When(2024, 9)), 2024, [])
    assert curve.spread is Spread.EVEN
    assert [int(one) for one in curve.planned if one is not None] == [
        0,
        0,
        0,
        100,
        200,
        300,
        400,
        500,
        600,
        600,
        600,
        600,
    ]


def test_milestones_shape_the_plan() -> None:
    project = a_project(
        "1000",
        planned_start=When(2024, 1),
        milestones=(
            Milestone("桩基", When(2024, 6), share=Decimal(10)),
            Milestone("封顶", When(2024, 12), share=Decimal(50)),
        ),
    )
    curve = s_curve(project, 2024, [])
    assert curve.spread is Spread.MILESTONES
    assert curve.planned[5] == 200  # 10 of the 50 % of this year
    assert curve.planned[11] == 1000


@pytest.mark.parametrize("start", (None, When(2024, 5), When(2023, 7), When(2026, 1)))
@pytest.mark.parametrize("end", (None, When(2024, 8), When(2024, 2), When(2030)))
@pytest.mark.parametrize(
    "steps", ((), ((2024, 3, 20), (2025, 6, 70)), ((2022, 3, 20), (2025, 6, 70)), ((2025, 1, 5),))
)
def test_any_plan_rises_to_its_whole_amount(
    start: When | None, end: When | None, steps: tuple[tuple[int, int, int], ...]
) -> None:
    milestones = tuple(
        Milestone("m", When(year, month), share=Decimal(share)) for year, month, share in steps
    )
    project = a_project("977.31", planned_start=start, planned_end=end, milestones=milestones)
    amounts = [one for one in s_curve(project, 2024, []).planned if one is not None]
    assert amounts == sorted(amounts)
    assert amounts[-1] == Decimal("977.31")


def test_without_a_plan_there_is_only_the_actual_side() -> None:
    curve = s_curve(a_project(plans=()), 2024, [reported(1, "5")])
    assert curve.spread is None
    assert curve.actual[0] == 5


def test_the_year_goes_on_at_the_pace_of_three_months() -> None:
    reports = [reported(7, "300", "250"), reported(8, "360", "300"), reported(9, "400", "360")]
    end = year_end(reports)
    assert end is not None
    assert end.pace == 50
    assert end.amount == 550
    assert year_end(reports[:2]) is None
