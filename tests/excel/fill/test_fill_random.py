"""Random fillings of real and made workbooks, each proved by the verifier."""

import random
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.fill.edits import Edits, forbidden_cells, random_edits, values_already_there
from tests.excel.fill.filling import ALL, REAL, fill, workbook
from tests.excel.fill.package_scan import open_package
from tests.excel.fill.places import place_of
from tests.excel.fill.readers import Value
from tests.excel.fill.verifier import verify
from wzdesk.excel.fill.workbook import CannotFill

BATCH = 10


def out_of(form: Path, folder: Path) -> Path:
    """A place of its own for every result, so that anything left beside it is seen."""
    place = folder / "out"
    place.mkdir(exist_ok=True)
    return place / f"结果{form.suffix}"


def refusal(form: Path, edits: Edits, folder: Path, *, replace_formulas: bool = False) -> str:
    """The sentence with which a filling is refused; nothing may be left of it."""
    out, before = out_of(form, folder), form.read_bytes()
    with pytest.raises(CannotFill) as caught:
        fill(form, edits, out, replace_formulas=replace_formulas)
    assert list(out.parent.iterdir()) == []
    assert form.read_bytes() == before
    sentence = caught.value.sentence
    assert form.name in sentence
    assert re.search(r"[\u4e00-\u9fff]", sentence)
    assert "\n" not in sentence
    return sentence


def proved(form: Path, edits: Edits, folder: Path, *, replace_formulas: bool = False) -> Path:
    """The result of a filling, with the verifier's word for it."""
    out, before = out_of(form, folder), form.read_bytes()
    out.unlink(missing_ok=True)
    fill(form, edits, out, replace_formulas=replace_formulas)
    assert verify(form, out, edits) == [], edits
    assert list(out.parent.iterdir()) == [out]
    assert form.read_bytes() == before
    return out


def fill_at_random(name: str, folder: Path, *, rounds: int, seed: str) -> int:
    form = workbook(name)
    package = open_package(form)
    chance = random.Random(f"{name} {seed}")
    count = 0
    for _ in range(rounds):
        edits = random_edits(package, chance, BATCH)
        proved(form, edits, folder)
        count += len(edits)
    return count


def test_that_the_real_workbooks_are_at_hand(shared: Path) -> None:
    assert len(REAL) >= 35, shared


@pytest.mark.parametrize("name", ALL)
def test_that_random_cells_are_filled_and_nothing_else(tmp_path: Path, name: str) -> None:
    assert fill_at_random(name, tmp_path, rounds=1, seed="short") > 4


@pytest.mark.long
@pytest.mark.parametrize("name", ALL)
def test_that_many_random_cells_are_filled_and_nothing_else(tmp_path: Path, name: str) -> None:
    assert fill_at_random(name, tmp_path, rounds=20, seed="long") > 25


@pytest.mark.parametrize("name", ALL)
def test_that_filling_what_is_there_gives_the_same_file(tmp_path: Path, name: str) -> None:
    form = workbook(name)
    out = out_of(form, tmp_path)
    edits = values_already_there(form, random.Random(name), 60)
    report = fill(form, edits, out)
    assert out.read_bytes() == form.read_bytes()
    assert len(report.unchanged) == len(edits)
    assert (report.filled, report.dropped, report.recalculated) == ((), (), ())


@pytest.mark.parametrize("name", ALL)
def test_that_cells_which_may_not_be_filled_are_refused(tmp_path: Path, name: str) -> None:
    form = workbook(name)
    for sheet, cell, kind in forbidden_cells(form, random.Random(name), 4):
        for value in (Decimal("5.4321"), "改"):
            sentence = refusal(form, {(sheet, cell): value}, tmp_path)
            assert cell in sentence, kind
            assert sheet in sentence, kind


def test_that_one_refused_cell_refuses_all(tmp_path: Path) -> None:
    form = workbook("rich")
    edits: Edits = {("主要指标", "D7"): Decimal(1), ("主要指标", "E7"): Decimal(2), ("主要指标", "F9"): "好"}
    assert "E7" in refusal(form, edits, tmp_path)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "words"),
    (
        ("没有", "A1", Decimal(1), "没有"),
        ("主要指标", "A1", "长" * 32_768, "A1"),
        ("主要指标", "D7", Decimal(12345678901234567), "D7"),
        ("主要指标", "D7", Decimal("NaN"), "D7"),
        ("主要指标", "D7", Decimal("Infinity"), "D7"),
        ("主要指标", "D7", Decimal("1E+400"), "D7"),
        ("主要指标", "A1048577", Decimal(1), "A1048577"),
        ("主要指标", "XFE1", Decimal(1), "XFE1"),
        ("图", "A1", Decimal(1), "图"),
        ("主要指标", "F4", date(1899, 12, 31), "F4"),
    ),
)
def test_that_what_no_cell_can_hold_is_refused(
    tmp_path: Path, sheet: str, cell: str, value: Value, words: str
) -> None:
    assert words in refusal(workbook("rich"), {(sheet, cell): value}, tmp_path)


@pytest.mark.parametrize("text", ("\x01\x1f", "a\x00b", "行\r\n行", "\ufffe", "尾\r", "\x7f\x85", "\ud800"))
def test_that_odd_characters_are_kept_or_refused(tmp_path: Path, text: str) -> None:
    edits: Edits = {("主要指标", "F9"): text}
    try:
        fill(workbook("rich"), edits, out_of(workbook("rich"), tmp_path))
    except CannotFill:
        assert "F9" in refusal(workbook("rich"), edits, tmp_path)
    else:
        # Cells break lines with a line feed alone.
        broken = text.replace("\r\n", "\n").replace("\r", "\n")
        assert (
            verify(workbook("rich"), out_of(workbook("rich"), tmp_path), {("主要指标", "F9"): broken}) == []
        )


@pytest.mark.parametrize("name", ("rich", "from_1904"))
@pytest.mark.parametrize(
    "day",
    (
        date(2024, 9, 30),
        date(1950, 1, 1),
        datetime.fromisoformat("2024-02-29T13:45:10"),
        datetime.fromisoformat("2023-12-31T23:59:59"),
        date(9999, 12, 31),
    ),
)
def test_that_dates_are_the_days_they_are(tmp_path: Path, name: str, day: date) -> None:
    proved(workbook(name), {("主要指标", "F4"): day}, tmp_path)


@pytest.mark.parametrize("day", (date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)))
def test_that_the_first_days_of_the_calendar_are_right(tmp_path: Path, day: date) -> None:
    proved(workbook("rich"), {("主要指标", "F4"): day}, tmp_path)
    (tmp_path / "out").rename(tmp_path / "right")
    assert "F4" in refusal(workbook("from_1904"), {("主要指标", "F4"): day}, tmp_path)


def test_that_a_date_in_a_cell_without_date_format_is_said(tmp_path: Path) -> None:
    edits: Edits = {("主要指标", "D7"): date(2024, 9, 30)}
    form = workbook("rich")
    try:
        report = fill(form, edits, out_of(form, tmp_path))
    except CannotFill:
        assert "日期" in refusal(form, edits, tmp_path)
    else:
        assert "日期" in report.filled[0].remark + "".join(report.notes)
        proved(form, edits, tmp_path)


REPLACEABLE = (
    ("chained", "表", "B1"),
    ("chained", "表", "C1"),
    ("chained", "表", "D1"),
    ("formulas", "表", "D1"),
    ("formulas", "表", "C3"),
    ("formulas", "表", "A8"),
    ("rich", "主要指标", "D14"),
    ("rich", "汇总 (1-9月)", "D11"),
    ("prefixed", "主要指标", "C14"),
    ("namespaces", "表", "B3"),
    ("spaced", "表", "A7"),
    ("macro_energy_ind.xlsm", "", ""),
    ("formulas_coal_adjusted.xlsx", "", ""),
    ("form_G25II_25.xlsx", "", ""),
)


@pytest.mark.parametrize(("name", "sheet", "cell"), REPLACEABLE)
def test_that_a_formula_is_replaced_on_request(
    tmp_path: Path, shared: Path, name: str, sheet: str, cell: str
) -> None:
    assert shared.is_dir()
    form = workbook(name)
    forbidden = [(s, c) for s, c, kind in forbidden_cells(form, random.Random(1), 4) if kind == "formula"]
    for at in [(sheet, cell)] if cell else forbidden:
        if is_needed_by_others(form, *at):
            assert at[1] in refusal(form, {at: Decimal(5)}, tmp_path, replace_formulas=True)
        else:
            proved(form, {at: Decimal("8730.6")}, tmp_path, replace_formulas=True).unlink()
            proved(form, {at: "手填"}, tmp_path, replace_formulas=True).unlink()


def is_needed_by_others(form: Path, sheet: str, cell: str) -> bool:
    """Whether a formula is the master of a shared one."""
    formula = open_package(form).sheet(sheet).cells[place_of(cell)].formula
    return formula is not None and formula.get("t") == "shared" and ":" in formula.get("ref", "")


@pytest.mark.parametrize("cell", ("C1", "A6", "B6", "A11", "A12"))
def test_that_masters_and_parts_of_arrays_stay_even_on_request(tmp_path: Path, cell: str) -> None:
    edits: Edits = {("表", cell): Decimal(1)}
    assert cell in refusal(workbook("formulas"), edits, tmp_path, replace_formulas=True)


def test_that_filling_over_the_form_keeps_a_dated_copy(tmp_path: Path) -> None:
    form = tmp_path / "表样.xlsx"
    form.write_bytes(workbook("rich").read_bytes())
    report = fill(form, {("主要指标", "D7"): Decimal(5)}, form)
    assert report.backup is not None
    assert report.backup.parent == tmp_path
    assert re.search(r"20\d\d", report.backup.name)
    assert report.backup.read_bytes() == workbook("rich").read_bytes()
    assert verify(report.backup, form, {("主要指标", "D7"): Decimal(5)}) == []
    assert sorted(tmp_path.iterdir()) == sorted((form, report.backup))


def test_that_a_second_filling_builds_on_the_first(tmp_path: Path) -> None:
    form = workbook("rich")
    first = proved(form, {("主要指标", "D7"): Decimal(5), ("主要指标", "K50"): "甲"}, tmp_path)
    kept = first.rename(tmp_path / "first.xlsx")
    proved(kept, {("主要指标", "D7"): "=A1", ("主要指标", "K50"): None, ("主要指标", "A50"): True}, tmp_path)


def test_that_no_value_gives_the_same_file(tmp_path: Path) -> None:
    out = out_of(workbook("rich"), tmp_path)
    fill(workbook("rich"), {}, out)
    assert out.read_bytes() == workbook("rich").read_bytes()
