"""Errors planted at random are found, and clean figures are left in peace."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.domain.checks.clean_months import clean_months
from tests.domain.checks.memory import CITY, MemoryFigures
from tests.domain.checks.planting import Planter, is_found, missed
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.pack import Pack
from wzdesk.domain.period import Frequency
from wzdesk.packs.read import read_pack
from wzdesk.services.places import DEMO_PACK, pack_folder

PLANTED, YEAR, SEED = 40, 2023, 5


@cache
def demo_pack() -> Pack:
    return read_pack(pack_folder(DEMO_PACK))


def invented() -> tuple[Pack, MemoryFigures]:
    """As other years would be."""
    return wenzhou_pack(), clean_months()


def demonstrated() -> tuple[Pack, MemoryFigures]:
    """As people see them first."""
    return demo_pack(), MemoryFigures(demo_pack().observations)


@pytest.mark.parametrize("made", (invented, demonstrated))
def test_that_planted_errors_are_found(made: Callable[[], tuple[Pack, MemoryFigures]]) -> None:
    pack, figures = made()
    book = RuleBook(pack.rules, pack.indicators, pack.regions)
    units = {indicator.code: indicator.unit for indicator in pack.indicators}
    keys = [key for key in figures.cells() if key.period.year == YEAR]
    planter = Planter(figures, keys, pack.indicators, pack.regions, SEED)
    planted = [planter.draw() for _ in range(PLANTED)]
    found = [is_found(book, figures, each, units[each.key.indicator]) for each in planted]
    told = list(zip(planted, found, strict=True))
    assert sum(found) >= PLANTED * 95 / 100, missed(told)


@pytest.mark.parametrize("made", (invented, demonstrated))
def test_that_clean_figures_raise_hardly_a_query(made: Callable[[], tuple[Pack, MemoryFigures]]) -> None:
    pack, figures = made()
    book = RuleBook(pack.rules, pack.indicators, pack.regions)
    keys = [key for key in figures.cells() if key.period.year == YEAR and key.region in {CITY, "330326"}]
    monthly = [key for key in keys if key.period.frequency is not Frequency.YEAR]
    findings = book.full_check(monthly, figures)
    assert [each.sentence for each in findings if each.severity is not Severity.QUERY] == []
    assert len(findings) < len(monthly) / 200, [each.sentence for each in findings]
