import pytest

from tests.excel.read_kinds.reading import book_of, refusal_of, sheet_of, texts
from wzdesk.excel.read.book import ValueKind

LINES = '地区,收入,增速\r\n平阳县,"67,380",6.9\r\n苍南县,001,\r\n'
READ = {
    "A1": "地区",
    "B1": "收入",
    "C1": "增速",
    "A2": "平阳县",
    "B2": "67,380",
    "C2": "6.9",
    "A3": "苍南县",
    "B3": "001",
}


@pytest.mark.parametrize("encoding", ("gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"))
@pytest.mark.parametrize("name", ("表.csv", "表.xls", "表.xlsx", "表.txt", "表"))
def test_that_any_encoding_under_any_name_is_read(encoding: str, name: str) -> None:
    assert texts(LINES.encode(encoding), name) == READ


@pytest.mark.parametrize("delimiter", ("\t", ";", ",", "|"))
def test_that_any_delimiter_is_found(delimiter: str) -> None:
    rows = [["地区", "收入"], ["平阳县", "1"], ["苍南县", "2"]]
    content = "2023年情况\n" + "\n".join(delimiter.join(row) for row in rows)
    assert texts(content) == {
        "A1": "2023年情况", "A2": "地区", "B2": "收入", "A3": "平阳县", "B3": "1", "A4": "苍南县", "B4": "2",
    }  # fmt: skip


def test_that_thousands_do_not_hide_the_tabs() -> None:
    assert texts("地区\t收入\n平阳\t67,380,1\n苍南\t1,234,567\n")["B3"] == "1,234,567"


def test_that_quotes_hold_breaks_and_guards_keep_zeros() -> None:
    content = '代码,备注\n="001","含雁荡山, 单列\r\n见""附表"""\n"=""330326""",x\n'
    assert texts(content) == {
        "A1": "代码", "B1": "备注", "A2": "001", "B2": '含雁荡山, 单列\n见"附表"', "A3": "330326", "B3": "x",
    }  # fmt: skip


def test_that_a_quote_that_does_not_close_is_a_sign() -> None:
    content = '名称,规格\n钢管,"5寸\n' + "水管,3\n" * 100
    assert len(sheet_of(content).cells) == 204


def test_that_a_told_separator_is_believed() -> None:
    assert texts("sep=;\na;b,c\nd;e\n") == {"A1": "a", "B1": "b,c", "A2": "d", "B2": "e"}


def test_that_numbers_stay_texts() -> None:
    assert {cell.kind for cell in sheet_of("a,1\nb,2\n").cells.values()} == {ValueKind.TEXT}


def test_that_the_name_is_mentioned() -> None:
    assert "其实是文本表格" in book_of(LINES, "表.xls").remarks[0]
    assert book_of(LINES, "表.csv").remarks == ()


@pytest.mark.parametrize("content", ("你好，世界。\n再见。", "一行", '{"a": 1, "b": [2, 3]}', "a" * 200_000))
def test_that_a_text_without_columns_is_refused(content: str) -> None:
    assert "表格" in refusal_of(content)


def test_that_a_field_without_end_is_refused() -> None:
    assert "不正常" in refusal_of("a,b\nc,d\n" + "e," + "f" * 200_000)
