"""The parts of a workbook's file, opened only when nothing about it is hostile or broken."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from xml.parsers import expat

from wzdesk.excel.errors import CannotRead

MOST_BYTES = 60_000_000
MOST_MEMBERS = 2_000
MOST_INFLATED = 200_000_000
MOST_RATIO, RATIO_FROM = 200, 20_000_000

_DAMAGED = "文件不完整或已损坏，可能没有下载、拷贝完，请重新取一份"


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook's file in memory."""

    name: str
    archive: zipfile.ZipFile

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return part in self.archive.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            CannotRead: it is missing, damaged, or locked by a password.
        """
        try:
            with self.archive.open(part) as member:  # no more than it says it holds
                return member.read(self.archive.getinfo(part).file_size)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise self.damaged() from error
        except (RuntimeError, ValueError, struct.error, UnicodeError) as error:
            raise self.damaged() from error

    def scan(
        self, part: str, on_start: "Start", on_end: "End | None" = None, on_text: "Text | None" = None
    ) -> None:
        """Walks through a part; names come as ``namespace|name``. Declared entities are refused."""
        self.scan_bytes(self.read(part), on_start, on_end, on_text)

    def scan_bytes(
        self,
        content: bytes,
        on_start: "Start | None" = None,
        on_end: "End | None" = None,
        on_text: "Text | None" = None,
    ) -> None:
        """Walks through the bytes of a part, or only checks that they are XML."""
        scan_xml(self.name, content, on_start, on_end, on_text)

    def damaged(self) -> CannotRead:
        """The sentence for a file that breaks off or contradicts itself."""
        return damaged(self.name)


_MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)


@lru_cache(maxsize=4096)  # asked for every element of every cell
def main_name(name: str) -> str:
    """The name of an element of the workbook's own language; "" for every other language."""
    namespace, _, local = name.rpartition("|")
    return local if namespace in _MAIN else ""


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def scan_xml(
    name: str,
    content: bytes | str,
    on_start: Start | None = None,
    on_end: End | None = None,
    on_text: Text | None = None,
) -> None:
    """Walks through XML; names come as ``namespace|name``.

    Raises:
        CannotRead: it breaks off, or declares entities.
    """

    def refuse_doctype(*_: object) -> None:
        raise refusal(name, "里面有工作簿不该有的外部声明，可能被人动过手脚，请向发来的单位重新要一份")

    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    if on_start:
        parser.StartElementHandler = on_start
    if on_end:
        parser.EndElementHandler = on_end
    if on_text:
        parser.CharacterDataHandler = on_text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # ValueError: an encoding that is none
        raise damaged(name) from error


def refusal(name: str, why: str) -> CannotRead:
    """The one sentence of a file that was not read."""
    return CannotRead(f"没有读“{name}”：{why}；数据没有改动。")


def damaged(name: str) -> CannotRead:
    """The sentence for a file that breaks off or contradicts itself."""
    return refusal(name, _DAMAGED)


def package_of(name: str, content: bytes) -> Package:
    """The parts in a file's bytes, after looking at what they are.

    Raises:
        CannotRead: they are too large, locked, damaged or hostile.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        struct.error,
        UnicodeError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise damaged(name) from error
    package = Package(name, archive)
    _check_members(package)
    return package


def _check_members(package: Package) -> None:
    members = package.archive.infolist()
    names = [member.filename for member in members]
    if (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > MOST_INFLATED
        or any(
            member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(member.compress_size, 1)
            for member in members
        )
    ):
        raise refusal(package.name, "解开后大得不正常，可能被人动过手脚，请向发来的单位重新要一份")
    if len(set(names)) < len(names):
        raise refusal(package.name, "里面有重复的部分，可能被人动过手脚，请向发来的单位重新要一份")
    if any(member.flag_bits & 1 for member in members):
        raise refusal(package.name, "加了密码，请去掉密码后再导入")
