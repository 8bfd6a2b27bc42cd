"""Workbooks spoiled by chance and by malice; each mutation takes bytes and gives bytes."""

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable

from tests.excel.fill.sheet_scan import spots_of

Mutation = Callable[[bytes, random.Random], bytes]
Member = tuple[zipfile.ZipInfo, bytes]
SHEET = "xl/worksheets/sheet1.xml"
NEEDED = (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "_rels/.rels")  # fmt: skip
TRICKS = (
    "../../etc/passwd", "/etc/passwd", "..\\..\\x.xml", "C:\\x.xml", "xl/worksheets/../workbook.xml",
    "xl/" + "长" * 200, "con", "xl//worksheets/sheet1.xml", "XL/WORKSHEETS/SHEET1.XML", "", "a\x00b",
)  # fmt: skip
DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
)
ABSURD = (
    b'r="A0"', b'r="XFE1"', b'r="A1048577"', b'r="-1"', b'r=""', b'r="1"', b'r="D7"', b'r="d7"', b'r="99999999999999999999"',
    b't="s"', b't="x"', b's="99999"', b's="-1"', b's="x"', b'si="9"', b'ref="A1:XFD1048576"', b'ref="x"', b'ref="B2:A1"',
    b'spans="x"', b'spans="9:1"', b'customFormat="1"', b'r="A1" r="A1"', b"r=A1",
)  # fmt: skip


def members_of(data: bytes) -> list[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info, archive.read(info)) for info in archive.infolist()]


def archive_of(members: list[Member]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # doubled names are the point
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, data in members:
                archive.writestr(info, data)
    return buffer.getvalue()


def flipped(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def flipped_in_directory(data: bytes, chance: random.Random) -> bytes:
    """The central directory and the end record, where sizes and places stand."""
    spoiled = bytearray(data)
    start = data.find(b"PK\x01\x02")
    for _ in range(chance.choice((1, 2, 4))):
        spoiled[chance.randrange(start, len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def flipped_in_heads(data: bytes, chance: random.Random) -> bytes:
    """The local headers of the members."""
    spoiled = bytearray(data)
    heads = [match.start() for match in re.finditer(b"PK\x03\x04", data)]
    spoiled[chance.choice(heads) + chance.randrange(4, 30)] = chance.randrange(256)
    return bytes(spoiled)


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def block_lost(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 2000) :]


def block_doubled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[: at + 500] + data[at:]


def junk_around(data: bytes, chance: random.Random) -> bytes:
    junk = chance.randbytes(chance.randrange(1, 300))
    return chance.choice((junk + data, data + junk, junk + data + junk))


def contents_swapped(data: bytes, chance: random.Random) -> bytes:
    members = members_of(data)
    one, other = chance.sample(range(len(members)), 2)
    (info, first), (info2, second) = members[one], members[other]
    members[one], members[other] = (info, second), (info2, first)
    return archive_of(members)


def member_lost(data: bytes, chance: random.Random) -> bytes:
    members = members_of(data)
    members.pop(chance.randrange(len(members)))
    return archive_of(members)


def member_doubled(data: bytes, chance: random.Random) -> bytes:
    members = members_of(data)
    info, content = chance.choice(members)
    return archive_of([*members, (info, chance.choice((content, b"", b"<x/>")))])


def member_renamed(data: bytes, chance: random.Random) -> bytes:
    members = members_of(data)
    trick = zipfile.ZipInfo(chance.choice(TRICKS) or "_")
    if chance.random() < 0.5:
        return archive_of([*members, (trick, b"<x/>")])
    at = chance.randrange(len(members))
    return archive_of([*members[:at], (trick, members[at][1]), *members[at + 1 :]])


def part_changed(
    data: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]
) -> bytes:
    members = members_of(data)
    known = [name for name in NEEDED if name in {info.filename for info, _ in members}]
    name = chance.choice([*known, SHEET, SHEET, "xl/workbook.xml"])
    return archive_of(
        [(info, change(part, chance) if info.filename == name else part) for info, part in members]
    )


def in_part(change: Callable[[bytes, random.Random], bytes]) -> Mutation:
    return lambda data, chance: part_changed(data, chance, change)


def mangled(part: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(part))
    match chance.randrange(4):
        case 0:
            return part[:at] + part[at + chance.randrange(1, 60) :]
        case 1:
            return (
                part[:at]
                + chance.choice((b"<", b">", b"&", b'"', b"\0", b"\xff", b"<c>", b"</c>", b"]]>"))
                + part[at:]
            )
        case 2:
            return part[:at]
    return part[:at] + part[at : at + 300] + part[at:]


def tag_moved(part: bytes, chance: random.Random) -> bytes:
    """An element doubled, lost or put elsewhere: still XML most of the time."""
    found = [
        match.span()
        for match in re.finditer(rb"<(\w+)[^<>]*/>|<c [^<>]*>(?:(?!</?c[ >]).)*</c>|<row [^<>]*/>", part)
    ]
    if not found:
        return part + b"<!-- -->"
    start, end = chance.choice(found)
    piece, rest = part[start:end], part[:start] + part[end:]
    if chance.random() < 0.3:
        return rest
    places = [match.end() for match in re.finditer(rb">", rest)]
    at = chance.choice(places[1:] or places)
    return (
        (rest if chance.random() < 0.5 else part)[:at]
        + piece
        + (rest if chance.random() < 0.5 else part)[at:]
    )


def absurd_attribute(part: bytes, chance: random.Random) -> bytes:
    found = [match.span() for match in re.finditer(rb'\b(?:r|s|t|ref|spans|si)="[^"]*"', part)]
    if not found:
        return b" " + part
    start, end = chance.choice(found)
    return part[:start] + chance.choice(ABSURD) + part[end:]


def document_type(part: bytes, chance: random.Random) -> bytes:
    at = part.find(b"?>") + 2 if part.startswith(b"<?xml") else 0
    spoiled = part[:at] + chance.choice(DOCTYPES) + part[at:]
    return spoiled.replace(b"<v>", b"<v>&a;", 1)


def huge_attribute(part: bytes, chance: random.Random) -> bytes:
    return part.replace(
        b"<sheetData", b'<sheetData x="' + b"y" * chance.choice((70_000, 3_000_000)) + b'"', 1
    )


def deep(part: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((300, 20_000))
    return part.replace(b"<sheetData", b"<a>" * depth + b"</a>" * depth + b"<sheetData", 1)


def otherwise_encoded(part: bytes, chance: random.Random) -> bytes:
    text = part.decode("utf-8", errors="replace")
    name = chance.choice(("utf-16", "utf-16-be", "gb18030", "latin-1", "utf-32", "utf-8-sig"))
    said = re.sub(r'encoding="[^"]*"', f'encoding="{chance.choice((name, "UTF-8", "x-odd"))}"', text)
    return said.encode(name, errors="replace")


def emptied(part: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\0" * 100, b"<x/>", b"<worksheet/>", part[:0]))


def bomb(data: bytes, chance: random.Random) -> bytes:
    """30 MB in 30 kB."""
    members = members_of(data)
    blank = chance.choice((b" ", b"\0", b"<a/>"))
    filler = blank * (30_000_000 // len(blank))
    name = chance.choice((SHEET, "xl/media/a.bin", "xl/styles.xml"))
    spoiled = [(info, part + filler if info.filename == name else part) for info, part in members]
    return archive_of(spoiled if name != "xl/media/a.bin" else [*members, (zipfile.ZipInfo(name), filler)])


def flagged(data: bytes, chance: random.Random) -> bytes:
    """Marked as encrypted, or as compressed in a way nobody knows."""
    spoiled = bytearray(data)
    heads = [match.start() for match in re.finditer(b"PK\x01\x02", data)]
    for head in chance.sample(heads, min(len(heads), 3)):
        if chance.random() < 0.5:
            spoiled[head + 8] |= 1
        else:
            spoiled[head + 10] = chance.choice((1, 9, 12, 14, 93, 99))
    return bytes(spoiled)


MUTATIONS: tuple[Mutation, ...] = (
    flipped, flipped, flipped_in_directory, flipped_in_heads, truncated, block_lost, block_doubled, junk_around,
    contents_swapped, member_lost, member_doubled, member_renamed, bomb, flagged,
    in_part(mangled), in_part(mangled), in_part(tag_moved), in_part(tag_moved), in_part(absurd_attribute),
    in_part(absurd_attribute), in_part(document_type), in_part(huge_attribute), in_part(deep),
    in_part(otherwise_encoded), in_part(emptied),
)  # fmt: skip


def transplanted(part: bytes, chance: random.Random) -> bytes:
    """An element moved, doubled, lost, wrapped or unwrapped, with all that is in it: always XML."""
    spots = spots_of(part)[1:]
    if not spots:
        return part
    spot, goal = chance.choice(spots), chance.choice(spots)
    element, inside = part[spot.start : spot.end], part[spot.tag : spot.inner]
    match chance.randrange(5):
        case 0:
            return part[: spot.start] + inside + part[spot.end :]
        case 1:
            return part[: spot.start] + b"<x>" + element + b"</x>" + part[spot.end :]
        case 2:
            return part[: spot.start] + part[spot.end :]
        case 3:
            without = part[: spot.start] + b" " * len(element) + part[spot.end :]
        case _:
            without = part
    at = chance.choice((goal.start, goal.tag, goal.inner, goal.end))
    return without[:at] + element + without[at:]


def restructured(data: bytes, seed: int) -> bytes:
    """A workbook of sound XML whose elements stand in one or two wrong places."""
    chance = random.Random(seed)
    members = members_of(data)
    known = [at for at, (info, _) in enumerate(members) if info.filename.endswith((".xml", ".rels"))]
    telling = [at for at in known if members[at][0].filename in NEEDED or "table" in members[at][0].filename]
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.choice((chance.choice(known), *[chance.choice(telling)] * 3))
        info, part = members[at]
        members[at] = info, transplanted(part, chance)
    return archive_of(members)


def mutated(data: bytes, seed: int) -> bytes:
    """A workbook spoiled once, sometimes twice."""
    chance = random.Random(seed)
    spoiled = MUTATIONS[seed % len(MUTATIONS)](data, chance)
    if chance.random() < 0.15:
        try:
            spoiled = chance.choice(MUTATIONS)(spoiled, chance)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            IndexError,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
        ):
            spoiled = flipped(spoiled or b"PK", chance)
    return spoiled
