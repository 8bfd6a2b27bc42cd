"""Which formulas depend on given cells: a walk of its own, for judging the patcher's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.excel.fill.package_scan import Package, TableFound
from tests.excel.fill.places import LAST_COLUMN, LAST_ROW, Box, Place, box_of, column_number
from tests.excel.fill.sheet_scan import CellFound

SheetPlace = tuple[str, Place]
SheetBox = tuple[str, Box]
STRING = re.compile(r'"(?:[^"]|"")*"')
SHEET = r"(?:(?P<sheet>'(?:[^']|'')+'|[^\s'!\"#%&()*+,\-/:;<=>?@\[\]^{|}~]+(?::[^\s'!\"#%&()*+,\-/:;<=>?@\[\]^{|}~]+)?|\[0\])!)?"
CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
TOKEN = re.compile(
    rf"(?P<far>(?:'[^'\[]*\[(?!0\])[^\]]+\](?:[^']|'')*'|\[(?!0\])\d+\][^!\s'(),;+\-*/&<>=]*)!\$?[\w.$]+(?::\$?\w+\$?\d*)?)"
    r"|(?P<own>(?<![\w\]'])\[(?:[^\[\]\d]|\[[^\]]*\])(?:[^\[\]]|\[[^\]]*\])*\])(?!!)"
    rf"|{SHEET}(?:"
    rf"(?P<cells>{CELL}(?::{CELL})?)(?![\w.(])"
    r"|(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(])"
    r"|(?P<rows>\$?\d+:\$?\d+)(?![\w.(])"
    r"|(?P<name>[^\W\d][\w.\\?]*)(?P<items>\[(?:[^\[\]]|\[[^\]]*\])*\])?)"
)
# What is left of a formula when its names, cells and texts are taken out.
SIGNS = re.compile(r"[\s\d.+\-*/^&=<>(),;:{}%\"@#!'A-Z_\[\]|~$]*", re.IGNORECASE)
# Functions that reach cells which their arguments do not name.
REACHING = {"INDIRECT", "OFFSET"}


@dataclass(slots=True)
class Reach:
    """What a formula reads: boxes of cells, or anything at all."""

    boxes: list[SheetBox] = field(default_factory=list)
    anything: bool = False

    def touches(self, sheet: str, place: Place) -> bool:
        return self.anything or any(sheet == at.casefold() and box.holds(place) for at, box in self.boxes)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, the cells that show its results, and what it reads."""

    home: SheetPlace
    shown: Box
    reach: Reach


@dataclass(frozen=True, slots=True)
class Context:
    """Where a formula stands, and how far it is from the text that was written down."""

    package: Package
    sheet: str
    place: Place
    down: int = 0
    right: int = 0
    seen: frozenset[str] = frozenset()


def moved(reference: str, context: Context) -> Box | None:
    """The box of A1:$B2, its loose ends moved as a shared formula's are; None beyond the sheet."""
    ends = []
    for end in reference.split(":"):
        match = re.fullmatch(r"(\$?)([A-Za-z]{1,3})(\$?)(\d+)", end)
        assert match
        column = column_number(match[2]) + (0 if match[1] else context.right)
        row = int(match[4]) + (0 if match[3] else context.down)
        if not (0 < column <= LAST_COLUMN and 0 < row <= LAST_ROW):
            return None
        ends.append(Place(row, column))
    return Box(*ends[0], *ends[0]).with_place(ends[-1])


def moved_lines(reference: str, by: int, read: Iterable[str]) -> tuple[int, int]:
    first, last = (
        number + (0 if end.startswith("$") else by)
        for number, end in zip(map(int, read), reference.split(":"), strict=True)
    )
    return min(first, last), max(first, last)


def box_in(token: re.Match[str], context: Context) -> Box | None:
    if token["cells"]:
        return moved(token["cells"], context)
    if token["columns"]:
        numbers = (str(column_number(end.strip("$"))) for end in token["columns"].split(":"))
        left, right = moved_lines(token["columns"], context.right, numbers)
        return Box(1, left, LAST_ROW, right)
    top, bottom = moved_lines(
        token["rows"], context.down, (end.strip("$") for end in token["rows"].split(":"))
    )
    return Box(top, 1, bottom, LAST_COLUMN)


def sheets_meant(written: str | None, context: Context) -> list[str]:
    """The sheets before an exclamation mark; Sheet1:Sheet3 are those between as well."""
    if not written or written == "[0]":
        return [context.sheet]
    name = written[1:-1].replace("''", "'") if written.startswith("'") else written
    known = context.package.all_sheets
    folded = [sheet.casefold() for sheet in known]
    if name.casefold() in folded:
        return [known[folded.index(name.casefold())]]
    first, _, last = name.partition(":")
    if first.casefold() in folded and last.casefold() in folded:
        return known[folded.index(first.casefold()) : folded.index(last.casefold()) + 1]
    return []


def table_boxes(table: TableFound, items: str | None, context: Context) -> Iterator[SheetBox]:
    """The columns of a table that Table[[#This Row],[列]] means."""
    words = re.findall(r"\[([^\[\]]+)\]|\[(@?[^\[\]]+)\]", items or "")
    said = {(first or second).lstrip("@") for first, second in words}
    columns = [n for n, name in enumerate(table.columns) if name in said]
    box = table.box
    left, right = (box.left + min(columns), box.left + max(columns)) if columns else (box.left, box.right)
    if "#This Row" in said or "@" in (items or ""):
        yield table.sheet, Box(context.place.row, left, context.place.row, right)
    else:
        yield table.sheet, Box(box.top, left, box.bottom, right)


def is_known(name: str, context: Context) -> bool:
    folded = name.casefold()
    return (
        folded in ("true", "false")
        or any(table.name.casefold() == folded for table in context.package.tables)
        or any(defined.name.casefold() == folded for defined in context.package.names)
    )


def name_reach(name: str, items: str | None, sheet: str | None, context: Context) -> Reach:
    reach = Reach(anything=name.upper() in REACHING)
    folded = name.casefold()
    for table in context.package.tables:
        if table.name.casefold() == folded:
            reach.boxes += table_boxes(table, items, context)
    if folded in context.seen:
        return reach
    for defined in context.package.names:
        if defined.name.casefold() != folded:
            continue
        inner = Context(
            context.package,
            defined.sheet or sheet or context.sheet,
            context.place,
            seen=context.seen | {folded},
        )
        found = reach_of(defined.text, inner)
        reach.boxes += found.boxes
        # A name without dollar signs moves with the cell that uses it.
        reach.anything |= found.anything or bool(
            re.search(r"(?<![$\w])[A-Z]{1,3}\$?\d|[A-Z]\d", defined.text)
        )
    return reach


def reach_of(text: str, context: Context) -> Reach:
    bare = STRING.sub('""', text)
    # Nobody knows what a formula reads that is empty or has signs of another language.
    reach = Reach(anything=not text or not SIGNS.fullmatch(TOKEN.sub("", bare)))
    for token in TOKEN.finditer(bare):
        if token["far"]:
            continue
        if token["own"]:
            own = (
                t for t in context.package.tables if t.sheet == context.sheet and t.box.holds(context.place)
            )
            reach.boxes += [box for table in own for box in table_boxes(table, token["own"], context)]
            continue
        if token["name"]:
            found = name_reach(token["name"], token["items"], token["sheet"], context)
            reach.boxes += found.boxes
            reach.anything |= found.anything
            # Nobody knows what a name without a meaning reads; a function reads its arguments.
            if not token.string[token.end() :].startswith("(") and not is_known(token["name"], context):
                reach.anything = True
            continue
        box = box_in(token, context)
        if box:
            reach.boxes += [(sheet, box) for sheet in sheets_meant(token["sheet"], context)]
        else:  # moved over the edge of the sheet, where programs differ
            reach.anything = True
    return reach


def data_table_reach(cell: CellFound, sheet: str) -> Reach:
    """A what-if table reads its input cells and the row above and column beside its results."""
    assert cell.formula is not None
    names = [cell.formula.get(end, "") for end in ("ref", "r1", "r2")]
    if not names[0] or not all(
        re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}(:[A-Z]{1,3}[1-9]\d{0,6})?", name) for name in names if name
    ):
        return Reach(anything=True)
    box = box_of(names[0])
    reach = Reach([(sheet, Box(max(box.top - 1, 1), max(box.left - 1, 1), box.bottom, box.right))])
    reach.boxes += [(sheet, box_of(name)) for name in names[1:] if name]
    return reach


def formulas_of(package: Package, sheet: str) -> Iterator[Formula]:
    masters: dict[str, tuple[Place, str]] = {}
    for place, cell in package.sheet(sheet).formulas.items():
        assert cell.formula is not None
        kind, text = cell.formula.get("t", "normal"), cell.formula.text or ""
        shown = Box(*place, *place)
        context = Context(package, sheet, place)
        if kind in ("array", "dataTable") and cell.formula.get("ref"):
            shown = box_of(cell.formula.get("ref", ""))
        if kind == "dataTable":
            yield Formula((sheet, place), shown, data_table_reach(cell, sheet))
            continue
        if kind == "shared":
            key = cell.formula.get("si", "")
            if text:
                masters[key] = (place, text)
            start, text = masters.get(key, (place, text))
            context = Context(package, sheet, place, place.row - start.row, place.column - start.column)
        yield Formula((sheet, place), shown, reach_of(text, context))


def dependents_of(package: Package, changed: Iterable[SheetPlace]) -> set[SheetPlace]:
    """All cells that show a result which depends on a changed cell, directly or not."""
    waiting = [formula for sheet in package.parts for formula in formulas_of(package, sheet)]
    work = list(changed)
    found: set[SheetPlace] = set()
    while work:
        sheet, place = work.pop()
        hit = [formula for formula in waiting if formula.reach.touches(sheet.casefold(), place)]
        if not hit:
            continue
        waiting = [formula for formula in waiting if not formula.reach.touches(sheet.casefold(), place)]
        for formula in hit:
            fresh = set(cells_shown(package, formula)) - found
            found |= fresh
            work += fresh
    return found


def cells_shown(package: Package, formula: Formula) -> list[SheetPlace]:
    sheet, home = formula.home
    cells = package.sheet(sheet).cells
    return [(sheet, home)] + [
        (sheet, place) for place in cells if formula.shown.holds(place) and place != home
    ]
