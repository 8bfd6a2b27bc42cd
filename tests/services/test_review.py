"""Reviewing: the sheets of a period, what is found on them, and the plan in work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.review import Review, sheets_of
from wzdesk.services.undo_change import turn

CITY, SEPTEMBER = "330300", Period.to_month(2023, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


def reviewed(store: DataFile, plan: str = "2023") -> Review:
    review = Review(store)
    review.begin(sheets_of(store, SEPTEMBER, plan, CITY).sheets)
    while not review.is_done:
        review.check_next()
    return review


def test_that_the_forms_of_all_counties_and_the_plan_are_reviewed(store: DataFile) -> None:
    found = sheets_of(store, SEPTEMBER, "2023", CITY)
    assert found.sheets[0].region.code == CITY
    assert [sheet.plan for sheet in found.sheets if sheet.plan] == ["2023"]
    forms = [sheet for sheet in found.sheets if sheet.form == "monthly"]
    assert {sheet.period for sheet in forms} == {SEPTEMBER}
    assert len({sheet.region.code for sheet in forms}) == len(forms) > 12


@pytest.mark.parametrize("plan", ("2023", "13fyp", "14fyp"))
def test_that_what_documents_publish_raises_no_finding(store: DataFile, plan: str) -> None:
    assert reviewed(store, plan).told() == []


def test_that_a_slip_in_the_plan_is_told_under_the_name_of_its_row(store: DataFile) -> None:
    filling = PlanFilling.open(store, "2023", CITY)
    filling.record([TypedCell("AIR_GOOD_RATE", Column.LEVEL, "975")])
    told = reviewed(store).told()
    assert [(one.sheet.plan, one.name) for one in told] == [("2023", "城市空气质量优良率")]


def test_that_an_edit_is_seen_without_a_new_review(store: DataFile) -> None:
    review = reviewed(store)
    filling = PlanFilling.open(store, "2023", CITY)
    keys = filling.record([TypedCell("AIR_GOOD_RATE", Column.LEVEL, "975")]).keys
    review.recheck(frozenset(keys))  # type: ignore[arg-type]
    assert [one.finding.rule.code for one in review.told()] == ["SHARE_RANGE"]
    turned = turn(store, "", back=True)
    review.recheck(turned)  # type: ignore[arg-type]
    assert review.told() == []


def test_that_a_stock_phrase_is_not_kept(store: DataFile) -> None:
    filling = PlanFilling.open(store, "2023", CITY)
    filling.record([TypedCell("UNEMPLOYMENT", Column.LEVEL, "13.1")])
    review = reviewed(store)
    query = review.told()[0]
    assert query.is_open
    with pytest.raises(Refused, match="套话"):
        review.answer(query.finding, "情况属实", "张某")
    review.answer(query.finding, "两家总部企业迁入后并表", "张某")
    again = next(one for one in review.told() if one.finding.place == query.finding.place)
    assert again.is_answered
    assert again.reason == "两家总部企业迁入后并表"


def test_that_rows_checked_one_by_one_say_what_all_at_once_say(store: DataFile) -> None:
    filling = PlanFilling.open(store, "2023", CITY)
    filling.record(
        [TypedCell("UNEMPLOYMENT", Column.LEVEL, "13.1"), TypedCell("AIR_GOOD_RATE", Column.LEVEL, "975")]
    )
    rows = [row for sheet in sheets_of(store, SEPTEMBER, "2023", CITY).sheets for row in sheet.rows]
    by_row, at_once = CellChecks(store), CellChecks(store)
    by_row.begin(rows)
    at_once.begin([tuple(key for row in rows for key in row)])
    while not (by_row.is_done and at_once.is_done):
        by_row.check_next()
        at_once.check_next()
    assert by_row.findings == at_once.findings != []
