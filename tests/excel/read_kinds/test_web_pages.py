from pathlib import Path

import pytest

from tests.excel.read_kinds.reading import book_of, refusal_of, sheet_of, texts
from tests.patience import ending
from wzdesk.excel.read.book import Range, ValueKind
from wzdesk.excel.read.sheet_look import read_looks

TABLE = "<table><tr><td>指标</td><td>数</td></tr><tr><td>收入</td><td>12</td></tr></table>"
FOUR = {"A1": "指标", "B1": "数", "A2": "收入", "B2": "12"}


@pytest.mark.parametrize(
    "content",
    (
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("gbk"),
        ("<meta charset=gb2312>" + TABLE).encode("gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' + TABLE).encode("gbk"),
        ("<meta charset=gb2312><p>其实是另一种编码的网页</p>" + TABLE).encode()[: -len(TABLE.encode())] + TABLE.encode(),
        ("<meta charset=iso-8859-1>" + TABLE).encode("gbk"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
    ),
)  # fmt: skip
def test_that_any_encoding_is_read(content: bytes) -> None:
    assert set(FOUR.values()) <= set(texts(content).values())


def test_that_spans_are_merges_and_push_cells_aside() -> None:
    sheet = sheet_of(
        "<table><tr><td rowspan=2>县</td><td colspan=2>收入</td></tr><tr><td>数</td><td>增</td></tr>"
        "<tr><td>平阳</td><td>1</td><td>2</td></tr></table>"
    )
    assert [sheet.text_at(2, at) for at in (1, 2, 3)] == ["县", "数", "增"]
    assert (sheet.merge_at(2, 1), sheet.merge_at(1, 3)) == (Range(1, 1, 2, 1), Range(1, 2, 1, 3))
    assert [sheet.text_at(3, at) for at in (1, 2, 3)] == ["平阳", "1", "2"]


def test_that_tags_may_be_left_open() -> None:
    page = "<TABLE><TR><TD>指标<TD>数<TR><TD>收入<TD>12"
    assert texts(page) == FOUR
    assert "缺少结尾" in book_of(page).remarks[1]
    assert len(book_of(TABLE).remarks) == 1


def test_that_blanks_and_breaks_are_as_a_browser_shows_them() -> None:
    row = "<td>一<br>二<br/></td><td>&nbsp;</td><td>\n  a\n b &amp; &lt;5 </td><td>&nbsp;&nbsp;其中</td><td><p>甲</p><p>乙</p></td>"
    assert texts(f"<table><tr>{row}</tr></table>") == {
        "A1": "一\n二", "C1": "a b & <5", "D1": "  其中", "E1": "甲\n乙",
    }  # fmt: skip


def test_that_a_number_beside_its_look_is_taken_exactly() -> None:
    row = (
        '<td x:num="0.826628895184136">82.7%</td><td x:num="35000">35,000</td><td x:num>12</td><td x:num="0">—</td>'
        '<td x:num="45078" style=\'mso-number-format:"yyyy\\-mm\\-dd"\'>2023-06-01</td>'
        '<td sdval="1.5" sdnum="2052;0;0.00">1.50</td><td x:err="#DIV/0!">#DIV/0!</td><td x:num="3" x:fmla="=1+2">3</td>'
    )
    cells = sheet_of(f"<html xmlns:x='x'><table><tr>{row}</tr></table>").cells
    found = [(cells[1, at].raw, cells[1, at].display, cells[1, at].kind) for at in range(1, 9)]
    assert found == [
        ("0.826628895184136", "82.7%", ValueKind.NUMBER),
        ("35000", "35,000", ValueKind.NUMBER),
        ("12", "12", ValueKind.TEXT),
        ("—", "—", ValueKind.TEXT),
        ("45078", cells[1, 5].display, ValueKind.DATE),
        ("1.5", "1.50", ValueKind.NUMBER),
        ("#DIV/0!", "#DIV/0!", ValueKind.ERROR),
        ("3", "3", ValueKind.NUMBER),
    ]
    assert cells[1, 5].value == "2023-06-01"
    assert cells[1, 8].is_formula


def test_that_what_does_not_show_is_hidden_or_left_out() -> None:
    page = (
        "<style>td{}</style><script>if (a<b) '<td>'</script><table><col><col style='display:none'>"
        "<tr><td>一</td><td>二</td></tr><tr style='DISPLAY: none'><td>三</td></tr>"
        "<tr><td><span style='display:none'>x<span>y</span></span>四<!-- <td>五</td> --></td>"
        "<td style='display:none'>六</td><td>七</td></tr></table>"
    )
    sheet = sheet_of(page)
    assert {place: cell.raw for place, cell in sheet.cells.items()} == {
        (1, 1): "一", (1, 2): "二", (2, 1): "三", (3, 1): "四", (3, 2): "七",
    }  # fmt: skip
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {2}


def test_that_lines_and_tables_stand_one_below_the_other() -> None:
    page = f"<title>月报</title><h2>平阳县</h2><p>单位：亿元</p>{TABLE}<p>注：快报</p>{TABLE}"
    sheet = sheet_of(page)
    assert sheet.name == "月报"
    assert [sheet.text_at(row, 1) for row in range(1, 8)] == ["平阳县", "单位：亿元", "指标", "收入", "注：快报", "指标", "收入"]  # fmt: skip


def test_that_tables_in_tables_come_apart() -> None:
    page = f"<table><tr><td>{TABLE}</td></tr><tr><td>注</td></tr></table>"
    sheet = sheet_of(page)
    assert [sheet.text_at(row, 1) for row in (1, 2, 3)] == ["指标", "收入", "注"]
    small = "<table><tr><td>指标</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>"
    assert texts(small) == {"A1": "指标", "B1": "1 2"}


def test_that_the_name_of_the_sheet_is_taken() -> None:
    page = "<html><!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>三季度</x:Name></xml><![endif]-->" + TABLE
    assert sheet_of(page).name == "三季度"
    assert sheet_of(TABLE, "收入.xls").name == "收入"


@pytest.mark.parametrize(
    "page",
    (
        "<table>" + "<td rowspan=60000 colspan=1000>x" * 30_000,
        "<table>" + "<tr><td colspan=1000>x" * 30_000,
        "<table><tr>" + "<td>x" * 20_000,
    ),
)
def test_that_spans_without_end_are_refused(page: str) -> None:
    with ending():
        assert "太多" in refusal_of(page)


@pytest.mark.parametrize(
    "piece", ("<", "<!--", "<a ", '<a href="', "</", "</a", "<!", "<?", "<a b=c ", "&#", "<script>", "<table><tr><td>", "<p hidden>")
)  # fmt: skip
def test_that_odd_tags_without_end_cost_no_time(piece: str) -> None:
    with ending():
        book_of("<table><tr><td>一<td>二</table>" + piece * 100_000)


def test_that_absurd_entities_are_let_be() -> None:
    assert len(texts("<table><tr><td>&#" + "9" * 6000 + ";<td>二</table>")) == 2


def test_that_a_page_without_a_table_is_refused() -> None:
    assert "没有表格" in refusal_of("<!DOCTYPE html><html><body>请重新登录</body></html>")


MHT = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_x"

------=_x
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: quoted-printable

{front}
------=_x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

{sheet}
------=_x--
"""


def test_that_a_saved_page_is_read() -> None:
    from base64 import encodebytes
    from quopri import encodestring

    front = "<xml><x:Name>一季度</x:Name></xml>".encode("gbk")
    content = MHT.format(front=encodestring(front).decode(), sheet=encodebytes(TABLE.encode()).decode())
    book = book_of(content, "表.mht")
    assert [sheet.name for sheet in book.sheets] == ["一季度"]
    assert texts(content) == FOUR
    assert book.remarks == ()
    assert "没有表格" in refusal_of(MHT.format(front="", sheet=""))


def test_that_a_page_has_plain_looks_that_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        f"<table><tr><td colspan=2>一个很长很长很长很长很长很长的标题</td></tr></table>{TABLE}", "utf-8"
    )
    (look,) = read_looks(path)
    assert look.widths == (64, 64)
    assert len(look.merges) == 1
