import struct
from pathlib import Path

import pytest
import xlrd

from tests.excel.read_kinds.reading import book_of, refusal_of, sheet_of, texts
from tests.excel.read_kinds.samples import (
    biff5,
    biff8,
    boolean,
    column,
    formula,
    hidden_row,
    label,
    merged,
    number,
    record,
    style,
)
from wzdesk.domain.sheet_look import Across, Edge
from wzdesk.excel.read.book import Range, ValueKind
from wzdesk.excel.read.number_format import fifteen_digits
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.read.sheet_look import read_looks


def workbooks(shared: Path) -> list[Path]:
    found = [
        *(shared / "workbooks").glob("*.xls"),
        *(shared / "forms").glob("a08*"),
        *(shared / "forms").glob("a10*"),
    ]
    assert len(found) > 35
    return sorted(found)


def test_that_real_workbooks_read_as_xlrd_reads_them(shared: Path) -> None:
    for path in workbooks(shared):
        theirs = xlrd.open_workbook(str(path), formatting_info=True)
        for sheet, their in zip(read_book(path).sheets, theirs.sheets(), strict=True):
            assert sheet.name == their.name
            found = {place: cell for place, cell in sheet.cells.items() if cell.raw}
            wanted = {
                (row + 1, at + 1): their.cell(row, at)
                for row in range(their.nrows)
                for at in range(their.ncols)
                if their.cell_type(row, at) in {1, 2, 3, 4, 5} and their.cell_value(row, at) != ""
            }
            assert found.keys() == wanted.keys(), path.name
            for place, cell in found.items():
                value = wanted[place].value
                if wanted[place].ctype in {2, 3}:
                    assert float(cell.raw) == float(fifteen_digits(float(value))), (path.name, place)
                elif wanted[place].ctype == 1:
                    assert (cell.raw, cell.kind) == (value, ValueKind.TEXT)
                else:
                    assert cell.kind in {ValueKind.BOOLEAN, ValueKind.ERROR}


def test_that_a_western_code_page_does_not_garble_chinese(shared: Path) -> None:
    (sheet,) = read_book(shared / "workbooks" / "nbs_34.xls").sheets
    assert sheet.text_at(1, 1) == "截止日期_EndDt"
    assert sheet.cells[2, 1].kind is ValueKind.DATE
    assert sheet.cells[2, 1].value == "1987-01-31"


@pytest.mark.parametrize("codepage", (936, 1252, 0x8001, 10000))
def test_that_bytes_in_an_older_workbook_are_chinese_whatever_it_claims(codepage: int) -> None:
    assert texts(biff5("一般公共预算收入".encode("gbk"), codepage)) == {"A1": "一般公共预算收入"}


def test_that_every_kind_of_value_is_told() -> None:
    records = (
        label(0, 0, "指标")
        + number(0, 1, 0.1 + 0.2)
        + boolean(0, 2, 1)
        + boolean(0, 3, 7, is_error=True)
        + number(1, 0, 45078, 16)
        + number(1, 1, 45078.5, 17)
        + number(1, 2, 0.125, 18)
        + formula(2, 0, struct.pack("<d", 12.5))
        + formula(2, 1, b"\1\0\1\0\0\0\xff\xff")
        + formula(2, 2, b"\2\0\x17\0\0\0\xff\xff")
        + formula(2, 3, b"\0\0\0\0\0\0\xff\xff")
        + record(0x0207, b"\2\0\1" + "完成".encode("utf-16-le"))
    )
    styles = style(58) + style(165) + style(164, indent=2)
    book = book_of(biff8(("表一", 0, records), styles=styles, formats={164: "0.0%", 165: 'yyyy"年"m"月"'}))
    (sheet,) = book.sheets
    assert [
        (cell.raw, cell.kind, cell.is_formula)
        for cell in (sheet.cells[place] for place in sorted(sheet.cells))
    ] == [
        ("指标", ValueKind.TEXT, False),
        ("0.3", ValueKind.NUMBER, False),
        ("TRUE", ValueKind.BOOLEAN, False),
        ("#DIV/0!", ValueKind.ERROR, False),
        ("45078", ValueKind.DATE, False),
        ("45078.5", ValueKind.DATE, False),
        ("0.125", ValueKind.NUMBER, False),
        ("12.5", ValueKind.NUMBER, True),
        ("TRUE", ValueKind.BOOLEAN, True),
        ("#REF!", ValueKind.ERROR, True),
        ("完成", ValueKind.TEXT, True),
    ]
    assert (sheet.cells[2, 3].text, sheet.cells[2, 3].format.indent) == ("12.5%", 2)
    assert sheet.cells[2, 2].format.code == 'yyyy"年"m"月"'
    assert sheet.cells[2, 1].value == "2023-06-01"


def test_that_days_from_1904_are_told() -> None:
    content = biff8(("表一", 0, number(0, 0, 43616, 16)), styles=style(14), before=record(0x0022, b"\1\0"))
    assert sheet_of(content).cells[1, 1].value == "2023-06-01"


def test_that_merges_and_hidden_parts_are_told() -> None:
    records = (
        label(0, 0, "标题")
        + label(2, 2, "数")
        + merged((0, 0, 0, 2), (1, 2, 0, 0))
        + hidden_row(1)
        + column(1, 1, 2000, is_hidden=True)
    )
    book = book_of(biff8(("藏", 1, label(0, 0, "x")), ("表一", 0, records)))
    assert [sheet.is_visible for sheet in book.sheets] == [False, True]
    sheet = book.sheets[1]
    assert (sheet.merge_at(1, 3), sheet.merge_at(3, 1)) == (Range(1, 1, 1, 3), Range(2, 1, 3, 1))
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {2}


def test_that_a_book_with_hidden_sheets_only_is_refused() -> None:
    assert "看得见" in refusal_of(biff8(("藏", 1, b"")))


def test_that_a_password_is_told() -> None:
    content = biff8(("表一", 0, b""), before=record(0x002F, struct.pack("<HHH", 0, 1, 2)))
    assert "密码" in refusal_of(content)


def test_that_merges_without_end_are_refused() -> None:
    blocks = merged(*[(0, 60000, 0, 200)] * 1000)
    assert "太多" in refusal_of(biff8(("表一", 0, blocks)))


def test_that_looks_are_those_of_the_file(tmp_path: Path) -> None:
    records = (
        record(0x0055, b"\x08\0")
        + column(0, 0, 256 * 20)
        + record(0x0208, struct.pack("<HHHHHHI", 0, 0, 3, 600, 0, 0, 0x140))
        + label(0, 0, "标题", 16)
        + number(1, 1, 5)
    )
    styles = style(font=1, align=0x12, borders=0x0211, fill=0x04000000)
    path = tmp_path / "a.xls"
    path.write_bytes(biff8(("表一", 0, records), ("藏", 1, b""), styles=styles))
    (look,) = read_looks(path)
    title = look.cells[1, 1]
    assert (title.style.is_bold, title.style.size_pt, title.style.color) == (True, 16, "#FF0000")
    assert (title.style.across, title.style.edges.left) == (Across.CENTRE, Edge.THIN)
    assert look.cells[2, 2].across is Across.RIGHT
    assert (look.widths[0], look.heights[0]) == (140, 40)


def test_that_real_workbooks_have_looks(shared: Path) -> None:
    for path in workbooks(shared)[::4]:
        assert all(look.widths and look.heights for look in read_looks(path) if look.cells), path.name
