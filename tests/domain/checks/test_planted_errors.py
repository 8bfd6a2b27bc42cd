"""Errors planted at random are found, and clean figures are left in peace."""

from tests.domain.checks.clean_months import clean_months
from tests.domain.checks.memory import CITY, units, wenzhou_book
from tests.domain.checks.planting import Planter, is_found, missed
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.checks.rule import Severity

PLANTED, YEAR, SEED = 40, 2023, 5


def test_that_planted_errors_are_found() -> None:
    pack, figures = wenzhou_pack(), clean_months()
    keys = [key for key in figures.cells() if key.period.year == YEAR]
    planter = Planter(figures, keys, pack.indicators, pack.regions, SEED)
    planted = [planter.draw() for _ in range(PLANTED)]
    found = [is_found(wenzhou_book(), figures, each, units()[each.key.indicator]) for each in planted]
    told = list(zip(planted, found, strict=True))
    assert sum(found) >= PLANTED * 95 / 100, missed(told)


def test_that_clean_figures_raise_hardly_a_query() -> None:
    figures = clean_months()
    keys = [key for key in figures.cells() if key.period.year == YEAR and key.region in {CITY, "330326"}]
    findings = wenzhou_book().full_check(keys, figures)
    assert [each.sentence for each in findings if each.severity is not Severity.QUERY] == []
    assert len(findings) < len(keys) / 200, [each.sentence for each in findings]
