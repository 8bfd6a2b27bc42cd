"""Alerts of a project's reports."""

from decimal import Decimal

from tests.domain.projects.samples import a_project, planned, reported
from wzdesk.domain.period import Period
from wzdesk.domain.projects.alerts import AlertKind, alerts
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import Nature, Project
from wzdesk.domain.projects.when import When


def kinds(project: Project, *reports: ProjectProgress) -> set[AlertKind]:
    return {one.kind for one in alerts(project, reports, reports[-1].month)}


def test_two_months_without_progress() -> None:
    still = [reported(5, "100", "100"), reported(6, "100", "100")]
    assert kinds(a_project(), *still) == {AlertKind.NO_PROGRESS}
    assert kinds(a_project(), reported(5, "100", "50"), still[1]) == set()
    early = a_project(plans=(planned("5", Nature.EARLY),))
    assert kinds(early, *still) == set()


def test_a_start_that_is_past() -> None:
    project = a_project(planned_start=When(2024, 5))
    found = alerts(project, [], Period.of_month(2024, 6))
    assert [one.kind for one in found] == [AlertKind.NOT_STARTED]
    assert "2024.5" in found[0].sentence
    assert alerts(project, [], Period.of_month(2024, 4)) == ()


def test_that_a_month_knows_nothing_of_what_came_later() -> None:
    late = a_project(planned_start=When(2024, 3), actual_start=When(2024, 6))
    nothing = [reported(4, "0", "0"), reported(5, "0", "0")]
    assert kinds(late, *nothing) == {AlertKind.NOT_STARTED}
    assert kinds(late, *nothing, reported(6, "10", "0")) == set()
    assert kinds(a_project(planned_start=When(2024, 8), actual_start=When(2024, 8)), *nothing) == set()
    still = [reported(5, "100", "100"), reported(6, "100", "100")]
    assert kinds(a_project(actual_end=When(2024, 6)), *still) == set()
    assert kinds(a_project(actual_end=When(2024, 7)), *still) == {AlertKind.NO_PROGRESS}


def test_that_the_first_months_of_works_are_not_idle() -> None:
    begun = a_project(planned_start=When(2024, 5), actual_start=When(2024, 5))
    assert kinds(begun, reported(4, "0", "0"), reported(5, "0", "0")) == set()


def test_money_behind_works() -> None:
    assert kinds(a_project(), reported(6, "600", "500", funds=Decimal(479))) == {AlertKind.FUNDS_BEHIND}
    assert kinds(a_project(), reported(6, "600", "500", funds=Decimal(480))) == set()


def test_a_year_that_fell_and_a_start_above_the_total() -> None:
    assert kinds(a_project(), reported(5, "600", "500"), reported(6, "590", "600")) == {AlertKind.YEAR_FELL}
    assert kinds(a_project(total=Decimal(500)), reported(6, "600", "500")) == {AlertKind.ABOVE_TOTAL}


def test_two_accounts_apart() -> None:
    report = reported(6, "552900", "1", booked=Invested(year=Decimal(425800)))
    found = alerts(a_project("1076600"), [report], report.month)
    assert [one.kind for one in found] == [AlertKind.ACCOUNTS_APART]
    assert "55.29" in found[0].sentence
    assert "42.58" in found[0].sentence
