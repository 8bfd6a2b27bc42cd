"""A workbook's package as the tests read it: members, sheets, names, tables."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.excel.fill.places import Box, Place, box_of
from tests.excel.fill.sheet_scan import CellFound, SheetFound, as_utf8, local, scan_sheet

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class DefinedName:
    name: str
    text: str
    sheet: str | None


@dataclass(frozen=True, slots=True)
class TableFound:
    name: str
    sheet: str
    box: Box
    columns: tuple[str, ...]
    has_heading: bool

    def heading_at(self, place: Place) -> str | None:
        if not self.has_heading or place.row != self.box.top or not self.box.holds(place):
            return None
        return self.columns[place.column - self.box.left]


def decoded(text: str) -> str:
    """Text without the escapes of the format: _x000D_ is a carriage return."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def plain_text(element: ET.Element) -> str:
    """The text of an si or is element: runs joined, readings above the characters left out."""
    pieces = []
    for child in element:
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child) == "r":
            pieces += [part.text or "" for part in child if local(part) == "t"]
    return decoded("".join(pieces))


def ending(element: ET.Element, name: str) -> str:
    """An attribute by the end of its name, whatever namespace it is in (r:id in both variants)."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


@dataclass
class Package:
    """All members of a workbook and what they say about sheets."""

    path: Path
    infos: list[zipfile.ZipInfo] = field(default_factory=list)
    members: dict[str, bytes] = field(default_factory=dict)
    comment: bytes = b""
    broken: str | None = None
    scans: dict[str, SheetFound] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetFound:
        part = self.parts[name]
        if part not in self.scans:
            self.scans[part] = scan_sheet(self.members[part])
        return self.scans[part]

    def member_of(self, part: str) -> str:
        """The member that is meant: names of parts do not tell capitals apart."""
        return next((name for name in self.members if name.casefold() == part.casefold()), part)

    def related(self, part: str) -> list[tuple[str, str, str]]:
        """(id, kind, target part) of every relationship of a part."""
        folder, name = posixpath.split(part)
        rels = self.members.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        if rels is None:
            return []
        found = []
        for rel in ET.fromstring(as_utf8(rels)):
            target = rel.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = rel.get("Type", "").rpartition("/")[2]
            found.append((rel.get("Id", ""), kind, self.member_of(posixpath.normpath(whole))))
        return found

    @cached_property
    def workbook_part(self) -> str:
        found = [target for _, kind, target in self.related("") if kind == "officeDocument"]
        if not found:
            raise ValueError("no relationship names a workbook")
        return found[0]

    @cached_property
    def workbook(self) -> ET.Element:
        return ET.fromstring(as_utf8(self.members[self.workbook_part]))

    def in_workbook(self, name: str) -> list[ET.Element]:
        """Elements of workbook.xml, themselves its parts or parts of such."""
        near = [element for part in self.workbook for element in (part, *part)]
        return [element for element in near if local(element) == name]

    @cached_property
    def parts(self) -> dict[str, str]:
        """Sheet name to part name, in the order of the workbook; chart sheets are left out."""
        targets = {
            key: target for key, kind, target in self.related(self.workbook_part) if kind == "worksheet"
        }
        named = {sheet.get("name", ""): ending(sheet, "id") for sheet in self.in_workbook("sheet")}
        return {name: targets[key] for name, key in named.items() if key in targets}

    @cached_property
    def all_sheets(self) -> list[str]:
        return [sheet.get("name", "") for sheet in self.in_workbook("sheet")]

    @cached_property
    def counts_from_1904(self) -> bool:
        return any(pr.get("date1904") in ("1", "true") for pr in self.in_workbook("workbookPr"))

    @cached_property
    def names(self) -> list[DefinedName]:
        found = []
        for name in self.in_workbook("definedName"):
            at = name.get("localSheetId")
            sheet = self.all_sheets[int(at)] if at is not None else None
            found.append(DefinedName(name.get("name", ""), "".join(name.itertext()), sheet))
        return found

    @cached_property
    def tables(self) -> list[TableFound]:
        return [
            self.table(sheet, target)
            for sheet, part in self.parts.items()
            for _, kind, target in self.related(part)
            if kind == "table"
        ]

    def table(self, sheet: str, part: str) -> TableFound:
        root = ET.fromstring(as_utf8(self.members[part]))
        columns = tuple(decoded(c.get("name", "")) for c in root.iter() if local(c) == "tableColumn")
        heading = root.get("headerRowCount", "1") != "0"
        name = root.get("displayName", root.get("name", ""))
        return TableFound(name, sheet, box_of(root.get("ref", "")), columns, heading)

    @cached_property
    def strings(self) -> list[str]:
        part = next((t for _, kind, t in self.related(self.workbook_part) if kind == "sharedStrings"), None)
        if part is None or part not in self.members:
            return []
        return [
            plain_text(item) for item in ET.fromstring(as_utf8(self.members[part])) if local(item) == "si"
        ]

    def text_of(self, cell: CellFound) -> str | None:
        """The text of a text cell; None when it holds no text."""
        if cell.kind == "inlineStr":
            held = [plain_text(child) for child in cell.element if local(child) == "is"]
            return held[0] if held else None
        if cell.value is None or cell.value.text is None:
            return None
        if cell.kind == "s":
            return self.strings[int(cell.value.text)]
        return decoded(cell.value.text) if cell.kind == "str" else None


def open_package(path: Path) -> Package:
    package = Package(path)
    with zipfile.ZipFile(path) as archive:
        package.comment = archive.comment
        package.infos = archive.infolist()
        package.broken = archive.testzip()
        if package.broken is None:
            package.members = {info.filename: archive.read(info) for info in package.infos}
    return package
