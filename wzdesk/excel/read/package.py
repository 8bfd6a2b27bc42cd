"""The parts of a workbook's file, opened only when nothing about it is hostile or broken."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from wzdesk.excel.errors import CannotRead

MOST_BYTES = 60_000_000
MOST_MEMBERS = 2_000
MOST_INFLATED = 200_000_000
MOST_RATIO, RATIO_FROM = 200, 20_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_BIFF = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_DAMAGED = "文件不完整或已损坏，可能没有下载、拷贝完，请重新取一份"
_MAGIC = {
    b"%PDF": "是 PDF 文件，不是工作簿，请用 .xlsx 文件",
    b"\x89PNG": "是图片，不是工作簿，请用 .xlsx 文件",
    b"\xff\xd8\xff": "是图片，不是工作簿，请用 .xlsx 文件",
    b"GIF8": "是图片，不是工作簿，请用 .xlsx 文件",
    b"Rar!": "是压缩包，请解压后再选里面的 .xlsx 文件",
    b"7z\xbc\xaf": "是压缩包，请解压后再选里面的 .xlsx 文件",
}


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
            return self.archive.read(part)
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
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        if on_start:
            parser.StartElementHandler = on_start
        if on_end:
            parser.EndElementHandler = on_end
        if on_text:
            parser.CharacterDataHandler = on_text
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # ValueError: an encoding that is none
            raise self.damaged() from error

    def damaged(self) -> CannotRead:
        """The sentence for a file that breaks off or contradicts itself."""
        return refusal(self.name, _DAMAGED)

    def _refuse_doctype(self, *_: object) -> None:
        raise refusal(self.name, "里面有工作簿不该有的外部声明，可能被人动过手脚，请向发来的单位重新要一份")


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


def refusal(name: str, why: str) -> CannotRead:
    """The one sentence of a file that was not read."""
    return CannotRead(f"没有读“{name}”：{why}；数据没有改动。")


def open_package(path: Path) -> Package:
    """Opens a workbook's file after looking at what it is.

    Raises:
        CannotRead: it is no ``.xlsx``, or too large, locked, damaged or hostile.
    """
    content = _content_of(path)
    if not content.startswith(b"PK"):
        raise refusal(path.name, _what_instead(content))
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
        raise refusal(path.name, _DAMAGED) from error
    package = Package(path.name, archive)
    _check_members(package)
    return package


def _content_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refusal(path.name, "这是一个文件夹，请选里面的 .xlsx 文件")
        if path.stat().st_size > MOST_BYTES:
            raise refusal(path.name, "文件太大，请只留要导入的那张表，另存后再导入")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise refusal(path.name, "文件不在了，请重新选择") from error
    except PermissionError as error:
        raise refusal(
            path.name, "文件打不开，可能正被别的程序占用，或没有读取的权限，请关闭它再试"
        ) from error
    except (OSError, ValueError) as error:
        raise refusal(path.name, "磁盘没有读出这个文件，请拷到本机再试") from error


def _what_instead(content: bytes) -> str:
    if not content:
        return "是空文件，请重新取一份"
    if content.startswith(_OLE):
        return _what_ole(content)
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            return what
    return _what_text(content[:4096])


def _what_ole(content: bytes) -> str:
    if _PASSWORD in content:
        return "加了打开密码，请在表格软件里去掉密码，另存后再导入"
    if any(name in content for name in _BIFF):
        return "是旧版 .xls（或 .et）格式，请在表格软件里另存为 .xlsx 后再导入"
    return "不是工作簿，请用 .xlsx 文件"


def _what_text(beginning: bytes) -> str:
    plain = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return "是 2003 年的 XML 表格，请在表格软件里打开，另存为 .xlsx 后再导入"
    if re.match(rb"<(!doctype html|html|head|meta|table|style|\?xml)|mime-version:", plain):
        return "其实是网页（办公系统导出的常是这种），请在表格软件里打开，另存为 .xlsx 后再导入"
    if b"\0" not in beginning or beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "其实是文本（CSV），请在表格软件里打开，另存为 .xlsx 后再导入"
    return "不是工作簿，请用 .xlsx 文件"


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
    if "[Content_Types].xml" not in names:
        raise refusal(package.name, _what_archive(names))
    if any(name.startswith(("word/", "ppt/")) for name in names) and not any(
        name.startswith("xl/") for name in names
    ):
        raise refusal(package.name, "是 Word 或演示文稿，不是工作簿，请用 .xlsx 文件")


def _what_archive(names: list[str]) -> str:
    if "content.xml" in names and "mimetype" in names:
        return "是 .ods 或其他开放格式，请在表格软件里另存为 .xlsx 后再导入"
    if any(name.startswith("xl/") for name in names):
        return _DAMAGED
    return "是压缩包，请解压后再选里面的 .xlsx 文件"
