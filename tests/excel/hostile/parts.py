"""Workbooks whose parts say absurd or malicious things."""

from collections.abc import Iterator

from tests.excel.books import MAIN, PARTS, RELS, make_book, sheet_xml
from tests.excel.hostile.case import Case, Make, shows, shows_nothing, texts_of
from wzdesk.excel.recognise.table import BookReading

SHEET, TEXTS, STYLES, BOOK = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
DOCTYPES = {
    "a file from outside": '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
    "a page from outside": '<!DOCTYPE x [<!ENTITY j SYSTEM "http://127.0.0.1:9/">]>',
    "a thousand million laughs": LAUGHS,
    "one long laugh": f'<!DOCTYPE x [<!ENTITY j "{"哈" * 100_000}">]>',
    "parameters from outside": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>',
    "a grammar from outside": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


def _sheet(rows: str, rest: str = "", before: str = "") -> Make:
    return lambda path: make_book(path, sheet_xml(rows, rest, before))


def _cell(attributes: str, inner: str) -> Make:
    return _sheet(f'<row r="1"><c r="A1" {attributes}>{inner}</c><c r="B1"><v>29</v></c></row>')


def with_parts(
    parts: dict[str, str | bytes | None], rows: str = '<row r="1"><c r="A1"><v>29</v></c></row>'
) -> Make:
    return lambda path: make_book(path, sheet_xml(rows), parts)


def entities() -> Iterator[Case]:
    uses = '<row r="1"><c r="A1" t="str"><v>' + "&j;" * 1_000 + "</v></c></row>"
    for what, doctype in DOCTYPES.items():
        yield Case(f"{what} in the sheet", with_parts({SHEET: doctype + sheet_xml(uses)}), "外部声明")
    for part in (TEXTS, STYLES, BOOK, "xl/_rels/workbook.xml.rels", "_rels/.rels"):
        yield Case(f"laughs in {part}", with_parts({part: LAUGHS + PARTS[part]}), "外部声明")
    yield Case("an entity nobody declared", _sheet(uses), "不完整")
    yield Case(
        "a sheet of commands",
        with_parts({SHEET: "<?xml-stylesheet href='http://127.0.0.1:9/'?>" + sheet_xml("")}),
        None,
        shows_nothing,
    )


def absurd() -> Iterator[Case]:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>29</v></c></row>'
    yield Case("two far corners", _sheet(far), None, shows("1", "29"))
    yield Case(
        "a claim of all rows", _sheet(far, before='<dimension ref="A1:XFD1048576"/>'), None, shows("29")
    )
    yield Case("one merge over everything", _sheet(far, _merges("A1:XFD1048576")), None, shows("1"))
    yield Case("20,001 merges", _sheet(far, _merges(*(f"A{n}:B{n}" for n in range(1, 20_002)))), "太多")
    yield Case("2,999 overlapping merges", _sheet(far, _merges(*["A1:XFD1048576"] * 2_999)), "太多")
    yield Case("2,999 merges over each other", _sheet(far, _merges(*["A1:Z60"] * 2_999)), "太多")
    yield Case(
        "a thousand nested merges",
        _sheet(far, _merges(*(f"A1:{chr(65 + n % 26)}{n + 2}" for n in range(1_000)))),
        "太多",
        shows("29"),
    )
    yield Case("a million empty rows", _sheet("<row/>" * 1_000_000), "", shows_nothing)
    yield Case("more rows than there are", _sheet("<row/>" * 1_048_577 + far), "不完整")
    yield Case(
        "rows that come back",
        _sheet('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>29</v></c></row>'),
        "",
        shows("1", "29"),
    )
    yield Case(
        "one cell a thousand times",
        _sheet('<row r="1">' + '<c r="A1"><v>29</v></c>' * 1_000 + "</row>"),
        "",
        shows("29"),
    )
    yield Case(
        "columns as wide as can be",
        _sheet(far, before='<cols><col min="1" max="4294967295" width="1e9" hidden="1"/></cols>'),
        "",
        shows("29"),
    )
    yield Case(
        "columns backwards",
        _sheet(far, before='<cols><col min="9" max="-1" hidden="1"/></cols>'),
        "",
        shows("29"),
    )
    for reference in (
        "A0",
        "XFE1",
        "A1048577",
        "AAAA1",
        "1",
        "A",
        "",
        "-A1",
        "A1:B2",
        "A99999999999999999999",
        "Ａ１",
        "a1",
    ):
        yield Case(
            f"a cell at {reference!r}",
            _sheet(f'<row r="1"><c r="{reference}"><v>29</v></c></row>'),
            "不完整",
            shows("29"),
        )
    for number in ("0", "-1", "1.5", "99999999999999999999", "x", "", "１"):
        yield Case(
            f"a row {number!r}", _sheet(f'<row r="{number}"><c><v>29</v></c></row>'), "不完整", shows("29")
        )
    for index in ("2", "-1", "1.0", "x", "99999999999999999999", "٣", ""):
        yield Case(f"text number {index!r}", _cell('t="s"', f"<v>{index}</v>"), "不完整", shows("29"))
    for style in ("5", "-1", "x", "99999999999999999999"):
        yield Case(f"style {style!r}", _cell(f's="{style}"', "<v>7</v>"), "不完整", shows("7", "29"))
    for merge in ("A0:B2", "A1:XFE1", "x", "", "A1:B2:C3", "B2:A1"):
        yield Case(f"a merge {merge!r}", _sheet(far, _merges(merge)), "不完整", shows("29"))


def _merges(*references: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in references) + "</mergeCells>"


def shapes() -> Iterator[Case]:
    deep = 50_000
    nested = "<a>" * deep + "</a>" * deep
    yield Case(
        "deep nesting", _sheet('<row r="1"><c r="A1"><v>29</v></c></row>', nested), "不完整", shows("29")
    )
    yield Case("deep nesting in a cell", _cell("", f"<v>7</v>{nested}"), "不完整", shows("29"))
    yield Case(
        "deep nesting of texts",
        with_parts({TEXTS: f'<sst xmlns="{MAIN}">{nested}</sst>'}),
        "不完整",
        shows("29"),
    )
    yield Case(
        "deep nesting of formats",
        with_parts({STYLES: f'<styleSheet xmlns="{MAIN}">{nested}</styleSheet>'}),
        "不完整",
        shows("29"),
    )
    yield Case("50,000 styles", with_parts({STYLES: _styles(50_000)}), "", shows("29.00"))
    yield Case(
        "a format of 100,000 signs",
        with_parts({STYLES: _format("0.0" + "#," * 50_000)}, _styled("7")),
        "",
        _has_cells,
    )
    yield Case(
        "a format of a million brackets",
        with_parts({STYLES: _format("[" * 1_000_000)}, _styled("7")),
        "",
        _has_cells,
    )
    yield Case(
        "a format of quotes",
        with_parts({STYLES: _format("&quot;" * 100_001 + "\\" * 99_999)}, _styled("7")),
        "",
        _has_cells,
    )
    yield Case(
        "a format of a hundred thousand parts",
        with_parts({STYLES: _format("0;" * 100_000)}, _styled("7")),
        "",
        _has_cells,
    )
    yield Case(
        "a format of a hundred thousand days",
        with_parts({STYLES: _format("yyyy-mm-dd " * 10_000)}, _styled("7")),
        "",
        _has_cells,
    )
    yield Case(
        "a format of a thousand million zeros",
        with_parts({STYLES: _format("0." + "0" * 1_000_000)}, _styled("0.1")),
        "",
        _has_cells,
    )
    yield Case("an indent without end", with_parts({STYLES: _indent()}, _styled("7")), "", shows("7"))
    many = "".join(f'<Relationship Id="x{n}" Type="{RELS}/image" Target="a{n}.png"/>' for n in range(100_000))
    usual = PARTS["xl/_rels/workbook.xml.rels"]
    yield Case(
        "100,000 relationships",
        with_parts({"xl/_rels/workbook.xml.rels": usual.replace("</Rel", many + "</Rel")}),
        "",
        shows("29"),
    )
    yield Case(
        "a sheet in UTF-16",
        with_parts({SHEET: _utf16(sheet_xml('<row r="1"><c r="A1" t="str"><v>温州</v></c></row>'))}),
        "不完整",
        shows("温州"),
    )
    yield Case(
        "texts in UTF-16",
        with_parts({TEXTS: _utf16(PARTS[TEXTS])}, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        "不完整",
        shows("地区"),
    )
    yield Case(
        "another encoding than it says",
        with_parts({SHEET: '<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml("")}),
        "不完整",
    )
    yield Case(
        "an encoding that is none",
        with_parts({SHEET: '<?xml version="1.0" encoding="x-odd"?>' + sheet_xml("")}),
        "不完整",
    )
    yield Case(
        "GB18030 that says UTF-8",
        with_parts({SHEET: sheet_xml('<row r="1"><c t="str"><v>温州</v></c></row>').encode("gb18030")}),
        "不完整",
    )
    yield Case(
        "another document in the sheet's place",
        with_parts({SHEET: "<html><body>登录</body></html>"}),
        "不完整",
        shows_nothing,
    )
    yield Case("a picture in the sheet's place", with_parts({SHEET: b"\x89PNG\r\n\x1a\n"}), "不完整")
    yield Case(
        "another language than the workbook's",
        with_parts({SHEET: sheet_xml("").replace(MAIN, "urn:x")}),
        "不完整",
        shows_nothing,
    )
    yield Case("types of another kind", with_parts({"[Content_Types].xml": "<Types/>"}), "", shows("29"))
    yield Case("types that are none", with_parts({"[Content_Types].xml": b"\0"}), "不完整", shows("29"))


def _has_cells(reading: BookReading) -> None:
    """Shown or not, the cell is read and counted once."""
    assert len(texts_of(reading)) == 1


def _styled(value: str) -> str:
    return f'<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>'


def _format(code: str) -> str:
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    return f'<styleSheet xmlns="{MAIN}">{formats}<cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>'


def _styles(count: int) -> str:
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>' + '<xf numFmtId="4"/>' * count + "</cellXfs></styleSheet>"


def _indent() -> str:
    xf = '<xf><alignment indent="999999999"/></xf>'
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{xf}{xf}</cellXfs></styleSheet>'


def _utf16(text: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
