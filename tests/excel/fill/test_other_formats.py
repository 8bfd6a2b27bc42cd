"""Filling old forms: as .xlsx beside the original where LibreOffice is missing, and by it where it is not."""

import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.excel.fill.convert.old_forms import A08, A10, cell, ods, row, table, without_office
from wzdesk.excel.fill.other_formats import as_workbook, fill_any, target_of
from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.fill.report import CellRef, FillValue


@pytest.fixture
def form(shared: Path, tmp_path: Path) -> Path:
    """The old form of the counties' revenue and trade, with 12 formulas."""
    copy = tmp_path / "财政外贸.xls"
    copy.write_bytes((shared / A08).read_bytes())
    return copy


def sheet_name(form: Path, tmp_path: Path) -> str:
    folder = tmp_path / "look"
    folder.mkdir(exist_ok=True)
    return openpyxl.load_workbook(as_workbook(form, folder)).sheetnames[0]


def test_that_an_old_form_is_filled_as_xlsx_beside_it(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch)
    before, name, out = form.read_bytes(), sheet_name(form, tmp_path), tmp_path / "财政外贸（已填）.xls"
    values: dict[CellRef, FillValue] = {CellRef(name, "N50"): Decimal("8730.6"), CellRef(name, "N51"): "=1+1"}
    report = fill_any(form, values, out)
    target = tmp_path / "财政外贸（已填）.xlsx"
    assert not out.exists()
    assert form.read_bytes() == before
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert (sheet["N50"].value, sheet["N51"].value, sheet["N51"].data_type) == (8730.6, "=1+1", "s")
    (note,) = report.notes
    assert note == (
        "表样是 .xls 格式，这台电脑没有能用的 LibreOffice，已换成 .xlsx 填好，存为“财政外贸（已填）.xlsx”，"
        "原来的文件没有动；字体、列宽、打印设置可能和原来略有不同，请打开看一遍。"
    )


def test_that_formulas_of_an_old_form_follow_what_is_filled(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch)
    form, out = shared / A10, tmp_path / "赛马.et"
    name = sheet_name(form, tmp_path)
    report = fill_any(form, {CellRef(name, "C5"): Decimal("14.2")}, out)
    assert [(str(one.ref.cell), one.before, one.after) for one in report.recalculated] == [
        ("D5", "7.2", "8.3")
    ]
    results = openpyxl.load_workbook(tmp_path / "赛马.xlsx", data_only=True).worksheets[0]
    assert (results["D5"].value, results["H5"].value) == (8.3, pytest.approx(145.9 / 176.5))
    with pytest.raises(CannotFill, match="公式"):
        fill_any(form, {CellRef(name, "D5"): Decimal(1)}, out)


def test_that_no_file_that_is_there_is_written_over(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch)
    name = sheet_name(form, tmp_path)
    for there in ("财政外贸.xlsx", "财政外贸（2）.xlsx"):
        (tmp_path / there).write_bytes(b"mine")
    assert target_of(form, form) == tmp_path / "财政外贸（3）.xlsx"
    report = fill_any(form, {CellRef(name, "N50"): Decimal(1)}, form)
    assert "财政外贸（3）.xlsx" in report.notes[0]
    assert (tmp_path / "财政外贸.xlsx").read_bytes() == b"mine"
    assert report.backup is None
    chosen = tmp_path / "财政外贸.xlsx"
    assert target_of(form, chosen) == chosen


def test_that_a_workbook_goes_where_it_was_asked_for(shared: Path, tmp_path: Path) -> None:
    (form,) = (shared / "forms").glob("a01_*.xlsx")
    for name in ("甲.xlsx", "甲.xls"):
        assert target_of(form, tmp_path / name) == tmp_path / name


def test_that_a_form_without_macros_gets_no_ending_that_says_so(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch)
    with pytest.raises(CannotFill, match="打不开"):
        fill_any(form, {CellRef(sheet_name(form, tmp_path), "N50"): Decimal(1)}, tmp_path / "x.xlsm")
    assert not (tmp_path / "x.xlsm").exists()


def test_that_an_open_document_is_filled_as_xlsx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_office(monkeypatch)
    total = cell("float", "5", "5", 'table:formula="of:=SUM([.A1:.A2])"')
    form = ods(tmp_path / "表.ods", table(row(cell("string", "", "指标"), total)))
    report = fill_any(form, {CellRef("表", "C1"): Decimal("29.0")}, tmp_path / "表.ods")
    assert openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]["C1"].value == 29
    assert "有 1 个公式换成了当时的结果，不会再自动算，请核对；" in report.notes[0]


def test_that_our_own_hand_reads_what_libreoffice_does_not(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr("shutil.which", lambda *_, **__: "soffice")
    monkeypatch.setattr(subprocess, "run", fail)
    name = sheet_name(form, tmp_path)
    report = fill_any(form, {CellRef(name, "N50"): Decimal(1)}, tmp_path / "甲.xlsx")
    assert (tmp_path / "甲.xlsx").exists()
    assert "没有能用的 LibreOffice" in report.notes[0]
    with pytest.raises(CannotFill, match="请把结果的文件名改成"):
        fill_any(form, {CellRef(name, "N50"): Decimal(1)}, tmp_path / "乙.xls")
    assert not (tmp_path / "乙.xls").exists()


def test_that_libreoffice_gives_the_old_format_back_and_the_original_is_kept(
    form: Path, tmp_path: Path, office: object
) -> None:
    import xlrd

    before, name = form.read_bytes(), sheet_name(form, tmp_path)
    report = fill_any(form, {CellRef(name, "N50"): Decimal("8730.6")}, form)
    assert xlrd.open_workbook(str(form)).sheet_by_index(0).cell(49, 13).value == 8730.6
    assert report.backup is not None
    assert report.backup.read_bytes() == before
    assert "再换回来" in report.notes[0]
