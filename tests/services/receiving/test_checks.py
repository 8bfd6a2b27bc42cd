"""Checks on the way in besides slips of units: what is found, what is left alone, what the store is asked."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.services.receiving.check_samples import (
    CITY,
    COUNTIES,
    claim,
    findings,
    growth,
    indicators,
    key,
    level,
    many_claims,
    rules,
    store_figures,
)
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.doors import execute_of
from wzdesk.db.store import Store
from wzdesk.domain.observation import ObsStatus
from wzdesk.services.receiving.checks import Rule, findings_of
from wzdesk.services.receiving.claims import Claim, NotTaken

NOW, BEFORE = "2024-01/09", "2023-01/09"
REVENUE = "BUDGET_REVENUE"


def years(indicator: str, first: int, *texts: str) -> list[Claim]:
    """A level for each year from the first on, in rows of that number."""
    return [level(first + at, indicator, str(first + at), text) for at, text in enumerate(texts)]


class TestFalling:
    def test_that_a_cumulative_figure_may_not_fall(self, store: Store) -> None:
        (found,) = findings(store, level(1, REVENUE, "2024-01/08", "41.2"), level(2, REVENUE, NOW, "40.1"))
        assert (found.cell, found.rule, found.holds_back) == ("C2", Rule.FALLING, False)
        assert found.sentence.startswith("2024年1—9月累计 40.1，比2024年1—8月累计 41.2 还少")

    def test_that_what_is_stored_counts_on_both_sides(self, store: Store) -> None:
        store_figures(store, {key(REVENUE, "2024-H1"): "41.2", key("RETAIL", "2024"): "200.5"})
        found = findings(store, level(1, REVENUE, NOW, "40.1"), level(2, "RETAIL", NOW, "210.3"))
        assert rules(found) == [("C1", Rule.FALLING), ("C2", Rule.FALLING)]
        assert "已存的2024年1—6月累计 41.2" in found[0].sentence
        assert "已存的2024年累计 200.5" in found[1].sentence

    @pytest.mark.parametrize("indicator", ("INCOME_RATIO", "DEPOSITS", "CPI_RISE"))
    def test_that_stocks_and_ratios_may_fall(self, store: Store, indicator: str) -> None:
        figures = level(1, indicator, "2024-01/08", "2.2"), level(2, indicator, NOW, "2.1")
        assert not findings(store, *figures)

    def test_that_corrections_are_allowed(self, store: Store) -> None:
        earlier, later = key(REVENUE, "2024-01/08"), key(REVENUE, NOW)
        preliminary = claim(1, earlier, "41.2", status=ObsStatus.PROVISIONAL)
        assert not findings(store, preliminary, claim(2, later, "40.1"))
        redefined = claim(2, later, "40.1", status=ObsStatus.DEFINITION_DIFFERS)
        assert not findings(store, claim(1, earlier, "41.2"), redefined)
        remark = NotTaken("表", "F2", "核减上月多报部分", "是文字说明，不是数")
        assert not findings(store, claim(1, earlier, "41.2"), claim(2, later, "40.1"), beside=[remark])
        assert not findings(store, claim(1, earlier, "约41.2"), claim(2, later, "40.1"))
        assert not findings(store, claim(1, earlier, "40.14"), claim(2, later, "40.1"))

    def test_that_another_year_begins_anew(self, store: Store) -> None:
        assert not findings(store, level(1, REVENUE, "2023", "52.1"), level(2, REVENUE, "2024-01/02", "9.4"))


class TestSums:
    def counties(self, indicator: str, each: str, city: str) -> list[Claim]:
        rows = [level(at + 2, indicator, "2022", each, region) for at, region in enumerate(COUNTIES)]
        return [level(1, indicator, "2022", city, CITY), *rows]

    @pytest.mark.parametrize("indicator", ("FAI", "JOBS", REVENUE, "TALENT"))
    @pytest.mark.parametrize("city", ("13.6", "12.0"))
    def test_that_counties_must_add_up_to_the_city(self, store: Store, indicator: str, city: str) -> None:
        every = findings(store, *self.counties(indicator, "1.07", city))
        (found,) = [each for each in every if each.rule is Rule.SUM]
        assert (found.cell, found.rule, found.holds_back) == ("C1", Rule.SUM, False)
        assert found.sentence.startswith("12 个下级地区合计 12.84 ")

    @pytest.mark.parametrize("city", ("12.9", "12.8", "13"))
    def test_that_rounding_is_allowed(self, store: Store, city: str) -> None:
        assert not findings(store, *self.counties("FAI", "1.07", city))

    @pytest.mark.parametrize("indicator", ("GDP", "INCOME", "IND_VA", "AIR_GOOD_RATE", "CULTURE_VA"))
    def test_that_value_added_and_incomes_need_not_add_up(self, store: Store, indicator: str) -> None:
        found = findings(store, *self.counties(indicator, "41.27", "55.5"))
        assert Rule.SUM not in {each.rule for each in found}

    def test_that_zones_are_never_added(self, store: Store) -> None:
        claims = self.counties("FAI", "1.07", "12.84")
        assert not findings(store, *claims, level(30, "FAI", "2022", "9.5", "330300WZW"))

    def test_that_a_county_missing_is_no_wrong_sum(self, store: Store) -> None:
        assert not findings(store, *self.counties("FAI", "1.07", "99")[:-1])

    def test_that_what_is_stored_completes_the_sum(self, store: Store) -> None:
        counted = {key("JOBS", "2023", region=region): "0.7" for region in COUNTIES[1:]}
        store_figures(store, counted)
        (found,) = findings(store, level(5, "JOBS", "2023", "7.9", COUNTIES[0]))
        assert (found.cell, found.rule) == ("C5", Rule.SUM)
        assert "比温州市 9.6 多 6.0" in found.sentence

    def test_that_a_sum_to_which_nothing_new_comes_is_not_told_again(self, store: Store) -> None:
        claims = self.counties("FAI", "1.07", "13.6")
        store_figures(store, {each.key: each.text for each in claims})
        assert not findings(store, *claims)
        (found,) = findings(store, *claims[:-1], level(14, "FAI", "2022", "1.09", COUNTIES[-1]))
        assert (found.cell, found.rule) == ("C1", Rule.SUM)

    def test_that_a_part_may_not_exceed_its_whole(self, store: Store) -> None:
        (found,) = findings(store, level(1, "FISCAL_REVENUE", NOW, "40"), level(2, REVENUE, NOW, "44.86"))
        assert (found.cell, found.rule) == ("C2", Rule.SUM)
        assert "其中数不会大于总数" in found.sentence

    def test_that_parts_together_may_not_exceed_the_whole(self, store: Store) -> None:
        claims = [
            level(1, "FAI", NOW, "100"),
            level(2, "FAI_MFG", NOW, "60"),
            level(3, "FAI_TRANSPORT", NOW, "55"),
        ]
        (found,) = findings(store, *claims)
        assert (found.cell, found.rule) == ("C1", Rule.SUM)
        crossing = level(3, "FAI_PRIVATE", NOW, "55"), level(4, "FAI_HITECH", NOW, "50")
        assert not findings(store, *claims[:2], *crossing)

    def test_that_parts_that_made_up_the_whole_must_do_so_again(self, store: Store) -> None:
        trade = ("TRADE_GOODS", "EXPORT_GOODS", "IMPORT_GOODS")
        claims = [
            level(at, code, "2021", text, CITY)
            for at, (code, text) in enumerate(zip(trade, ("2411", "2035.9", "300.1"), strict=True))
        ]
        (found,) = findings(store, *claims)  # the pack's figures of 2020 add up
        assert (found.cell, found.rule, found.expected) == ("C0", Rule.SUM, Decimal("2336.0"))
        assert "2020年两者相等" in found.sentence


class TestRanges:
    @pytest.mark.parametrize("text", ("117.5", "-3"))
    def test_that_a_share_lies_between_0_and_100(self, store: Store, text: str) -> None:
        (found,) = findings(store, level(1, "SERVICE_GDP", NOW, text))
        assert (found.rule, found.holds_back) == (Rule.RANGE, True)
        assert "0—100" in found.sentence

    @pytest.mark.parametrize(
        ("indicator", "text"), (("CPI_RISE", "-0.3"), ("SO2_RATE", "-28"), ("MYOPIA_CUT", "-1"))
    )
    def test_that_changes_may_be_negative(self, store: Store, indicator: str, text: str) -> None:
        assert not findings(store, level(1, indicator, NOW, text))

    @pytest.mark.parametrize("indicator", ("JOBS", "PENSION_INSURED", "CONTAINERS", "FAI"))
    def test_that_a_count_is_not_negative(self, store: Store, indicator: str) -> None:
        (found,) = findings(store, level(1, indicator, NOW, "-0.5"))
        assert (found.rule, found.holds_back) == (Rule.RANGE, True)

    def test_that_nothing_falls_by_more_than_all_of_it(self, store: Store) -> None:
        (found,) = findings(store, growth(1, "FAI", NOW, "-104.2"))
        assert found.rule is Rule.RANGE


class TestGrowth:
    def test_that_growth_at_current_prices_must_follow_from_the_levels(self, store: Store) -> None:
        levels = level(1, REVENUE, NOW, "44.86"), level(2, REVENUE, BEFORE, "41.27")
        (found,) = findings(store, *levels, growth(3, REVENUE, NOW, "7.8"))
        assert (found.cell, found.rule, found.holds_back) == ("C3", Rule.GROWTH, False)
        assert "算出来是 8.7%，差 0.9 个百分点" in found.sentence
        assert not findings(store, *levels, growth(3, REVENUE, NOW, "8.7"))

    def test_that_the_rounding_of_all_three_is_allowed(self, store: Store) -> None:
        levels = level(1, "FDI", NOW, "0.21"), level(2, "FDI", BEFORE, "0.19")
        assert not findings(store, *levels, growth(3, "FDI", NOW, "12.3"))

    def test_that_growth_at_comparable_prices_is_reported_not_computed(self, store: Store) -> None:
        levels = level(1, "GDP", "2021", "7585"), level(2, "GDP", "2020", "6871")
        assert not findings(store, *levels, growth(3, "GDP", "2021", "7.7"))


class TestJumps:
    @pytest.mark.parametrize("text", ("130.2", "13.1"))
    def test_that_three_times_last_year_is_a_jump(self, store: Store, text: str) -> None:
        (found,) = findings(store, level(1, REVENUE, NOW, text), level(2, REVENUE, BEFORE, "41.27"))
        assert (found.cell, found.rule, found.holds_back) == ("C1", Rule.JUMP, False)
        assert "上年同期 41.27" in found.sentence

    def test_that_a_figure_that_leaves_its_history_is_a_jump(self, store: Store) -> None:
        usual = years("RETAIL", 2017, "200", "212", "226", "219", "238", "251")
        assert not findings(store, *usual, level(2023, "RETAIL", "2023", "266"))
        (found,) = findings(store, *usual, level(2023, "RETAIL", "2023", "410"))
        assert (found.cell, found.rule) == ("C2023", Rule.JUMP)
        assert "增长 63.3%" in found.sentence

    def test_that_the_figure_after_a_jump_is_not_one(self, store: Store) -> None:
        found = findings(store, *years("RETAIL", 2017, "200", "212", "226", "538", "238", "251", "266"))
        assert rules(found) == [("C2020", Rule.JUMP)]

    def test_that_volatile_series_have_more_room(self, store: Store) -> None:
        assert not findings(store, *years("FDI", 2016, "2.1", "3.4", "1.9", "3.3", "2.4", "4.4", "2.5"))

    def test_that_shares_are_compared_in_points(self, store: Store) -> None:
        usual = years("URBAN_RATE", 2018, "70.1", "70.9", "71.5", "72.2", "72.8")
        assert not findings(store, *usual, level(2023, "URBAN_RATE", "2023", "73.6"))
        (found,) = findings(store, *usual, level(2023, "URBAN_RATE", "2023", "93.6"))
        assert (found.cell, found.rule) == ("C2023", Rule.JUMP)

    def test_that_growth_out_of_all_measure_is_a_jump(self, store: Store) -> None:
        (found,) = findings(store, growth(1, "FAI", NOW, "1086888.1"))
        assert found.rule is Rule.JUMP

    def test_that_single_cases_do_not_jump(self, store: Store) -> None:
        assert not findings(
            store, level(1, "PATENT_GRANTS", NOW, "8"), level(2, "PATENT_GRANTS", BEFORE, "2")
        )


def test_that_there_is_one_finding_for_each_cell_and_rule_the_severe_first(store: Store) -> None:
    store_figures(store, {key(REVENUE, BEFORE): "41.27", key(REVENUE, "2024-01/08"): "41.2"})
    found = findings(
        store,
        level(1, REVENUE, NOW, "13.1"),
        level(2, "SERVICE_GDP", NOW, "117.5"),
        level(3, "FAI", NOW, "448600"),
        level(4, "FAI", BEFORE, "41.27"),
    )
    assert rules(found) == [
        ("C2", Rule.RANGE),
        ("C3", Rule.UNIT_SLIP),
        ("C1", Rule.FALLING),
        ("C1", Rule.JUMP),
    ]


def test_that_the_pack_raises_nothing(store: Store) -> None:
    claims = [
        claim(at, each.key, each.quantity.text, status=each.status)
        for at, each in enumerate(wenzhou_pack().observations)
    ]
    assert not findings(store, *claims)


def test_that_bounds_and_words_are_left_alone(store: Store) -> None:
    texts = ("5以内", "暂无数据", "—", "2.7以上")
    claims = [level(at, "UNEMPLOYMENT", f"2024-01/0{at + 2}", text) for at, text in enumerate(texts)]
    assert not findings(store, *claims)


def test_that_the_store_is_asked_for_a_thousand_claims_at_once(store: Store) -> None:
    claims = many_claims(2020, 2024)
    assert 0 < asked(store, claims) <= len(claims) / 1000


def asked(store: Store, claims: list[Claim]) -> int:
    """How many questions the checks put to the store."""
    questions: list[str] = []
    with store.reading() as session:
        execute = execute_of(session)

        def count(sql: str, parameters: Mapping[str, object]) -> Iterable[tuple[Any, ...]]:
            questions.append(sql)
            return execute(sql, parameters)

        findings_of(claims, indicators(), count)
    return len(questions)
