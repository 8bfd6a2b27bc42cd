"""The engine: a re-check after an edit says what a whole check would say; rules hold where their scope says."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.checks.memory import MemoryFigures, cell, codes, figures_of, observed, wenzhou_book
from tests.domain.checks.test_history import steady
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.checks.finding import Finding, without_echoes
from wzdesk.domain.checks.rule import Rule, RuleKind, Scope, Severity
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.indicator import Accumulation
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import Frequency
from wzdesk.domain.region import RegionLevel
from wzdesk.domain.units import plain

FLOOR = Rule("FLOOR", "下限", Severity.QUERY, RuleKind.RANGE, "{指标} {值} {下限}", low=Decimal(100))


def whole(figures: MemoryFigures) -> set[Finding]:
    return set(wenzhou_book().findings_for(figures.cells(), figures).findings)


@pytest.mark.parametrize("seed", range(3))
def test_that_re_checks_of_edits_add_up_to_a_whole_check(seed: int) -> None:
    rng = random.Random(seed)
    figures = steady("RETAIL")
    keys = sorted(figures.cells())
    standing = whole(figures)
    for _ in range(20):
        key = rng.choice(keys)
        was = figures.at(key)
        if was is None:
            figures.put(observed(key, "50.0"))
        elif rng.random() < 0.3:
            figures.take(key)
        else:
            value = was.quantity.value or Decimal(1)
            figures.put(observed(key, plain(value.scaleb(rng.choice((-4, -1, 0, 1, 4))))))
        recheck = wenzhou_book().findings_for([key], figures)
        standing = set(recheck.renewed(standing))
        empty = {
            each for each in standing if each.rule.kind is RuleKind.REQUIRED
        }  # only asked of a form's cells
        assert standing - empty == whole(figures)


def test_that_cells_checked_by_and_by_have_the_findings_that_name_them() -> None:
    figures = steady("RETAIL")
    keys = sorted(figures.cells())[20::7]
    for number, key in enumerate(keys):
        was = figures.at(key)
        value = was.quantity.value if was else None
        figures.put(observed(key, plain((value or Decimal(1)).scaleb((-4, -1, 1, 4)[number % 4]))))
    findings_for = wenzhou_book().by_and_by(figures, {RuleKind.REQUIRED, RuleKind.PAIRED})
    found = [one for at in range(0, len(keys), 3) for one in findings_for(keys[at : at + 3])]
    assert len({one.place for one in found}) == len(found)
    whole_check = wenzhou_book().full_check(keys, figures)
    wanted = {one for one in whole_check if one.rule.kind not in {RuleKind.REQUIRED, RuleKind.PAIRED}}
    assert wanted
    assert {one for one in found if not set(keys).isdisjoint(one.cells)} == wanted


def test_that_mending_a_cell_does_away_with_its_findings() -> None:
    figures = figures_of({"FAI 2023-01/05": "40.0", "FAI 2023-01/06": "38.0"})
    standing = wenzhou_book().findings_for(figures.cells(), figures).findings
    assert codes(standing) == ["YTD_RISES"]
    figures.put(observed(cell("FAI 2023-01/06"), "48.0"))
    assert wenzhou_book().findings_for([cell("FAI 2023-01/06")], figures).renewed(standing) == []


def test_that_the_most_severe_findings_come_first() -> None:
    figures = figures_of({"FAI 2023-01/05": "40.0", "FAI 2023-01/06": "-3.0", "FAI 2023-01/06 growth": "850"})
    severities = [each.severity for each in wenzhou_book().full_check(figures.cells(), figures)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert severities[0] is Severity.FATAL


@pytest.mark.parametrize(
    ("scope", "covered"),
    (
        (Scope(), True),
        (Scope(indicators=frozenset({"FAI"})), True),
        (Scope(excluded=frozenset({"FAI"})), False),
        (Scope(accumulations=frozenset({Accumulation.STOCK})), False),
        (Scope(levels=frozenset({RegionLevel.COUNTY})), True),
        (Scope(levels=frozenset({RegionLevel.CITY})), False),
        (Scope(regions=frozenset({"330327"})), False),
        (Scope(frequencies=frozenset({Frequency.YEAR})), False),
        (Scope(frequencies=frozenset({Frequency.YTD})), True),
        (Scope(measures=frozenset({Measure.GROWTH})), False),
        (Scope(first_year=2024), False),
        (Scope(last_year=2023), True),
    ),
)
def test_that_a_rule_holds_where_its_scope_says(scope: Scope, covered: bool) -> None:
    pack = wenzhou_pack()
    book = RuleBook([replace(FLOOR, scope=scope)], pack.indicators, pack.regions)
    figures = figures_of({"FAI 2023-01/06": "50.0"})
    assert bool(book.full_check(figures.cells(), figures)) is covered


def test_that_a_full_check_of_a_form_leaves_out_what_is_elsewhere() -> None:
    figures = figures_of({"FAI 2022-01/06": "50.0", "FAI 2022-01/05": "60.0", "FAI 2023-01/06": "52.0"})
    assert wenzhou_book().full_check([cell("FAI 2023-01/06")], figures) == ()


def test_that_the_cells_of_a_region_and_period_are_listed_for_a_full_check() -> None:
    figures = figures_of({"JOBS 2022-01/06": "0.5", "FAI 2023-01/06": "-1.0"})
    period = cell("FAI 2023-01/06").period
    keys = wenzhou_book().cells_of(["330326"], ["JOBS", "FAI", "unknown"], [period])
    assert codes(wenzhou_book().full_check(keys, figures)) == ["NOT_NEGATIVE", "REQUIRED"]


def test_that_cells_of_unknown_indicators_and_regions_are_passed_over() -> None:
    strange = replace(cell("FAI 2023"), indicator="GONE"), replace(cell("FAI 2023"), region="999999")
    assert wenzhou_book().findings_for(strange, MemoryFigures()).findings == ()


def test_that_one_slip_is_told_once() -> None:
    figures = steady()
    key = cell("IND_VA 2023-01/07")
    figures.put(observed(key, "655000"))
    findings = wenzhou_book().findings_for([key], figures).findings
    assert codes(findings) == ["LEVEL_JUMP", "LEVEL_STEP", "LEVEL_STEP", "UNIT_SLIP", "YTD_RISES"]
    assert codes(without_echoes(findings)) == ["UNIT_SLIP", "YTD_RISES"]


def test_that_an_empty_cell_is_told_once() -> None:
    year = {"FAI 2022-01/06": "40.0", "FAI 2022-01/06 growth": "8.1", "FAI 2023-01/06": "43.0"}
    figures = figures_of(year)
    keys = [cell("FAI 2023-01/06"), cell("FAI 2023-01/06 growth")]
    findings = wenzhou_book().full_check(keys, figures)
    assert codes(findings) == ["PAIRED", "REQUIRED"]
    assert codes(without_echoes(findings)) == ["REQUIRED"]


def test_that_a_jump_is_told_by_the_level_and_not_again_by_its_growth() -> None:
    figures = steady()
    level, growth = cell("IND_VA 2023-01/07"), cell("IND_VA 2023-01/07 growth")
    figures.put(observed(level, "90.1"))
    figures.put(observed(growth, "46.2"))
    findings = [each for each in wenzhou_book().full_check([level, growth], figures) if each.at == each.key]
    jumps = [each.key for each in without_echoes(findings) if each.rule.kind is RuleKind.JUMP]
    assert jumps == [level]
