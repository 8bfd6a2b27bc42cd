import csv
import errno
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.excel.conftest import Convert
from tests.reports.plan_samples import annual_table, years_table
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.sheet_layout import CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.domain.verdict import Assessment, Verdict
from wzdesk.excel.errors import CannotWrite
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.text_escapes import escape_text, unescape_text
from wzdesk.excel.write.sheet import write_sheet
from wzdesk.reports.plan_sheet import lay_out_plan

VERDICTS = list(Verdict)
DANGEROUS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-3",
    "-",
    "—",
    "=",
    "'a",
    "#N/A",
    "TRUE",
    "1e5",
    "007",
    "2023-01-01",
    "5-6",
)


def page(table: PlanTable) -> SheetLayout:
    judged = [Assessment(item.no, VERDICTS[n % 5], (), ()) for n, item in enumerate(table.plan.items)]
    return lay_out_plan(table, judged)


def column_of(texts: list[str]) -> SheetLayout:
    cells = tuple(SheetCell(row, 1, text) for row, text in enumerate(texts, 1))
    return SheetLayout("表", cells, (20.0,), {}, (1, 1))


@pytest.mark.parametrize("table", (annual_table(), years_table()))
def test_that_the_page_comes_back_as_it_was_laid_out(table: PlanTable, tmp_path: Path) -> None:
    layout = page(table)
    write_sheet(layout, tmp_path / "表.xlsx")
    (sheet,) = read_book(tmp_path / "表.xlsx").sheets
    for cell in layout.cells:
        last_row, last_column = cell.row + cell.rows - 1, cell.column + cell.columns - 1
        assert sheet.text_at(cell.row, cell.column) == cell.text
        assert sheet.text_at(last_row, last_column) == cell.text
        assert not (cell.kind is CellKind.NUMBER and sheet.cells[cell.row, cell.column].is_formula)
    assert sheet.name == layout.name


def test_that_the_page_prints_on_a4_with_headings_on_every_sheet(tmp_path: Path) -> None:
    write_sheet(page(annual_table()), tmp_path / "表.xlsx")
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.freeze_panes == "E4"
    title = sheet["A1"]
    assert (title.font.name, title.font.size, title.font.bold, title.alignment.horizontal) == (
        "宋体",
        16,
        True,
        "center",
    )


def test_that_a_missed_verdict_is_bold_and_all_of_them_are_words(tmp_path: Path) -> None:
    write_sheet(page(annual_table()), tmp_path / "表.xlsx")
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    bold = {
        sheet.cell(row, 10).value: sheet.cell(row, 10).font.bold
        for row in range(4, 16)
        if sheet.cell(row, 10).value
    }
    assert set(bold) == {verdict.word for verdict in Verdict}
    assert [word for word, is_bold in bold.items() if is_bold] == ["未完成"]


def test_that_numbers_are_numbers_with_their_digits(tmp_path: Path) -> None:
    write_sheet(page(annual_table()), tmp_path / "表.xlsx")
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    cells = {
        cell.value: cell.number_format
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value
    }
    assert cells[8730.6] in {"0.0", "#,##0.00"}
    assert (cells[29], cells[0.77], cells[0.0095]) == ("0.0", "0.000", "0.0000")
    with zipfile.ZipFile(tmp_path / "表.xlsx") as archive:
        part = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search("<f[ >]", part)
    assert "<v>0.770</v>" in part


def test_that_dangerous_texts_stay_texts(tmp_path: Path) -> None:
    write_sheet(column_of([*DANGEROUS]), tmp_path / "表.xlsx")
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    for row, text in enumerate(DANGEROUS, 1):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type, cell.number_format) in {(text, "s", "@"), (text, "f", "@")}
        assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@", "'"))
    with zipfile.ZipFile(tmp_path / "表.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(), min_size=1, max_size=20), min_size=1, max_size=30))
@example(["\x00", "\r\n", "\t", "_x000D_", "__x0041__", "\ud800", "\ufffe", " a ", "\n", "𠀀", "\x0b"])
def test_that_any_text_comes_back_as_it_went(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    write_sheet(column_of(texts), path)
    (sheet,) = read_book(path).sheets
    assert [sheet.text_at(row, 1) for row in range(1, len(texts) + 1)] == texts


@given(st.text(st.characters()))
def test_that_escaping_loses_nothing(text: str) -> None:
    assert unescape_text(escape_text(text)) == text


@pytest.mark.parametrize("table", (annual_table(), years_table()))
def test_that_libreoffice_shows_the_very_texts(table: PlanTable, tmp_path: Path, office: Convert) -> None:
    layout = page(table)
    write_sheet(layout, tmp_path / "表.xlsx")
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    office(tmp_path / "表.xlsx", "pdf")
    made = office(tmp_path / "表.xlsx", as_shown)
    rows = list(csv.reader(made.read_text("utf-8-sig").splitlines(keepends=True)))
    for cell in layout.cells:
        assert rows[cell.row - 1][cell.column - 1] == cell.text


def test_that_what_libreoffice_saves_again_reads_the_same(tmp_path: Path, office: Convert) -> None:
    layout = page(annual_table())
    write_sheet(layout, tmp_path / "表.xlsx")
    (sheet,) = read_book(office(tmp_path / "表.xlsx", "xlsx")).sheets
    assert {cell.text for cell in layout.cells} - {""} <= {cell.text for cell in sheet.cells.values()}
    for cell in layout.cells:
        if cell.role is CellRole.BODY:
            assert sheet.text_at(cell.row, cell.column) == cell.text


@pytest.mark.parametrize(
    ("name", "words"),
    (("表.xls", ".xlsx"), ("没有/表.xlsx", "不存在"), ("表" * 120 + ".xlsx", "改短"), ("夹.xlsx", "文件夹")),
)
def test_that_a_bad_place_is_told(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "夹.xlsx").mkdir()
    with pytest.raises(CannotWrite, match=words):
        write_sheet(column_of(["a"]), tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["夹.xlsx"]


def test_that_a_text_too_long_for_a_cell_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="32767"):
        write_sheet(column_of(["长" * 32768]), tmp_path / "表.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO))
def test_that_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_text("旧")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWrite) as caught:
        write_sheet(column_of(["a"]), path)
    assert caught.value.sentence.endswith("原来的文件没有改动。")
    assert path.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("lock", (".~lock.表.xlsx#", "~$表.xlsx"))
def test_that_a_file_open_elsewhere_is_not_replaced(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "表.xlsx"
    write_sheet(column_of(["a"]), path)
    before = path.read_bytes()
    (tmp_path / lock).write_text("")
    with pytest.raises(CannotWrite, match="打开"):
        write_sheet(column_of(["b"]), path)
    assert path.read_bytes() == before


def test_that_an_old_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_sheet(column_of(["a"]), path)
    path.chmod(0o640)
    write_sheet(column_of(["b"]), path)
    assert read_book(path).sheets[0].text_at(1, 1) == "b"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "真").mkdir()
    link = tmp_path / "表.xlsx"
    link.symlink_to(tmp_path / "真" / "表.xlsx")
    write_sheet(column_of(["a"]), link)
    assert link.is_symlink()
    assert read_book(tmp_path / "真" / "表.xlsx").sheets[0].text_at(1, 1) == "a"


def test_that_a_name_forbidden_for_sheets_is_mended(tmp_path: Path) -> None:
    table = annual_table()
    named = replace(table, plan=replace(table.plan, name="2023/24年[温州市]计划：'甲'?*" + "很长" * 20))
    write_sheet(page(named), tmp_path / "表.xlsx")
    assert len(read_book(tmp_path / "表.xlsx").sheets[0].name) <= 31
