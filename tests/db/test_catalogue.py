from dataclasses import replace
from pathlib import Path

import pytest

from tests.db.samples import (
    ANNUAL,
    CITY,
    COUNTY,
    FIVE_YEARS,
    INDICATORS,
    NOTED,
    PACK,
    REGIONS,
    YEAR,
    entry,
    key,
    sentence,
)
from wzdesk.db import catalogue
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import PackAmbiguous, PackPresent, UnknownIndicator, UnknownRegion
from wzdesk.db.first_rows import FirstRows
from wzdesk.db.observations import count, observation, series_of
from wzdesk.db.plan_tables import (
    read_file_info,
    read_plan_table,
    read_plans,
    read_regions,
    read_setting,
)
from wzdesk.db.settings import get_setting, set_setting
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.observation import Measure
from wzdesk.domain.pack import Pack
from wzdesk.domain.period import Period
from wzdesk.domain.plan import PlanItem, PlanPart, PlanSummary
from wzdesk.domain.plan_table import PlanTable


def table_of(store: Store, plan: str, region: str) -> PlanTable:
    with store.reading() as session:
        table = read_plan_table(execute_of(session), plan, region)
    assert table
    return table


def test_that_a_pack_comes_out_as_it_went_in(store: Store) -> None:
    with store.reading() as session:
        assert catalogue.regions(session) == list(REGIONS)
        assert catalogue.groups(session) == list(PACK.groups)
        assert catalogue.agencies(session) == list(PACK.agencies)
        assert catalogue.indicators(session) == list(INDICATORS)
        assert catalogue.documents(session) == list(PACK.documents)
        assert catalogue.plans(session) == [
            PlanSummary("2023", "2023年计划", CITY, 2023, 2023),
            PlanSummary("14fyp", "“十四五”规划", CITY, 2021, 2025),
        ]
        execute = execute_of(session)
        assert [observation(execute, found.key) for found in PACK.observations] == list(PACK.observations)
        assert count(execute) == len(PACK.observations)


def test_that_a_plan_table_holds_the_plan_its_year_and_its_verdicts(store: Store) -> None:
    table = table_of(store, "2023", CITY)

    assert table.plan == ANNUAL
    assert table.region == REGIONS[1]
    assert table.indicators == {indicator.code: indicator for indicator in INDICATORS}
    of_the_plan = {table.plan.year, table.plan.span}
    actuals = {place: found for place, found in table.observations.items() if place.period in of_the_plan}
    assert actuals == {found.key: found for found in PACK.observations[:3]}
    assert {place.period for place in table.observations} - of_the_plan == {table.plan.year.year_before}
    assert table.overrides == {"3": dict(PACK.overrides)[NOTED]}


def test_that_a_plan_of_several_years_holds_its_last_year_and_its_span(store: Store) -> None:
    with store.writing() as session:
        end = entry("10000", key(period=Period.of_year(2025)))
        apply_changes(session, [end], kind=ChangeKind.EDIT, who="王某")
    table = table_of(store, "14fyp", CITY)

    assert table.plan == FIVE_YEARS
    assert set(table.observations) == {
        end.key,
        key(period=Period.of_years(2021, 2025), measure=Measure.GROWTH),
    }


def test_that_another_region_has_the_rows_and_its_own_figures(store: Store) -> None:
    with store.writing() as session:
        apply_changes(session, [sentence("增长9%", region=COUNTY)], kind=ChangeKind.EDIT, who="王某")
    table = table_of(store, "2023", COUNTY)

    first = table.plan.items[0].parts[0]
    assert [item.no for item in table.plan.items] == ["1", "2", "3"]
    assert (first.target, first.base, first.source) == ("增长9%", "", "")
    assert {part.target for _, part in table.plan.parts()} == {"增长9%", ""}
    assert [place for place in table.observations if place.region == COUNTY] == [key(region=COUNTY)]
    assert next(region.code for region in table.higher_regions) == CITY
    assert any(place.region == CITY for place in table.observations), "what targets compare with"
    assert (table.overrides, table.plan.stated, table.region.code) == ({}, "", COUNTY)
    assert table_of(store, "2023", CITY).plan == ANNUAL


@pytest.mark.parametrize(("plan", "region"), (("1999", CITY), ("2023", "990000")))
def test_that_there_is_no_table_of_what_is_not_there(store: Store, plan: str, region: str) -> None:
    with store.reading() as session:
        assert read_plan_table(execute_of(session), plan, region) is None


def test_that_both_doors_show_the_same(store: Store, path: Path) -> None:
    with store.writing() as session:
        set_setting(session, "region", {"code": CITY, "名": [1, None, "1.10"]})
    with store.reading() as session, FirstRows.open(path) as first:
        for execute in (execute_of(session), first.execute):
            assert read_plan_table(execute, "2023", CITY) == table_of(store, "2023", CITY)
            assert [plan.code for plan in read_plans(execute)] == ["2023", "14fyp"]
            assert read_regions(execute) == list(REGIONS)
            assert read_setting(execute, "region") == {"code": CITY, "名": [1, None, "1.10"]}
            assert read_setting(execute, "none") is None
            info = read_file_info(execute)
            assert (info.pack_name, info.home, info.plan) == ("演示", CITY, "2023")


def test_that_a_setting_is_kept_and_replaced(store: Store, path: Path) -> None:
    with store.writing() as session:
        assert get_setting(session, "zoom", 100) == 100
        set_setting(session, "zoom", 110)
        set_setting(session, "zoom", 125)
    store.close()
    with Store.open(path) as again, again.reading() as session:
        assert get_setting(session, "zoom") == 125


def test_that_a_series_is_oldest_first_and_of_the_measures_asked_for(store: Store) -> None:
    with store.reading() as session:
        execute = execute_of(session)
        levels = series_of(execute, CITY, "gdp", [Measure.LEVEL])
        everything = series_of(execute, CITY, "gdp")
    assert [found.key.period for found in levels] == [Period.of_year(2022), Period.to_month(2023, 6), YEAR]
    assert len(everything) == 5


def test_that_a_second_pack_is_refused(store: Store) -> None:
    with pytest.raises(PackPresent, match="演示"), store.writing() as session:
        catalogue.save_pack(session, PACK)


@pytest.mark.parametrize(
    ("pack", "error"),
    (
        (replace(PACK, indicators=INDICATORS[1:]), UnknownIndicator),
        (replace(PACK, regions=REGIONS[1:]), UnknownRegion),
        (
            replace(
                PACK,
                plans=(
                    replace(
                        ANNUAL,
                        items=(*ANNUAL.items, PlanItem("4", "又", "", (PlanPart("gdp", "亿元", "增长1%"),))),
                    ),
                ),
            ),
            PackAmbiguous,
        ),
    ),
)
def test_that_a_faulty_pack_leaves_the_file_empty(empty: Store, pack: Pack, error: type[Exception]) -> None:
    with pytest.raises(error), empty.writing() as session:
        catalogue.save_pack(session, pack)
    with empty.writing() as session:
        assert catalogue.regions(session) == []
        catalogue.save_pack(session, PACK)
