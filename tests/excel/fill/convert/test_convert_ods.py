"""OpenDocument forms: what their cells hold, how they show it, and what repeats."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.excel.fill.convert.old_forms import cell, ods, row, table
from wzdesk.excel.fill.convert.old_form import convert

STYLES = """
<number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1" number:grouping="true"/>
</number:number-style>
<number:percentage-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1"/>
<number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N3"><number:year number:style="long"/><number:text>年</number:text><number:month/>
<number:text>月</number:text></number:date-style>
<style:style style:name="c1" style:family="table-column"><style:table-column-properties style:column-width="1in"/></style:style>
<style:style style:name="r1" style:family="table-row"><style:table-row-properties style:row-height="30pt"/></style:style>
<style:style style:name="t2" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="one" style:family="table-cell" style:data-style-name="N1">
<style:table-cell-properties fo:border="0.74pt solid #FF0000" fo:background-color="#ffff00" fo:wrap-option="wrap"/>
<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>
<style:style style:name="two" style:family="table-cell" style:parent-style-name="one" style:data-style-name="N2"/>
<style:style style:name="three" style:family="table-cell" style:data-style-name="N3"/>
"""


def sheet_of(tmp_path: Path, *tables: str) -> Worksheet:
    target = tmp_path / "new.xlsx"
    convert(ods(tmp_path / "表.ods", "".join(tables), STYLES), target)
    return openpyxl.load_workbook(target).worksheets[0]


def test_that_values_keep_their_kind(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        table(
            row(
                cell("float", "29.05", "29.1"),
                cell("string", "", "=1+1"),
                cell("boolean", "true", "真"),
                cell("percentage", "0.076", "7.6%", 'table:style-name="two"'),
                cell("date", "2024-09-30", "2024年9月", 'table:style-name="three"'),
                cell("float", "9007199254740993", "x"),
                cell("time", "PT06H00M00S", "6:00"),
            )
        ),
    )
    told = [one.value for one in sheet[1]]
    assert told[:4] == [29.05, "=1+1", True, 0.076]
    assert [one.data_type for one in sheet[1]][:4] == ["n", "s", "b", "n"]
    assert str(told[4]) == "2024-09-30 00:00:00"
    assert told[6] == 0.25
    assert [one.number_format for one in sheet[1]][3:5] == ["0.00%", 'yyyy"年"m"月"']


def test_that_blanks_lines_and_tabs_of_a_text_are_kept(tmp_path: Path) -> None:
    words = 'a<text:s text:c="3"/>b<text:span>c</text:span></text:p><text:p>d<text:tab/>e<text:line-break/>f'
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    sheet = sheet_of(tmp_path, table(row(f'<table:table-cell office:value-type="string">{note}<text:p>{words}</text:p></table:table-cell>')))  # fmt: skip
    assert sheet["A1"].value == "a   bc\nd\te\nf"


def test_that_looks_sizes_and_hidden_lines_come_along(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        table(
            row(cell("float", "1234.56", "", 'table:style-name="one"'), more='table:style-name="r1"'),
            row(cell("float", "2"), more='table:visibility="collapse"'),
            columns='<table:table-column table:style-name="c1"/><table:table-column table:visibility="collapse"/>',
        ),
    )
    first = sheet["A1"]
    assert first.number_format == "#,##0.0"
    assert (first.font.b, first.font.sz, first.fill.fgColor.rgb) == (True, 14, "FFFFFF00")
    assert (first.border.left.style, first.border.left.color.rgb) == ("thin", "FFFF0000")
    assert (first.alignment.horizontal, first.alignment.wrap_text) == ("center", True)
    assert (sheet.row_dimensions[1].height, sheet.row_dimensions[2].hidden) == (30, True)
    assert (round(sheet.column_dimensions["A"].width, 1), sheet.column_dimensions["B"].hidden) == (13.7, True)


def test_that_merges_and_repeats_stand_where_they_stood(tmp_path: Path) -> None:
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    sheet = sheet_of(
        tmp_path,
        table(
            row(cell("string", "", "合计", wide), "<table:covered-table-cell/>", cell("float", "1")),
            row('<table:covered-table-cell table:number-columns-repeated="2"/>', cell("float", "2")),
            row(cell("float", "7", "", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'),
            row('<table:table-cell table:style-name="one" table:number-columns-repeated="16384"/>',
                more='table:number-rows-repeated="1048000"'),
            row(cell("float", "9")),
        ),
    )  # fmt: skip
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:B2"]
    assert [sheet[at].value for at in ("A1", "C1", "C2", "A3", "C4")] == ["合计", 1, 2, 7, 7]
    assert sheet["A1048005"].value == 9
    assert len([True for line in sheet.iter_rows(max_row=20) for one in line if one.has_style]) < 60


def test_that_hidden_sheets_stay_hidden_and_losses_are_told(tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    formula = cell("float", "5", "5", 'table:formula="of:=SUM([.A1:.A2])"')
    picture = "<table:table-cell><draw:frame/></table:table-cell>".replace("draw:", "drawing:")
    form = ods(
        tmp_path / "表.ods",
        table(row(formula, picture))
        + table(row(cell("float", "1")), name="藏", more='table:style-name="t2"'),
        STYLES,
    )
    words = convert(form, target)
    assert words == "图片、图表没有带过来，有 1 个公式换成了当时的结果，不会再自动算，请核对"
    book = openpyxl.load_workbook(target)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden"]
    assert book.worksheets[0]["A1"].value == 5


def test_that_what_libreoffice_writes_reads_as_the_form_it_was(
    shared: Path, tmp_path: Path, office: Callable[[Path, str], Path]
) -> None:
    (form,) = (shared / "forms").glob("a01_*.xlsx")
    target = tmp_path / "new.xlsx"
    convert(office(form, "ods"), target)
    old, new = (openpyxl.load_workbook(path, data_only=True).worksheets[0] for path in (form, target))
    told = {
        one.coordinate: one.value for line in new.iter_rows() for one in line if one.value not in {None, ""}
    }
    wanted = {
        one.coordinate: one.value for line in old.iter_rows() for one in line if one.value not in {None, ""}
    }
    assert told == wanted
    assert set(map(str, new.merged_cells.ranges)) == set(map(str, old.merged_cells.ranges))
    formats = {
        one.coordinate: (one.number_format, new[one.coordinate].number_format)
        for line in old.iter_rows()
        for one in line
        if isinstance(one.value, int | float) and one.number_format != new[one.coordinate].number_format
    }
    assert formats == {}
