"""Small files of every kind, made byte by byte: each holds what its reader has to know."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

# --- old workbooks: a stream of records, as it stands in the OLE file (xlrd takes it bare as well)


def record(code: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def bof(version: int, kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", version, kind, 0, 0, 0, 0)[: 16 if version > 0x500 else 8])


def wide(text: str) -> bytes:
    """A text of a BIFF8 record, its length in two bytes."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


FONT = record(
    0x0031,
    struct.pack("<HHHHHBBBx", 200, 0, 0x7FFF, 400, 0, 0, 0, 134) + b"\2\1" + "宋体".encode("utf-16-le"),
)
BOLD = record(
    0x0031, struct.pack("<HHHHHBBBx", 320, 2, 10, 700, 0, 0, 0, 134) + b"\2\1" + "黑体".encode("utf-16-le")
)


def style(
    format_: int = 0, *, font: int = 0, align: int = 0x20, indent: int = 0, borders: int = 0, fill: int = 0
) -> bytes:
    return record(
        0x00E0, struct.pack("<HHHBBBBIIH", font, format_, 1, align, 0, indent, 0xFC, borders, fill, 0x20C0)
    )


def number(row: int, column: int, value: float, style_: int = 15) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style_, value))


def label(row: int, column: int, text: str, style_: int = 15) -> bytes:
    return record(0x0204, struct.pack("<HHH", row, column, style_) + wide(text))


def boolean(row: int, column: int, value: int, *, is_error: bool = False) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 15, value, is_error))


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<HHH", row, column, 15) + result + struct.pack("<HIH", 0, 0, 0))


def merged(*blocks: tuple[int, int, int, int]) -> bytes:
    return record(
        0x00E5, struct.pack("<H", len(blocks)) + b"".join(struct.pack("<HHHH", *one) for one in blocks)
    )


def hidden_row(row: int) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 3, 300, 0, 0, 0x120))


def column(first: int, last: int, width: int, *, is_hidden: bool = False) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", first, last, width, 15, is_hidden, 0))


def biff8(
    *sheets: tuple[str, int, bytes], styles: bytes = b"", formats: Mapping[int, str] = {}, before: bytes = b""
) -> bytes:
    """``sheets``: name, 0 visible / 1 hidden, and the records between its begin and end."""
    front = bof(0x600, 5) + record(0x0042, struct.pack("<H", 1200)) + before + FONT + BOLD
    front += b"".join(
        record(0x041E, struct.pack("<H", number_) + wide(code)) for number_, code in formats.items()
    )
    front += style() * 16 + styles
    entries = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name, _, _ in sheets]
    at = len(front) + sum(4 + 6 + len(one) for one in entries) + 4
    listed = bodies = b""
    for (_, state, records), entry in zip(sheets, entries, strict=True):
        listed += record(0x0085, struct.pack("<IBB", at + len(bodies), state, 0) + entry)
        bodies += bof(0x600, 0x10) + records + record(0x000A)
    return front + listed + record(0x000A) + bodies


def biff5(text: bytes, codepage: int) -> bytes:
    """One sheet with one text in the bytes of some code page."""
    font = record(0x0031, struct.pack("<HHHHHBBBx", 200, 0, 0x7FFF, 400, 0, 0, 0, 0) + b"\5Arial")
    style_ = record(0x00E0, struct.pack("<HHHHHHHH", 0, 0, 1, 0x20, 0, 0, 0, 0))
    front = bof(0x500, 5) + record(0x0042, struct.pack("<H", codepage)) + font + style_ * 16
    sheet = (
        bof(0x500, 0x10) + record(0x0204, struct.pack("<HHHH", 0, 0, 15, len(text)) + text) + record(0x000A)
    )
    entry = struct.pack("<BBB", 0, 0, 6) + b"Sheet1"
    return (
        front
        + record(0x0085, struct.pack("<I", len(front) + 4 + 4 + len(entry) + 4) + entry)
        + record(0x000A)
        + sheet
    )


# --- binary workbooks of 2007


def binary(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = b""
    size = len(data)
    while True:
        size, rest = size >> 7, size & 0x7F
        length += bytes([rest | 0x80 * bool(size)])
        if not size:
            return head + length + data


def wide_long(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_row(row: int, *cells: bytes, is_hidden: bool = False) -> bytes:
    return binary(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 * is_hidden, 0, 0)) + b"".join(cells)


def xlsb_cell(kind: int, column_: int, value: bytes, style_: int = 0) -> bytes:
    return binary(kind, struct.pack("<II", column_, style_) + value)


def xlsb(*rows: bytes, rest: bytes = b"", state: int = 0) -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet = (
        binary(129)
        + binary(148, b"\0" * 16)
        + binary(145)
        + b"".join(rows)
        + binary(146)
        + rest
        + binary(130)
    )
    dates = binary(615, struct.pack("<I", 0)) + binary(616)
    styles = binary(278) + dates + binary(617, struct.pack("<I", 2))
    styles += (
        b"".join(binary(47, struct.pack("<HHHHHBBHH", 0, one, 0, 0, 0, 0, 0, 0, 0)) for one in (0, 14))
        + binary(618)
        + binary(279)
    )
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": binary(131)
            + binary(143)
            + binary(156, struct.pack("<II", state, 1) + wide_long("r1") + wide_long("表一"))
            + binary(144)
            + binary(132),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.bin"/>'
            f'<Relationship Id="r2" Type="{relations}/styles" Target="styles.bin"/></Relationships>',
            "xl/styles.bin": styles,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


# --- archives, OpenDocument, XML of 2003


def archive(members: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


_URN = "urn:oasis:names:tc:opendocument:xmlns"


def ods(tables: str, styles: str = "", members: Mapping[str, str] = {}) -> bytes:
    spaces = "".join(
        f' xmlns:{short}="{_URN}:{long}:1.0"'
        for short, long in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
            ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    content = (
        f'<office:document-content{spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": content, **members})


def xml_2003(table: str, styles: str = "", rest: str = "") -> str:
    own, excel = "urn:schemas-microsoft-com:office:spreadsheet", "urn:schemas-microsoft-com:office:excel"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{own}" xmlns:ss="{own}" xmlns:x="{excel}"'
        f' xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="表一"><Table>{table}</Table>{rest}</Worksheet></Workbook>'
    )
