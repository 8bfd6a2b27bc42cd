"""One sheet part before and after: equal but for the filled cells and the results that depend on them."""

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from xml.etree import ElementTree as ET

from tests.excel.fill.places import Box, Place, box_of, name_of
from tests.excel.fill.sheet_scan import CellFound, RowFound, SheetFound, Spot, attribute_spot
from tests.excel.fill.violation import Violation

# What says how a value is to be taken; a new value ends it.
OF_VALUE = {"t", "cm", "vm"}
Cut = tuple[int, int, bytes]


def sheet_violations(
    name: str,
    old: SheetFound,
    new: SheetFound,
    *,
    filled: Mapping[Place, bool],
    dependents: Collection[Place],
    same_value: Collection[Place],
) -> Iterator[Violation]:
    """Everything that differs and may not.

    Args:
        name: the sheet's.
        old: as it was.
        new: as it is.
        filled: the cells that were given a value, and whether it is more than nothing.
        dependents: cells whose results depend on a filled cell.
        same_value: filled cells that held this value already.
    """
    if old.data == new.data:
        return
    if not list(order_violations(name, old)):
        yield from order_violations(name, new)
    yield from rest_violations(name, old, new, filled, dependents)
    yield from cell_violations(name, old, new, filled, dependents)
    yield from filled_violations(name, old, new, filled, same_value)
    yield from hint_violations(name, old, new)


def order_violations(name: str, new: SheetFound) -> Iterator[Violation]:
    if new.row_order != sorted(set(new.row_order)):
        yield Violation("order", name, "rows out of order or doubled")
    for row in new.rows.values():
        if row.columns != sorted(set(row.columns)):
            yield Violation("order", f"{name} row {row.number}", "cells out of order or doubled")


def rest_violations(
    name: str, old: SheetFound, new: SheetFound, filled: Mapping[Place, bool], dependents: Collection[Place]
) -> Iterator[Violation]:
    """Both parts with what may differ cut out must be the same bytes."""
    inserted = {number for number in new.rows if number not in old.rows}
    touched = {place.row for place in filled}
    one = rest_of(old, set(), touched, filled, dependents)
    other = rest_of(new, inserted, touched, filled, dependents)
    if one != other:
        at = next(
            (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
        )
        yield Violation(
            "bytes", name, f"{one[max(at - 60, 0) : at + 60]!r} became {other[max(at - 60, 0) : at + 60]!r}"
        )
    for number in inserted:
        row = new.rows[number]
        stray = set(row.element.attrib) - {"r", "spans"}
        strange = [column for column in row.columns if not filled.get(Place(number, column))]
        if stray or strange or number not in touched:
            yield Violation("row", f"{name} row {number}", f"was inserted with {sorted(stray)} and {strange}")


def rest_of(
    sheet: SheetFound,
    inserted: Collection[int],
    touched: Collection[int],
    filled: Mapping[Place, bool],
    dependents: Collection[Place],
) -> bytes:
    cuts = [(row.spot.start, row.spot.end, b"") for row in sheet.rows.values() if row.number in inserted]
    for row in sheet.rows.values():
        if row.number in touched and row.number not in inserted:
            cuts += row_cuts(sheet, row)
    for place, cell in sheet.cells.items():
        if place.row in inserted:
            continue
        if place in filled:
            cuts.append((cell.spot.start, cell.spot.end, b""))
        elif place in dependents:
            cuts += result_cuts(sheet.data, cell)
    if touched:
        cuts += dimension_cuts(sheet)
        cuts += opened(sheet.data, sheet.sheet_data)
    return cut(sheet.data, cuts)


def cut(data: bytes, cuts: list[Cut]) -> bytes:
    pieces, at = [], 0
    for start, end, instead in sorted(cuts):
        pieces += [data[at:start], instead]
        at = end
    return b"".join([*pieces, data[at:]])


def row_cuts(sheet: SheetFound, row: RowFound) -> list[Cut]:
    cuts = opened(sheet.data, row.spot)
    spans = attribute_spot(sheet.data, row.spot, "spans")
    return cuts + ([(*spans, b"")] if spans else [])


def opened(data: bytes, spot: Spot | None) -> list[Cut]:
    """An element without content, written as a start tag and an end tag."""
    if spot is None or not data[spot.start : spot.tag].endswith(b"/>"):
        return []
    tag = data[spot.start : spot.tag - 2].rstrip()
    name = tag[1:].split()[0]
    return [(spot.start + len(tag), spot.end, b"></" + name + b">")]


def result_cuts(data: bytes, cell: CellFound) -> list[Cut]:
    """The kind and the result of a formula's cell."""
    cuts: list[Cut] = []
    kind = attribute_spot(data, cell.spot, "t")
    if kind:
        cuts.append((*kind, b""))
    if cell.value_spot:
        cuts.append((cell.value_spot.start, cell.value_spot.end, b""))
    return cuts


def dimension_cuts(sheet: SheetFound) -> list[Cut]:
    if sheet.dimension is None:
        return []
    reference = attribute_spot(sheet.data, sheet.dimension[0], "ref")
    return [(*reference, b"")] if reference else []


def canonical(element: ET.Element) -> str:
    alone = deepcopy(element)
    alone.tail = None
    return ET.canonicalize(ET.tostring(alone, encoding="unicode"))


def without_result(cell: CellFound) -> str:
    """The canonical form of a formula's cell as if it had never been calculated; blanks between do not count."""
    formula = deepcopy(cell.element)
    formula.attrib.pop("t", None)
    formula.text = (formula.text or "").strip()
    for child in list(formula):
        child.tail = (child.tail or "").strip()
        if child.tag.endswith("}v"):
            formula.remove(child)
    return canonical(formula)


def cell_violations(
    name: str, old: SheetFound, new: SheetFound, filled: Mapping[Place, bool], dependents: Collection[Place]
) -> Iterator[Violation]:
    for place in old.cells.keys() | new.cells.keys():
        if place in filled:
            continue
        where = f"{name}!{name_of(place)}"
        one, other = old.cells.get(place), new.cells.get(place)
        if one is None or other is None:
            yield Violation("cell", where, "appeared" if one is None else "is gone")
        elif place in dependents:
            if without_result(one) != without_result(other):
                yield Violation("cell", where, "a dependent formula changed beyond its result")
            yield from result_violations(where, other)
        elif canonical(one.element) != canonical(other.element):
            yield Violation("cell", where, f"{canonical(one.element)} became {canonical(other.element)}")


def result_violations(where: str, cell: CellFound) -> Iterator[Violation]:
    """A result must be of the kind its cell says."""
    text = cell.value.text if cell.value is not None else None
    if text is None:
        return
    if cell.kind == "n":
        try:
            float(text)
        except ValueError:
            yield Violation("result", where, f"{text} is no number")
    elif (cell.kind == "b" and text not in ("0", "1")) or (cell.kind == "e" and not text.startswith("#")):
        yield Violation("result", where, f"{text} is not of the kind {cell.kind}")


def filled_violations(
    name: str, old: SheetFound, new: SheetFound, filled: Mapping[Place, bool], same_value: Collection[Place]
) -> Iterator[Violation]:
    for place, given in filled.items():
        where = f"{name}!{name_of(place)}"
        one, other = old.cells.get(place), new.cells.get(place)
        if place in same_value:
            if bytes_of(old, one) != bytes_of(new, other):
                yield Violation("same", where, "held this value and was written all the same")
            continue
        if other is None:
            if given or (one is not None and one.element.get("s", "0") != "0"):
                yield Violation("filled", where, "the cell is missing")
            continue
        yield from attribute_violations(where, one, other, old.style_for_new(place))


def bytes_of(sheet: SheetFound, cell: CellFound | None) -> bytes | None:
    return None if cell is None else sheet.data[cell.spot.start : cell.spot.end]


def attribute_violations(
    where: str, one: CellFound | None, other: CellFound, new_style: str
) -> Iterator[Violation]:
    style = one.element.get("s", "0") if one is not None else new_style
    if other.element.get("s", "0") != style:
        yield Violation("style", where, f"style {style} became {other.element.get('s', '0')}")
    if one is None:
        stray = set(other.element.attrib) - {"r", "s", "t"}
    else:
        kept = {k: v for k, v in one.element.attrib.items() if k not in OF_VALUE | {"s"}}
        got = {k: v for k, v in other.element.attrib.items() if k not in OF_VALUE | {"s"}}
        stray = {k for k in kept.keys() | got.keys() if kept.get(k) != got.get(k)} | (
            {"cm", "vm"} & set(other.element.attrib)
        )
    if stray:
        yield Violation("filled", where, f"attributes differ: {sorted(stray)}")
    space = other.element.tag.rpartition("}")[0]
    if any(child.tag.rpartition("}")[0] != space for child in other.element.iter()):
        yield Violation("filled", where, "an element of a foreign namespace")


def hint_violations(name: str, old: SheetFound, new: SheetFound) -> Iterator[Violation]:
    """The hints may grow to hold the inserted cells, and no further."""
    inserted = new.cells.keys() - old.cells.keys()
    for number in {place.row for place in inserted} & old.rows.keys():
        if not spans_hold(new.rows[number]) and spans_hold(old.rows[number]):
            yield Violation("spans", f"{name} row {number}", "the hint leaves cells out")
    if old.dimension is None or new.dimension is None:
        if (old.dimension is None) != (new.dimension is None):
            yield Violation("dimension", name, "appeared or is gone")
        return
    before, after = old.dimension[1], new.dimension[1]
    try:
        grown, box = box_of(before), box_of(after)
    except ValueError:
        if before != after:
            yield Violation("dimension", name, f"{before} became {after}")
        return
    for place in inserted:
        grown = grown.with_place(place)
    if box != grown:
        yield Violation("dimension", name, f"{before} became {after}, not {as_text(grown)}")


def spans_hold(row: RowFound) -> bool:
    pairs = [tuple(map(int, pair.split(":"))) for pair in row.element.get("spans", "").split()]
    if not pairs or not row.columns:
        return True
    return min(low for low, _ in pairs) <= min(row.columns) and max(row.columns) <= max(
        high for _, high in pairs
    )


def as_text(box: Box) -> str:
    return f"{name_of(box.first)}:{name_of(Place(box.bottom, box.right))}"
