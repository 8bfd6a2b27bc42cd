"""What a filled cell looks like in the file."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.books import make_book, sheet_xml
from tests.excel.fill.patcher_books import fill, filled_rows, rows_of
from wzdesk.excel.fill.workbook import CannotFill, CellRef, FillValue, parse_cell_ref

_A1 = '<row r="1"><c r="A1" s="2"><v>7</v></c></row>'


@pytest.mark.parametrize(
    ("value", "digits"),
    (
        ("8730.6", "8730.6"),
        ("-0.5", "-0.5"),
        ("1E+3", "1000"),
        ("1.50", "1.5"),
        ("0.00000001", "0.00000001"),
        ("123456789012345", "123456789012345"),
        ("123456789012345000", "123456789012345000"),
        ("-0", "0"),
        ("1E+300", "1E+300"),
    ),
)
def test_that_a_number_is_written_with_its_own_digits(tmp_path: Path, value: str, digits: str) -> None:
    rows = filled_rows(tmp_path, _A1, "A1", Decimal(value))
    assert rows == f'<row r="1"><c r="A1" s="2"><v>{digits}</v></c></row>'


@pytest.mark.parametrize("value", ("1.234567890123456", "NaN", "Infinity", "1E+308", "1E-400"))
def test_that_a_number_no_cell_keeps_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(CannotFill, match="工作表“表”的 A1"):
        filled_rows(tmp_path, _A1, "A1", Decimal(value))
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("text", "element"),
    (
        ("文字", "<is><t>文字</t></is>"),
        ("=SUM(A1)", "<is><t>=SUM(A1)</t></is>"),
        ("+1", "<is><t>+1</t></is>"),
        ("-—", "<is><t>-—</t></is>"),
        ("@x", "<is><t>@x</t></is>"),
        ("12.5", "<is><t>12.5</t></is>"),
        ("<&>", "<is><t>&lt;&amp;&gt;</t></is>"),
        (" a", '<is><t xml:space="preserve"> a</t></is>'),
        ("a\r\nb", '<is><t xml:space="preserve">a\nb</t></is>'),
        ("_x0041_", "<is><t>_x005F_x0041_</t></is>"),
    ),
)
def test_that_a_text_stays_a_text(tmp_path: Path, text: str, element: str) -> None:
    rows = filled_rows(tmp_path, _A1, "A1", text)
    assert rows == f'<row r="1"><c r="A1" s="2" t="inlineStr">{element}</c></row>'


@pytest.mark.parametrize("text", ("a\x07", "\ud800", "\ufffe", "字" * 32_768, "😀" * 16_384))
def test_that_a_text_no_cell_holds_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CannotFill, match="要填的文字"):
        filled_rows(tmp_path, _A1, "A1", text)


@pytest.mark.parametrize(
    ("value", "cell"),
    (
        (True, '<c r="A1" s="2" t="b"><v>1</v></c>'),
        (False, '<c r="A1" s="2" t="b"><v>0</v></c>'),
        (None, '<c r="A1" s="2"/>'),
        ("", '<c r="A1" s="2"/>'),
    ),
)
def test_that_truths_and_nothing_have_their_own_form(tmp_path: Path, value: FillValue, cell: str) -> None:
    assert filled_rows(tmp_path, _A1, "A1", value) == f'<row r="1">{cell}</row>'


@pytest.mark.parametrize(
    ("day", "serial", "serial_1904"),
    (
        (date(1904, 1, 1), "1462", "0"),
        (date(2024, 9, 30), "45565", "44103"),
        (datetime(2024, 9, 30, 6, 0), "45565.25", "44103.25"),  # noqa: DTZ001 - a sheet knows no zone
    ),
)
def test_that_a_date_is_a_serial_number_of_its_calendar(
    tmp_path: Path, day: date, serial: str, serial_1904: str
) -> None:
    for name, text in (("", serial), ('<workbookPr date1904="1"/>', serial_1904)):
        main = _main_with(name)
        form = make_book(tmp_path / "form.xlsx", sheet_xml('<row r="1"><c r="A1" s="3"/></row>'), main)
        fill(form, {"A1": day})
        assert rows_of(tmp_path / "out.xlsx") == f'<row r="1"><c r="A1" s="3"><v>{text}</v></c></row>'


def _main_with(properties: str) -> dict[str, str | bytes | None]:
    from tests.excel.books import PARTS

    return {"xl/workbook.xml": PARTS["xl/workbook.xml"].replace("<sheets>", f"{properties}<sheets>")}


@pytest.mark.parametrize(
    ("day", "serial"), ((date(1900, 2, 28), "59"), (date(1900, 3, 1), "61"), (date(1900, 1, 1), "1"))
)
def test_that_the_year_1900_has_its_wrong_leap_day(tmp_path: Path, day: date, serial: str) -> None:
    rows = filled_rows(tmp_path, '<row r="1"><c r="A1" s="3"/></row>', "A1", day)
    assert f"<v>{serial}</v>" in rows


@pytest.mark.parametrize("day", (date(1899, 12, 31), datetime(2024, 1, 1, tzinfo=UTC)))
def test_that_a_date_beyond_the_calendar_is_refused(tmp_path: Path, day: date) -> None:
    with pytest.raises(CannotFill, match="A1"):
        filled_rows(tmp_path, '<row r="1"><c r="A1" s="3"/></row>', "A1", day)


def test_that_a_date_needs_a_date_format_on_the_cell(tmp_path: Path) -> None:
    with pytest.raises(CannotFill, match="A1 不是日期格式"):
        filled_rows(tmp_path, _A1, "A1", date(2024, 9, 30))


@pytest.mark.parametrize(
    ("cell", "value"),
    (
        ('<c r="A1"><v>15.639999999999999</v></c>', Decimal("15.64")),
        ('<c r="A1"><v>1E3</v></c>', Decimal(1000)),
        ('<c r="A1"><v>0.1234567890123456</v></c>', Decimal("0.1234567890123456")),
        ('<c r="A1" t="s"><v>1</v></c>', "生产总值"),
        ('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>全</t></r><r><t>年</t></r></is></c>', "全年"),
        ('<c r="A1" t="inlineStr"><is><t>_x0041__x000D_</t></is></c>', "A\r"),
        ('<c r="A1" t="str"><v>a&amp;b</v></c>', "a&b"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" s="3"><v>45565</v></c>', date(2024, 9, 30)),
        ('<c r="A1" s="3" t="d"><v>2024-09-30</v></c>', date(2024, 9, 30)),
        ('<c r="A1" s="4"></c>', None),
        ('<c r="A1"><v/></c>', None),
        ('<c r="A1"><!-- 7 --><v><![CDATA[8]]></v></c>', Decimal(8)),
        ("", None),
    ),
)
def test_that_filling_what_is_there_gives_the_identical_file(
    tmp_path: Path, cell: str, value: FillValue
) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(f'<row r="1">{cell}</row>'))
    report = fill(form, {"A1": value})
    assert (tmp_path / "out.xlsx").read_bytes() == form.read_bytes()
    assert report.unchanged == (CellRef("表", "A1"),)
    assert not report.filled


@pytest.mark.parametrize(
    ("cell", "value"),
    (
        ('<c r="A1"><v>5</v></c>', "5"),
        ('<c r="A1" t="s"><v>0</v></c>', "地 区"),
        ('<c r="A1" t="b"><v>1</v></c>', Decimal(1)),
        ('<c r="A1"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
    ),
)
def test_that_another_type_is_another_value(tmp_path: Path, cell: str, value: FillValue) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(f'<row r="1">{cell}</row>'))
    assert len(fill(form, {"A1": value}).filled) == 1


def test_that_the_report_says_before_and_after(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml('<row r="1"><c r="A1" t="s"><v>1</v></c></row>'))
    filled = fill(form, {"A1": "12"}).filled[0]
    assert (filled.before, filled.after, filled.remark) == ("生产总值", "12", "按文字写入，不参加计算")


@pytest.mark.parametrize(
    ("text", "sheet", "cell"),
    (
        ("Sheet!D7", "Sheet", "D7"),
        ("'一 季度'!$D$7", "一 季度", "D7"),
        ("'O''Brien'!aa10", "O'Brien", "AA10"),
        ("a&b!A1", "a&b", "A1"),
        ("表！B2", "表", "B2"),
    ),
)
def test_that_a_cell_is_read_from_its_name(text: str, sheet: str, cell: str) -> None:
    assert parse_cell_ref(text) == CellRef(sheet, cell)
    assert parse_cell_ref(str(CellRef(sheet, cell))) == CellRef(sheet, cell)


@pytest.mark.parametrize("text", ("D7", "!D7", "表!", "表!7", "表!A0", "表!XFE1", "表!A1048577", "'表!A1"))
def test_that_what_names_no_cell_is_refused(text: str) -> None:
    with pytest.raises(CannotFill, match="不是一个格子"):
        parse_cell_ref(text)
