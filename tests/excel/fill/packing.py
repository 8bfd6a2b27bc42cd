"""Taking packages apart and putting them together again, part by part."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

Change = bytes | Callable[[bytes], bytes] | None


def unpacked(path: Path) -> list[tuple[zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(info, archive.read(info)) for info in archive.infolist()]


def repacked(source: Path, target: Path, changes: Mapping[str, Change]) -> Path:
    """The package with members changed, dropped (None) or added at its end."""
    members = unpacked(source)
    with zipfile.ZipFile(source) as archive:
        comment = archive.comment
    known = {info.filename for info, _ in members}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for info, data in members:
            change = changes.get(info.filename, data)
            if change is not None:
                archive.writestr(info, change if isinstance(change, bytes) else change(data))
        for name in changes.keys() - known:
            added = changes[name]
            assert isinstance(added, bytes), name
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), added, zipfile.ZIP_DEFLATED)
    return target


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A change of the first place that reads `old`, which must be there."""

    def change(data: bytes) -> bytes:
        assert old in data, old
        return data.replace(old, new, 1)

    return change


def substituted(pattern: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """The same for a pattern."""

    def change(data: bytes) -> bytes:
        result, count = re.subn(pattern, new, data, count=1, flags=re.DOTALL)
        assert count, pattern
        return result

    return change


def with_content_type(part: str, kind: str) -> Callable[[bytes], bytes]:
    line = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode()
    return replaced(b"</Types>", line)


def with_relationship(identity: str, kind: str, target: str) -> Callable[[bytes], bytes]:
    line = f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/></Relationships>'.encode()
    return replaced(b"</Relationships>", line)


def stored(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for info, data in unpacked(source):
            archive.writestr(info, data, zipfile.ZIP_STORED)
    return target


def with_zip64(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in unpacked(source):
            with archive.open(info, "w", force_zip64=True) as member:
                member.write(data)
    return target


class OneWay(io.RawIOBase):
    """A stream that cannot go back, so that sizes come behind the data."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self.file.write(data)  # type: ignore[arg-type]

    def close(self) -> None:
        self.file.close()
        super().close()


def with_descriptors(source: Path, target: Path) -> Path:
    with OneWay(target) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in unpacked(source):
            archive.writestr(info.filename, data)
    return target


def with_odd_directory(source: Path, target: Path) -> Path:
    """Comments, extra fields, folders as members, the content types last: all legal."""
    members = unpacked(source)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = "温州市统计局 2024".encode()
        archive.writestr(zipfile.ZipInfo("xl/", (2020, 2, 29, 1, 2, 4)), b"")
        for info, data in members[1:] + members[:1]:
            odd = zipfile.ZipInfo(info.filename, (2023, 11, 5, 7, 8, 10))
            odd.comment = b"member " + info.filename.encode()
            odd.extra = b"\xfe\xca\x04\x00abcd"
            odd.external_attr = 0o640 << 16
            odd.create_system = 3
            archive.writestr(odd, data, zipfile.ZIP_DEFLATED, compresslevel=9)
    return target


def small_picture() -> bytes:
    """A PNG of one green dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (1).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    dots = zlib.compress(b"\x00\x20\xa0\x40")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
