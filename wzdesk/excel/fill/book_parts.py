"""Which parts a workbook has: its sheets, names, texts, styles, and what belongs to one sheet."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.table_blocks import Table
from wzdesk.excel.fill.xml_bytes import MAIN, decode_part, new_parser, parse
from wzdesk.excel.fill.zip_splice import Archive
from wzdesk.excel.read.book import Range, range_of
from wzdesk.excel.text_escapes import unescape_text

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships|"
_RELATIONS = (_PACKAGE + "Relationships", _PACKAGE + "Relationship", "nothing in a Relationship")
_NEEDED = ("/worksheet", "/styles", "/sharedStrings", "/table")
_INDEX = re.compile(r"\d{1,5}")
# Where the schema has the elements that are looked at (CT_Workbook, ECMA-376 18.2.27).
_PATHS = {
    "workbookPr": ("workbook",),
    "calcPr": ("workbook",),
    "sheets": ("workbook",),
    "definedNames": ("workbook",),
    "sheet": ("workbook", "sheets"),
    "definedName": ("workbook", "definedNames"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to inside the file."""

    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it; ``part`` is "" where it is no grid of cells."""

    name: str
    part: str


@dataclass(slots=True)
class BookParts:
    """What the workbook's main part says; ``names`` are keyed by sheet index (None: the whole book) and name.

    ``is_exact`` is False where the workbook reckons with the digits that it shows.
    """

    main: str
    sheets: list[SheetEntry] = field(default_factory=list)
    names: dict[tuple[int | None, str], str] = field(default_factory=dict)
    is_1904: bool = False
    is_exact: bool = True
    relations: dict[str, Relation] = field(default_factory=dict)

    def related(self, kind: str) -> str | None:
        """The part of a kind that the workbook refers to."""
        found = (its.target for its in self.relations.values() if its.kind.endswith("/" + kind))
        return next(found, None)

    def index_of(self, name: str) -> int | None:
        """A sheet's place in the list; capitals matter only where two names differ by them alone."""
        names = [sheet.name for sheet in self.sheets]
        if name in names:
            return names.index(name)
        folded = [known.casefold() for known in names]
        return folded.index(name.casefold()) if name.casefold() in folded else None


def read_parts(archive: Archive, complaint: Complaint) -> BookParts:
    """Reads the main part and its relations.

    Raises:
        CannotFill: one of them is missing or broken.
    """
    roots = relations_of(archive, "", complaint)
    main = next((its.target for its in roots.values() if its.kind.endswith("/officeDocument")), None)
    if not main:
        raise complaint.damaged()
    parts = BookParts(main, relations=relations_of(archive, main, complaint))
    _MainReader(parts, complaint).read(archive)
    if any(sheet.part and not archive.find(sheet.part) for sheet in parts.sheets) or _has_doubles(parts):
        raise complaint.damaged()
    return parts


def _has_doubles(parts: BookParts) -> bool:
    """Whether two sheets share a name or a part: nobody could say which one is filled."""
    names = [sheet.name for sheet in parts.sheets]
    places = [sheet.part for sheet in parts.sheets if sheet.part]
    return len(set(names)) < len(names) or len(set(places)) < len(places)


def relations_of(archive: Archive, part: str, complaint: Complaint) -> dict[str, Relation]:
    """What a part refers to, by id.

    Raises:
        CannotFill: it refers to a part without which it cannot be read, and that is not there.
    """
    folder, slash, name = part.rpartition("/")
    rels = archive.find(f"{folder}{slash}_rels/{name}.rels")
    if not rels:
        return {}
    found: dict[str, Relation] = {}
    for id_, its in _read_relations(archive.read(rels), complaint).items():
        target = target_of(archive, folder, its.target)
        if target:
            found[id_] = Relation(target, its.kind)
        elif its.kind.endswith(_NEEDED):
            raise complaint.damaged()
    return found


def _read_relations(raw: bytes, complaint: Complaint) -> dict[str, Relation]:
    """The relations inside the file, their targets as they are written."""
    found: dict[str, Relation] = {}
    ids: set[str] = set()
    depth = 0

    def on_start(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        id_ = attributes.get("Id", "")
        if element != _RELATIONS[min(depth, 2)] or id_ in ids:
            raise complaint.damaged()
        depth += 1
        if depth == 1:
            return
        ids.add(id_)
        if attributes.get("TargetMode") != "External":
            found[id_] = Relation(attributes.get("Target", ""), attributes.get("Type", ""))

    def on_end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = new_parser(complaint)
    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parse(parser, decode_part(raw, complaint)[0], complaint)
    return found


def target_of(archive: Archive, folder: str, target: str) -> str | None:
    """The member that a relation's target names."""
    plain = archive.find(f"{folder}/{target}" if folder else target)
    if plain:
        return plain
    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return archive.find(path) or archive.find(unquote(path))


class _MainReader:
    """Takes the events of the main part."""

    def __init__(self, parts: BookParts, complaint: Complaint) -> None:
        self._parts, self._complaint = parts, complaint
        self._path: list[str] = []
        self._name: tuple[int | None, str] | None = None
        self._text: list[str] = []

    def read(self, archive: Archive) -> None:
        parser = new_parser(self._complaint)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parse(parser, decode_part(archive.read(self._parts.main), self._complaint)[0], self._complaint)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        namespace, _, name = element.rpartition("|")
        if namespace not in MAIN:
            name = "?"
        path = tuple(self._path)
        self._path.append(name)
        if _PATHS.get(name, path) != path:
            raise self._complaint.damaged()
        if name == "workbookPr":
            self._parts.is_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "calcPr":
            self._parts.is_exact = attributes.get("fullPrecision") not in {"0", "false"}
        elif name == "sheet":
            self._add_sheet(attributes)
        elif name == "definedName":
            scope = attributes.get("localSheetId", "")
            index = int(scope) if _INDEX.fullmatch(scope) else None
            self._name, self._text = (index, attributes.get("name", "").casefold()), []

    def _add_sheet(self, attributes: Mapping[str, str]) -> None:
        id_ = next((value for key, value in attributes.items() if key.endswith("|id")), "")
        relation = self._parts.relations.get(id_)
        is_grid = relation is not None and relation.kind.endswith("/worksheet")
        part = relation.target if relation and is_grid else ""
        self._parts.sheets.append(SheetEntry(attributes.get("name", ""), part))

    def _take(self, text: str) -> None:
        if self._name:
            self._text.append(text)

    def _end(self, _: str) -> None:
        if self._path.pop() == "definedName" and self._name:
            self._parts.names[self._name] = "".join(self._text)
            self._name = None


def tables_of(archive: Archive, part: str, complaint: Complaint) -> list[Table]:
    """The Excel tables of a sheet's part.

    Raises:
        CannotFill: one of them is none.
    """
    return [
        _read_table(archive, relation.target, complaint)
        for relation in relations_of(archive, part, complaint).values()
        if relation.kind.endswith("/table")
    ]


def _read_table(archive: Archive, part: str, complaint: Complaint) -> Table:
    about: dict[str, str] = {}
    columns: list[str] = []

    def on_start(element: str, attributes: dict[str, str]) -> None:
        namespace, _, name = element.rpartition("|")
        if not about and (namespace not in MAIN or name != "table"):
            raise complaint.damaged()
        if not about:
            about.update(attributes)
        elif namespace in MAIN and name == "tableColumn":
            columns.append(unescape_text(attributes.get("name", "")).casefold())

    _scan(archive, part, complaint, on_start)
    block = range_of(about.get("ref", ""))
    label = about.get("displayName", about.get("name", "")).casefold()
    if not block or len(columns) != block.right - block.left + 1:
        raise complaint.damaged()
    headers, totals = _count(about, "headerRowCount", 1), _count(about, "totalsRowCount", 0)
    return Table(label, block, headers, totals, tuple(columns))


def _count(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    given = attributes.get(name, "")
    return int(given) if _INDEX.fullmatch(given) else otherwise


def pivots_of(archive: Archive, part: str, complaint: Complaint) -> list[Range]:
    """The ranges that pivot tables cover on a sheet's part."""
    ranges: list[Range] = []

    def on_start(element: str, attributes: dict[str, str]) -> None:
        block = range_of(attributes.get("ref", ""))
        if element.endswith("|location") and block:
            ranges.append(block)

    for relation in relations_of(archive, part, complaint).values():
        if relation.kind.endswith("/pivotTable"):
            _scan(archive, relation.target, complaint, on_start)
    return ranges


def _scan(archive: Archive, part: str, complaint: Complaint, on_start: object) -> None:
    parser = new_parser(complaint)
    parser.StartElementHandler = on_start  # type: ignore[assignment]
    parse(parser, decode_part(archive.read(part), complaint)[0], complaint)
