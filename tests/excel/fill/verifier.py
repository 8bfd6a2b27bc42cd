"""Proves that filling changed what it may change and nothing else (the closed list of issue B).

The patcher is judged, so nothing of wzdesk.excel is used here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.excel.fill.dependents import SheetPlace, dependents_of
from tests.excel.fill.package_scan import Package, open_package
from tests.excel.fill.places import name_of, place_of
from tests.excel.fill.readers import (
    Value,
    by_calamine,
    by_openpyxl,
    dense,
    keeps_blanks,
    raw_value,
    same,
    stored,
)
from tests.excel.fill.sheet_proof import sheet_violations
from tests.excel.fill.sheet_scan import scan_sheet
from tests.excel.fill.violation import Violation
from tests.excel.fill.workbook_proof import CHAIN, chain_violations, member_violations, workbook_violations

__all__ = ["Violation", "verify"]


NO_READER = Violation("reader", "", "no second reader reads the result")


@dataclass
class Case:
    """A workbook before and after, and what was to be filled."""

    before: Package
    after: Package
    filled: dict[SheetPlace, Value]

    @cached_property
    def changed(self) -> set[SheetPlace]:
        """Filled cells that held something else before."""
        return {at for at in self.filled if not holds_already(self.before, at, self.filled[at])}

    @cached_property
    def dependents(self) -> set[SheetPlace]:
        return dependents_of(self.before, self.changed) - set(self.filled)

    @cached_property
    def replaced(self) -> set[SheetPlace]:
        """Filled cells that were formulas."""
        return {(sheet, place) for sheet, place in self.changed if place in self.before.sheet(sheet).formulas}


def holds_already(package: Package, at: SheetPlace, value: Value) -> bool:
    """Whether the cell shows this value already: then filling may not touch a byte of it."""
    sheet, place = at
    cell = package.sheet(sheet).cells.get(place)
    if cell is None:
        return value is None
    held, wanted = raw_value(package, cell), stored(value, from_1904=package.counts_from_1904)
    return type(held) is type(wanted) and held == wanted


def verify(
    before: Path, after: Path, filled: Mapping[tuple[str, str], Value], *, unreadable: bool = False
) -> list[Violation]:
    """Every way in which `after` is not `before` with these cells filled; empty when it is.

    Args:
        before: the form.
        after: the form as it was filled.
        filled: what was to be filled, by sheet and cell.
        unreadable: the form may be one that neither openpyxl nor calamine reads (a spoiled one); its values
            are then told by the raw XML alone.
    """
    old, new = open_package(before), open_package(after)
    if new.broken is not None:
        return [Violation("archive", new.broken, "does not unpack")]
    case = Case(old, new, {(sheet, place_of(cell)): value for (sheet, cell), value in filled.items()})
    found = list(member_violations(old, new, formula_replaced=bool(case.replaced)))
    if any(violation.kind == "members" for violation in found):
        return found
    try:
        for part in old.parts.values():
            scan_sheet(new.members[part])
    except (ValueError, SyntaxError, KeyError, IndexError) as error:
        return [*found, Violation("sheet", "", f"does not parse: {error}")]
    found += parts_violations(case)
    found += value_violations(case)
    return [violation for violation in found if not (unreadable and violation == NO_READER)]


def parts_violations(case: Case) -> Iterator[Violation]:
    sheets = {part: sheet for sheet, part in case.before.parts.items()}
    dropped = results_dropped(case)
    for name, data in case.before.members.items():
        if name not in case.after.members:
            continue
        if name in sheets:
            yield from one_sheet(case, sheets[name])
        elif name == case.before.workbook_part:
            may = bool(case.dependents or case.replaced)
            yield from workbook_violations(
                data, case.after.members[name], may_change=may, must_recalculate=dropped
            )
        elif case.after.members[name] != data:
            yield from chain_violations(name, data, case.after.members[name], allowed=bool(case.replaced))


def one_sheet(case: Case, sheet: str) -> Iterator[Violation]:
    yield from sheet_violations(
        sheet,
        case.before.sheet(sheet),
        case.after.sheet(sheet),
        filled={place: value is not None for (at, place), value in case.filled.items() if at == sheet},
        dependents={place for at, place in case.dependents if at == sheet},
        same_value={place for at, place in case.filled if at == sheet and (at, place) not in case.changed},
    )


def results_dropped(case: Case) -> bool:
    """Whether a result that was shown is now left for the spreadsheet program to work out."""
    for sheet, place in case.dependents:
        old = case.before.sheet(sheet).cells.get(place)
        new = case.after.sheet(sheet).cells.get(place)
        if old and new and old.value is not None and new.value is None:
            return True
    return False


def value_violations(case: Case) -> Iterator[Violation]:
    """New values by the raw XML, openpyxl and calamine; two of them must be able to read the file."""
    for at, value in case.filled.items():
        yield from raw_violations(case, at, value)
    places = list(case.filled)
    readers = {"openpyxl": by_openpyxl}
    if dense(case.after):
        readers["calamine"] = by_calamine
    able = 0
    for name, reader in readers.items():
        read = reader(case.after.path, places)
        if read is None:
            if reader(case.before.path, [at for at in places if at[0] in case.before.parts]) is not None:
                yield Violation("reader", name, "reads the original and not the result")
            continue
        able += 1
        for (sheet, place), value in case.filled.items():
            if (sheet, place) in read and not same(
                read[sheet, place], value, from_1904=case.before.counts_from_1904
            ):
                where = f"{sheet}!{name_of(place)}"
                yield Violation("value", where, f"{name} reads {read[sheet, place]!r}, not {value!r}")
    if not able:
        yield NO_READER


def raw_violations(case: Case, at: SheetPlace, value: Value) -> Iterator[Violation]:
    sheet, place = at
    where = f"{sheet}!{name_of(place)}"
    yield from place_violations(case, at, value)
    cell = case.after.sheet(sheet).cells.get(place)
    if cell is None:
        if value is not None:
            yield Violation("value", where, "the cell is missing")
        return
    if cell.formula is not None and at in case.changed:
        yield Violation("formula", where, "a formula stands in a filled cell")
    if not same(raw_value(case.after, cell), value, from_1904=case.before.counts_from_1904):
        yield Violation("value", where, f"holds {raw_value(case.after, cell)!r}, not {value!r}")
    if at in case.changed and isinstance(value, str) and cell.kind not in ("inlineStr", "s"):
        yield Violation("type", where, f"text kept as {cell.kind}")
    if at in case.changed and cell.kind == "inlineStr" and not keeps_blanks(cell):
        yield Violation("type", where, "blanks at the ends are not marked to be kept")
    if cell.kind == "n" and cell.value is not None and not plain_number(cell.value.text or ""):
        yield Violation("type", where, f"no number as Excel writes it: {cell.value.text}")


def plain_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", text.strip(), re.IGNORECASE) is not None


def place_violations(case: Case, at: SheetPlace, value: Value) -> Iterator[Violation]:
    """Cells that may not be filled at all."""
    if at not in case.changed:
        return
    sheet, place = at
    found = case.before.sheet(sheet)
    where = f"{sheet}!{name_of(place)}"
    for box in found.merges:
        if box.holds(place) and place != box.first:
            yield Violation("place", where, "lies under a merged cell")
    for box in found.arrays:
        if box.holds(place) and not (box.first == place and at in case.replaced and box.first == box[2:]):
            yield Violation("place", where, "is part of an array")
    for table in case.before.tables:
        if table.sheet == sheet and table.heading_at(place) not in (None, value):
            yield Violation("place", where, "is a heading of a table, which names it too")
    if at in case.replaced and orphaned(case, sheet):
        yield Violation("place", where, "a shared formula lost its text")
    if at in case.replaced and any(CHAIN.search(name) for name in case.after.members):
        yield Violation("chain", where, "a formula was replaced and the calculation chain still names it")


def orphaned(case: Case, sheet: str) -> bool:
    told: set[str] = set()
    used: set[str] = set()
    for cell in case.after.sheet(sheet).formulas.values():
        assert cell.formula is not None
        if cell.formula.get("t") == "shared":
            (told if cell.formula.text else used).add(cell.formula.get("si", ""))
    return bool(used - told)
