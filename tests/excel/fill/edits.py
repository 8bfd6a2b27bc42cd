"""Which cells to fill and with what: chosen by a seed, so that a failure can be repeated."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.excel.fill.package_scan import Package, open_package
from tests.excel.fill.places import Place, name_of
from tests.excel.fill.readers import Value, raw_value
from tests.excel.fill.sheet_scan import SheetFound

Edits = dict[tuple[str, str], Value]
TEXTS = (
    "=1+1",
    "=SUM(A1:A9)",
    "+86",
    "-5",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "温州市统计局",
    "  前后空格  ",
    "第一行\n第二行",
    "制表\t符",
    "a&b<c>\"d\"'e'",
    "]]>",
    "𠮷野家 🏭",
    "１２３．４",
    "8730.6",
    "_x0041_",
    "x_x000D_y",
    "—",
    "全角　空格",
    " ",
    "'前撇号",
    "TRUE",
    "#N/A",
    "5以内",
    "长" * 3000,
)
NUMBERS = tuple(
    Decimal(text)
    for text in (
        "0", "8730.6", "29.0", "-0.1", "100", "1E+20", "0.000001", "-123456789.123", "999999999999999", "1E-7",
        "0.1", "33.3333333333333", "1234567.89", "-5", "6.02E+23", "120", "1000000",
    )
)  # fmt: skip


def obstacle(package: Package, sheet: str, place: Place) -> str | None:
    """Why a cell may not be filled; None when it may."""
    found = package.sheet(sheet)
    if place in found.formulas:
        return "formula"
    if any(box.holds(place) for box in found.arrays):
        return "array"
    if any(box.holds(place) and place != box.first for box in found.merges):
        return "merged"
    if any(table.sheet == sheet and table.heading_at(place) is not None for table in package.tables):
        return "heading"
    return None


def random_value(chance: random.Random) -> Value:
    match chance.randrange(10):
        case 0 | 1 | 2:
            return Decimal(chance.randrange(-(10**9), 10**9)).scaleb(-chance.randrange(7))
        case 3 | 4:
            return chance.choice(NUMBERS)
        case 5 | 6 | 7:
            return chance.choice(TEXTS)
        case 8:
            return chance.random() < 0.5
    return None


def random_place(found: SheetFound, chance: random.Random) -> Place:
    """A cell that exists, one missing in a row, a missing row, one beyond the used range, a merged anchor."""
    last_row = max(found.rows, default=1)
    last_column = max((place.column for place in found.cells), default=1)
    match chance.randrange(12):
        case 0 | 1 | 2 | 3 | 4 if found.cells:
            return chance.choice(list(found.cells))
        case 5 | 6 if found.rows:
            return Place(chance.choice(list(found.rows)), chance.randrange(1, last_column + 4))
        case 7 if found.merges:
            return chance.choice(found.merges).first
        case 8:
            return Place(last_row + chance.randrange(1, 40), chance.randrange(1, last_column + 30))
        case 9:
            return Place(chance.randrange(1, last_row + 2), last_column + chance.randrange(1, 40))
    return Place(chance.randrange(1, last_row + 5), chance.randrange(1, last_column + 3))


def random_edits(package: Package, chance: random.Random, count: int) -> Edits:
    """Cells of one or two sheets that may be filled, and values for them."""
    names = chance.sample(list(package.parts), min(len(package.parts), chance.choice((1, 1, 2))))
    edits: Edits = {}
    for _ in range(count * 3):
        sheet = chance.choice(names)
        place = random_place(package.sheet(sheet), chance)
        if obstacle(package, sheet, place) is None and len(edits) < count:
            edits[sheet, name_of(place)] = random_value(chance)
    return edits


def forbidden_cells(path: Path, chance: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and obstacle of cells that must be refused, of every kind the workbook has."""
    package = open_package(path)
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for sheet in package.parts:
        for place in forbidden_places(package, sheet):
            kind = obstacle(package, sheet, place)
            if kind:
                by_kind.setdefault(kind, []).append((sheet, name_of(place)))
    for kind, cells in sorted(by_kind.items()):
        for sheet, cell in chance.sample(cells, min(len(cells), count)):
            yield sheet, cell, kind


def forbidden_places(package: Package, sheet: str) -> set[Place]:
    found = package.sheet(sheet)
    boxes = [box for box in (*found.merges, *found.arrays) if box.bottom < 100_000]
    ends = {Place(box.bottom, box.right) for box in boxes}
    headings = {
        Place(t.box.top, column)
        for t in package.tables
        if t.sheet == sheet
        for column in range(t.box.left, t.box.right + 1)
    }
    return set(found.formulas) | ends | headings


def values_already_there(path: Path, chance: random.Random, count: int) -> Edits:
    """What some cells hold, as values to be filled."""
    package = open_package(path)
    edits: Edits = {}
    for sheet in package.parts:
        found = package.sheet(sheet)
        places = [place for place in found.cells if obstacle(package, sheet, place) is None]
        for place in chance.sample(places, min(len(places), count)):
            held = raw_value(package, found.cells[place])
            if not isinstance(held, tuple) and held != "":
                edits[sheet, name_of(place)] = held
    return edits
