"""Slips of units: found against any neighbour, told with the figures, offered put right."""

from decimal import Decimal

import pytest

from tests.services.receiving.check_samples import (
    claim,
    findings,
    growth,
    indicators,
    key,
    level,
    rules,
    store_figures,
)
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.observation import Measure
from wzdesk.services.receiving.checks import Rule
from wzdesk.services.receiving.claims import NotTaken

NOW, BEFORE = "2024-01/09", "2023-01/09"
REVENUE = "BUDGET_REVENUE"


def test_that_a_slip_is_told_with_its_neighbour_and_put_right(store: Store) -> None:
    (found,) = findings(store, level(16, REVENUE, NOW, "448600.00"), level(17, REVENUE, BEFORE, "41.27"))
    assert found.sentence.startswith(
        "448600 是上年同期 41.27 的 10870 倍，像是万元写在亿元里（合 44.86 亿元）"
    )
    assert (found.cell, found.rule, found.corrected, found.holds_back) == (
        "C16",
        Rule.UNIT_SLIP,
        "448600万元",
        True,
    )
    assert found.expected == Decimal("44.86")
    assert read_observation(found.corrected, Measure.LEVEL, "亿元").value == Decimal("44.86")


@pytest.mark.parametrize(
    ("indicator", "wrong", "right", "corrected"),
    (
        (REVENUE, "4486000000", "41.27", "4486000000元"),
        ("JOBS", "5488", "0.5217", "5488人"),
        ("INCOME", "4.2668", "40215", "4.2668万元"),
        ("FDI", "2105", "0.1875", "2105万美元"),
        ("PENSION_INSURED", "6024000", "596.1", "6024000人"),
        ("LABOUR_PRODUCTIVITY", "159000", "15.1", "159000元/人年"),
        ("AIR_GOOD_RATE", "0.975", "96.8", "97.5%"),
        ("AIR_GOOD_RATE", "9750", "96.8", "97.5%"),
    ),
)
def test_that_the_figure_in_the_wrong_unit_is_the_one_found(
    store: Store, indicator: str, wrong: str, right: str, corrected: str
) -> None:
    for now, before in ((wrong, right), (right, wrong)):
        found = findings(store, level(1, indicator, NOW, now), level(2, indicator, BEFORE, before))
        at = "C1" if now == wrong else "C2"
        assert [(each.cell, each.rule, each.corrected) for each in found] == [(at, Rule.UNIT_SLIP, corrected)]


def test_that_a_number_in_a_larger_unit_than_the_sheets_is_found(store: Store) -> None:
    (found,) = findings(
        store,
        claim(1, key(REVENUE, NOW), "44.86", "万元"),
        claim(2, key(REVENUE, BEFORE), "412700", "万元"),
    )
    assert (found.cell, found.corrected) == ("C1", "44.86亿元")
    assert "像是亿元写在万元里（合 44.86 亿元）" in found.sentence


@pytest.mark.parametrize("when", ("2023-01/09", "2024-01/06", "2022", "2021-01/03"))
def test_that_any_stored_period_shows_the_slip(store: Store, when: str) -> None:
    store_figures(store, {key(REVENUE, when): "38.6"})
    (found,) = findings(store, level(1, REVENUE, NOW, "448600"))
    assert (found.rule, found.corrected) == (Rule.UNIT_SLIP, "448600万元")
    assert "已存的" in found.sentence


def test_that_a_whole_sheet_in_another_unit_is_found_against_what_is_stored(store: Store) -> None:
    store_figures(store, {key(REVENUE, "2022"): "52.1"})
    found = findings(store, level(1, REVENUE, NOW, "448600"), level(2, REVENUE, BEFORE, "412700"))
    assert [(each.cell, each.corrected) for each in found] == [("C1", "448600万元"), ("C2", "412700万元")]


def test_that_growth_computed_from_a_slip_is_found_with_it(store: Store) -> None:
    found = findings(
        store,
        level(16, REVENUE, NOW, "448600"),
        level(17, REVENUE, BEFORE, "41.27"),
        growth(18, REVENUE, NOW, "1086888.1"),
    )
    assert rules(found) == [("C16", Rule.UNIT_SLIP), ("C18", Rule.UNIT_SLIP)]
    assert found[1].expected == Decimal("8.7")
    assert "改正后是 8.7%" in found[1].sentence


def test_that_a_remark_on_the_unit_is_told(store: Store) -> None:
    remark = NotTaken("表", "L16", "单位按万元填报", "是文字说明，不是数")
    levels = level(16, REVENUE, NOW, "448600"), level(17, REVENUE, BEFORE, "41.27")
    (found,) = findings(store, *levels, beside=[remark])
    assert "备注写着“单位按万元填报”" in found.sentence


def test_that_a_remark_on_the_unit_is_enough_where_nothing_else_is_known(store: Store) -> None:
    remark = NotTaken("表", "L16", "单位按万元填报", "是文字说明，不是数")
    (found,) = findings(store, level(16, REVENUE, NOW, "448600"), beside=[remark])
    assert (found.rule, found.corrected, found.holds_back) == (Rule.UNIT_SLIP, "448600万元", True)


def test_that_a_slip_does_not_raise_other_doubts(store: Store) -> None:
    store_figures(store, {key(REVENUE, "2024-01/08"): "40.3", key("FISCAL_REVENUE", NOW): "77.1"})
    found = findings(store, level(1, REVENUE, NOW, "448600"), level(2, REVENUE, "2024-01/10", "50.2"))
    assert rules(found) == [("C1", Rule.UNIT_SLIP)]


def test_that_a_factor_without_a_unit_is_held_back_without_a_correction(store: Store) -> None:
    (found,) = findings(store, level(1, REVENUE, NOW, "41270"), level(2, REVENUE, BEFORE, "41.27"))
    assert (found.rule, found.corrected, found.holds_back) == (Rule.UNIT_SLIP, "", True)
    assert "1000 倍，单位或小数点可能错了" in found.sentence


@pytest.mark.parametrize(
    ("indicator", "now", "before"),
    (
        ("CPI_RISE", "0.02", "2.1"),
        ("GDP", "486.72", "452.31"),
        ("FDI", "0.05", "3.2"),
        ("ACCIDENT_DEATHS_PER_GDP", "0.0087", "0.0098"),
        ("TALENT", "0", "1.12"),
    ),
)
def test_that_ordinary_figures_are_no_slips(store: Store, indicator: str, now: str, before: str) -> None:
    found = findings(store, level(1, indicator, NOW, now), level(2, indicator, BEFORE, before))
    assert not [each for each in found if each.rule is Rule.UNIT_SLIP]


def test_that_every_correction_reads_as_what_is_expected(store: Store) -> None:
    for code, indicator in indicators().items():
        if indicator.unit in {"", "%"}:
            continue
        for wrong in ("30000", "448600", "3e9"):
            text = format(Decimal(wrong), "f")
            for each in findings(store, level(1, code, NOW, text), level(2, code, BEFORE, "41.27")):
                if each.corrected:
                    quantity = read_observation(each.corrected, Measure.LEVEL, indicator.unit)
                    assert quantity.value == each.expected
                    assert not [
                        found
                        for found in findings(
                            store, level(1, code, NOW, each.corrected), level(2, code, BEFORE, "41.27")
                        )
                        if found.rule is Rule.UNIT_SLIP and found.cell == each.cell == "C1"
                    ]
