"""Workbooks with everything that a patcher may lose, made on the fly."""

import functools
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.excel.fill.extra_parts import with_custom_xml, with_pivot, with_print_settings, with_threads
from tests.excel.fill.hand_made import HAND_MADE
from tests.excel.fill.packing import (
    repacked,
    replaced,
    small_picture,
    stored,
    with_descriptors,
    with_odd_directory,
    with_zip64,
)

Maker = Callable[[Path], Path]


def rich(path: Path, options: dict[str, object] | None = None, macros: bytes | None = None) -> Path:
    """The agency's form with all that xlsxwriter can put in."""
    book = xlsxwriter.Workbook(path, options or {})
    money = book.add_format({"num_format": "#,##0.00", "border": 1, "bg_color": "#FFF2CC"})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True, "font_color": "red"})
    sheet = book.add_worksheet("主要指标")
    summary = book.add_worksheet("汇总 (1-9月)")
    objects = book.add_worksheet("图表")
    fill_form(sheet, money, date, bold)
    fill_summary(summary, money)
    rules(sheet, bold)
    drawings(book, objects)
    set_up_page(sheet)
    book.define_name("全市合计", "='主要指标'!$C$14")
    book.define_name("'汇总 (1-9月)'!本表", "='汇总 (1-9月)'!$A$1:$D$9")
    book.set_properties({"title": "主要指标完成情况表", "author": "统计局", "company": "温州市"})
    book.set_custom_property("编号", "WZ-2024-09")
    if macros:
        book.add_vba_project(io.BytesIO(macros), is_stream=True)
    hidden = book.add_worksheet("名单")
    hidden.write_column("A1", ["达到", "略低于", "低于"])
    hidden.very_hidden()
    book.close()
    # Excel does not leave this mark; xlsxwriter always does.
    unmarked = repacked(
        path, path.with_suffix(".tmp"), {"xl/workbook.xml": replaced(b' fullCalcOnLoad="1"', b"")}
    )
    return unmarked.replace(path)


def fill_form(sheet: xlsxwriter.worksheet.Worksheet, *formats: xlsxwriter.format.Format) -> None:
    money, date, bold = formats
    sheet.merge_range("A1:F1", "温州市主要指标完成情况表", bold)
    sheet.write_row("A3", ["指标", "单位", "全年目标", "1-9月", "完成率", "备注"], bold)
    sheet.merge_range("A4:A6", "经济", bold)
    for row in range(3, 13):
        sheet.write(row, 1, "亿元")
        if row % 3:
            sheet.write_number(row, 2, 100.25 * row, money)
            sheet.write_number(row, 3, 70 * row, money)
        else:
            sheet.write_blank(row, 2, None, money)
            sheet.write_blank(row, 3, None, money)
        rate = f"=IF(C{row + 1}=0,0,ROUND(D{row + 1}/C{row + 1}*100,1))"
        sheet.write_formula(row, 4, rate, money, 69.8 if row % 3 else 0)
    sheet.write_formula("C14", "=SUM(C4:C13)", money, 4511.25)
    sheet.write_formula("D14", "=SUM(D4:D13)-D7", money, 3150)
    sheet.write_datetime("F4", datetime.fromisoformat("2024-09-30"), date)
    sheet.write_boolean("F5", True)
    sheet.write_rich_string("F6", "生产", bold, "总值", "（现价）")
    sheet.write_string("F7", " 前后有空格 ")
    sheet.write_string("F8", "=不是公式")
    sheet.write_array_formula("H4:H6", "{=C4:C6*2}", money, 0)
    sheet.write_number("H5", 802, money)
    sheet.write_number("H6", 1002.5, money)
    sheet.write_dynamic_array_formula("J4", "=SORT(B4:B6)", None, "亿元")
    sheet.write_comment("C5", "请按现价填报", {"author": "张", "x_scale": 2})
    sheet.write_url("F10", "https://example.gov.cn/统计", string="制度")
    sheet.set_column("C:E", 14, money)
    sheet.set_row(19, 30, bold)
    sheet.set_row(21, None, None, {"hidden": True})


def fill_summary(sheet: xlsxwriter.worksheet.Worksheet, money: xlsxwriter.format.Format) -> None:
    sheet.add_table(
        "A1:D6",
        {
            "name": "县区",
            "columns": [
                {"header": "地区"},
                {"header": "本年"},
                {"header": "上年"},
                {"header": "增长", "formula": "=县区[[#This Row],[本年]]-县区[[#This Row],[上年]]"},
            ],
            "data": [[name, 10, 9] for name in ("鹿城区", "龙湾区", "瓯海区", "乐清市", "瑞安市")],
        },
    )
    for row in range(1, 6):
        sheet.write_formula(row, 3, "=县区[[#This Row],[本年]]-县区[[#This Row],[上年]]", None, 1)
    sheet.write_formula("B8", "='主要指标'!C14+'主要指标'!D14", money, 7661.25)
    sheet.write_formula("B9", "=全市合计/2", money, 2255.625)
    sheet.write_formula("C8", "=SUM(县区[本年])", money, 50)
    sheet.write_formula("D9", '=IF(B8>0,"有数","无数")', None, "有数")
    sheet.write_formula("D10", "=1/0", None, "#DIV/0!")
    sheet.write_formula("D11", "=A2&B2", None, "鹿城区10")
    sheet.protect("", {"format_cells": True})


def rules(sheet: xlsxwriter.worksheet.Worksheet, bold: xlsxwriter.format.Format) -> None:
    sheet.data_validation("F4:F13", {"validate": "list", "source": ["达到", "略低于", "低于"]})
    sheet.data_validation(
        "C4", {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": "不得为负"}
    )
    sheet.data_validation("F11", {"validate": "list", "source": "=名单!$A$1:$A$3"})
    sheet.conditional_format("C4:C13", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    sheet.conditional_format("D4:D13", {"type": "3_color_scale"})
    sheet.conditional_format("E4:E13", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format("E4:E13", {"type": "cell", "criteria": "<", "value": 50, "format": bold})
    sheet.add_sparkline("G4", {"range": "主要指标!C4:D4", "type": "column"})
    sheet.add_sparkline("G5", {"range": "主要指标!C5:D5", "markers": True})
    sheet.ignore_errors({"number_stored_as_text": "F4:F13"})


def drawings(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=主要指标!$B$4:$B$13", "values": "=主要指标!$C$4:$C$13", "name": "目标"})
    chart.set_title({"name": "目标与完成"})
    sheet.insert_chart("B2", chart)
    sheet.insert_textbox("B20", "填表说明：\n一、按现价", {"fill": {"color": "#DDEEFF"}})
    sheet.insert_image("F20", "章.png", {"image_data": io.BytesIO(small_picture()), "description": "公章"})
    sheet.insert_button("H2", {"macro": "填报", "caption": "填报"})
    sheet.insert_checkbox("J2", True)
    sheet.set_background(io.BytesIO(small_picture()))
    sheet.write_row("A30", [1, 2, 3])
    chartsheet = book.add_chartsheet("图")
    whole = book.add_chart({"type": "line"})
    whole.add_series({"values": "=主要指标!$D$4:$D$13"})
    chartsheet.set_chart(whole)


def set_up_page(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_header('&C&"宋体,加粗"温州市统计局&R&D')
    sheet.set_footer("&L填表人：&C第 &P 页")
    sheet.repeat_rows(0, 2)
    sheet.print_area("A1:F14")
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks([20])
    sheet.freeze_panes(3, 2)
    sheet.autofilter("A3:F13")


@functools.cache
def rich_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return rich(Path(folder) / "rich.xlsx").read_bytes()


def rich_copy(path: Path) -> Path:
    path.write_bytes(rich_bytes())
    return path


def plain(path: Path) -> Path:
    """As openpyxl writes: absolute targets, cells without results, no calculation chain."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "O'Brien 表-1!"
    for row in range(1, 12):
        sheet.append([f"指标{row}", row * 1.5, row * 2, f"=B{row}/C{row}"])
    sheet["B12"] = "=SUM(B1:B11)"
    sheet["A14"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["A15"].font = Font(bold=True)
    sheet["B3"].comment = Comment("旧式批注", "李")
    sheet.merge_cells("F2:G5")
    other = book.create_sheet("空表")
    other.sheet_properties.tabColor = "00FF00"
    third = book.create_sheet("引用")
    third["A1"] = "='O''Brien 表-1!'!B12*2"
    third["A2"] = "=A1+1"
    third["A3"] = "=7*6"
    book.save(path)
    return path


def from_1904(path: Path) -> Path:
    return rich(path, {"date_1904": True})


def inline(path: Path) -> Path:
    """All texts inline, rows written as they come."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("流水")
    date = book.add_format({"num_format": "yyyy年m月d日"})
    for row in range(200):
        sheet.write_string(row, 0, f"项目{row}")
        sheet.write_number(row, 1, row / 7)
        sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row / 7 * 2)
        sheet.write_number(row, 3, 45000 + row, date)
    book.close()
    return path


def prefixed(path: Path) -> Path:
    """Every element of the main namespace under the prefix x, as some producers write."""
    source = rich_copy(path.with_suffix(".src"))
    main = re.compile(
        r"^xl/(workbook|styles|sharedStrings|worksheets/sheet\d+|tables/table\d+|comments\d+)\.xml$"
    )
    changes = {}
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            if main.match(name):
                data = archive.read(name)
                data = re.sub(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])", rb"<\1x:\2", data)
                changes[name] = data.replace(b" xmlns=", b" xmlns:x=", 1)
    return repacked(source, path, changes)


STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def strict(path: Path) -> Path:
    """The strict variant of the format, as Excel saves on request."""
    source = inline(path.with_suffix(".src"))
    changes = {}
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            for old, new in STRICT:
                data = data.replace(old, new)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
            changes[name] = data
    return repacked(source, path, changes)


def odd_names(path: Path) -> Path:
    """Parts in places of their own, an absolute target, a folder with a Chinese name."""
    source = plain(path.with_suffix(".src"))
    with zipfile.ZipFile(source) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        rels = archive.read("xl/_rels/workbook.xml.rels")
        types = archive.read("[Content_Types].xml")
        legacy = archive.read("xl/worksheets/_rels/sheet1.xml.rels")
    return repacked(
        source,
        path,
        {
            "xl/worksheets/sheet1.xml": None,
            "xl/worksheets/_rels/sheet1.xml.rels": None,
            "xl/子表/Sheet One.xml": sheet,
            "xl/子表/_rels/Sheet One.xml.rels": legacy,
            "xl/_rels/workbook.xml.rels": rels.replace(
                b"/xl/worksheets/sheet1.xml", "/xl/子表/Sheet One.xml".encode()
            ),
            "[Content_Types].xml": types.replace(
                b"/xl/worksheets/sheet1.xml", "/xl/子表/Sheet One.xml".encode()
            ),
        },
    )


def repack_rich(how: Callable[[Path, Path], Path]) -> Maker:
    return lambda path: how(rich_copy(path.with_suffix(".src")), path)


FIXTURES: dict[str, Maker] = {
    "rich": rich_copy,
    "plain": plain,
    "from_1904": from_1904,
    "inline": inline,
    "prefixed": prefixed,
    "strict": strict,
    "odd_names": odd_names,
    "stored": repack_rich(stored),
    "zip64": repack_rich(with_zip64),
    "descriptors": repack_rich(with_descriptors),
    "odd_directory": repack_rich(with_odd_directory),
    "threads": repack_rich(with_threads),
    "pivot": repack_rich(with_pivot),
    "print_settings": repack_rich(with_print_settings),
    "custom_xml": repack_rich(with_custom_xml),
    **HAND_MADE,
}


def macro_book(path: Path, real: Path) -> Path:
    """A workbook with the macros of a real one."""
    with zipfile.ZipFile(real) as archive:
        macros = archive.read("xl/vbaProject.bin")
    return rich(path, macros=macros)
