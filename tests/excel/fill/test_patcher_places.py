"""Where a filled cell goes: rows and cells that are there, and those that are missing."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.books import MAIN, PACKAGE, RELS, make_book, sheet_xml
from tests.excel.fill.patcher_books import SHEET, fill, filled_rows, part, rows_of
from wzdesk.excel.fill.workbook import CannotFill

_N = Decimal(5)


@pytest.mark.parametrize(
    ("rows", "cell", "after"),
    (
        (
            '<row r="2" spans="2:3"><c r="B2"/><c r="D2"/></row>',
            "C2",
            '<row r="2" spans="2:3"><c r="B2"/><c r="C2"><v>5</v></c><c r="D2"/></row>',
        ),
        (
            '<row r="2" spans="2:3" ht="9"><c r="B2"/></row>',
            "F2",
            '<row r="2" spans="2:6" ht="9"><c r="B2"/><c r="F2"><v>5</v></c></row>',
        ),
        ('<row r="2"><c r="B2"/></row>', "A2", '<row r="2"><c r="A2"><v>5</v></c><c r="B2"/></row>'),
        (
            '<row r="2" s="4" customFormat="1"/>',
            "A2",
            '<row r="2" s="4" customFormat="1"><c r="A2" s="4"><v>5</v></c></row>',
        ),
        ('<row r="2" s="4"/>', "A2", '<row r="2" s="4"><c r="A2"><v>5</v></c></row>'),
        ('<row r="2"></row>', "A2", '<row r="2"><c r="A2"><v>5</v></c></row>'),
        ('<row r="2"/><row r="9"/>', "A5", '<row r="2"/><row r="5"><c r="A5"><v>5</v></c></row><row r="9"/>'),
        ('<row r="2"/>', "A1", '<row r="1"><c r="A1"><v>5</v></c></row><row r="2"/>'),
        (
            '<row r="2"><c r="A2"/></row>\n',
            "A3",
            '<row r="2"><c r="A2"/></row><row r="3"><c r="A3"><v>5</v></c></row>\n',
        ),
        ("<row/><row><c/><c/></row>", "B2", "<row/><row><c/><c><v>5</v></c></row>"),
        ("<row><c/></row>", "C1", '<row><c/><c r="C1"><v>5</v></c></row>'),
        ("", "B2", '<row r="2"><c r="B2"><v>5</v></c></row>'),
        (
            '<!-- <row r="2"><c r="A2"> --><row r="2"><c r="A2" s="1" ><v >1</v ></c ></row >',
            "A2",
            '<!-- <row r="2"><c r="A2"> --><row r="2"><c r="A2" s="1" ><v>5</v></c></row >',
        ),
        (
            "<row r='2'><c r='A2' t='s' s='1'><v>1</v></c></row>",
            "A2",
            "<row r='2'><c r='A2' s='1'><v>5</v></c></row>",
        ),
        (
            '<row r="2"><c r="A2" t="str"><v>x</v><extLst><ext uri="u"/></extLst></c></row>',
            "A2",
            '<row r="2"><c r="A2"><v>5</v><extLst><ext uri="u"/></extLst></c></row>',
        ),
    ),
)
def test_that_only_the_cell_comes_in(tmp_path: Path, rows: str, cell: str, after: str) -> None:
    assert filled_rows(tmp_path, rows, cell, _N) == after


def test_that_a_new_cell_takes_the_style_of_its_column(tmp_path: Path) -> None:
    columns = '<cols><col min="1" max="2" style="3"/><col min="3" max="3" style="4"/></cols>'
    rows = filled_rows(tmp_path, '<row r="1"/>', "C1", _N, columns)
    assert rows == '<row r="1"><c r="C1" s="4"><v>5</v></c></row>'


def test_that_the_used_range_grows_with_the_cells(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml("", before='<dimension ref="B2:C3"/>'))
    fill(form, {"A9": _N})
    assert '<dimension ref="A2:C9"/>' in part(tmp_path / "out.xlsx")


def test_that_an_empty_sheet_data_is_opened(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData/><pageMargins left="1"/></worksheet>'
    form = make_book(tmp_path / "form.xlsx", sheet)
    fill(form, {"B2": _N, "A1": _N})
    assert part(tmp_path / "out.xlsx") == sheet.replace(
        "<sheetData/>",
        '<sheetData><row r="1"><c r="A1"><v>5</v></c></row><row r="2"><c r="B2"><v>5</v></c></row></sheetData>',
    )


def test_that_emptying_a_cell_that_is_missing_adds_none(tmp_path: Path) -> None:
    assert filled_rows(tmp_path, '<row r="1"/>', "B7", None) == '<row r="1"/>'


def test_that_a_prefix_is_kept(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    form = make_book(tmp_path / "form.xlsx", sheet)
    fill(form, {"A1": "新", "B1": _N, "A3": True})
    assert part(tmp_path / "out.xlsx").partition("<x:sheetData>")[2] == (
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>新</x:t></x:is></x:c><x:c r="B1"><x:v>5</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )


def test_that_two_prefixes_of_one_language_are_understood(tmp_path: Path) -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}"><sheetData><x:row r="1"><x:c r="A1"/><c r="C1"/></x:row>'
        "</sheetData></worksheet>"
    )
    form = make_book(tmp_path / "form.xlsx", sheet)
    fill(form, {"A1": _N, "B1": _N})
    assert rows_of(tmp_path / "out.xlsx") == (
        '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c><c r="B1"><v>5</v></c><c r="C1"/></x:row>'
    )


def test_that_the_strict_language_is_understood(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    form = make_book(tmp_path / "form.xlsx", sheet_xml('<row r="1"><c r="A1"/></row>').replace(MAIN, strict))
    fill(form, {"A1": _N})
    assert rows_of(tmp_path / "out.xlsx") == '<row r="1"><c r="A1"><v>5</v></c></row>'


@pytest.mark.parametrize("codec", ("utf-16", "utf-16-be", "utf-8-sig"))
def test_that_a_part_keeps_its_encoding(tmp_path: Path, codec: str) -> None:
    name = "UTF-8" if codec == "utf-8-sig" else "UTF-16"
    text = f'<?xml version="1.0" encoding="{name}"?>' + sheet_xml('<row r="1"><c r="A1"/></row>')
    raw = ("\ufeff" + text).encode(codec) if codec == "utf-16-be" else text.encode(codec)
    form = make_book(tmp_path / "form.xlsx", raw)
    fill(form, {"A1": "温州"})
    import zipfile

    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        new = archive.read(SHEET)
    assert new[:2] == raw[:2]
    assert '<c r="A1" t="inlineStr"><is><t>温州</t></is></c>' in new.decode(codec)


def test_that_other_languages_rows_are_left_alone(tmp_path: Path) -> None:
    rest = '<extLst><ext><y:row xmlns:y="urn:y"><y:c r="A1"/></y:row></ext></extLst>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml('<row r="1"><c r="A1"/></row>', rest))
    fill(form, {"A1": _N})
    assert part(tmp_path / "out.xlsx") == sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>', rest)


def test_that_only_the_first_cell_of_a_merge_is_filled(tmp_path: Path) -> None:
    merges = '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml('<row r="2"><c r="B2"/><c r="C2"/></row>', merges))
    fill(form, {"B2": _N})
    assert '<c r="B2"><v>5</v></c>' in rows_of(tmp_path / "out.xlsx")
    with pytest.raises(CannotFill, match="工作表“表”的 C3 在合并的格子里，请改填左上角的 B2"):
        fill(form, {"C3": _N})


def _with_relation(kind: str, content: str) -> dict[str, str | bytes | None]:
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELS}/{kind}" Target="../its/x1.xml"/></Relationships>'
        ),
        "xl/its/x1.xml": content,
    }


def test_that_headings_of_an_excel_table_are_refused(tmp_path: Path) -> None:
    columns = '<tableColumns><tableColumn name="地区"/><tableColumn name="本年"/></tableColumns>'
    table = f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B3">{columns}</table>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"/></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows), _with_relation("table", table))
    fill(form, {"A2": _N})
    with pytest.raises(CannotFill, match=r"A1 是表格.*的标题"):
        fill(form, {"A1": "年份"})


def test_that_a_pivot_table_is_refused(tmp_path: Path) -> None:
    pivot = f'<pivotTableDefinition xmlns="{MAIN}"><location ref="A3:B9"/></pivotTableDefinition>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(""), _with_relation("pivotTable", pivot))
    fill(form, {"A2": _N})
    with pytest.raises(CannotFill, match="B9 在数据透视表里"):
        fill(form, {"B9": _N})


def test_that_a_protected_sheet_is_filled_and_stays_protected(tmp_path: Path) -> None:
    rest = '<sheetProtection sheet="1" password="CC1A"/>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml("", rest))
    report = fill(form, {"A1": _N})
    assert rest in part(tmp_path / "out.xlsx")
    assert report.notes == ("工作表“表”有保护，保护原样保留。",)


def test_that_an_embedded_picture_is_not_overwritten(tmp_path: Path) -> None:
    form = make_book(
        tmp_path / "form.xlsx", sheet_xml('<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>')
    )
    with pytest.raises(CannotFill, match="嵌入的图片"):
        fill(form, {"A1": _N})


@pytest.mark.parametrize(
    "rows",
    (
        '<row r="1"><c r="A2"/></row>',
        '<row r="1"><c r="A1"/><c r="A1"/></row>',
        '<row r="1"/><row r="1"><c r="A1"/></row>',
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="1"><c r="XFE1"/></row>',
        '<row r="1"><c r="a1"/></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>1_0</v></c></row>',
    ),
)
def test_that_rows_that_contradict_themselves_are_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(CannotFill, match="不完整或已损坏"):
        filled_rows(tmp_path, rows, "A1", _N)


def test_that_a_cell_given_twice_is_refused(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(""))
    with pytest.raises(CannotFill, match="给了两次"):
        fill(form, {"A1": _N, "a1": _N})
