"""The small parts of a workbook: its list of sheets, shared texts and number formats."""

import posixpath
from dataclasses import dataclass

from wzdesk.excel.read.book import CellFormat
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.package import Package, main_name, refusal
from wzdesk.excel.read.shared_texts import read_texts

MOST_FORMATS = 70_000  # a sheet program takes 65 490
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
    sheets, is_1904 = _read_workbook(package, main[0])
    texts = [
        text for part in _related(package, main[0], "/sharedStrings") for text in read_texts(package, part)
    ]
    formats = [
        CellFormat(code, indent, is_1904)
        for part in _related(package, main[0], "/styles")
        for code, indent in _read_formats(package, part)
    ]
    if len(formats) > MOST_FORMATS:
        raise refusal(package.name, "里面的单元格样式多得不正常，请把表复制到新的工作簿里再试")
    return Contents(sheets, tuple(texts), tuple(formats), is_1904)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Target and type by id of what a part refers to inside the file."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def on_start(element: str, attributes: dict[str, str]) -> None:
        if element.endswith("|Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (target, attributes.get("Type", ""))

    if package.has(rels):
        package.scan(rels, on_start)
    return found


def _related(package: Package, part: str, kind: str) -> list[str]:
    return [
        target
        for target, its in _relations(package, part).values()
        if its.endswith(kind) and package.has(target)
    ]


def _read_workbook(package: Package, part: str) -> tuple[tuple[SheetEntry, ...], bool]:
    relations = _relations(package, part)
    sheets: list[SheetEntry] = []
    is_1904 = False

    def on_start(element: str, attributes: dict[str, str]) -> None:
        nonlocal is_1904
        name = main_name(element)
        if name == "workbookPr":
            is_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            id_ = next((value for key, value in attributes.items() if key.endswith("|id")), "")
            target, kind = relations.get(id_, ("", ""))
            if kind.endswith("/worksheet"):
                visible = attributes.get("state", "visible") == "visible"
                sheets.append(SheetEntry(attributes.get("name", ""), target, visible))

    package.scan(part, on_start)
    if any(not package.has(sheet.part) for sheet in sheets):
        raise package.damaged()
    return tuple(sheets), is_1904


def _read_formats(package: Package, part: str) -> list[tuple[str, int]]:
    """The number format and the indent of each cell style, by its index."""
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

    package.scan(part, on_start, on_end)
    return [(codes.get(number, "General"), indent) for number, indent in zip(ids, indents, strict=True)]


def _small_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
