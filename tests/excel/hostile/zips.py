"""Archives written by hand, so that what they say of themselves may be false."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tests.excel.books import PARTS, sheet_xml

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_PIECE = 1 << 20
_EMPTY_BLOCK = b"\0\0\0\xff\xff"  # of deflate: stored, not the last, no bytes


@dataclass(frozen=True)
class Member:
    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = 8
    flags: int = 0x800


def member(name: str, content: str | bytes) -> Member:
    raw = content.encode() if isinstance(content, str) else content
    return Member(name.encode(), _deflated(raw), len(raw), zlib.crc32(raw))


def _deflated(raw: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(raw) + maker.flush()


def repeated(name: str, before: bytes, piece: bytes, size: int, after: bytes) -> Member:
    """``before``, ``piece`` over and over up to ``size`` bytes, ``after``: packed without ever being in memory.

    Where that would pack better than any honest file, the packed bytes are padded with empty blocks.
    """
    block = piece * max(_PIECE // len(piece), 1)
    count = size // len(block)
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = maker.compress(before) + maker.flush(zlib.Z_FULL_FLUSH)
    body = maker.compress(block) + maker.flush(zlib.Z_FULL_FLUSH)
    tail = maker.compress(after) + maker.flush()
    crc = zlib.crc32(before)
    for _ in range(count):
        crc = zlib.crc32(block, crc)
    whole = len(before) + count * len(block) + len(after)
    packed = head + body * count
    if whole <= 200_000_000:
        packed += _EMPTY_BLOCK * ((whole // 190 - len(packed)) // len(_EMPTY_BLOCK))
    return Member(name.encode(), packed + tail, whole, zlib.crc32(after, crc))


def archive(members: Iterable[Member], comment: bytes = b"") -> bytes:
    """The archive of some members as they say they are."""
    body, directory, count = bytearray(), bytearray(), 0
    for one in members:
        at = len(body)
        common = (one.flags, one.method, 0, 0x21, one.crc, len(one.packed), one.size, len(one.name), 0)
        body += _LOCAL.pack(b"PK\x03\x04", 20, *common) + one.name + one.packed
        directory += _CENTRAL.pack(b"PK\x01\x02", 20, 20, *common, 0, 0, 0, 0, at) + one.name
        count += 1
    end = _END.pack(
        b"PK\x05\x06", 0, 0, count % 65536, count % 65536, len(directory), len(body), len(comment)
    )
    return bytes(body + directory + end + comment)


def book(parts: Mapping[str, str | bytes | Member | None] | None = None, rows: str = "") -> list[Member]:
    """The members of a small workbook, some of them others than usual (None: not there)."""
    usual: dict[str, str | bytes | Member | None] = {
        **PARTS,
        "xl/worksheets/sheet1.xml": sheet_xml(rows or '<row r="1"><c r="A1"><v>29</v></c></row>'),
        **(parts or {}),
    }
    return [
        content if isinstance(content, Member) else member(name, content)
        for name, content in usual.items()
        if content is not None
    ]


def changed(members: Iterable[Member], name: str, **what: object) -> list[Member]:
    """The same members, one of them saying something else of itself."""
    return [
        replace(one, **what) if one.name == name.encode() else one  # type: ignore[arg-type]
        for one in members
    ]
