"""What cannot be kept is refused with a sentence that says what and where; nothing else is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.projects.samples import a_project, planned, reported
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.keepable import refuse_problem, refuse_project, refuse_report
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import (
    AnnualPlan,
    Membership,
    Milestone,
    Nature,
    Needs,
    Project,
    Stage,
    StageMove,
)
from wzdesk.domain.projects.when import When


@pytest.mark.parametrize(
    ("wrong", "words"),
    (
        (a_project(code=" "), "没有代码"),
        (a_project(planned_start=When(0)), "年份 0 "),
        (a_project(actual_end=When(2204, 6)), "年份 2204 "),
        (a_project(planned_end=When(2024, 13)), "2024.13.0 不存在"),
        (a_project(actual_start=When(2023, 2, 29)), "2023.2.29 不存在"),
        (a_project(milestones=(Milestone("投产", When(1, 1)),)), "年份 1 "),
        (a_project(milestones=(Milestone("投产", share=Decimal("NaN")),)), "不是一个数"),
        (a_project(needs=Needs(sea=Decimal("1E+999999"))), "位数太多"),
        (a_project(plans=(AnnualPlan(20240, Decimal(1), Nature.NEW),)), "年份 20240 "),
        (a_project(plans=(replace(planned("1"), since=13),)), "1—12 月"),
        (a_project(plans=(planned("1", months=("1", "2")),)), "填满 12 个月"),
        (a_project(plans=(planned("1"), planned("2"))), "两个年度计划"),
        (a_project(stages=(StageMove(Stage.BUILDING, date(1900, 1, 1)),)), "年份 1900 "),
        (a_project(memberships=(Membership("市级", date(9999, 1, 1)),)), "年份 9999 "),
    ),
)
def test_that_a_project_that_cannot_be_kept_is_refused_in_words(wrong: Project, words: str) -> None:
    with pytest.raises(Refused, match=words):
        refuse_project(wrong)


def test_that_what_offices_write_is_kept() -> None:
    refuse_project(
        a_project(
            planned_start=When(2022),
            planned_end=When(2029, 12, 0, "2029年底"),
            plans=(planned("1"), replace(planned("2"), since=7), AnnualPlan(2025, None, Nature.EARLY)),
        )
    )
    refuse_report(reported(6, "600", "500"))


def test_that_reports_and_problems_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(Refused, match="年份 1899 "):
        refuse_report(replace(reported(6, "600"), month=Period.of_month(1899, 6)))
    with pytest.raises(Refused, match="位数太多"):
        refuse_report(replace(reported(6, "600"), image_percent=Decimal("1E-999999")))
    for no in (0, -1, 2**63):
        with pytest.raises(Refused, match="编号"):
            refuse_problem(Problem("p1", no, "供地"))
