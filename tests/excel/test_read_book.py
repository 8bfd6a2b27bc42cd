from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.excel.books import make_book, sheet_xml
from tests.patience import ending
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.book import Range, Sheet, ValueKind, address, place_of, range_of
from wzdesk.excel.read.reader import read_book


def only_sheet(path: Path) -> Sheet:
    (sheet,) = read_book(path).sheets
    return sheet


def texts(path: Path) -> dict[str, str]:
    return {address(*place): cell.text for place, cell in only_sheet(path).cells.items()}


def test_that_values_come_with_the_digits_shown(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"><v>0.069</v></c>'
        '<c r="D1" s="2"><v>0.77</v></c><c r="E1"><v>8730.6000000000004</v></c><c r="F1" s="4"><v>8730.6</v></c>'
        '<c r="G1" t="inlineStr"><is><t xml:space="preserve"> =1+1_x000D_\n</t></is></c></row>'
    )
    assert texts(make_book(tmp_path / "a.xlsx", sheet_xml(row))) == {
        "A1": "地区", "B1": "生产总值", "C1": "6.9%", "D1": "0.770", "E1": "8730.6", "F1": "8,730.60", "G1": " =1+1\r\n",
    }  # fmt: skip


def test_that_a_rounded_display_gives_the_value_and_tells_what_is_shown(tmp_path: Path) -> None:
    book = make_book(tmp_path / "a.xlsx", sheet_xml('<row r="1"><c r="A1" s="2"><v>8730.59871</v></c></row>'))
    cell = only_sheet(book).cells[1, 1]
    assert (cell.text, cell.shown) == ("8730.59871", "8730.599")


def test_that_a_formula_gives_its_result_and_says_so(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1"><f>B1*2</f><v>12.5</v></c><c r="B1"><f>C1</f></c><c r="C1" t="str"><f>"a"</f><v>甲</v></c>'
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" s="3"><v>45078</v></c></row>'
    )
    cells = only_sheet(make_book(tmp_path / "a.xlsx", sheet_xml(row))).cells
    found = [
        (cells[1, column].text, cells[1, column].kind, cells[1, column].is_formula) for column in range(1, 7)
    ]
    assert found == [
        ("12.5", ValueKind.NUMBER, True),
        ("", ValueKind.UNCALCULATED, True),
        ("甲", ValueKind.TEXT, True),
        ("#DIV/0!", ValueKind.ERROR, True),
        ("TRUE", ValueKind.BOOLEAN, False),
        ("2023-06-01", ValueKind.DATE, False),
    ]


def test_that_merges_and_hidden_lines_are_known(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>7</v></c></row><row r="2" hidden="1"><c r="B2"><v>2</v></c></row>'
    book = make_book(
        tmp_path / "a.xlsx",
        sheet_xml(
            rows,
            '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            '<cols><col min="3" max="4" hidden="1"/></cols>',
        ),
    )
    sheet = only_sheet(book)
    assert sheet.merge_at(1, 2) == Range(1, 1, 1, 2)
    assert sheet.text_at(1, 2) == "1"  # what lies hidden beneath a merge does not show
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {3, 4}


def test_that_cells_without_addresses_follow_one_another(tmp_path: Path) -> None:
    book = make_book(
        tmp_path / "a.xlsx", sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    )
    assert texts(book) == {"A1": "1", "B1": "2", "A2": "3"}


def test_that_a_claim_of_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    rest = '<mergeCells><mergeCell ref="B1:XFC1048575"/></mergeCells>'
    book = make_book(tmp_path / "a.xlsx", sheet_xml(rows, rest, '<dimension ref="A1:XFD1048576"/>'))
    with ending():
        assert only_sheet(book).text_at(5, 5) == ""


@pytest.mark.parametrize(
    "name", ("trade_09.xlsx", "county_projects.xlsx", "form_G0101_24.xlsx", "population_wps.xlsx")
)
def test_that_real_workbooks_read_as_another_reader_reads_them(shared: Path, name: str) -> None:
    book = read_book(shared / "workbooks" / name)
    other = load_workbook(shared / "workbooks" / name, data_only=True)
    for sheet in book.sheets:
        theirs = {
            (cell.row, cell.column): cell.value
            for row in other[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None and not isinstance(cell.value, str)
        }
        ours = {place for place, cell in sheet.cells.items() if cell.kind is not ValueKind.TEXT}
        assert set(theirs) <= ours | set(sheet.cells)
        for place, value in theirs.items():
            cell = sheet.cells[place]
            if (
                cell.kind is ValueKind.NUMBER
                and isinstance(value, float | int)
                and not cell.text.endswith("%")
            ):
                assert float(cell.text.replace(",", "").rstrip("%")) == pytest.approx(value, rel=1e-14, abs=0)


def test_that_what_another_writer_writes_is_read(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["B2"] = "指标", 29, 0.1 + 0.2
    sheet["B1"].number_format = "0.0_ "
    workbook.create_sheet("藏").sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    book = read_book(tmp_path / "a.xlsx")
    assert [sheet.is_visible for sheet in book.sheets] == [True, False]
    assert {address(*place): cell.text for place, cell in book.sheets[0].cells.items()} == {
        "A1": "指标",
        "B1": "29.0",
        "B2": "0.3",
    }


def test_that_addresses_are_told_and_read() -> None:
    assert [address(1, 1), address(5, 27), address(1048576, 16384)] == ["A1", "AA5", "XFD1048576"]
    assert (place_of("$AA$5"), place_of("XFE1"), place_of("A1048577"), place_of("a1")) == (
        (5, 27),
        None,
        None,
        None,
    )
    assert range_of("B4:A3") == Range(3, 1, 4, 2)
    assert range_of("A1:") == Range(1, 1, 1, 1)


def test_that_a_book_without_a_visible_sheet_is_refused(tmp_path: Path) -> None:
    book = make_book(
        tmp_path / "a.xlsx",
        sheet_xml(""),
        {"xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'},
    )
    with pytest.raises(CannotRead, match="没有看得见的工作表"):
        read_book(book)
