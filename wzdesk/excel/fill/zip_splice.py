"""A zip file in memory whose members can be replaced while every other byte stays where it was."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.zip_fields import central_fields, central_numbers, local_fields, new_member

_END, _LOCATOR, _END_64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_CENTRAL, _LOCAL, _DESCRIPTOR = b"PK\x01\x02", b"PK\x03\x04", b"PK\x07\x08"
_RECORD, _HEADER = struct.Struct("<HH16xH"), struct.Struct("<HH16xHH")
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_NEWEST = 63  # version 6.3 of APPNOTE, ten times
_LEVEL = 5  # half the time of the usual 6 for a hundredth more bytes
_HAS_DESCRIPTOR, _IS_ENCRYPTED, _IS_PATCH, _IS_UTF8 = 0x8, 0x1, 0x20, 0x800


class Member(NamedTuple):
    """One member: its record in the directory, what that says, and where its header and its data are."""

    name: str
    record: bytes
    flags: int
    method: int
    crc: int
    size: int
    start: int
    data: int
    data_end: int

    @property
    def is_encrypted(self) -> bool:
        """Whether it is locked by a password."""
        return bool(self.flags & _IS_ENCRYPTED)


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the directory and the records behind it are; ``shift`` is what stands before the archive."""

    start: int
    end: int
    count: int
    shift: int
    end_record: int
    end_record_64: int | None


class Archive:
    """A zip file's bytes and members, in the order of its directory."""

    def __init__(self, content: bytes, complaint: Complaint) -> None:
        self.content, self._complaint = content, complaint
        try:
            self._directory = _find_directory(content)
            self.members = tuple(_members(content, self._directory))
            self._check_places()
        except (ValueError, struct.error, IndexError, UnicodeDecodeError, OverflowError) as error:
            raise complaint.damaged() from error
        self._by_name = {member.name.lower(): member for member in self.members}
        self._read: dict[str, bytes] = {}

    def find(self, name: str) -> str | None:
        """The name of a member as the file spells it; capitals do not matter."""
        member = self._by_name.get(name.lower())
        return member.name if member else None

    def read(self, name: str) -> bytes:
        """The content of a member.

        Raises:
            CannotFill: it is missing or damaged.
        """
        if name not in self._read:
            member = self._by_name.get(name.lower())
            if member is None:
                raise self._complaint.damaged()
            self._read[name] = self._inflate(member)
        return self._read[name]

    def rest(self) -> Iterator[tuple[str, bytes]]:
        """Names and contents of the members that were not read, but for those packed in some rare way.

        Raises:
            CannotFill: one of them is damaged.
        """
        for member in self.members:
            if member.name not in self._read and member.method in {_STORED, _DEFLATED}:
                yield member.name, self._inflate(member)

    def spliced(
        self,
        changed: Mapping[str, bytes],
        removed: frozenset[str] = frozenset(),
        added: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The file with members replaced, taken out or put behind the others; all others keep their bytes."""
        pieces: list[bytes | memoryview] = []
        starts, packed = self._splice_members(pieces, changed, removed)
        new_records = [self._appended(pieces, name, content) for name, content in (added or {}).items()]
        directory_start = sum(map(len, pieces))
        records = [
            self._new_record(member, starts[member.name], packed.get(member.name))
            for member in self.members
            if member.name not in removed
        ] + new_records
        pieces += records
        pieces.append(self._tail(directory_start, sum(map(len, records)), len(records)))
        return b"".join(pieces)

    def _inflate(self, member: Member) -> bytes:
        raw = self.content[member.data : member.data_end]
        size = member.size
        try:
            content = _inflated(raw, member.method, size)
        except zlib.error as error:
            raise self._complaint.damaged() from error
        if content is None:
            raise self._complaint.about("里面的压缩方式少见，请在表格软件里另存为 .xlsx 后再填")
        if len(content) != size or zlib.crc32(content) != member.crc:
            raise self._complaint.damaged()
        return content

    def _check_places(self) -> None:
        end = 0
        for member in sorted(self.members, key=lambda member: member.start):
            if member.start < end:
                raise ValueError(member.name)
            end = member.data_end
        if end > self._directory.start:
            raise ValueError(end)

    def _splice_members(
        self, pieces: list[bytes | memoryview], changed: Mapping[str, bytes], removed: frozenset[str]
    ) -> tuple[dict[str, int], dict[str, tuple[int, int, int]]]:
        """Adds all members; returns where each starts now, and checksum and sizes of the new ones."""
        view = memoryview(self.content)
        ordered = sorted(self.members, key=lambda member: member.start)
        ends = [member.start for member in ordered[1:]] + [self._directory.start]
        first = ordered[0].start if ordered else self._directory.start
        pieces.append(view[:first])
        at, starts, packed = first, {}, {}
        for member, end in zip(ordered, ends, strict=True):
            if member.name in removed:
                continue
            piece: bytes | memoryview = view[member.start : end]
            if member.name in changed:
                piece, packed[member.name] = self._repacked(member, changed[member.name], end)
            starts[member.name] = at
            at += len(piece)
            pieces.append(piece)
        return starts, packed

    def _appended(self, pieces: list[bytes | memoryview], name: str, content: bytes) -> bytes:
        """Adds a new member behind those that are there; its record in the directory."""
        start = sum(map(len, pieces)) - self._directory.shift
        header, record, data = new_member(name, content, _deflated(content), start)
        pieces.append(header + data)
        return record

    def _repacked(self, member: Member, content: bytes, end: int) -> tuple[bytes, tuple[int, int, int]]:
        raw = content if member.method == _STORED else _deflated(content)
        numbers = (zlib.crc32(content), len(raw), len(content))
        header = bytearray(self.content[member.start : member.data])
        has_descriptor = bool(member.flags & _HAS_DESCRIPTOR)
        for field, number in zip(local_fields(bytes(header)), numbers, strict=True):
            if not has_descriptor or field.read(header):
                field.write(header, number)
        gap = self.content[member.data_end : end]
        if has_descriptor:
            gap = _new_descriptor(gap, numbers)
        return bytes(header) + raw + gap, numbers

    def _new_record(self, member: Member, start: int, packed: tuple[int, int, int] | None) -> bytes:
        if start == member.start and not packed:
            return member.record
        record, fields = bytearray(member.record), central_fields(member.record)
        fields.offset.write(record, start - self._directory.shift)
        if packed:
            for field, number in zip(fields[:3], packed, strict=True):
                field.write(record, number)
        return bytes(record)

    def _tail(self, start: int, size: int, count: int) -> bytes:
        """What follows the directory, with its place, size and count brought up to date."""
        place = self._directory
        tail = bytearray(self.content[place.end :])
        offset, moved = start - place.shift, start + size - place.end
        if place.end_record_64 is not None:
            at = place.end_record_64 - place.end
            struct.pack_into("<QQQQ", tail, at + 24, count, count, size, offset)
            locator = place.end_record - 20 - place.end
            old = struct.unpack_from("<Q", tail, locator + 8)[0]
            struct.pack_into("<Q", tail, locator + 8, old + moved)
        at = place.end_record - place.end
        old_numbers = struct.unpack_from("<HHLL", tail, at + 8)
        new = (count, count, size, offset)
        full = (_FULL_16, _FULL_16, _FULL_32, _FULL_32)
        kept = [
            was if place.end_record_64 is not None and was == most else now
            for was, now, most in zip(old_numbers, new, full, strict=True)
        ]
        struct.pack_into("<HHLL", tail, at + 8, *kept)
        return bytes(tail)


def _inflated(raw: bytes, method: int, size: int) -> bytes | None:
    """The content, None where the method is none of the two that workbooks use."""
    if method == _STORED:
        return raw
    if method != _DEFLATED:
        return None
    machine = zlib.decompressobj(-15)
    content = machine.decompress(raw, size + 1)
    return content if machine.eof else b"" if size else content


def _deflated(content: bytes) -> bytes:
    machine = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return machine.compress(content) + machine.flush()


def _new_descriptor(gap: bytes, numbers: tuple[int, int, int]) -> bytes:
    """The record behind the data in the form it had: with or without sign, short or long."""
    sign = _DESCRIPTOR if gap.startswith(_DESCRIPTOR) else b""
    rest = len(gap) - len(sign)
    layout = "<LQQ" if rest == struct.calcsize("<LQQ") else "<LLL"
    return sign + struct.pack(layout, *numbers) + gap[len(sign) + struct.calcsize(layout) :]


def _find_directory(content: bytes) -> _Directory:
    at = content.rfind(_END)
    while at >= 0:
        if at + 22 <= len(content) and at + 22 + struct.unpack_from("<H", content, at + 20)[0] <= len(
            content
        ):
            return _directory_at(content, at)
        at = content.rfind(_END, 0, at)
    raise ValueError("no end record")


def _directory_at(content: bytes, end_record: int) -> _Directory:
    disk, first_disk, _, count, size, offset = struct.unpack_from("<HHHHLL", content, end_record + 4)
    end, record_64 = end_record, None
    if end_record >= 76 and content[end_record - 20 :].startswith(_LOCATOR):
        record_64 = _end_record_64(content, end_record - 20)
        count, size, offset = struct.unpack_from("<QQQ", content, record_64 + 32)
        end = record_64
    elif disk or first_disk:
        raise ValueError("several volumes")
    start = end - size
    if start < 0 or start < offset:
        raise ValueError("the directory lies outside")
    return _Directory(start, end, count, start - offset, end_record, record_64)


def _end_record_64(content: bytes, locator: int) -> int:
    offset = struct.unpack_from("<Q", content, locator + 8)[0]
    for at in (offset, locator - 56):
        if content[at : at + 4] == _END_64:
            return int(at)
    raise ValueError("no 64-bit end record")


def _members(content: bytes, directory: _Directory) -> Iterator[Member]:
    at, count = directory.start, 0
    while at < directory.end and content.startswith(_CENTRAL, at):
        lengths = struct.unpack_from("<HHH", content, at + 28)
        end = at + 46 + sum(lengths)
        if end > directory.end:
            raise ValueError("a record breaks off")
        yield _member(content, content[at:end], directory.shift)
        at, count = end, count + 1
    if at != directory.end or count != directory.count:
        raise ValueError("the directory contradicts itself")


def _member(content: bytes, record: bytes, shift: int) -> Member:
    crc, compressed, size, offset = central_numbers(record)
    flags, method, name_length = _RECORD.unpack_from(record, 8)
    if record[6] > _NEWEST or flags & _IS_PATCH:
        raise ValueError("made for a later version of the format, or a mere patch")
    start = offset + shift
    if not content.startswith(_LOCAL, start):
        raise ValueError("no header")
    own_flags, own_method, own_length, extra_length = _HEADER.unpack_from(content, start + 6)
    raw_name = record[46 : 46 + name_length]
    if own_length != name_length or not content.startswith(raw_name, start + 30):
        raise ValueError("header and directory name different members")
    if method != own_method or (flags ^ own_flags) & _HAS_DESCRIPTOR:
        raise ValueError("header and directory disagree")
    name = raw_name.decode("utf-8" if flags & _IS_UTF8 else "cp437")
    data = start + 30 + name_length + extra_length
    return Member(name, record, flags, method, crc, size, start, data, data + compressed)
