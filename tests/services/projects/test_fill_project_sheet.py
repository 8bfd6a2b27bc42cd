"""The agency's empty monthly sheet, filled from the ledger."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.projects.test_project_sheets import received
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.services.fill_form import place_numbers, write_form
from wzdesk.services.form_placing import PlacementState

CITY, PERIOD = "330300", "2024-01/09"


@pytest.fixture
def filled_ledger(store: Store, shared: Path) -> Store:
    """The ledger with all that the filled sheet says."""
    reception = received(store, next((shared / "forms").glob("a03_*.xlsx")))
    reception.apply(reception.with_new_projects())
    return store


@pytest.fixture
def empty_sheet(shared: Path) -> Path:
    return next((shared / "forms").glob("a03e_*.xlsx"))


def test_that_it_comes_out_as_the_city_filled_it(
    filled_ledger: Store, shared: Path, empty_sheet: Path, tmp_path: Path
) -> None:
    out = tmp_path / "填好.xlsx"
    report = write_form(place_numbers(filled_ledger, empty_sheet, CITY, PERIOD), out)
    assert len(report.filled) == 39
    wanted = load_workbook(next((shared / "forms").glob("a03_*.xlsx")), data_only=True).worksheets[0]
    found = load_workbook(out, data_only=True).worksheets[0]
    for row in wanted.iter_rows():
        for cell in row:
            told = found[cell.coordinate].value
            assert told == (pytest.approx(cell.value) if isinstance(cell.value, float) else cell.value)


def test_that_formulas_and_sums_are_left_as_they_are(
    filled_ledger: Store, empty_sheet: Path, tmp_path: Path
) -> None:
    out = tmp_path / "填好.xlsx"
    report = write_form(place_numbers(filled_ledger, empty_sheet, CITY, PERIOD), out)
    touched = {one.ref.cell for one in report.filled}
    before, after = load_workbook(empty_sheet).worksheets[0], load_workbook(out).worksheets[0]
    for row in before.iter_rows():
        for cell in row:
            if cell.coordinate not in touched:
                assert after[cell.coordinate].value == cell.value


def test_that_what_is_there_already_is_told_as_the_same(filled_ledger: Store, empty_sheet: Path) -> None:
    placing = place_numbers(filled_ledger, empty_sheet, CITY, PERIOD)
    kept = [one.ref.cell for one in placing.placements if one.state is PlacementState.KEPT]
    assert kept == ["H15", "I15"]  # 待定 and —, of which the ledger knows nothing better
    assert not placing.unplaced


def test_that_a_whole_year_leaves_the_month_to_the_sheet(filled_ledger: Store, empty_sheet: Path) -> None:
    assert place_numbers(filled_ledger, empty_sheet, CITY, "2024").period == "2024年9月"


@pytest.mark.parametrize("period", ("2024-10", "2023"))
def test_that_a_sheet_of_another_month_is_refused(
    filled_ledger: Store, empty_sheet: Path, period: str
) -> None:
    with pytest.raises(Refused, match="2024年9月"):
        place_numbers(filled_ledger, empty_sheet, CITY, period)


def test_that_a_project_that_is_not_in_the_ledger_is_told(store: Store, empty_sheet: Path) -> None:
    placing = place_numbers(store, empty_sheet, CITY, PERIOD)
    assert not placing.placements
    assert {one.reason for one in placing.unplaced} == {"台账里没有这个项目"}
    assert len(placing.unplaced) == 11
