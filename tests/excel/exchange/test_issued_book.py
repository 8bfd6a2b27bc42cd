"""A workbook that is sent out: locked but for its answers, printed on A4, with its identity where nobody looks."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from wzdesk.domain.exchange.identity import identity_of
from wzdesk.domain.period import Period
from wzdesk.excel.exchange.marks import MARK, SHEET
from wzdesk.excel.exchange.returned import read_returned
from wzdesk.excel.read.reader import read_book
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issued")
    with (
        pytest.MonkeyPatch.context() as patched,
        create_data_file(folder / "a.wzd", pack_folder("demo")) as store,
    ):
        patched.setenv("XDG_CONFIG_HOME", str(folder))
        patched.setenv("APPDATA", str(folder))
        return issue_form(store, "monthly", Period.to_month(2024, 6), folder, regions=["330326"])[0].path


def test_that_only_entry_cells_can_be_typed_into(issued: Path) -> None:
    sheet = load_workbook(issued).worksheets[0]
    assert sheet.protection.sheet
    opened = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    columns = {cell.column or 0 for row in sheet for cell in row if not cell.protection.locked}
    headings = {"".join(str(sheet.cell(3, column).value).split()) for column in columns}
    assert headings == {"6月", "1—6月累计", "增速(%)", "备注"}
    signed = read_returned(issued).signed
    assert signed is not None
    assert len(opened) == len(identity_of(signed.payload).base)


def test_that_lists_signature_print_and_last_period_are_there(issued: Path) -> None:
    sheet = load_workbook(issued).worksheets[0]
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToWidth == 1
    assert "暂无数据" in sheet.data_validations.dataValidation[0].formula1
    texts = [str(cell.value) for row in sheet for cell in row if cell.value]
    assert any("负责人（签字）" in text for text in texts)
    assert any("上期累计" in text for text in texts)
    hidden = [letter for letter, one in sheet.column_dimensions.items() if one.hidden]
    assert len(hidden) == 1


def test_that_the_identity_stands_in_a_very_hidden_sheet_and_in_the_properties(issued: Path) -> None:
    book = load_workbook(issued)
    assert book[SHEET].sheet_state == "veryHidden"
    assert book[SHEET]["A1"].value == MARK
    carried = read_returned(issued).carried
    assert (carried.stamp.form, carried.stamp.region, carried.stamp.period) == (
        "monthly",
        "330326",
        "2024-01/06",
    )
    assert len(carried.stamp.digest) == 64
    assert [sheet.name for sheet in read_book(issued).sheets if sheet.is_visible] == ["主要经济指标月报表"]
