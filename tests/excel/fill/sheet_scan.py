"""Where every element of a sheet part begins and ends, by a scan of its tags beside ElementTree's reading."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from tests.excel.fill.places import Box, Place, box_of, place_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s/>!?]+)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*?)(/?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


class Spot(NamedTuple):
    """The bytes of one element; `tag` is where its start tag ends, `inner` where its end tag begins."""

    start: int
    tag: int
    inner: int
    end: int


def spots_of(data: bytes) -> list[Spot]:
    """The spots of all elements in the order of their start tags."""
    spots: list[Spot] = []
    open_ones: list[int] = []
    for match in TAG.finditer(data):
        if match[2] is None:
            continue
        if match[1]:
            at = open_ones.pop()
            spots[at] = Spot(spots[at].start, spots[at].tag, match.start(), match.end())
            continue
        spots.append(Spot(match.start(), match.end(), match.end(), match.end()))
        if not match[4]:
            open_ones.append(len(spots) - 1)
    if open_ones:
        raise ValueError("an element stays open")
    return spots


def local(element: ET.Element) -> str:
    """The name of a spreadsheet element; empty for those of other namespaces."""
    space, _, name = element.tag.rpartition("}")
    return name if space[1:] in (MAIN, STRICT) else ""


def attribute_spot(data: bytes, spot: Spot, name: str) -> tuple[int, int] | None:
    """The bytes of an attribute with the blanks before it, in an element's start tag."""
    for match in ATTRIBUTE.finditer(data, spot.start, spot.tag):
        if match[1] == name.encode():
            return match.start(), match.end()
    return None


@dataclass(slots=True)
class CellFound:
    """A cell as it stands: its element, its bytes and those of its formula and result."""

    place: Place
    element: ET.Element
    spot: Spot
    formula: ET.Element | None = None
    value: ET.Element | None = None
    value_spot: Spot | None = None

    @property
    def kind(self) -> str:
        return self.element.get("t", "n")


@dataclass(slots=True)
class RowFound:
    """A row and the columns of its cells in the order of the file."""

    number: int
    element: ET.Element
    spot: Spot
    columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class SheetFound:
    """A sheet part, read."""

    data: bytes
    root: ET.Element
    cells: dict[Place, CellFound] = field(default_factory=dict)
    rows: dict[int, RowFound] = field(default_factory=dict)
    row_order: list[int] = field(default_factory=list)
    doubles: list[Place] = field(default_factory=list)
    merges: list[Box] = field(default_factory=list)
    arrays: list[Box] = field(default_factory=list)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    sheet_data: Spot | None = None
    dimension: tuple[Spot, str] | None = None

    @property
    def formulas(self) -> dict[Place, CellFound]:
        return {place: cell for place, cell in self.cells.items() if cell.formula is not None}

    def style_for_new(self, place: Place) -> str:
        """The style that a cell typed into an empty place takes: of the row, else of the column."""
        row = self.rows.get(place.row)
        if row is not None and row.element.get("customFormat") in ("1", "true"):
            return row.element.get("s", "0")
        return next(
            (style for first, last, style in self.column_styles if first <= place.column <= last), "0"
        )


def as_utf8(data: bytes) -> bytes:
    """A part in the encoding that the scan of tags knows."""
    for start, name in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if data.startswith(start):
            text = data.decode(name)
            return re.sub(r"""encoding=["'][^"']*["']""", 'encoding="UTF-8"', text, count=1).encode()
    return data


def scan_sheet(data: bytes) -> SheetFound:
    data = as_utf8(data)
    root = ET.fromstring(data)
    spots = spots_of(data)
    elements = list(root.iter())
    if len(spots) != len(elements):
        raise ValueError(f"{len(spots)} start tags, {len(elements)} elements")
    spot_of = {id(element): spot for element, spot in zip(elements, spots, strict=True)}
    sheet = SheetFound(data, root)
    for part in root:
        spot = spot_of[id(part)]
        match local(part):
            case "sheetData":
                sheet.sheet_data = spot
                scan_rows(sheet, part, spot_of)
            case "dimension":
                sheet.dimension = (spot, part.get("ref", ""))
            case "mergeCells":
                sheet.merges = [box_of(merge.get("ref", "")) for merge in part if local(merge)]
            case "cols":
                sheet.column_styles = [
                    (int(column.get("min", "0")), int(column.get("max", "0")), column.get("style", "0"))
                    for column in part
                    if local(column)
                ]
    return sheet


def scan_rows(sheet: SheetFound, body: ET.Element, spot_of: dict[int, Spot]) -> None:
    number = 0
    for element in body:
        if local(element) != "row":
            continue
        number = int(element.get("r", number + 1))
        row = RowFound(number, element, spot_of[id(element)])
        sheet.row_order.append(number)
        sheet.rows[number] = row
        scan_cells(sheet, row, spot_of)


def scan_cells(sheet: SheetFound, row: RowFound, spot_of: dict[int, Spot]) -> None:
    place = Place(row.number, 0)
    for element in row.element:
        if local(element) != "c":
            continue
        name = element.get("r")
        place = place_of(name) if name else Place(row.number, place.column + 1)
        cell = CellFound(place, element, spot_of[id(element)])
        for child in element:
            if local(child) == "f":
                cell.formula = child
                if child.get("t") in ("array", "dataTable") and child.get("ref"):
                    sheet.arrays.append(box_of(child.get("ref", "")))
            elif local(child) == "v":
                cell.value, cell.value_spot = child, spot_of[id(child)]
        row.columns.append(place.column)
        if place in sheet.cells:
            sheet.doubles.append(place)
        sheet.cells[place] = cell
