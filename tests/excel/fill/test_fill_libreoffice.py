"""LibreOffice opens what was filled: new values are there, dependents are recalculated, nothing else differs."""

import math
import random
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.excel.fill.dependents import SheetPlace, dependents_of, formulas_of
from tests.excel.fill.edits import Edits, obstacle, random_edits, values_already_there
from tests.excel.fill.filling import ALL, fill, workbook
from tests.excel.fill.package_scan import Package, open_package
from tests.excel.fill.places import name_of, place_of
from tests.excel.fill.readers import raw_value, same
from tests.excel.fill.sheet_scan import CellFound
from tests.excel.fill.verifier import verify

DOZEN = (
    "rich",
    "plain",
    "formulas",
    "chained",
    "prefixed",
    "pivot",
    "a01_平阳县主要指标完成情况表_1-9月.xlsx",
    "a02_2023年各县（市、区）主要经济指标.xlsx",
    "a06_2024年前三季度部门指标填报册.xlsx",
    "form_G25II_25.xlsx",
    "form__31.xlsx",
    "formulas_coal_adjusted.xlsx",
    "macro_energy_ind.xlsm",
)
# Written out by nobody's hand: sums, differences, products, ratios, roundings.
SIMPLE = re.compile(r"(?:\b(?:SUM|ROUND)\(|\$?[A-Z]{1,2}\$?\d+|[\d.+\-*/(),: ])*")
ALWAYS_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
Shown = dict[SheetPlace, object]


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook before and after, as LibreOffice shows it after calculating everything."""

    name: str
    edits: Edits
    result: Path
    before: Shown
    after: Shown
    as_stored: Shown
    resaved: Path


def converted(soffice: str, books: Iterable[Path], folder: Path, *, calculate: bool) -> None:
    """Opens all workbooks in one go and saves them as .xlsx in `folder`; a profile of its own."""
    profile = folder / "profile"
    if calculate:
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_CALCULATE, encoding="utf-8")
    run = subprocess.run(
        [
            soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), *map(str, books),
        ],
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    assert "Error" not in run.stdout + run.stderr, run.stdout + run.stderr


def shown(path: Path) -> Shown:
    """The values of all cells, those of formulas as calculated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, place_of(cell.coordinate)): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def telling_edits(package: Package, chance: random.Random) -> Edits:
    """Numbers in cells that formulas read, and a few other edits."""
    edits = {at: v for at, v in random_edits(package, chance, 3).items() if v is None or len(str(v)) < 100}
    sheets = [sheet for sheet in package.parts if package.sheet(sheet).cells]
    for sheet in sheets:
        found = package.sheet(sheet)
        numeric = [
            place
            for place, cell in found.cells.items()
            if cell.kind == "n" and obstacle(package, sheet, place) is None
        ]
        for place in chance.sample(numeric, min(len(numeric), 12)):
            if dependents_of(package, [(sheet, place)]):
                edits[sheet, name_of(place)] = Decimal(chance.randrange(1, 90_000)).scaleb(-2)
    return edits


def opened(soffice: str, folder: Path, names: Iterable[str]) -> list[Opened]:
    """Workbooks filled, and both states opened by LibreOffice: twice for all of them."""
    inputs = folder / "in"
    inputs.mkdir()
    edits: dict[str, Edits] = {}
    books: dict[str, tuple[Path, Path]] = {}
    for number, name in enumerate(names):
        form = workbook(name)
        edits[name] = telling_edits(open_package(form), random.Random(name))
        books[name] = (inputs / f"{number}before{form.suffix}", inputs / f"{number}after{form.suffix}")
        shutil.copyfile(form, books[name][0])
        fill(form, edits[name], books[name][1])
    calculated, plain = folder / "calculated", folder / "plain"
    converted(soffice, [path for pair in books.values() for path in pair], calculated, calculate=True)
    converted(soffice, [after for _, after in books.values()], plain, calculate=False)
    return [
        Opened(
            name,
            edits[name],
            after,
            shown(calculated / f"{before.stem}.xlsx"),
            shown(calculated / f"{after.stem}.xlsx"),
            shown(plain / f"{after.stem}.xlsx"),
            calculated / f"{before.stem}.xlsx",
        )
        for name, (before, after) in books.items()
    ]


def dependents(case: Opened) -> set[SheetPlace]:
    changed = [(sheet, place_of(cell)) for sheet, cell in case.edits]
    return dependents_of(open_package(workbook(case.name)), changed)


def alike(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one == other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


def changed_beyond(case: Opened) -> list[object]:
    """Cells that differ and are neither filled nor dependents."""
    may = dependents(case) | {(sheet, place_of(cell)) for sheet, cell in case.edits}
    return [
        (sheet, name_of(place), case.before.get((sheet, place)), case.after.get((sheet, place)))
        for sheet, place in (case.before.keys() | case.after.keys()) - may
        if not alike(case.before.get((sheet, place)), case.after.get((sheet, place)))
    ]


def not_shown(case: Opened) -> list[object]:
    """Filled cells that do not show their value."""
    from_1904 = open_package(workbook(case.name)).counts_from_1904
    got = {at: case.after.get((at[0], place_of(at[1]))) for at in case.edits}
    return [
        (at, got[at], value)
        for at, value in case.edits.items()
        # LibreOffice keeps a yes under a number format as 1; openpyxl tells no dates beyond the year 9999.
        if not (isinstance(value, bool) and got[at] == int(value))
        and not (got[at] == "#VALUE!" and isinstance(value, Decimal))
        and not same(got[at], value, from_1904=from_1904)
    ]


def stale(case: Opened) -> list[object]:
    """Dependents that show an old result when opened without calculating, as by programs that trust the file."""
    return [
        (sheet, name_of(place), case.as_stored.get((sheet, place)), case.after.get((sheet, place)))
        for sheet, place in dependents(case)
        if not alike(case.as_stored.get((sheet, place)), case.after.get((sheet, place)))
    ]


def wrong_results(case: Opened) -> list[object]:
    """Results written otherwise than LibreOffice works them out, where it agrees with the original's."""
    old, new = open_package(workbook(case.name)), open_package(case.result)
    wrong: list[object] = []
    for sheet, place in dependents(case):
        cell, was = new.sheet(sheet).cells[place], old.sheet(sheet).cells[place]
        told = case.after.get((sheet, place))
        if cell.value is None or not told_alike(raw_value(old, was), case.before.get((sheet, place))):
            continue
        if not told_alike(raw_value(new, cell), told):
            wrong.append((sheet, name_of(place), raw_value(new, cell), told))
    return wrong


def left_out(case: Opened) -> list[object]:
    """Simple formulas without a result though all that they read is known."""
    new = open_package(case.result)
    dropped = {
        (sheet, place) for sheet, place in dependents(case) if new.sheet(sheet).cells[place].value is None
    }
    return [
        (formula.home[0], name_of(formula.home[1]))
        for sheet in new.parts
        for formula in formulas_of(new, sheet)
        if formula.home in dropped
        and is_simple(new.sheet(sheet).cells[formula.home[1]])
        and isinstance(case.after.get(formula.home), int | float)
        and not any(formula.reach.touches(at.casefold(), place) for at, place in dropped)
    ]


def is_simple(cell: CellFound) -> bool:
    formula = cell.formula
    if formula is None or formula.get("t") in ("array", "dataTable"):
        return False
    return bool(formula.text and SIMPLE.fullmatch(formula.text))


def told_alike(raw: object, told: object) -> bool:
    """A raw value beside LibreOffice's; errors are pairs, dates are numbers in the raw form."""
    if isinstance(raw, tuple):
        return bool(raw[1] == told)
    if isinstance(raw, Decimal):
        return same(told, raw, from_1904=False) or alike(float(raw), told)
    return raw is told if isinstance(raw, bool) else (raw or None) == (told or None)


def complaints(cases: Iterable[Opened]) -> dict[str, list[object]]:
    checks = (changed_beyond, not_shown, stale, wrong_results, left_out)
    found = {f"{case.name} {check.__name__}": check(case) for case in cases for check in checks}
    return {what: told[:5] for what, told in found.items() if told}


def check_resaved(cases: Iterable[Opened], folder: Path) -> None:
    """What LibreOffice saved is a form like any other."""
    for case in cases:
        form, out = case.resaved, folder / f"again {case.resaved.name}"
        chance = random.Random(case.name)
        edits = random_edits(open_package(form), chance, 12)
        fill(form, edits, out)
        assert verify(form, out, edits) == [], case.name
        fill(form, values_already_there(form, chance, 30), out)
        assert out.read_bytes() == form.read_bytes(), case.name


def test_that_libreoffice_shows_new_values_and_results_and_nothing_else_new(
    soffice: str, shared: Path, tmp_path: Path
) -> None:
    assert shared.is_dir()
    cases = opened(soffice, tmp_path, DOZEN)
    assert complaints(cases) == {}
    check_resaved(cases, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("portion", range(4))
def test_that_libreoffice_agrees_about_every_workbook(
    soffice: str, shared: Path, tmp_path: Path, portion: int
) -> None:
    assert shared.is_dir()
    cases = opened(soffice, tmp_path, [name for name in ALL if name not in DOZEN][portion::4])
    assert complaints(cases) == {}
    check_resaved(cases, tmp_path)
