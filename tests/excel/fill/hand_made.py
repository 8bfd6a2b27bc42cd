"""Sheets written by hand: legal XML that common producers do not write, and formulas of every kind."""

from collections.abc import Callable
from pathlib import Path

from tests.excel.books import MAIN, RELS, make_book, sheet_xml
from tests.excel.fill.packing import with_content_type

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


def book(path: Path, sheet: str | bytes, parts: dict[str, str | bytes | None] | None = None) -> Path:
    return make_book(path, sheet, {"[Content_Types].xml": TYPES, "xl/styles.xml": STYLES, **(parts or {})})


def bare(path: Path) -> Path:
    """Rows and cells without references, as the schema allows."""
    rows = (
        '<row><c><v>1</v></c><c t="s"><v>0</v></c><c s="1"/></row><row/><row><c r="D3"><v>3</v></c><c><v>4</v></c></row>'
        '<row r="9"><c><f>A1*2</f><v>2</v></c></row>'
    )
    return book(path, sheet_xml(rows))


def spaced(path: Path) -> Path:
    """Indented, with comments, single quotes, blanks before the ends of tags, and line breaks of Windows."""
    text = (
        "<?xml version='1.0' encoding='utf-8' ?>\r\n<!-- <c r=\"A1\"> & > --><worksheet\r\n  xmlns='"
        + MAIN
        + "' >\r\n"
        "  <dimension ref='A1:C3' />\r\n  <cols>\r\n    <col min='4' max='9' style='4' width='12' />\r\n  </cols>\r\n"
        "  <sheetData >\r\n    <row r='1' spans='1:3' >\r\n      <c r='A1' s='1' >\r\n        <v>0.5</v>\r\n      </c>\r\n"
        "      <!-- 注 <c r='B1'/> -->\r\n      <c r='C1' t='inlineStr'><is><t>a&gt;b&#x20;<![CDATA[<c r=\"Z1\">]]></t></is></c>\r\n"
        "    </row>\r\n    <row r='2' s='3' customFormat='1' />\r\n    <row r='3' ht='30' customHeight='1' ></row>\r\n"
        "    <?keep this?>\r\n    <row r='7' ><c r='A7' ><f>A1 * 2</f ><v >1</v ></c ></row >\r\n  </sheetData >\r\n"
        "  <mergeCells count='1' ><mergeCell ref='A10:C12' /></mergeCells>\r\n</worksheet>\r\n<!-- end -->\r\n"
    )
    return book(path, text)


def empty(path: Path) -> Path:
    """A sheet with nothing on it."""
    return book(path, f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData/></worksheet>')


def with_mark(path: Path) -> Path:
    """The byte order mark before the declaration."""
    rows = '<row r="2" spans="2:3"><c r="B2" s="4"><v>1</v></c><c r="C2" t="b"><v>1</v></c></row>'
    return book(path, b"\xef\xbb\xbf" + b'<?xml version="1.0"?>' + sheet_xml(rows).encode())


def phonetic(path: Path) -> Path:
    """Readings above the characters, runs, and cells that ask for them to be shown."""
    rows = (
        '<row r="1"><c r="A1" t="s" ph="1"><v>1</v></c><c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r>'
        '<r><t xml:space="preserve"> 细</t></r></is></c><c r="C1" t="s"><v>0</v></c></row>'
    )
    rest = '<phoneticPr fontId="0" type="noConversion"/>'
    return book(path, sheet_xml(rows, rest))


def formulas(path: Path) -> Path:
    """Shared, array and what-if formulas, whole columns, names, errors, texts, results of every kind."""

    def cell(name: str, inside: str, kind: str = "") -> str:
        return f'<c r="{name}"{kind}>{inside}</c>'

    values = "".join(
        f'<row r="{n}">{cell(f"A{n}", f"<v>{n}</v>")}{cell(f"B{n}", f"<v>{n * 10}</v>")}' + extra + "</row>"
        for n, extra in enumerate(
            (
                cell("C1", '<f t="shared" ref="C1:C4" si="0">A1+$B$1</f><v>11</v>')
                + cell("D1", "<f>SUM(A:A)</f><v>10</v>"),
                cell("C2", '<f t="shared" si="0"/><v>12</v>') + cell("D2", "<f>SUM(1:1)</f><v>99</v>"),
                cell("C3", '<f t="shared" si="0"/><v>13</v>') + cell("D3", "<f>税率*B3</f><v>3</v>"),
                cell("C4", '<f t="shared" si="0"/><v>14</v>')
                + cell("D4", '<f>A4&amp;"A1"</f><v>4A1</v>', ' t="str"'),
            ),
            1,
        )
    )
    more = (
        '<row r="6">'
        + cell("A6", '<f t="array" ref="A6:C6">TRANSPOSE(A1:A3)</f><v>1</v>')
        + cell("B6", "<v>2</v>")
        + cell("C6", "<v>3</v>")
        + cell("D6", "<f>B6*2</f><v>4</v>")
        + "</row>"
        '<row r="7">'
        + cell("A7", "<f>A1&gt;2</f><v>0</v>", ' t="b"')
        + cell("B7", "<f>1/(A1-1)</f><v>#DIV/0!</v>", ' t="e"')
        + cell("C7", '<f>INDIRECT("A"&amp;1)</f><v>1</v>')
        + cell("D7", '<f>[1]表!A1+"A1"</f><v>5</v>')
        + "</row>"
        '<row r="8">'
        + cell("A8", "<f>ROUND(A1/B2*100,1)</f><v>5</v>")
        + cell("B8", "<f>A8-A2*B3+(A1-B1)/2</f><v>-59.5</v>")
        + cell("C8", "<f>12*12</f><v>144</v>")
        + cell("D8", "<f>AVERAGE(A1:B2)</f><v>8.25</v>")
        + "</row>"
        '<row r="10">' + cell("A10", "<f>A1*3</f><v>3</v>") + "</row>"
        '<row r="11">'
        + cell("A11", '<f t="dataTable" ref="A11:A12" dt2D="0" dtr="0" r1="A1"/><v>3</v>')
        + "</row>"
        '<row r="12">' + cell("A12", "<v>6</v>") + "</row>"
    )
    names = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
        '<definedNames><definedName name="税率">表!$A$1</definedName></definedNames></workbook>'
    )
    return book(path, sheet_xml(values + more), {"xl/workbook.xml": names})


def chained(path: Path) -> Path:
    """A calculation chain, as Excel keeps one."""
    chain = f'<calcChain xmlns="{MAIN}"><c r="B1" i="1"/><c r="C1"/></calcChain>'
    rels = make_rels('<Relationship Id="r4" Type="' + RELS + '/calcChain" Target="calcChain.xml"/>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    rows = (
        '<row r="1"><c r="A1"><v>2</v></c><c r="B1" s="4"><f>A1*2</f><v>4</v></c>'
        '<c r="C1"><f>B1+1</f><v>5</v></c><c r="D1"><f>9-1</f><v>8</v></c></row>'
    )
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
        '<calcPr calcId="191029" iterate="1"/></workbook>'
    )
    return book(
        path,
        sheet_xml(rows),
        {
            "xl/workbook.xml": workbook,
            "xl/calcChain.xml": chain,
            "xl/_rels/workbook.xml.rels": rels,
            "[Content_Types].xml": with_content_type("xl/calcChain.xml", kind)(TYPES.encode()),
        },
    )


def make_rels(more: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>{more}</Relationships>'
    )


AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"


def namespaces(path: Path) -> Path:
    """A prefix for all, namespaces declared late, rows of a foreign namespace in an extension."""
    text = (
        f'<y:worksheet xmlns:y="{MAIN}" xmlns:r="{RELS}"><y:sheetData>'
        f'<y:row xmlns:ac="{AC}" r="1" ac:dyDescent="0.25"><y:c r="A1" s="4"><y:v>1</y:v></y:c>'
        '<y:c r="B1" t="s"><y:v>0</y:v></y:c></y:row>'
        f'<y:row r="3" ac:dyDescent="0.3" xmlns:ac="{AC}"><y:c r="B3"><y:f>A1*2</y:f><y:v>2</y:v></y:c></y:row></y:sheetData>'
        '<y:extLst><y:ext uri="{0}"><q:row xmlns:q="urn:x" r="5"><q:c r="A5"/></q:row><row r="6"/></y:ext></y:extLst></y:worksheet>'
    )
    return book(path, text)


def mixed_prefixes(path: Path) -> Path:
    """Three ways to name the same namespace in one sheet: legal, and no producer does it."""
    text = (
        f'<y:worksheet xmlns:y="{MAIN}"><y:sheetData xmlns:z="{MAIN}"><z:row r="1"><y:c r="A1" s="4"><z:v>1</z:v></y:c>'
        f'<c xmlns="{MAIN}" r="B1" t="s"><v>0</v></c></z:row></y:sheetData></y:worksheet>'
    )
    return book(path, text)


HAND_MADE: dict[str, Callable[[Path], Path]] = {
    "bare": bare,
    "spaced": spaced,
    "empty": empty,
    "with_mark": with_mark,
    "phonetic": phonetic,
    "formulas": formulas,
    "chained": chained,
    "namespaces": namespaces,
}
