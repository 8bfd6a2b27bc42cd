"""Files of another kind than their name says."""

import gzip
import io
import struct
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.excel.hostile.case import Case, Check, shows, written
from tests.excel.hostile.zips import archive, book, member

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROWS = (("地区", "生产总值"), ("温州市", "8730.6"), ("鹿城区", "1412.3"))
TABLE_SHOWS = shows("温州市", "8730.6")
READ_LATER = "另存为"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with some streams, each large enough to need no small sectors."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    sectors = {name: -(-len(content) // SECTOR) for name, content in padded.items()}
    directory_sectors = -(-(len(padded) + 1) // 4)
    chains, at = [_FAT], 1
    chains += [*range(at + 1, at + directory_sectors), _END]
    at += directory_sectors
    entries, body = [_entry("Root Entry", 5, 1 if padded else _FREE, _END, 0)], b""
    for number, (name, content) in enumerate(padded.items(), 1):
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, _FREE, at, len(content), right))
        chains += [*range(at + 1, at + sectors[name]), _END]
        at += sectors[name]
        body += content.ljust(sectors[name] * SECTOR, b"\0")
    fat = struct.pack("<128I", *(chains + [_FREE] * 128)[:128])
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 10 + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    return head + struct.pack("<108I", *[_FREE] * 108) + fat + directory + body


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(spelled), kind, 1, _FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


BEGIN = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x1000, 0x7CD, 0, 6))
ENCRYPTED_XLS = ole(
    {"Workbook": BEGIN + _record(0x2F, struct.pack("<HHH", 1, 1, 1) + b"\1" * 48) + _record(10, b"")}
)
ENCRYPTED_XLSX = ole({"EncryptionInfo": b"\4\0\4\0@\0\0\0<encryption/>", "EncryptedPackage": b"\7" * 5000})


def named(name: str) -> Iterator[Case]:
    """The same foreign contents under a name of ours."""
    for what, content in foreign().items():
        yield Case(f"{what} named {name}", written(content), "", name=name)
    yield Case(f"an encrypted xlsx named {name}", written(ENCRYPTED_XLSX), "密码", name=name)
    yield Case(f"an encrypted xls named {name}", written(ENCRYPTED_XLS), "", name=name)
    yield Case(f"a folder named {name}", lambda path: path.mkdir(), "文件夹", name=name)
    for what, (content, check) in readable().items():
        yield Case(f"{what} named {name}", written(content), READ_LATER, check, name=name)
    yield Case(f"an xlsx named {name}", written(archive(book())), None, shows("29"), name=name)


def foreign() -> dict[str, bytes]:
    """What holds no table for us."""
    return {
        "nothing": b"",
        "blanks": b" \r\n" * 500,
        "zeros": b"\0" * 5000,
        "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        "a PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x02\0\0\0",
        "a JPG": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\x7f" * 500 + b"\xff\xd9",
        "a GIF": b"GIF89a\1\0\1\0\0\0\0;",
        "a BMP": b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0" + b"\0" * 50,
        "a TIFF": b"II*\0\x08\0\0\0" + b"\0" * 50,
        "a RAR": b"Rar!\x1a\x07\x01\0" + b"\x33" * 500,
        "a 7z": b"7z\xbc\xaf\x27\x1c\0\4" + b"\x33" * 500,
        "a gz": gzip.compress(b"x" * 5000, mtime=0),
        "a bz2": b"BZh91AY&SY" + b"\x33" * 500,
        "an xz": b"\xfd7zXZ\0\0\4" + b"\x33" * 500,
        "a tar": _tar(),
        "a zip": _zip({"照片.jpg": b"\xff\xd8\xff", "说明.txt": "说明".encode()}),
        "a docx": _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}),
        "a pptx": _zip({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<presentation/>"}),
        "a jar": _zip({"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n", "A.class": b"\xca\xfe\xba\xbe"}),
        "a doc": ole({"WordDocument": b"\xec\xa5\xc1\0" * 100}),
        "a msi": ole({"SummaryInformation": b"\0" * 100}),
        "an OLE of nothing": ole({}),
        "an OLE broken off": ENCRYPTED_XLSX[:600],
        "an OLE that bites its tail": _biting(),
        "an empty Workbook stream": ole({"Workbook": b""}),
        "a Workbook stream of noise": ole({"Workbook": bytes(range(256)) * 40}),
        "a program": b"MZ\x90\0\3\0\0\0" + b"\0" * 500,
        "an ELF": b"\x7fELF\2\1\1\0" + b"\0" * 500,
        "a database": b"SQLite format 3\0" + b"\0" * 500,
        "a lock of an open book": b"\x09Zhang San" + b" " * 46 + b"\x09\0Z\0h\0a\0n\0g\0" + b"\0" * 100,
        "a shortcut": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + b"\0" * 100,
        "RTF": rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 SimSun;}} \f0 8730.6}",
    }


def readable() -> dict[str, tuple[bytes, Check]]:
    """What holds a table, in a format that may or may not be read yet."""
    html = _html()
    return {
        "a web page": (html.encode(), TABLE_SHOWS),
        "a web page in GBK": (html.replace("utf-8", "gbk").encode("gbk"), TABLE_SHOWS),
        "an MHT": (_mht(html), TABLE_SHOWS),
        "a CSV": (_separated(",").encode("gb18030"), TABLE_SHOWS),
        "a CSV with a mark": (_separated(",").encode("utf-8-sig"), TABLE_SHOWS),
        "a TSV": (_separated("\t").encode(), TABLE_SHOWS),
        "a TSV in UTF-16": (_separated("\t").encode("utf-16"), TABLE_SHOWS),
        "XML of 2003": (_xml_2003().encode(), TABLE_SHOWS),
        "an ods": (_ods(), TABLE_SHOWS),
    }


def _separated(by: str) -> str:
    return "".join(by.join(row) + "\r\n" for row in ROWS)


def _html() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _mht(html: str) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return f"{head}{part}{html}\r\n--b--\r\n".encode()


def _xml_2003() -> str:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row) + "</Row>"
        for row in ROWS
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def _ods() -> bytes:
    office, table, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    )
    rows = "".join(
        "<t:table-row>"
        + "".join(f'<t:table-cell o:value-type="string"><x:p>{cell}</x:p></t:table-cell>' for cell in row)
        + "</t:table-row>"
        for row in ROWS
    )
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:t="{table}" xmlns:x="{text}"><o:body><o:spreadsheet>'
        f'<t:table t:name="表">{rows}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return _zip({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})


def _zip(parts: Mapping[str, bytes]) -> bytes:
    return archive([member(name, content) for name, content in parts.items()])


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        info = tarfile.TarInfo("a.txt")
        info.size = 3
        tar.addfile(info, io.BytesIO(b"abc"))
    return buffer.getvalue()


def _biting() -> bytes:
    content = bytearray(ENCRYPTED_XLSX)
    content[SECTOR + 4 : SECTOR + 12] = struct.pack("<II", 1, 2)  # each chain begins again at itself
    return bytes(content)


def no_permission() -> Iterator[Case]:
    def make(path: Path) -> None:
        path.write_bytes(archive(book()))
        path.chmod(0)

    yield Case("a file nobody may read", make, "打不开")
