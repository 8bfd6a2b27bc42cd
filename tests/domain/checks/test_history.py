"""Against a region's own history: jumps and turns are found, seasons and slow trends are not."""

from decimal import Decimal

import pytest

from tests.domain.checks.memory import MemoryFigures, cell, codes, observed, wenzhou_book
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period

SEASON = (6, 5, 9, 8, 8, 12, 7, 7, 10, 8, 9, 16)
KEY = "IND_VA 2023-01/07"


def steady(indicator: str = "IND_VA", growth: int = 106) -> MemoryFigures:
    """Year-to-date levels from 2020 to 2023 with seasons, growing by the same share each year."""
    figures = MemoryFigures()
    for year in range(2020, 2024):
        factor = Decimal(growth) ** (year - 2020) / Decimal(100) ** (year - 2020)
        for month in range(2, 13):
            wobble = Decimal((year * 5 + month * 3) % 7 - 3) / 1000
            value = sum(SEASON[:month]) * factor * (1 + wobble)
            key = ObservationKey("330326", indicator, Period.to_month(year, month), Measure.LEVEL)
            figures.put(observed(key, f"{value:.1f}"))
            growth_text = f"{growth - 100 + wobble * 100:.1f}"
            figures.put(
                observed(ObservationKey(key.region, indicator, key.period, Measure.GROWTH), growth_text)
            )
    return figures


def after(words: str, text: str, figures: MemoryFigures | None = None) -> list[Finding]:
    """The findings at and naming a cell after it was typed anew."""
    figures = figures or steady()
    figures.put(observed(cell(words), text))
    found = wenzhou_book().findings_for([cell(words)], figures).findings
    return [finding for finding in found if finding.key == cell(words)]


def test_that_steady_growth_with_seasons_is_no_finding() -> None:
    figures = steady()
    assert wenzhou_book().full_check(figures.cells(), figures) == ()


def test_that_a_level_far_from_the_usual_growth_is_a_jump() -> None:
    jump = next(each for each in after(KEY, "90.1") if each.rule.code == "LEVEL_JUMP")
    assert jump.others == (cell("IND_VA 2022-01/07"),)
    assert "比上年同期 61.7 亿元 增长 46.0%，而此前各期多在 −13.4%—29.3% 之间" in jump.sentence


def test_that_a_growth_figure_far_from_the_others_is_a_jump() -> None:
    assert codes(after(f"{KEY} growth", "60.2")) == ["GROWTH_JUMP", "GROWTH_STEP"]


def test_that_a_lost_sign_is_a_turn() -> None:
    figures = steady(growth=95)
    assert wenzhou_book().full_check(figures.cells(), figures) == ()
    assert codes(after(f"{KEY} growth", "5.0", figures)) == ["GROWTH_STEP"]


def test_that_a_new_pace_is_asked_about_once() -> None:
    figures = steady()
    for month in range(2, 13):
        key = cell(f"IND_VA 2023-01/{month:02d}")
        before = figures.at(cell(f"IND_VA 2022-01/{month:02d}"))
        assert before is not None
        assert before.quantity.value is not None
        figures.put(observed(key, f"{before.quantity.value * Decimal('1.5'):.1f}"))
    year = [key for key in figures.cells() if key.period.year == 2023]
    jumps = [each.key for each in wenzhou_book().full_check(year, figures) if each.rule.code == "LEVEL_JUMP"]
    assert jumps == [cell("IND_VA 2023-01/02")]


def test_that_one_year_before_leaves_more_room_than_three() -> None:
    long, short = steady(), steady()
    for key in long.cells():
        if key.period.year == 2020:
            short.take(key)
            level = long.at(key)
            earlier = ObservationKey(key.region, key.indicator, key.period.year_before, key.measure)
            assert level is not None
            assert level.quantity.value is not None
            is_level = key.measure is Measure.LEVEL
            value = level.quantity.value / Decimal("1.06") if is_level else level.quantity.value
            long.put(observed(earlier, f"{value:.1f}"))
    first, text = "IND_VA 2023-01/02", "14.7"  # 23 % above last year's, where 6 % is usual
    assert "LEVEL_JUMP" in codes(after(first, text, long))
    assert "LEVEL_JUMP" not in codes(after(first, text, short))


def test_that_a_short_history_judges_nothing() -> None:
    figures = MemoryFigures()
    for words, text in {"IND_VA 2022-01/07": "61.2", "IND_VA 2022-01/06": "54.0"}.items():
        figures.put(observed(cell(words), text))
    assert after(KEY, "90.1", figures) == []


def test_that_an_edit_of_the_base_is_seen_in_next_years_figure() -> None:
    figures = steady()
    key = cell("IND_VA 2022-01/07")
    figures.put(observed(key, "42.0"))
    found = wenzhou_book().findings_for([key], figures).findings
    assert cell(KEY) in {each.key for each in found if each.rule.code == "LEVEL_JUMP"}


@pytest.mark.parametrize(("few", "many"), (("1", "4"), ("2", "9")))
def test_that_a_few_cases_more_are_no_jump(few: str, many: str) -> None:
    figures = MemoryFigures()
    for year in range(2018, 2024):
        figures.put(observed(cell(f"PATENT_GRANTS {year}"), few))
    assert after("PATENT_GRANTS 2023", many, figures) == []
