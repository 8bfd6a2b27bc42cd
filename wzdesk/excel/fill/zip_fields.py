"""Where the numbers of a zip record stand: in the record itself, or in its 64-bit extra field."""

import struct
from dataclasses import dataclass

_FULL = 0xFFFFFFFF
_LAYOUTS = {2: "<H", 4: "<L", 8: "<Q"}


@dataclass(frozen=True, slots=True)
class Field:
    """A number's place and width in a record."""

    at: int
    width: int

    def read(self, record: bytes | bytearray) -> int:
        """Its value."""
        return int(struct.unpack_from(_LAYOUTS[self.width], record, self.at)[0])

    def write(self, record: bytearray, number: int) -> None:
        """Puts a new value in its place."""
        struct.pack_into(_LAYOUTS[self.width], record, self.at, number)


def central_fields(record: bytes) -> dict[str, Field]:
    """The fields of a record of the directory."""
    name_length, extra_length = struct.unpack_from("<HH", record, 28)
    extra = 46 + name_length
    size, compressed, offset = _widened(
        record, (Field(24, 4), Field(20, 4), Field(42, 4)), extra, extra + extra_length
    )
    return {
        "flags": Field(8, 2),
        "method": Field(10, 2),
        "crc": Field(16, 4),
        "compressed": compressed,
        "size": size,
        "offset": offset,
    }


def local_fields(header: bytes) -> tuple[Field, Field, Field]:
    """Checksum, compressed size and size in a member's own header."""
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    extra = 30 + name_length
    size, compressed = _widened(header, (Field(22, 4), Field(18, 4)), extra, extra + extra_length)
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
