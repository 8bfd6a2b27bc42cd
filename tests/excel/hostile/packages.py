"""Archives that are bombs, broken, or name what they should not."""

from collections.abc import Iterator
from pathlib import Path

from tests.excel.books import MAIN, PACKAGE, RELS, sheet_xml
from tests.excel.hostile.case import Case, Make, shows, shows_nothing, texts_of, written
from tests.excel.hostile.zips import Member, archive, book, changed, member, repeated
from wzdesk.excel.recognise.table import BookReading

GIB = 1 << 30
UNDER_LIMIT = 190_000_000
SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
HEAD, TAIL = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
SST = f'<sst xmlns="{MAIN}">'
RELATIONS = f'<Relationships xmlns="{PACKAGE}">'
ROW = "<row>" + "<c><v>1</v></c>" * 50 + "</row>"
# Part, what it begins with, what it repeats, what it ends with.
_COSTLY = {
    "padding": (SHEET, HEAD, " ", TAIL),
    "cells": (SHEET, HEAD, ROW, TAIL),
    "empty cells": (SHEET, HEAD, '<c r="A1"/>', TAIL),
    "empty rows": (SHEET, HEAD, "<row/>", TAIL),
    "one text": (SHEET, HEAD + '<row><c t="str"><v>', "a", "</v></c></row>" + TAIL),
    "one number": (SHEET, HEAD + "<row><c><v>", "1", "</v></c></row>" + TAIL),
    "texts": (TEXTS, SST, "<si><t>ab</t></si>", "</sst>"),
    "empty texts": (TEXTS, SST, "<si/>", "</sst>"),
    "one shared text": (TEXTS, SST + "<si><t>", "a", "</t></si></sst>"),
    "formats": (STYLES, f'<styleSheet xmlns="{MAIN}"><cellXfs>', "<xf/>", "</cellXfs></styleSheet>"),
    "merges": (
        SHEET,
        HEAD + "</sheetData><mergeCells>",
        '<mergeCell ref="A1:B2"/>',
        "</mergeCells></worksheet>",
    ),
    "columns": (
        SHEET,
        f'<worksheet xmlns="{MAIN}"><cols>',
        '<col min="1" max="16384" hidden="1"/>',
        "</cols></worksheet>",
    ),
    "relationships": (
        "xl/_rels/workbook.xml.rels",
        RELATIONS,
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>',
        "</Relationships>",
    ),
    "sheets": (
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>',
        '<sheet name="a" sheetId="1" r:id="r1"/>',
        "</sheets></workbook>",
    ),
    "nesting": (SHEET, HEAD, "<a>", TAIL),
    "attributes": (SHEET, HEAD + '<row r="', "1", '"/>' + TAIL),
    "comments": (SHEET, HEAD, "<!---->", TAIL),
}


def _bomb(part: str, before: str, piece: str, size: int, after: str) -> Make:
    """A book one part of which is ``size`` bytes long."""

    def make(path: Path) -> None:
        huge = repeated(part, before.encode(), piece.encode(), size, after.encode())
        path.write_bytes(archive([*(one for one in book() if one.name != huge.name), huge]))

    return make


def bombs() -> Iterator[Case]:
    yield Case("1 GiB of padding", _bomb(SHEET, HEAD, " ", GIB, TAIL), "不正常")
    yield Case("1 GiB of texts", _bomb(TEXTS, SST, "<si><t>aaaaaaaa</t></si>", GIB, "</sst>"), "不正常")
    yield Case("1 GiB of cells", _bomb(SHEET, HEAD, ROW, GIB, TAIL), "不正常")
    yield Case("1 GiB beside the book", _bomb("xl/media/image1.bmp", "", "\0", GIB, ""), "不正常")
    yield Case("more than 4 GiB said", written(archive(changed(book(), SHEET, size=0xFFFFFFFE))), "不正常")
    yield Case("less said than there is", _lying, "不完整", texts_are_few)
    yield Case("archives in archives", _nested, "压缩包")
    yield Case("an archive that is a bomb beside the book", _nested_in_book, "不正常", shows("29"))
    yield Case("2,001 members", written(lambda: archive(_many(2_001))), "不正常")
    yield Case("1,900 members", written(lambda: archive(_many(1_900))), None, shows("29"))
    yield Case("66,000 members", written(lambda: archive(_many(66_000))), "不")


def within_limits() -> Iterator[Case]:
    """As large as a file may be, nothing in them but what costs most."""
    for what, (part, before, piece, after) in _COSTLY.items():
        yield Case(
            f"190 MB of {what}",
            _bomb(part, before, piece, UNDER_LIMIT, after),
            "",
            lambda _reading: None,
        )


def texts_are_few(reading: BookReading) -> None:
    assert len(texts_of(reading)) < 10


def _lying(path: Path) -> None:
    huge = repeated(SHEET, HEAD.encode(), b" ", 300_000_000, TAIL.encode())
    path.write_bytes(archive(changed(book({SHEET: huge}), SHEET, size=1_000)))


def _nested(path: Path) -> None:
    inner = archive([repeated("0.dat", b"", b"\0", 50_000_000, b"")])
    for level in range(5):
        inner = archive([member(f"{level}-{at}.zip", inner) for at in range(8)])
    path.write_bytes(inner)


def _nested_in_book(path: Path) -> None:
    inner = archive([repeated("0.dat", b"", b"\0", GIB, b"")])
    path.write_bytes(archive(book({"xl/embeddings/a.zip": inner})))


def _many(count: int) -> list[Member]:
    usual = book()
    return [*usual, *(member(f"xl/media/{at}.txt", b"") for at in range(count - len(usual)))]


def broken() -> Iterator[Case]:
    usual = book()
    yield Case("a wrong checksum of the sheet", written(archive(changed(usual, SHEET, crc=1))), "不完整")
    yield Case("a wrong checksum of the texts", written(archive(changed(usual, TEXTS, crc=1))), "不完整")
    yield Case("an unknown way of packing", written(archive(changed(usual, SHEET, method=99))), "不完整")
    yield Case("packed by what is not there", written(archive(changed(usual, SHEET, method=1))), "不完整")
    yield Case("marked as encrypted", written(archive(changed(usual, SHEET, flags=0x801))), "密码")
    yield Case(
        "bytes that are not packed", written(archive(changed(usual, SHEET, packed=b"\xff" * 99))), "不完整"
    )
    yield Case(
        "more said than there is",
        written(archive(changed(usual, SHEET, size=9_999_999))),
        "不完整",
        shows("29"),
    )
    yield Case("sheets twice", written(archive([*usual, member(SHEET, sheet_xml(""))])), "重复")
    yield Case(
        "parts twice but for capitals",
        written(archive([*usual, member(SHEET.upper(), "")])),
        "重复",
        shows("29"),
    )
    yield Case("an end and nothing else", written(b"PK\x05\x06" + b"\0" * 18), "压缩包")
    yield Case("a beginning and nothing else", written(b"PK\x03\x04"), "不完整")
    yield Case("bytes before it", written(b"\0" * 100 + archive(usual)), "不是工作簿")
    yield Case("bytes behind it", written(archive(usual) + b"\0" * 100), "不完整", shows("29"))
    yield Case("a comment behind it", written(archive(usual, b"by hand")), None, shows("29"))
    yield Case("a directory that points outside", written(_pointing_outside()), "不完整")
    for part in ("[Content_Types].xml", "xl/workbook.xml", SHEET):
        yield Case(f"no {part}", written(archive(book({part: None}))), "不完整")
    yield Case("no relations", written(archive(book({"_rels/.rels": None}))), "不完整", shows("29"))
    yield Case("no relations of the book", written(archive(book({"xl/_rels/workbook.xml.rels": None}))), "")
    yield Case("no texts and formats", written(archive(book({TEXTS: None, STYLES: None}))), None, shows("29"))


def _pointing_outside() -> bytes:
    content = bytearray(archive(book()))
    at = content.rfind(SHEET.encode()) - 46
    content[at + 42 : at + 46] = b"\xff\xff\xff\x7f"
    return bytes(content)


def paths() -> Iterator[Case]:
    tricks = {
        "above": "../../上报.xml",
        "absolute": "/etc/passwd",
        "of a drive": "C:\\Windows\\win.ini",
        "with backslashes": "xl\\..\\..\\a.xml",
        "of a share": "\\\\server\\share\\a.xml",
        "of a device": "CON",
        "with a NUL": "xl/a\0b.xml",
        "without end": "长" * 20_000,
        "empty": "",
    }
    for what, name in tricks.items():
        extra = Member(name.encode(), b"", 0, 0)
        yield Case(f"a member's name {what}", written(archive([*book(), extra])), "", shows("29"))
    for what, target in {
        "above": "../../../../etc/passwd",
        "absolute": "/etc/passwd",
        "a file": "file:///etc/passwd",
        "a web page": "http://127.0.0.1:9/sheet1.xml",
        "a share": "\\\\127.0.0.1\\a\\sheet1.xml",
        "itself": "../_rels/workbook.xml.rels",
        "the book": "workbook.xml",
        "the texts": "sharedStrings.xml",
        "nothing": "",
    }.items():
        yield Case(f"a sheet that is {what}", written(archive(book(_relations(target)))), "", shows_nothing)
    yield Case("external links", written(archive(book(_external()))), None, shows("29"))


def _relations(target: str) -> dict[str, str]:
    return {
        "xl/_rels/workbook.xml.rels": f'{RELATIONS}<Relationship Id="r1" '
        f'Type="{RELS}/worksheet" Target="{target}"/></Relationships>'
    }


def _external() -> dict[str, str]:
    return {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship '
        f'Id="r1" Type="{RELS}/externalLinkPath" Target="http://127.0.0.1:9/a.xlsx" TargetMode="External"/>'
        "</Relationships>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r9" Type="{RELS}/worksheet" Target="http://127.0.0.1:9/" TargetMode="External"/>'
        f'<Relationship Id="r8" Type="{RELS}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        "</Relationships>",
    }
