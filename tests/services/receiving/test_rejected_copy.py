"""Rows that were not taken go back in the same workbook, with the reason beside them and nothing else changed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.excel.fill.verifier import verify
from wzdesk.__main__ import main
from wzdesk.db.store import Store
from wzdesk.domain.errors import WzdeskError
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.services.receiving.rejected_copy import write_rejected_copy

HEADER = ["指标", "单位", "2024年1—9月", "上年同期", "同比增长(%)", "年度目标", "备注"]
Told = dict[tuple[str, str], str]


def book_of(
    path: Path, rows: Sequence[Sequence[object]], title: str = "平阳县2024年1—9月主要指标完成情况表"
) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    sheet.append([title])
    sheet.merge_cells("A1:G1")
    sheet.append(HEADER)
    for row in rows:
        sheet.append(list(row))
    sheet["A3"].font = Font(bold=True)
    book.save(path)
    return path


def received(store: Store, book: Path) -> SheetReception:
    return SheetReception(store, read_workbook(book))


def told_in(before: Path, after: Path) -> Told:
    """The cells in which one workbook says more than the other; they differ in nothing else."""
    old, new = load_workbook(before), load_workbook(after)
    assert old.sheetnames == new.sheetnames
    told: Told = {}
    for sheet in new.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                was = old[sheet.title][cell.coordinate].value
                if was != cell.value:
                    assert was is None, f"{sheet.title}!{cell.coordinate} held {was!r}"
                    assert isinstance(cell.value, str)
                    assert cell.data_type == "s"
                    told[sheet.title, cell.coordinate] = cell.value
    assert verify(before, after, dict(told)) == []
    return told


GOOD = ("社会消费品零售总额", "亿元", 258.3, 243.2, 6.2, "增长6%", None)
BAD = (
    GOOD,
    ("一般公共预算收入", "亿元", 448600, 41.27, 8.7, 52.6, None),
    ("城镇新增就业人数", "万人", "正在核实", 0.52, None, "0.6以上", None),
    ("老旧小区改造", "个", 12, 10, None, "15", None),
    ("货物贸易进出口额", "吨", 101.4, 96.33, 5.3, "增长5.5%", None),
    ("实际使用外资额", "亿美元", "#DIV/0!", 0.19, None, "0.3", None),
)


def test_that_each_row_is_told_its_reasons_in_the_first_free_column(store: Store, tmp_path: Path) -> None:
    book, out = book_of(tmp_path / "平阳.xlsx", BAD), tmp_path / "退回.xlsx"
    assert write_rejected_copy(book, received(store, book), out) == 5
    told = told_in(book, out)
    assert list(told) == [("表", f"H{row}") for row in (2, 4, 5, 6, 7, 8)]
    assert told["表", "H2"] == "退回原因"
    assert told["表", "H4"].startswith(
        "C4：448600 是上年同期 41.27 的 10870 倍，像是万元写在亿元里（合 44.86 亿元）"
    )
    assert told["表", "H5"] == "C5：“正在核实”是文字，不是数"
    assert told["表", "H6"] == "C6、D6：目录里没有这个指标，请核对名称"
    assert "C7：“101.4”表上单位是“吨”，目录里是“亿元”，换算不了；D7：" in told["表", "H7"]
    assert "错误值 #DIV/0!" in told["表", "H8"]


def test_that_targets_and_texts_are_no_reason(store: Store, tmp_path: Path) -> None:
    row = ("社会消费品零售总额", "亿元", 258.3, 243.2, 6.2, "省下达", "已经核实过")
    book, out = book_of(tmp_path / "好.xlsx", [row, GOOD]), tmp_path / "退回.xlsx"
    assert write_rejected_copy(book, received(store, book), out) == 0
    assert not out.exists()


def test_that_a_contradiction_is_told_once_in_a_row(store: Store, tmp_path: Path) -> None:
    rows = [GOOD, ("社零总额", "亿元", 259.9, 243.2, 6.2, "增长6%", None)]
    book, out = book_of(tmp_path / "矛盾.xlsx", rows), tmp_path / "退回.xlsx"
    assert write_rejected_copy(book, received(store, book), out) == 2
    told = told_in(book, out)
    assert told["表", "H3"] == "C3：和 C4 说的是同一个数，却不一样，请改成一致"
    assert told["表", "H4"] == "C4：和 C3 说的是同一个数，却不一样，请改成一致"


def test_that_no_cell_that_holds_something_is_touched(store: Store, tmp_path: Path) -> None:
    book = book_of(tmp_path / "平阳.xlsx", BAD)
    workbook = load_workbook(book)
    sheet = workbook.worksheets[0]
    sheet["J5"] = "另有说明"
    sheet.merge_cells("K4:L6")
    sheet.column_dimensions["M"].hidden = True
    workbook.save(book)
    out = tmp_path / "退回.xlsx"
    assert write_rejected_copy(book, received(store, book), out) == 5
    assert {cell for _, cell in told_in(book, out)} == {f"N{row}" for row in (2, 4, 5, 6, 7, 8)}


def test_that_the_workbook_itself_is_not_written_over(store: Store, tmp_path: Path) -> None:
    book = book_of(tmp_path / "平阳.xlsx", BAD)
    content = book.read_bytes()
    with pytest.raises(WzdeskError, match="不能盖掉"):
        write_rejected_copy(book, received(store, book), book)
    assert book.read_bytes() == content


def test_that_text_from_outside_is_no_formula(store: Store, tmp_path: Path) -> None:
    rows = [GOOD, ("城镇新增就业人数", "万人", "=正在核实", 0.52, None, "0.6以上", None)]
    book = book_of(tmp_path / "平阳.xlsx", rows)
    workbook = load_workbook(book)
    workbook.worksheets[0]["C4"].data_type = "s"
    workbook.save(book)
    out = tmp_path / "退回.xlsx"
    assert write_rejected_copy(book, received(store, book), out) == 1
    assert told_in(book, out)["表", "H4"] == "C4：“=正在核实”是文字，不是数"


@pytest.mark.parametrize(
    ("name", "cells"),
    (
        ("a01r1_返回_平阳县.xlsx", {"M5", "M16", "M27"}),
        ("a01r2_返回_苍南县.xlsx", {"M5", "M26", "M27", "M28"}),
        (
            "a06_2024年前三季度部门指标填报册.xlsx",
            {"H3", "H6", "H10", "H11", "G4", "G7", "G8", "G9", "E13", "E14", "E15", "H7"},
        ),
    ),
)
def test_that_returned_forms_go_back_as_they_came(
    store: Store, shared: Path, tmp_path: Path, name: str, cells: set[str]
) -> None:
    book, out = shared / "forms" / name, tmp_path / name
    told_rows = write_rejected_copy(book, received(store, book), out)
    told = told_in(book, out)
    assert {cell for _, cell in told} == cells
    assert told_rows == sum(text != "退回原因" for text in told.values())


def test_that_the_slip_in_a_returned_form_is_told(store: Store, shared: Path, tmp_path: Path) -> None:
    book, out = shared / "forms" / "a01r1_返回_平阳县.xlsx", tmp_path / "退回.xlsx"
    reception = received(store, book)
    write_rejected_copy(book, reception, out)
    told = told_in(book, out)["1-9月", "M16"]
    assert told.startswith("G16：448600 是上年同期 41.27 的 10870 倍，像是万元写在亿元里（合 44.86 亿元）")
    assert "备注写着“单位按万元填报”" in told
    held = {each.claim.cell for each in reception.differences} - {
        each.claim.cell for each in reception.proposed
    }
    assert {"G16", "H16"} <= held


QUIET = {
    "a02_2023年各县（市、区）主要经济指标.xlsx": {"全年!J6", "全年!M6"},
    "a04_“十四五”规划主要指标监测表.xlsx": set(),
    "a06_2024年前三季度部门指标填报册.xlsx": set(),
    "a07_2023年计划完成情况（两栏版）.xlsx": set(),
    "a08_2023年全市及各县市区财政外贸情况.xls": {"Sheet1 (2)!B5", "Sheet1 (2)!E5"},
    "a10_县级固定资产投资赛马季报.et": set(),
    "a01_平阳县主要指标完成情况表_1-9月.xlsx": set(),
    "a01r2_返回_苍南县.xlsx": set(),
    "a01r1_返回_平阳县.xlsx": {"1-9月!G16", "1-9月!H16"},
}


@pytest.mark.parametrize("name", QUIET)
def test_that_ordinary_forms_raise_next_to_nothing(store: Store, shared: Path, name: str) -> None:
    """Sums of counties that differ from the published city figure are told in a02 and a08, the slip in a01r1."""
    found = received(store, shared / "forms" / name).findings
    assert {f"{each.sheet}!{each.cell}" for each in found} == QUIET[name]


def test_that_the_command_line_writes_the_copy(
    wenzhou_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "温州.wzd"
    data.write_bytes(wenzhou_file.read_bytes())
    book, out = book_of(tmp_path / "平阳.xlsx", BAD), tmp_path / "退回.xlsx"
    command = ["import", str(book), "--data", str(data), "--rejects", str(out)]
    assert main([*command, "--dry-run"]) == 0
    assert f"要退回 5 行，原因写在 {out} 的“退回原因”一列。" in capsys.readouterr().out
    assert len(told_in(book, out)) == 6
    assert main([*command, "--json"]) == 0
    assert '"rejected_rows": 5' in capsys.readouterr().out
    assert main(["import", str(book), "--data", str(data), "--rejects", str(book)]) == 2
