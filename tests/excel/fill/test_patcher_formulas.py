"""Formulas: those that may not be filled, and those whose results follow the filled cells."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.books import MAIN, PACKAGE, PARTS, RELS, make_book, sheet_xml
from tests.excel.fill.patcher_books import TWO_SHEETS, fill, part, recalculated, rows_of
from wzdesk.excel.fill.workbook import CannotFill, CellRef, FillValue, fill_workbook

_N = Decimal(5)


@pytest.mark.parametrize(
    ("formula", "cells", "cell"),
    (
        ("A1+B1", '<c r="B1"><v>4</v></c>', "><f>A1+B1</f><v>7</v></c>"),
        ("A1-B1", '<c r="B1"><v>2.9</v></c>', "><f>A1-B1</f><v>0.10000000000000009</v></c>"),
        ("$A$1*B1%", '<c r="B1"><v>50</v></c>', "><f>$A$1*B1%</f><v>1.5</v></c>"),
        ("A1/B1", '<c r="B1"/>', ' t="e"><f>A1/B1</f><v>#DIV/0!</v></c>'),
        ("-A1^2", "", "><f>-A1^2</f><v>9</v></c>"),
        ("ROUND(A1/1.12,2)", "", "><f>ROUND(A1/1.12,2)</f><v>2.68</v></c>"),
        ("ROUND(A1*0.895,2)", "", "><f>ROUND(A1*0.895,2)</f><v>2.69</v></c>"),
        ("SUM(A1:B1,10)", '<c r="B1" t="s"><v>0</v></c>', "><f>SUM(A1:B1,10)</f><v>13</v></c>"),
        ("AVERAGE(A:B)", '<c r="B1"><v>4</v></c>', "><f>AVERAGE(A:B)</f><v>3.5</v></c>"),
        ('IF(B1="","",A1/B1)', "", ' t="str"><f>IF(B1="","",A1/B1)</f><v></v></c>'),
        (
            'IF(COUNT(A1:B1)=2,"齐","缺")&amp;"。"',
            "",
            ' t="str"><f>IF(COUNT(A1:B1)=2,"齐","缺")&amp;"。"</f><v>缺。</v></c>',
        ),
        ("A1&gt;=3", "", ' t="b"><f>A1&gt;=3</f><v>1</v></c>'),
        ("RANK(A1,A1:B1)", '<c r="B1"><v>4</v></c>', "><f>RANK(A1,A1:B1)</f><v>2</v></c>"),
        ("IFERROR(A1/0,0)", "", "><f>IFERROR(A1/0,0)</f><v>0</v></c>"),
        (
            "A1+B1",
            '<c r="B1" t="inlineStr"><is><t>暂无</t></is></c>',
            ' t="e"><f>A1+B1</f><v>#VALUE!</v></c>',
        ),
        ("表!A1+'表'!A1", "", "><f>表!A1+'表'!A1</f><v>6</v></c>"),
        ("0.1+0.2-0.3+A1*0", "", "><f>0.1+0.2-0.3+A1*0</f><v>0</v></c>"),
        ("MAX(A1,MIN(7,8))", "", "><f>MAX(A1,MIN(7,8))</f><v>7</v></c>"),
        ("AND(A1=3,NOT(B1&lt;0))", "", ' t="b"><f>AND(A1=3,NOT(B1&lt;0))</f><v>1</v></c>'),
    ),
)
def test_that_a_result_follows_the_filled_cell(tmp_path: Path, formula: str, cells: str, cell: str) -> None:
    assert recalculated(tmp_path, formula, cells) == cell


@pytest.mark.parametrize(
    "formula",
    (
        "VLOOKUP(A1,A1:B9,2)",
        "A1&amp;1E+20",
        "INDIRECT(&quot;A1&quot;)",
        "OFFSET(B1,0,-1)",
        "A1:INDEX(B:B,1)",
        "SUM((A1,B1))",
        "{1,2}+A1",
        "T[#All]",
        "某名",
        "A1:A2 A1",
        "'[1]表'!A1+A1",
        "A1+" + "(" * 60 + "1" + ")" * 60,
        "A1#",
        "A1+",
    ),
)
def test_that_a_result_that_cannot_be_told_is_dropped(tmp_path: Path, formula: str) -> None:
    assert recalculated(tmp_path, formula, "") == f"><f>{formula}</f></c>"
    assert 'fullCalcOnLoad="1"' in part(tmp_path / "out.xlsx", "xl/workbook.xml")


@pytest.mark.parametrize(
    "formula", ("B1*2", "SUM(B1:B9)", "TODAY()", "'[1]表'!A1", '"A1"', "Other_Name.1(A2)")
)
def test_that_other_results_stay(tmp_path: Path, formula: str) -> None:
    assert recalculated(tmp_path, formula, "") == f"><f>{formula}</f><v>9</v></c>"
    assert "calcPr" not in part(tmp_path / "out.xlsx", "xl/workbook.xml")


def test_that_a_text_with_digits_is_left_to_the_program(tmp_path: Path) -> None:
    assert recalculated(tmp_path, "A1*2", "", "12") == "><f>A1*2</f></c>"


def test_that_results_follow_over_several_steps_and_sheets(tmp_path: Path) -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>\'汇 总\'!A1+1</f><v>3</v></c></row>'
    second = '<row r="1"><c r="A1"><f>表!A1*2</f><v>2</v></c><c r="B1"><f>B2</f></c></row><row r="2"><c r="B2"><f>A1</f></c></row>'
    form = make_book(
        tmp_path / "form.xlsx",
        sheet_xml(first),
        {**TWO_SHEETS, "xl/worksheets/sheet2.xml": sheet_xml(second)},
    )
    report = fill(form, {"A1": _N})
    assert "<f>'汇 总'!A1+1</f><v>11</v>" in rows_of(tmp_path / "out.xlsx")
    other = part(tmp_path / "out.xlsx", "xl/worksheets/sheet2.xml")
    assert "<f>表!A1*2</f><v>10</v>" in other
    assert "<f>B2</f><v>10</v>" in other
    assert [(str(its.ref), its.before, its.after) for its in report.recalculated] == [
        ("表!B1", "3", "11"),
        ("'汇 总'!A1", "2", "10"),
        ("'汇 总'!B1", "", "10"),
        ("'汇 总'!B2", "", "10"),
    ]


def test_that_a_result_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>MAX(A1,9)</f><v>9.0</v></c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    assert not fill(form, {"A1": _N}).recalculated
    assert "<v>9.0</v>" in rows_of(tmp_path / "out.xlsx")


def test_that_followers_of_a_shared_formula_are_calculated(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+A$3</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>0</v></c></row>'
    )
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    report = fill(form, {"A2": _N})
    assert [(its.ref.cell, its.after) for its in report.recalculated] == [("B2", "5")]
    report = fill(form, {"A1": Decimal(3)})
    assert [(its.ref.cell, its.after) for its in report.recalculated] == [("B1", "9"), ("B2", "6")]


def test_that_a_circle_is_left_to_the_program(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1"><f>C1+A1</f><v>1</v></c><c r="C1"><f>B1</f><v>1</v></c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    assert [its.ref.cell for its in fill(form, {"A1": _N}).dropped] == ["B1", "C1"]


def test_that_a_long_chain_is_calculated(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>0</v></c></row>' + "".join(
        f'<row r="{row}"><c r="A{row}"><f>A{row - 1}+1</f><v>0</v></c></row>' for row in range(2, 3001)
    )
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    report = fill(form, {"A1": Decimal(1)})
    assert report.recalculated[-1].after == "3000"


def _with_table(tmp_path: Path, rows: str) -> Path:
    """A table T at A9:B12 with the columns 本年 and 上年#, a heading and a row of totals."""
    names = (
        '<definedNames><definedName name="总量">表!$A$1</definedName>'
        '<definedName name="旁">表!$Z$1</definedName></definedNames>'
    )
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A9:B12" totalsRowCount="1">'
        '<tableColumns count="2"><tableColumn id="1" name="本年"/><tableColumn id="2" name="上年#"/></tableColumns></table>'
    )
    parts: dict[str, str | bytes | None] = {
        "xl/workbook.xml": PARTS["xl/workbook.xml"].replace("</workbook>", f"{names}</workbook>"),
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELS}/table" Target="../t.xml"/></Relationships>'
        ),
        "xl/t.xml": table,
    }
    return make_book(tmp_path / "form.xlsx", sheet_xml(rows), parts)


def test_that_defined_names_are_followed(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1"><f>总量*2</f><v>0</v></c><c r="C1"><f>旁</f><v>0</v></c></row>'
    report = fill(_with_table(tmp_path, rows), {"A1": _N})
    assert [(its.ref.cell, its.after) for its in report.recalculated] == [("B1", "10")]
    assert not report.dropped


@pytest.mark.parametrize(
    ("formula", "cell", "after"),
    (
        ("T[[#This Row],[本年]]*2", "A10", "10"),
        ("T[[#This Row],[本年]]*2", "A11", None),
        ("T[[#This Row],[本年]]*2", "B10", None),
        ("T[@本年]-T[@[上年'#]]", "A10", "5"),
        ("SUM(T[本年])", "A11", "5"),
        ("SUM(T[本年])", "A12", None),
        ("SUM(T[[本年]:[上年'#]])", "B11", "5"),
        ("SUM(T[[#Data],[#Totals],[本年]])", "A12", "5"),
        ("SUM(T[#All])", "B12", "5"),
        ("SUM(T)", "B11", "5"),
    ),
)
def test_that_parts_of_tables_are_followed(
    tmp_path: Path, formula: str, cell: str, after: str | None
) -> None:
    rows = f'<row r="10"><c r="D10"><f>{formula}</f><v>0</v></c></row>'
    form = _with_table(tmp_path, rows)
    report = fill(form, {cell: _N})
    assert [its.after for its in report.recalculated] == ([after] if after else [])
    assert not report.dropped


def test_that_results_of_arrays_and_data_tables_are_dropped_whole(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"/><c r="B1" cm="1"><f t="array" ref="B1:B2">A1:A2*2</f><v>1</v></c></row>'
        '<row r="2"><c r="B2" t="str"><v>x</v></c><c r="C2"><f>B2</f><v>1</v></c>'
        '<c r="E2"><f t="dataTable" ref="E2:E3" dt2D="0" dtr="0" r1="A1"/><v>1</v></c></row>'
        '<row r="3"><c r="E3"><v>2</v></c></row>'
    )
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    report = fill(form, {"A1": _N})
    assert [its.ref.cell for its in report.dropped] == ["B1", "B2", "C2", "E2", "E3"]
    assert "<v>" not in rows_of(tmp_path / "out.xlsx").replace("<v>5</v>", "")


def test_that_precision_as_displayed_is_left_to_the_program(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1"><f>A1</f><v>1</v></c></row>'
    main = PARTS["xl/workbook.xml"].replace(
        "</workbook>", "<calcPr fullPrecision='0' fullCalcOnLoad='0'/></workbook>"
    )
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows), {"xl/workbook.xml": main})
    assert len(fill(form, {"A1": _N}).dropped) == 1
    assert "<calcPr fullPrecision='0' fullCalcOnLoad='1'/>" in part(tmp_path / "out.xlsx", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("settings", "after"),
    (
        ("", '</sheets><calcPr fullCalcOnLoad="1"/></workbook>'),
        (
            "<definedNames/><oleSize ref='A1'/>",
            "<definedNames/><calcPr fullCalcOnLoad=\"1\"/><oleSize ref='A1'/>",
        ),
        ('<calcPr calcId="1" />', '<calcPr calcId="1" fullCalcOnLoad="1" />'),
    ),
)
def test_that_a_full_calculation_is_asked_for_in_its_place(tmp_path: Path, settings: str, after: str) -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1"><f>OFFSET(A1,0,0)</f><v>1</v></c></row>'
    main = PARTS["xl/workbook.xml"].replace("</workbook>", f"{settings}</workbook>")
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows), {"xl/workbook.xml": main})
    fill(form, {"A1": _N})
    assert after in part(tmp_path / "out.xlsx", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("rows", "cell", "why"),
    (
        ('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>', "A1", "A1 是公式"),
        (
            '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f></c></row>',
            "A2",
            "A2 是数组公式（从 A1 起）的一部分",
        ),
        (
            '<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" r1="C1"/></c></row>',
            "A2",
            "A2 是模拟运算表的一部分",
        ),
    ),
)
def test_that_formulas_are_not_filled(tmp_path: Path, rows: str, cell: str, why: str) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    with pytest.raises(CannotFill, match=why):
        fill(form, {cell: _N})


@pytest.mark.parametrize(("value", "inner"), ((_N, "<v>5</v>"), ("a", "<is><t>a</t></is>")))
def test_that_a_formula_is_replaced_on_request(tmp_path: Path, value: FillValue, inner: str) -> None:
    rows = '<row r="1"><c r="A1" s="1" cm="1"><f t="array" ref="A1">B1</f><v>2</v></c><c r="C1"><f>A1</f><v>2</v></c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows), _chain())
    report = fill(form, {"A1": value}, replace_formulas=True)
    assert inner in rows_of(tmp_path / "out.xlsx")
    assert "cm=" not in rows_of(tmp_path / "out.xlsx")
    assert report.filled[0].remark == "原来的公式换掉了"
    types = part(tmp_path / "out.xlsx", "[Content_Types].xml")
    assert types == _chain()["[Content_Types].xml"].replace(_OVERRIDE, "")
    rels = part(tmp_path / "out.xlsx", "xl/_rels/workbook.xml.rels")
    assert rels == _chain()["xl/_rels/workbook.xml.rels"].replace(_CHAIN_RELATION, "")
    with pytest.raises(KeyError):
        part(tmp_path / "out.xlsx", "xl/calcChain.xml")


_OVERRIDE = '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'
_CHAIN_RELATION = f'<Relationship Id="r8" Type="{RELS}/calcChain" Target="calcChain.xml"></Relationship>'


def _chain() -> dict[str, str]:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    rels = PARTS["xl/_rels/workbook.xml.rels"]
    return {
        "[Content_Types].xml": f'{types}<Default Extension="xml" ContentType="y"/>{_OVERRIDE}</Types>',
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", f"{_CHAIN_RELATION}</Relationships>"),
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>',
    }


def test_that_the_chain_stays_when_no_formula_is_replaced(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1"><f>A1</f><v>1</v></c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows), _chain())
    fill(form, {"A1": _N}, replace_formulas=True)
    assert part(tmp_path / "out.xlsx", "xl/calcChain.xml") == _chain()["xl/calcChain.xml"]


@pytest.mark.parametrize(
    ("follower", "cell", "refused"),
    (
        ("<f t='shared' si='0'/>", "A1", True),
        ("<f t='shared' si='0'/>", "A2", False),
        ("<f>1</f>", "A1", False),
    ),
)
def test_that_the_first_of_a_shared_formula_stays_while_others_need_it(
    tmp_path: Path, follower: str, cell: str, refused: bool
) -> None:
    rows = f'<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f></c></row><row r="2"><c r="A2">{follower}</c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    if refused:
        with pytest.raises(CannotFill, match="共用公式的第一格"):
            fill(form, {cell: _N}, replace_formulas=True)
    else:
        assert len(fill(form, {cell: _N}, replace_formulas=True).filled) == 1


def test_that_a_formula_that_agrees_with_the_value_is_left_alone(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>4</v></c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    assert fill(form, {"B1": Decimal(4)}).unchanged == (CellRef("表", "B1"),)
    with pytest.raises(CannotFill, match="填了别的格子后它会变"):
        fill(form, {"B1": Decimal(4), "A1": _N})


def test_that_nothing_is_written_when_one_cell_of_many_is_refused(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml('<row r="1"><c r="B1"><f>1</f></c></row>'))
    before = form.read_bytes()
    with pytest.raises(CannotFill):
        fill_workbook(form, {CellRef("表", "A1"): _N, CellRef("表", "B1"): _N}, form)
    assert form.read_bytes() == before
    assert [its.name for its in tmp_path.iterdir()] == ["form.xlsx"]
