"""XML in which the elements stand where the schema has none: refused, for nobody knows what they mean there."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.books import MAIN, PACKAGE, PARTS, RELS, make_book, sheet_xml
from tests.excel.fill.patcher_books import SHEET, fill, part
from wzdesk.excel.fill.workbook import CannotFill

_N = Decimal(5)
_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
_MAIN_PART = "xl/workbook.xml"


def _check_refused(form: Path, cell: str = "A1", why: str = "不完整或已损坏") -> None:
    with pytest.raises(CannotFill, match=why):
        fill(form, {cell: _N})
    assert not form.with_name("out.xlsx").exists()


@pytest.mark.parametrize(
    "rows",
    (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><c r="C1"><f>A1*2</f><v>2</v></c></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v><c r="C1"/></c></row>',
        '<row r="1"><c r="A1"><v>1</v><row r="2"><c r="A2"/></row></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><row r="2"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><row r="4"><c r="A4"/></row></row>',
        '<row r="1"><c r="A1"><v>1</v></c><v>2</v><c r="B1"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c><v>2</v></row>',
        '<row r="1"><x><c r="A1"><v>1</v></c></x></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><c r="A2"/>',
        '<c r="A2"/><row r="1"><c r="A1"><v>1</v></c></row>',
        '<c r="A1"><v>1</v></c>',
        _ROW + '<row r="2"><f>A1*2</f><v>2</v></row>',
        _ROW + '<row r="2"><c r="A2"/><f>A1*2</f><v>2</v></row>',
        _ROW + '<row r="2"><c r="A2"><v>2</v><f>A1*2</f></c></row>',
    ),
)
def test_that_rows_and_cells_in_each_other_are_refused(tmp_path: Path, rows: str) -> None:
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(rows)))


@pytest.mark.parametrize(
    "inside",
    (
        "<v>1</v><f>2+2</f>",
        "<v>1</v><v>2</v>",
        "<v>1</v><x/>",
        "<v>1<x/></v>",
        "<f>1+1</f>2",
        "<f>1+<x/>1</f><v>2</v>",
        "<is><t>a</t></is><v>1</v>",
    ),
)
def test_that_a_cell_with_other_things_in_it_is_refused(tmp_path: Path, inside: str) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(f'<row r="1"><c r="A1">{inside}</c></row>'))
    _check_refused(form)


def test_that_a_formula_named_for_another_row_is_refused(tmp_path: Path) -> None:
    rows = _ROW + '<row r="3"><c r="B9"><f>A1*2</f><v>2</v></c></row><row r="9"><c r="A9"/></row>'
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(rows)))


@pytest.mark.parametrize("name", ("", "0", "A0", "7", "99999999999999999999", "A1 ", "A1", "C10", "C99"))
def test_that_an_absurd_cell_name_is_refused_in_any_row(tmp_path: Path, name: str) -> None:
    rows = _ROW + f'<row r="9"><c r="A9"><v>1</v></c><c s="1"/><c r="{name}"><v>1</v></c></row><row r="10"/>'
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(rows)))


@pytest.mark.parametrize(
    ("before", "rest"),
    (
        ('<mergeCell ref="C3:D4"/>', ""),
        ('<col min="1" max="9" style="4"/>', ""),
        ("", '<mergeCells count="1"><c r="B1"/><mergeCell ref="C3:D4"/></mergeCells>'),
        ("", '<mergeCells count="1"><x><mergeCell ref="C3:D4"/></x></mergeCells>'),
        ("", "<x><sheetData></sheetData></x>"),
        ("", '<sheetData><row r="2"/></sheetData>'),
        ('<x><dimension ref="A1"/></x>', ""),
    ),
)
def test_that_what_stands_around_the_rows_must_be_in_its_place(
    tmp_path: Path, before: str, rest: str
) -> None:
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(_ROW, rest, before)))


@pytest.mark.parametrize("name", (SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "docProps/app.xml"))
def test_that_a_prefix_without_a_namespace_is_refused(tmp_path: Path, name: str) -> None:
    parts = {**PARTS, SHEET: sheet_xml(_ROW), "docProps/app.xml": "<Properties/>"}
    spoiled = parts[name].replace(">", ' x:y="1">', 1) if "/>" not in parts[name][:15] else '<a x:y="1"/>'
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(_ROW), {name: spoiled}))


def test_that_a_prefix_without_a_namespace_is_refused_in_a_row_that_is_not_touched(tmp_path: Path) -> None:
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(_ROW + '<row r="7" x:y="1"/>')))


_LIST = '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'


@pytest.mark.parametrize(
    "spoiled",
    (
        '<sheet name="乙" sheetId="2" r:id="r1"/>' + _LIST,
        _LIST.replace("<sheet ", "<x><sheet ").replace("/></sheets>", "/></x></sheets>"),
        _LIST.replace("<sheets>", '<sheets><calcPr calcId="1"/>'),
        _LIST.replace("<sheets>", '<sheets><definedName name="甲">1</definedName>'),
        f"<x>{_LIST}</x>",
    ),
)
def test_that_a_sheet_outside_the_list_of_sheets_is_refused(tmp_path: Path, spoiled: str) -> None:
    main = PARTS[_MAIN_PART].replace(_LIST, spoiled)
    assert main != PARTS[_MAIN_PART]
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(_ROW), {_MAIN_PART: main}))


_RELATION = f'<Relationship Id="r2" Type="{RELS}/styles" Target="styles.xml"/>'


@pytest.mark.parametrize(
    "spoiled", (f"<x>{_RELATION}</x>", _RELATION * 2, _RELATION.replace("/>", "><x/></Relationship>"))
)
def test_that_relations_must_be_where_they_belong(tmp_path: Path, spoiled: str) -> None:
    name = "xl/_rels/workbook.xml.rels"
    assert _RELATION in PARTS[name]
    rels = PARTS[name].replace(_RELATION, spoiled)
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(_ROW), {name: rels}))


@pytest.mark.parametrize("old", ("<sheets>", "<workbook "))
def test_that_the_settings_of_the_calculation_are_only_changed_where_they_belong(
    tmp_path: Path, old: str
) -> None:
    before, after = '<calcPr calcId="1"/>', "<oleSize/><sheets>"
    main = PARTS[_MAIN_PART].replace("<sheets>", f"{before}<sheets>" if old == "<sheets>" else after)
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>FOO(A1)</f><v>2</v></c></row>'
    _check_refused(make_book(tmp_path / "form.xlsx", sheet_xml(rows), {_MAIN_PART: main}))
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows), {_MAIN_PART: PARTS[_MAIN_PART]})
    fill(form, {"A1": _N})
    assert '</sheets><calcPr fullCalcOnLoad="1"/>' in part(tmp_path / "out.xlsx", _MAIN_PART)


def _with_table(folder: Path, table: str) -> Path:
    target = f'<Relationship Id="r1" Type="{RELS}/table" Target="../tables/table1.xml"/>'
    rels = f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>'
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/tables/table1.xml": table}
    return make_book(folder / "form.xlsx", sheet_xml(_ROW), parts)


@pytest.mark.parametrize(
    "table",
    (
        "<x/>",
        f'<table xmlns="{MAIN}"/>',
        f'<table xmlns="{MAIN}" ref="C3:D9"><tableColumns><tableColumn name="甲"/></tableColumns></table>',
        f'<table xmlns="{MAIN}" ref="99999999"/>',
        f'<x><table xmlns="{MAIN}" ref="C3:D9"/></x>',
        '<table xmlns="urn:x" ref="C3:D9"/>',
        PARTS["xl/styles.xml"],
    ),
)
def test_that_a_table_that_is_none_is_refused(tmp_path: Path, table: str) -> None:
    _check_refused(_with_table(tmp_path, table))


def test_that_beside_a_table_cells_are_filled(tmp_path: Path) -> None:
    columns = '<tableColumns><tableColumn name="甲"/><tableColumn name="乙"/></tableColumns>'
    fill(_with_table(tmp_path, f'<table xmlns="{MAIN}" ref="C3:D9">{columns}</table>'), {"A1": _N})
    assert "<v>5</v>" in part(tmp_path / "out.xlsx")
