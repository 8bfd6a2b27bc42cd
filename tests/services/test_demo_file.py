"""A file with invented figures: whatever leaves it says so, and what is published stays as it is."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from wzdesk.db.store import Store
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.services.assess_plan import assessment_data
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_form import place_numbers, write_form
from wzdesk.services.fill_plan import read_filled
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import DEFAULT_PACK, DEMO_PACK, pack_folder
from wzdesk.services.receive_book import receive_as_sheets, receive_book
from wzdesk.services.receive_plan_table import Reception
from wzdesk.services.receiving.as_json import reception_json

CITY, COUNTY = "330300", "330326"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with create_data_file(tmp_path_factory.mktemp("demo") / "演示.wzd", pack_folder(DEMO_PACK)) as store:
        yield store


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with create_data_file(tmp_path_factory.mktemp("real") / "温州.wzd", pack_folder(DEFAULT_PACK)) as store:
        yield store


def words_of(path: Path) -> str:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_that_the_file_says_of_itself_that_it_holds_invented_figures(demo: Store, real: Store) -> None:
    look = look_first(demo.path)
    assert look.info.is_demo
    assert look.filled.table.is_demo
    assert "演示" in look.info.pack_name
    assert not look_first(real.path).info.is_demo


@pytest.mark.parametrize("plan", ("2023", "13fyp"))
def test_that_the_verdicts_of_the_published_tables_stay(plan: str, demo: Store, real: Store) -> None:
    assert read_filled(demo, plan, CITY).assessments == read_filled(real, plan, CITY).assessments


def test_that_a_county_has_figures_and_each_says_that_it_is_invented(demo: Store) -> None:
    table = read_filled(demo, "2024", COUNTY).table
    own = [each for key, each in table.observations.items() if key.region == COUNTY]
    assert len({each.key.indicator for each in own}) >= 20
    assert {each.source for each in own} == {"演示"}


def test_that_an_exported_table_says_it_on_every_page_and_row(demo: Store, tmp_path: Path) -> None:
    filled = read_filled(demo, "2024", COUNTY)
    path = tmp_path / "平阳.xlsx"
    export_plan_table(filled.table, filled.assessments, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert str(sheet["A1"].value).endswith(f"（{DEMO_MARK}）")
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.right.text == DEMO_MARK
    assert DEMO_MARK in str(book.properties.keywords)
    assert "不是实际数，不能上报" in words_of(path)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (investment,) = [row for row in rows if "固定资产投资" in row]
    assert investment[-1] == "演示"


def test_that_a_table_of_real_figures_says_nothing_of_it(real: Store, tmp_path: Path) -> None:
    filled = read_filled(real, "2023", CITY)
    path = tmp_path / "温州.xlsx"
    export_plan_table(filled.table, filled.assessments, path)
    assert "演示" not in words_of(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.oddHeader is not None
    assert not sheet.oddHeader.right.text
    assert "mark" not in assessment_data(filled)


def test_that_an_exported_table_comes_back_unchanged(demo: Store, tmp_path: Path) -> None:
    filled = read_filled(demo, "2024", COUNTY)
    path = tmp_path / "平阳.xlsx"
    export_plan_table(filled.table, filled.assessments, path)
    reception = receive_book(demo, path, COUNTY, "2024")
    assert isinstance(reception, Reception)
    counts = reception.preview.counts
    assert (counts["new"], counts["changed"], counts["conflict"], counts["not_taken"]) == (0, 0, 0, 0)
    assert reception.preview.as_json()["mark"] == DEMO_MARK
    assert reception_json(receive_as_sheets(demo, path, COUNTY, "2024"))["mark"] == DEMO_MARK


def test_that_an_assessment_as_data_says_it(demo: Store) -> None:
    assert assessment_data(read_filled(demo, "2024", COUNTY))["mark"] == DEMO_MARK


def test_that_filling_a_form_tells_that_it_must_not_be_handed_in(
    demo: Store, real: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("2024年1-9月主要指标",),
        ("指标名称", "单位", "1-9月累计", "增速(%)"),
        ("固定资产投资", "亿元"),
        ("税收收入", "亿元"),
    ):
        book.worksheets[0].append(list(row))
    form = tmp_path / "表样.xlsx"
    book.save(form)
    report = write_form(place_numbers(demo, form, COUNTY, "2024-01/09"), tmp_path / "填好.xlsx")
    assert len(report.filled) == 4
    assert any(DEMO_MARK in note for note in report.notes)
    assert not place_numbers(real, form, COUNTY, "2024-01/09").is_demo
