"""What the checks say of a month as it is typed."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.period import Period
from wzdesk.domain.projects.month_checks import month_findings
from wzdesk.domain.projects.month_sheet import MoneyUnit, MonthLine
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project
from wzdesk.domain.projects.when import When
from wzdesk.domain.typed_cell import Column

SEPTEMBER = Period.of_month(2024, 9)
PROJECT = Project(
    "P1",
    "一期",
    total=Decimal(1000),
    actual_start=When(2023, 1),
    plans=(AnnualPlan(2024, Decimal(120), Nature.CARRIED_ON),),
)


def report(month: int, account: Invested, **more: object) -> ProjectProgress:
    return replace(ProjectProgress("P1", Period.of_month(2024, month), account), **more)  # type: ignore[arg-type]


def amounts(*figures: int | None) -> Invested:
    return Invested(*(None if one is None else Decimal(one) for one in figures))


AUGUST = report(8, amounts(10, 80, 300), image_percent=Decimal(45), funds=Decimal(75))


def found(now: ProjectProgress, project: Project = PROJECT) -> set[tuple[Column, Severity]]:
    line = MonthLine(SEPTEMBER, project, (AUGUST, now))
    return {(one.column, one.severity) for one in month_findings(line, MoneyUnit.WAN)}


def sentences(now: ProjectProgress) -> Iterable[str]:
    return [
        one.sentence for one in month_findings(MonthLine(SEPTEMBER, PROJECT, (AUGUST, now)), MoneyUnit.WAN)
    ]


def test_that_a_sound_month_is_not_questioned() -> None:
    assert found(report(9, amounts(10, 90, 310), image_percent=Decimal(50), funds=Decimal(88))) == set()


def test_that_a_total_that_fell_is_told_once_at_its_cell() -> None:
    assert found(report(9, amounts(-5, 75, 295))) == {
        (Column.MONTH, Severity.QUERY),
        (Column.TOTAL, Severity.BLOCKING),
    }
    assert "年初累计 75 万元，比2024年8月少，当时是 80 万元；累计数不应下降。" in sentences(
        report(9, amounts(-5, 75, 295))
    )


def test_that_a_total_that_does_not_follow_from_the_month_is_told() -> None:
    assert found(report(9, amounts(10, 95, 315))) >= {(Column.TOTAL, Severity.BLOCKING)}


def test_that_more_than_the_total_investment_is_told() -> None:
    assert (Column.SINCE_START, Severity.BLOCKING) in found(report(9, amounts(10, 90, 1001)))
    assert (Column.FUNDS, Severity.BLOCKING) in found(report(9, amounts(10, 90, 310), funds=Decimal(1001)))


def test_that_image_progress_stays_between_0_and_100_and_does_not_fall() -> None:
    assert (Column.IMAGE_PERCENT, Severity.FATAL) in found(
        report(9, amounts(10, 90, 310), image_percent=Decimal(101))
    )
    assert (Column.IMAGE_PERCENT, Severity.QUERY) in found(
        report(9, amounts(10, 90, 310), image_percent=Decimal(44))
    )


def test_that_a_month_typed_in_the_other_unit_is_told() -> None:
    assert any("疑单位填错" in one for one in sentences(report(9, amounts(100_000, 100_080, 100_300))))
    assert not any("疑单位填错" in one for one in sentences(report(9, amounts(400, 480, 700))))


def test_that_works_without_a_start_are_told() -> None:
    planned = replace(PROJECT, actual_start=None, planned_start=When(2024, 10))
    assert (Column.MONTH, Severity.QUERY) in found(report(9, amounts(10, 90, 310)), planned)


def test_that_accounts_far_apart_are_told() -> None:
    now = report(9, amounts(10, 90, 310), booked=Invested(None, Decimal(50)))
    assert (Column.BOOKED, Severity.QUERY) in found(now)


def test_that_nothing_is_said_before_something_is_reported() -> None:
    assert month_findings(MonthLine(SEPTEMBER, PROJECT, (AUGUST,)), MoneyUnit.WAN) == ()
