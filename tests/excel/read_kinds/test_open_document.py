import pytest

from tests.excel.read_kinds.reading import book_of, refusal_of, sheet_of
from tests.excel.read_kinds.samples import archive, ods
from tests.patience import ending
from wzdesk.excel.read.book import Range, ValueKind

STYLES = (
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text>'
    "<number:month/><number:text>月</number:text></number:date-style>"
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce2"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def table(rows: str, more: str = "") -> str:
    return f'<table:table table:name="表一" {more}>{rows}</table:table>'


def cell(told: str, text: str = "") -> str:
    words = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {told}>{words}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_that_every_kind_of_value_is_told() -> None:
    cells = sheet_of(
        ods(
            table(
                '<table:table-column table:number-columns-repeated="3"/><table:table-column table:default-cell-style-name="ce1"/>'
                + row(
                    cell('office:value-type="string" table:style-name="ce2"', '收<text:s text:c="2"/>入</text:p><text:p>二'),
                    cell('office:value-type="float" office:value="35000"', "35,000"),
                    cell('office:value-type="percentage" office:value="0.826628895184136"', "82.7%"),
                    cell('office:value-type="date" office:date-value="2024-06-04"', "2024年6月"),
                    cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"),
                    cell('office:value-type="string" office:string-value="" calcext:value-type="error" table:formula="of:=1/0"', "#DIV/0!"),
                    cell('office:value-type="float" office:value="5" table:formula="of:=2+3"', "5.00"),
                    cell('table:formula="of:=A1"'),
                )
            ),
            STYLES,
        ),
        "表.ods",
    ).cells  # fmt: skip
    assert [(cells[1, at].raw, cells[1, at].display, cells[1, at].kind) for at in (1, 2, 3, 5, 6, 7, 8)] == [
        ("收  入\n二", "收  入\n二", ValueKind.TEXT),
        ("35000", "35,000", ValueKind.NUMBER),
        ("0.826628895184136", "82.7%", ValueKind.NUMBER),
        ("TRUE", "TRUE", ValueKind.BOOLEAN),
        ("#DIV/0!", "#DIV/0!", ValueKind.ERROR),
        ("5", "5.00", ValueKind.NUMBER),
        ("", "", ValueKind.UNCALCULATED),
    ]
    assert (cells[1, 4].value, cells[1, 4].format.code) == ("2024-06-04", 'yyyy"年"m"月"')
    assert cells[1, 1].format.indent == 2
    assert [at for _, at in cells if cells[1, at].is_formula] == [6, 7, 8]


def test_that_repeats_merges_and_hidden_lines_are_told() -> None:
    content = ods(
        table(
            '<table:table-column/><table:table-column table:visibility="collapse"/>'
            + row(cell('office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"', "题"),
                  "<table:covered-table-cell/>", cell('office:value-type="string" table:number-columns-repeated="2"', "x"))
            + row("<table:covered-table-cell table:number-columns-repeated='2'/>", more='table:visibility="filter"')
            + row(cell(""), cell('office:value-type="float" office:value="1"', "1"), more='table:number-rows-repeated="2"')
            + row(cell('table:style-name="a" table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048570" table:visibility="collapse"')
        )
        + table("", 'table:style-name="ta2"'),
        STYLES,
    )  # fmt: skip
    book = book_of(content, "表.ods")
    sheet = book.sheets[0]
    assert [one.is_visible for one in book.sheets] == [True, False]
    assert {place: one.raw for place, one in sheet.cells.items()} == {
        (1, 1): "题", (1, 3): "x", (1, 4): "x", (3, 2): "1", (4, 2): "1",
    }  # fmt: skip
    assert sheet.merge_at(2, 2) == Range(1, 1, 2, 2)
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {2}


def test_that_notes_and_drawings_are_no_part_of_a_cell() -> None:
    inner = "<office:annotation><text:p>批注</text:p></office:annotation><text:p>值</text:p><draw:frame><text:p>图</text:p></draw:frame>"
    content = ods(table(row(f'<table:table-cell office:value-type="string">{inner}</table:table-cell>')))
    assert sheet_of(content).text_at(1, 1) == "值"


@pytest.mark.parametrize(
    ("content", "words"),
    (
        (ods(table(row(cell('office:value-type="string" table:number-columns-repeated="16384"', "x"), more='table:number-rows-repeated="1048576"'))), "太多"),
        (ods(table("") , members={"META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:encryption-data/></manifest:manifest>'}), "密码"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "外部声明"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a>"}), "不完整"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "Word"),
    ),
)  # fmt: skip
def test_that_broken_and_absurd_files_are_refused(content: bytes, words: str) -> None:
    with ending():
        assert words in refusal_of(content, "表.ods")
