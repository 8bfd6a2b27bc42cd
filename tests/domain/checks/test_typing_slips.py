"""Slips of the hand: found, and put right by the proposed text."""

from decimal import Decimal

import pytest

from tests.domain.checks.memory import MemoryFigures, cell, codes, found, observed
from tests.domain.checks.test_history import KEY, SEASON, after, steady
from wzdesk.domain.checks.finding import Finding


def proposal(findings: list[Finding], code: str) -> str:
    return next(each for each in findings if each.rule.code == code).corrected


@pytest.mark.parametrize(
    ("typed", "meant", "code"),
    (
        ("655000", "65.5", "UNIT_SLIP"),
        ("0.00655", "65.5", "UNIT_SLIP"),
        ("6550", "65.5", "UNIT_SLIP"),
        ("0.655", "65.5", "UNIT_SLIP"),
        ("655", "65.5", "POINT_MOVED"),
        ("6.55", "65.5", "POINT_MOVED"),
        ("665.5", "65.5", "DIGITS"),
        ("655.5", "65.5", "DIGITS"),
        ("56.5", "65.5", "DIGITS"),
    ),
)
def test_that_a_slip_is_put_right_by_one_key(typed: str, meant: str, code: str) -> None:
    findings = after(KEY, typed)
    assert proposal(findings, code) == meant
    mended = after(KEY, meant)
    assert mended == []


def test_that_a_slip_of_units_names_both_units() -> None:
    slip = next(each for each in after(KEY, "655000") if each.rule.code == "UNIT_SLIP")
    assert slip.sentence == (
        "规上工业增加值2023年1—7月 655000 亿元，是2022年1—7月 61.7 亿元 的 10616 倍，像是万元写在亿元里；"
        "改为 65.5 亿元？"
    )


def test_that_a_slip_is_told_in_the_unit_in_which_it_was_typed() -> None:
    slip = next(each for each in after(KEY, "65.5万元") if each.rule.code == "UNIT_SLIP")
    assert slip.sentence == (
        "规上工业增加值2023年1—7月 65.5 万元，是2022年1—7月 617000 万元 的 1/9420，像是亿元写在万元里；"
        "改为 655000 万元？"
    )
    assert (slip.corrected, slip.proposed) == ("65.5", "655000 万元")  # the catalogue counts in 亿元


def test_that_no_share_is_put_right_to_more_than_the_whole() -> None:
    figures = {"AIR_GOOD_RATE 2022": "975", "AIR_GOOD_RATE 2023": "97.1"}
    findings = found(figures)
    assert [each.key for each in findings if each.rule.code == "SHARE_RANGE"] == [cell("AIR_GOOD_RATE 2022")]
    assert not [each for each in findings if each.corrected]


def test_that_neighbours_which_disagree_propose_nothing() -> None:
    figures = {"FAI 2022-01/06": "0.0061", "FAI 2023-01/05": "50.0", "FAI 2023-01/06": "65.5"}
    assert all(not each.corrected for each in found(figures, "FAI 2023-01/06"))


def test_that_digits_swapped_in_growth_are_put_right_by_the_levels() -> None:
    levels = {"RETAIL 2022-01/06": "200.0", "RETAIL 2023-01/06": "224.6"}
    findings = found({**levels, "RETAIL 2023-01/06 growth": "21.3"})
    assert proposal(findings, "DIGITS") == "12.3"


def test_that_a_lost_sign_is_put_right_by_the_levels() -> None:
    levels = {"RETAIL 2022-01/06": "200.0", "RETAIL 2023-01/06": "191.6"}
    findings = found({**levels, "RETAIL 2023-01/06 growth": "4.2"})
    assert proposal(findings, "DIGITS") == "-4.2"
    assert found({**levels, "RETAIL 2023-01/06 growth": "-4.2"}) == []


def test_that_digits_swapped_in_a_level_are_put_right_by_its_growth() -> None:
    figures = {"RETAIL 2022": "4400.0", "RETAIL 2023": "4571.0", "RETAIL 2023 growth": "8.0"}
    findings = found(figures, "RETAIL 2023")
    assert [(each.key, each.corrected) for each in findings if each.corrected] == [
        (cell("RETAIL 2023"), "4751.0")
    ]


def test_that_a_level_which_its_growth_confirms_is_no_slip() -> None:
    figures, growth = steady("RETAIL"), cell("RETAIL 2023-01/07 growth")
    figures.take(growth)
    assert proposal(after("RETAIL 2023-01/07", "56.5", figures), "DIGITS") == "65.5"
    figures.put(observed(growth, "-8.4"))
    assert "DIGITS" not in codes(after("RETAIL 2023-01/07", "56.5", figures))


def test_that_a_month_which_the_totals_confirm_is_no_slip() -> None:
    figures = MemoryFigures()
    for year in range(2020, 2024):
        total = Decimal(20)
        for month in range(3, 8):
            single = (SEASON[month - 1] * 10 + Decimal((year * 5 + month * 3) % 7) / 10) * (year - 2000)
            total += single
            figures.put(observed(cell(f"IND_VA {year}-{month:02d}"), f"{single}"))
            figures.put(observed(cell(f"IND_VA {year}-01/{month:02d}"), f"{total}"))
    key = "IND_VA 2023-07"
    meant, until = figures.at(cell(key)), figures.at(cell(KEY))
    assert meant is not None
    assert until is not None
    typed = meant.quantity.text[1] + meant.quantity.text[0] + meant.quantity.text[2:]
    assert proposal(after(key, typed, figures), "DIGITS") == meant.quantity.text
    less = (meant.quantity.value or 0) - Decimal(typed)
    figures.put(observed(cell(KEY), f"{(until.quantity.value or 0) - less}"))
    assert "DIGITS" not in codes(after(key, typed, figures))


def test_that_a_doubled_last_digit_stands_out_by_its_decimals() -> None:
    assert [each.rule.code for each in after(KEY, "65.55")] == ["DECIMALS"]
    assert after(KEY, "65.5亿元") == []


def test_that_as_many_decimals_as_the_indicator_has_are_welcome() -> None:
    figures = steady("FDI")
    assert "DECIMALS" not in codes(after("FDI 2023-01/07", "65.52", figures))
    assert "DECIMALS" in codes(after("FDI 2023-01/07", "65.522", figures))
