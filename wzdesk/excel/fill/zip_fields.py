"""Where the numbers of a zip record stand: in the record itself, or in its 64-bit extra field."""

import struct
import zlib
from typing import NamedTuple

_FULL = 0xFFFFFFFF
_LAYOUTS = {2: "<H", 4: "<L", 8: "<Q"}


class Field(NamedTuple):
    """A number's place and width in a record."""

    at: int
    width: int

    def read(self, record: bytes | bytearray) -> int:
        """Its value."""
        return int(struct.unpack_from(_LAYOUTS[self.width], record, self.at)[0])

    def write(self, record: bytearray, number: int) -> None:
        """Puts a new value in its place."""
        struct.pack_into(_LAYOUTS[self.width], record, self.at, number)


_CRC, _CENTRAL = Field(16, 4), (Field(24, 4), Field(20, 4), Field(42, 4))
_LOCAL = Field(22, 4), Field(18, 4)


class CentralFields(NamedTuple):
    """The numbers of a record of the directory that follow from a member's content and place."""

    crc: Field
    compressed: Field
    size: Field
    offset: Field


_PLAIN = CentralFields(_CRC, _CENTRAL[1], _CENTRAL[0], _CENTRAL[2])


def central_fields(record: bytes) -> CentralFields:
    """Where a record of the directory has its numbers."""
    name_length, extra_length = struct.unpack_from("<HH", record, 28)
    if not extra_length:
        return _PLAIN
    extra = 46 + name_length
    size, compressed, offset = _widened(record, _CENTRAL, extra, extra + extra_length)
    return CentralFields(_CRC, compressed, size, offset)


def central_numbers(record: bytes) -> tuple[int, int, int, int]:
    """Checksum, compressed size, size and place, as a record of the directory tells them."""
    crc, compressed, size = struct.unpack_from("<LLL", record, 16)
    (offset,) = struct.unpack_from("<L", record, 42)
    if _FULL not in {compressed, size, offset}:
        return crc, compressed, size, offset
    fields = central_fields(record)
    return crc, fields.compressed.read(record), fields.size.read(record), fields.offset.read(record)


def local_fields(header: bytes) -> tuple[Field, Field, Field]:
    """Checksum, compressed size and size in a member's own header."""
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    extra = 30 + name_length
    size, compressed = _widened(header, _LOCAL, extra, extra + extra_length)
    return Field(14, 4), compressed, size


def _widened(record: bytes, fields: tuple[Field, ...], extra: int, end: int) -> tuple[Field, ...]:
    """The fields, those that are full replaced by their place in the 64-bit extra field (APPNOTE 4.5.3)."""
    while extra + 4 <= end:
        id_, length = struct.unpack_from("<HH", record, extra)
        if id_ == 1:
            return _in_extra(record, fields, extra + 4, extra + 4 + length)
        extra += 4 + length
    return fields


def _in_extra(record: bytes, fields: tuple[Field, ...], at: int, end: int) -> tuple[Field, ...]:
    found = []
    for field in fields:
        if field.read(record) == _FULL:
            if at + 8 > end:
                raise ValueError("the extra field is too short")
            found.append(Field(at, 8))
            at += 8
        else:
            found.append(field)
    return tuple(found)


_LONG_AGO = 0x0021  # 1980-01-01, so that the same content gives the same file


def new_member(name: str, content: bytes, packed: bytes, start: int) -> tuple[bytes, bytes, bytes]:
    """Header, record of the directory and data of a member that is put in at ``start``; the name is plain ASCII."""
    raw = name.encode("ascii")
    sizes = struct.pack("<LLL", zlib.crc32(content), len(packed), len(content))
    common = struct.pack("<HHHHH", 20, 0, 8, 0, _LONG_AGO) + sizes + struct.pack("<HH", len(raw), 0)
    record = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, start) + raw
    return b"PK\x03\x04" + common + raw, record, packed
