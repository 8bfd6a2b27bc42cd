"""Rates and lag: rounding comes last (field-anchors.md §0, 5), words by thresholds (design.md §7)."""

from decimal import Decimal

import pytest

from tests.domain.projects.samples import a_project, reported
from wzdesk.domain.period import Period
from wzdesk.domain.projects.lag import USUAL_WORDS, ahead, rate, rounded
from wzdesk.domain.projects.rates import Share, four_rates
from wzdesk.domain.projects.when import When


@pytest.mark.parametrize(
    ("done", "planned", "month", "percent", "points", "places"),
    (
        ("629.0", "647.4", 10, "97.2", "13.8", "0.1"),
        ("313.64", "1015", 3, "30.90", "5.90", "0.01"),
        ("297", "405.34", 9, "73.27", "-1.73", "0.01"),
    ),
)
def test_rates_are_rounded_last(
    done: str, planned: str, month: int, percent: str, points: str, places: str
) -> None:
    amounts = Decimal(done), Decimal(planned)
    share, distance = rate(*amounts), ahead(*amounts, month)
    assert share is not None
    assert distance is not None
    assert str(rounded(share, Decimal(places))) == percent
    assert str(rounded(distance, Decimal(places))) == points


@pytest.mark.parametrize(
    ("points", "word"),
    (("0", "达到"), ("-0.01", "略低于"), ("-1.7", "略低于"), ("-5", "略低于"), ("-8.8", "低于"), ("-15", "低于"),
     ("-15.01", "明显低于"), ("-23.3", "明显低于"), ("13.8", "达到")),
)  # fmt: skip
def test_lag_is_said_in_the_offices_words(points: str, word: str) -> None:
    assert USUAL_WORDS.say(Decimal(points)) == word


def test_nothing_planned_has_no_rate() -> None:
    assert rate(Decimal(5), Decimal(0)) is None
    assert rate(None, Decimal(5)) is None


def test_four_rates_count_what_was_due_by_the_month() -> None:
    projects = [
        a_project(code="a", planned_start=When(2024, 3), actual_start=When(2024, 4)),
        a_project(code="b", planned_start=When(2024, 6)),
        a_project(code="c", planned_start=When(2024, 7)),  # not due by June
        a_project(code="d", planned_start=When(2023, 1), planned_end=When(2024, 5), actual_end=When(2024, 6)),
        a_project(code="e", planned_end=When(2024, 6), actual_end=When(2024, 6, 2)),
        a_project(code="f", planned_end=When(2024)),  # the year alone means its end
    ]
    reports = {"a": reported(6, "600", code="a", funds=Decimal(300)), "b": reported(6, "120", code="b")}
    rates = four_rates(projects, reports, Period.of_month(2024, 6))
    assert rates.started == Share(Decimal(1), Decimal(2))
    assert rates.completed == Share(Decimal(1), Decimal(2))
    assert rates.invested.percent == 10
    assert rates.funded.part == 300
