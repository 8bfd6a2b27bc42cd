"""The parts of an ``.ods``, opened only when nothing about it is hostile or broken."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.read.package import MOST_BYTES, MOST_INFLATED, MOST_MEMBERS, MOST_RATIO, RATIO_FROM

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TAMPERED = "可能被人动过手脚，请向发来的单位重新要一份"
_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0": "number",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
}
Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class OdsPackage:
    """An ``.ods`` in memory.

    Raises:
        CannotFill: it is none, locked, damaged, hostile or too large.
    """

    def __init__(self, form: Path, complaint: Complaint) -> None:
        self._complaint = complaint
        try:
            if form.stat().st_size > MOST_BYTES:
                raise complaint.about("文件太大，请只留要填的那张表，另存后再填")
            self._archive = zipfile.ZipFile(form)
        except (OSError, zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
            raise complaint.damaged() from error
        self._check()

    def close(self) -> None:
        """Lets go of the file."""
        self._archive.close()

    def scan(self, part: str, start: Start, end: End, text: Text) -> None:
        """Walks through a part; names come as ``table:name``. Declared entities are refused."""
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = lambda name, its: start(
            _short(name), {_short(key): value for key, value in its.items()}
        )
        parser.EndElementHandler = lambda name: end(_short(name))
        parser.CharacterDataHandler = text
        try:
            parser.Parse(self._read(part), True)
        except (expat.ExpatError, LookupError) as error:
            raise self._complaint.damaged() from error

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return part in self._archive.NameToInfo

    def _read(self, part: str) -> bytes:
        try:
            return self._archive.read(part)
        except (
            KeyError,
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self._complaint.damaged() from error
        except (NotImplementedError, struct.error) as error:
            raise self._complaint.damaged() from error

    def _check(self) -> None:
        members = self._archive.infolist()
        names = [member.filename for member in members]
        if (
            len(members) > MOST_MEMBERS
            or len(set(names)) < len(names)
            or sum(member.file_size for member in members) > MOST_INFLATED
            or any(
                member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(member.compress_size, 1)
                for member in members
            )
        ):
            raise self._complaint.about(f"解开后大得不正常，{_TAMPERED}")
        if not self._read("mimetype").startswith(_SPREADSHEET):
            raise self._complaint.about("是别的开放格式文档，不是表格，请用 .ods 或 .xlsx 文件")
        if self.has("META-INF/manifest.xml") and b"encryption-data" in self._read("META-INF/manifest.xml"):
            raise self._complaint.about("加了打开密码，请在表格软件里去掉密码，另存后再填")
        if not self.has("content.xml"):
            raise self._complaint.damaged()

    def _refuse_doctype(self, *_: object) -> None:
        raise self._complaint.about(f"里面有表格不该有的外部声明，{_TAMPERED}")


def _short(name: str) -> str:
    space, _, local = name.rpartition("|")
    if not space:
        return local
    return f"{_PREFIXES.get(space, '')}:{local}"
