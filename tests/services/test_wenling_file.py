"""A file of a county-level city elsewhere: the same services, and nothing in them knows Wenzhou."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from wzdesk.db.store import Store
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.receive_book import receive_book
from wzdesk.services.receive_plan_table import Reception
from wzdesk.services.receiving.names import RegionNames
from wzdesk.services.receiving.reception import SheetReception

HOME = "331081"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_data_file(tmp_path / "温岭市.wzd", pack_folder("wenling")) as store:
        yield store


def judged(filling: PlanFilling) -> dict[str, Verdict]:
    return {one.item_no: one.verdict for one in filling.filled.assessments}


def test_that_the_file_opens_on_its_own_plan(store: Store) -> None:
    look = look_first(store.path)
    assert look.filled.table.region.name == "温岭市"
    assert look.filled.table.plan.name == "2024年温岭市政府工作报告目标"
    assert [region.name for region in look.filled.table.higher_regions] == ["台州市", "浙江省"]
    assert not look.info.is_demo


def test_that_its_plan_is_filled_judged_and_undone(store: Store) -> None:
    filling = PlanFilling.open(store, "2024", HOME)
    assert set(judged(filling).values()) == {Verdict.NO_DATA}
    filling.record(
        [
            TypedCell("INDUSTRY_VA", Column.GROWTH, "6.4"),
            TypedCell("FAI", Column.GROWTH, "7.2"),
            TypedCell("FAI_MFG", Column.LEVEL, "101.5"),
            TypedCell("FDI", Column.LEVEL, "0.73亿美元"),
            TypedCell("CONTAINERS", Column.LEVEL, "9.0"),
            TypedCell("INCOME", Column.GROWTH, "4.9"),
        ]
    )
    verdicts = judged(filling)
    assert {no: verdicts[no] for no in ("1", "2", "15", "18", "21", "3")} == {
        "1": Verdict.ACHIEVED,
        "2": Verdict.MISSED,
        "15": Verdict.ACHIEVED,
        "18": Verdict.ACHIEVED,
        "21": Verdict.NEARLY,
        "3": Verdict.UNDETERMINED,
    }
    filling.undo()
    assert set(judged(filling).values()) == {Verdict.NO_DATA}


def test_that_results_of_last_year_stand_beside_the_plan(store: Store) -> None:
    filling = PlanFilling.open(store, "2024", HOME)
    (last_year,) = filling.years("HIGHTECH_FIRMS")
    assert (last_year.key.period.code, last_year.quantity.text) == ("2023", "94 家")
    assert last_year.source.startswith("001 ")


def test_that_its_table_is_exported_and_comes_back_unchanged(store: Store, tmp_path: Path) -> None:
    filling = PlanFilling.open(store, "2024", HOME)
    filling.record([TypedCell("INDUSTRY_VA", Column.GROWTH, "6.4"), TypedCell("FDI", Column.LEVEL, "7310")])
    path = tmp_path / "温岭.xlsx"
    export_plan_table(filling.filled.table, filling.filled.assessments, path)
    texts = [cell.value for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    words = "".join(str(text) for text in texts if text)
    assert "2024年温岭市政府工作报告目标完成情况" in words
    assert "温州" not in words
    assert "演示" not in words
    reception = receive_book(store, path, HOME, "2024")
    assert isinstance(reception, Reception)
    counts = reception.preview.counts
    assert (counts["new"], counts["changed"], counts["conflict"], counts["not_taken"]) == (0, 0, 0, 0)
    assert counts["same"] > 31


def test_that_a_sheet_of_the_whole_city_is_its_own(store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("2024年1-6月全市主要经济指标",),
        ("指标名称", "单位", "1-6月累计", "同比增长（%）"),
        ("固定资产投资", "亿元", 210.5, 8.1),
        ("一般公共预算收入", "亿元", 50.2, 3.3),
    ):
        sheet.append(row)
    path = tmp_path / "月报.xlsx"
    book.save(path)
    reception = receive_book(store, path)
    assert isinstance(reception, SheetReception)
    assert {each.claim.key.region for each in reception.differences} == {HOME}
    assert len(reception.differences) == 4


CITY = Region("331000", "台州市", "台州", RegionLevel.CITY, None)
COUNTY_CITY = Region(HOME, "温岭市", "温岭", RegionLevel.COUNTY, "331000")
COUNTY = Region("331022", "三门县", "三门", RegionLevel.COUNTY, "331000")


@pytest.mark.parametrize(
    ("regions", "home", "whole"),
    (
        ((CITY, COUNTY_CITY), COUNTY_CITY, COUNTY_CITY),
        ((CITY, COUNTY_CITY, COUNTY), COUNTY_CITY, CITY),
        ((CITY, COUNTY), COUNTY, CITY),
        ((CITY, COUNTY_CITY), CITY, CITY),
    ),
)
def test_that_the_whole_city_is_the_county_level_city_where_no_county_stands_beside_it(
    regions: tuple[Region, ...], home: Region, whole: Region
) -> None:
    named = RegionNames(regions, home.code).find("全市")
    assert named is not None
    assert named.code == whole.code
