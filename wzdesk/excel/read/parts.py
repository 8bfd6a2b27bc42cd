"""The small parts of a workbook: its list of sheets, shared texts and number formats."""

import posixpath
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, cast

from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.book import CellFormat
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.package import Package, main_name, refusal, scan_xml
from wzdesk.excel.read.shared_texts import read_texts

T = TypeVar("T")
MOST_FORMATS = 70_000  # a sheet program takes 65 490
_KEPT_BYTES = 100_000
_LONGEST_CODE = 255  # signs of a number format, in every spreadsheet program


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What every sheet's part is read with."""

    sheets: tuple[SheetEntry, ...]
    texts: tuple[str, ...]
    formats: tuple[CellFormat, ...]
    is_1904: bool

    @property
    def usual(self) -> CellFormat:
        """The format of a cell that says nothing."""
        return CellFormat(is_1904=self.is_1904)

    def format_of(self, style: str | None) -> CellFormat:
        """The format of a cell that names a style."""
        index = "0" if style is None else style
        known = index.isdecimal() and len(index) < 9 and int(index) < len(self.formats)
        return self.formats[int(index)] if known else self.usual


def read_contents(package: Package) -> Contents:
    """The sheets, texts and formats of a workbook.

    Raises:
        CannotRead: a part is missing or broken.
    """
    main = _related(package, "", "/officeDocument") or ["xl/workbook.xml"]
    if not package.has(main[0]):
        raise package.damaged()
    relations = _relations(package, main[0])
    sheets, is_1904 = _read_workbook(package, main[0], relations)
    texts = [
        text for part in _of_kind(package, relations, "/sharedStrings") for text in read_texts(package, part)
    ]
    formats = [
        CellFormat(code, indent, is_1904)
        for part in _of_kind(package, relations, "/styles")
        for code, indent in _kept(_formats_in, package, part)
    ]
    if len(formats) > MOST_FORMATS:
        raise refusal(package.name, "里面的单元格样式多得不正常，请把表复制到新的工作簿里再试")
    return Contents(sheets, tuple(texts), tuple(formats), is_1904)


_Relations = dict[str, tuple[str, str]]


def _relations(package: Package, part: str) -> _Relations:
    """Target and type by id of what a part refers to inside the file."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(rels):
        return {}
    return {
        id_: (posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), kind)
        for id_, target, kind in _kept(_relations_in, package, rels)
    }


def _relations_in(name: str, content: bytes) -> Sequence[tuple[str, str, str]]:
    """Id, target and type of each relation inside the file."""
    found: list[tuple[str, str, str]] = []

    def on_start(element: str, attributes: dict[str, str]) -> None:
        if element.endswith("|Relationship") and attributes.get("TargetMode") != "External":
            found.append((attributes.get("Id", ""), attributes.get("Target", ""), attributes.get("Type", "")))

    scan_xml(name, content, on_start)
    return found


def _related(package: Package, part: str, kind: str) -> list[str]:
    return _of_kind(package, _relations(package, part), kind)


def _of_kind(package: Package, relations: _Relations, kind: str) -> list[str]:
    return [target for target, its in relations.values() if its.endswith(kind) and package.has(target)]


def _read_workbook(package: Package, part: str, relations: _Relations) -> tuple[tuple[SheetEntry, ...], bool]:
    listed, is_1904 = _kept(_workbook_in, package, part)
    sheets = [
        SheetEntry(name, relations[id_][0], is_visible)
        for name, id_, is_visible in listed
        if relations.get(id_, ("", ""))[1].endswith("/worksheet")
    ]
    if any(not package.has(sheet.part) for sheet in sheets):
        raise package.damaged()
    return tuple(sheets), is_1904


def _workbook_in(name: str, content: bytes) -> tuple[Sequence[tuple[str, str, bool]], bool]:
    """Name, relation and visibility of each sheet, and whether days are counted from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    is_1904 = False

    def on_start(element: str, attributes: dict[str, str]) -> None:
        nonlocal is_1904
        local = main_name(element)
        if local == "workbookPr":
            is_1904 = attributes.get("date1904") in {"1", "true"}
        elif local == "sheet":
            id_ = next((value for key, value in attributes.items() if key.endswith("|id")), "")
            is_visible = attributes.get("state", "visible") == "visible"
            sheets.append((attributes.get("name", ""), id_, is_visible))

    scan_xml(name, content, on_start)
    return sheets, is_1904


def _kept(read: Callable[[str, bytes], T], package: Package, part: str) -> T:
    """What a small part holds; files that come back together mostly have the very same ones."""
    content = package.read(part)
    if len(content) <= _KEPT_BYTES:
        with suppress(CannotRead):  # refused below, under the file's own name
            return cast("T", _read_once(read, content))
    return read(package.name, content)


@lru_cache(maxsize=16)
def _read_once(read: Callable[[str, bytes], object], content: bytes) -> object:
    return read("", content)


def _formats_in(name: str, content: bytes) -> Sequence[tuple[str, int]]:
    codes: dict[int, str] = dict(BUILT_IN)
    ids: list[int] = []
    indents: list[int] = []
    path: list[str] = []

    def on_start(element: str, attributes: dict[str, str]) -> None:
        path.append(main_name(element))
        number = _small_number(attributes.get("numFmtId", "0"))
        if path[-2:] == ["numFmts", "numFmt"]:
            code = attributes.get("formatCode", "")
            codes[number] = code if len(code) <= _LONGEST_CODE else "General"
        elif path[-2:] == ["cellXfs", "xf"]:
            ids.append(number)
            indents.append(0)
        elif path[-3:] == ["cellXfs", "xf", "alignment"]:
            indents[-1] = _small_number(attributes.get("indent", "0"))

    def on_end(_: str) -> None:
        path.pop()

    scan_xml(name, content, on_start, on_end)
    return [(codes.get(number, "General"), indent) for number, indent in zip(ids, indents, strict=True)]


def _small_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
