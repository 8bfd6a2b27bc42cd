import pytest

from tests.excel.read_kinds.reading import book_of, refusal_of, sheet_of, texts
from tests.excel.read_kinds.samples import xml_2003
from wzdesk.excel.read.book import Range, ValueKind

STYLES = (
    '<Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="yyyy/m/d"/></Style>'
    '<Style ss:ID="p"><Alignment ss:Indent="2"/><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="q" ss:Parent="p"/>'
)


def data(kind: str, text: str, more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_that_every_kind_of_value_is_told() -> None:
    row = (
        data("String", "指标&#10;名称") + data("Number", "0.30000000000000004") + data("Boolean", "1")
        + data("Error", "#DIV/0!") + data("DateTime", "2024-06-04T00:00:00.000", 'ss:StyleID="d"')
        + data("Number", "0.125", 'ss:StyleID="q" ss:Formula="=1/8"') + data("DateTime", "2024-06-04T00:00:00.000")
    )  # fmt: skip
    cells = sheet_of(xml_2003(f"<Row>{row}</Row>", STYLES)).cells
    assert [(cells[1, at].raw, cells[1, at].kind) for at in range(1, 8)] == [
        ("指标\n名称", ValueKind.TEXT),
        ("0.3", ValueKind.NUMBER),
        ("TRUE", ValueKind.BOOLEAN),
        ("#DIV/0!", ValueKind.ERROR),
        ("45447", ValueKind.DATE),
        ("0.125", ValueKind.NUMBER),
        ("45447", ValueKind.DATE),
    ]
    assert (cells[1, 6].text, cells[1, 6].format.indent, cells[1, 6].is_formula) == ("12.50%", 2, True)
    assert cells[1, 5].format.code == "yyyy/m/d"


def test_that_places_and_merges_are_counted() -> None:
    table = (
        '<Column/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>'
        f"<Row>{data('String', '题', 'ss:MergeAcross=' + chr(34) + '2' + chr(34))}{data('String', '尾')}</Row>"
        f'<Row ss:Index="4" ss:Hidden="1">{data("String", "三", "ss:Index=" + chr(34) + "3" + chr(34))}{data("String", "四")}</Row>'
        f"<Row>{data('String', '五', 'ss:MergeDown=' + chr(34) + '1' + chr(34))}</Row>"
    )
    sheet = sheet_of(xml_2003(table))
    assert texts(xml_2003(table)) == {"A1": "题", "D1": "尾", "C4": "三", "D4": "四", "A5": "五"}
    assert (sheet.merge_at(1, 2), sheet.merge_at(6, 1)) == (Range(1, 1, 1, 3), Range(5, 1, 6, 1))
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {3, 4}


def test_that_comments_and_markup_are_no_part_of_the_value() -> None:
    cell = (
        '<Cell><ss:Data ss:Type="String"><html:B>收</html:B>入</ss:Data>'
        '<Comment ss:Author="x"><ss:Data>批注</ss:Data></Comment></Cell>'
    )
    assert texts(xml_2003(f"<Row>{cell}</Row>")) == {"A1": "收入"}


def test_that_hidden_sheets_are_told() -> None:
    rest = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    assert "看得见" in refusal_of(xml_2003("", rest=rest))


def test_that_chinese_encodings_are_read() -> None:
    content = xml_2003(f"<Row>{data('String', '收入')}</Row>")
    gb = content.replace('version="1.0"', 'version="1.0" encoding="GB2312"').encode("gbk")
    for each in (gb, content.encode(), content.encode("utf-8-sig"), content.encode("utf-16")):
        assert texts(each) == {"A1": "收入"}
    assert "2003 版 XML" in book_of(gb).remarks[0]


@pytest.mark.parametrize(
    ("content", "words"),
    (
        (xml_2003("<Row/>").replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook'), "外部声明"),
        (xml_2003("<Row/>")[:-30], "不完整"),
        (xml_2003(f'<Row ss:Index="9999999">{data("String", "x")}</Row>'), "太多"),
        (xml_2003(f"<Row>{data('String', 'x', 'ss:Index=' + chr(34) + '99999' + chr(34))}</Row>"), "太多"),
        (
            xml_2003(f"<Row>{data('String', 'x', 'ss:MergeDown=' + chr(34) + '9999999' + chr(34))}</Row>"),
            "太多",
        ),
    ),
)
def test_that_broken_and_absurd_files_are_refused(content: str, words: str) -> None:
    assert words in refusal_of(content)
