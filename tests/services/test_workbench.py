"""What the 工作台 says, from real data files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.address import FormAddress, PlanAddress
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.key_figures import plan_overview
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.workbench import DueForm, due_forms, followed, last_changes, open_findings

CITY, PINGYANG = "330300", "330326"
NOW = datetime(2024, 10, 9, 8, tzinfo=UTC)
SEPTEMBER, AUGUST = Period.to_month(2024, 9), Period.to_month(2024, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_data_file(tmp_path / "温州市计划.wzd", pack_folder("wenzhou")) as store:
        yield store


def filling(store: Store, period: Period = SEPTEMBER) -> FormFilling:
    return FormFilling.open(store, "monthly", PINGYANG, period, "张某")


def fill_all(form: FormFilling) -> None:
    table: FormTable = form.table
    cells = [
        TypedCell(row.indicator, column, "1")
        for row in table.form.rows
        for column in (Column.MONTH, Column.TOTAL, Column.GROWTH)
        if column is not Column.MONTH or table.has_month(row)
    ]
    form.record(cells)


def monthly_due(store: Store) -> list[DueForm]:
    return [one for one in due_forms(store, PINGYANG, NOW) if one.table.form.code == "monthly"]


def test_that_a_form_that_was_never_filled_is_due_for_the_month_that_is_over(store: Store) -> None:
    (due,) = monthly_due(store)
    assert (due.table.period, due.due, due.counts[0]) == (SEPTEMBER, date(2024, 10, 12), 0)
    assert due.address == FormAddress("monthly", PINGYANG, SEPTEMBER)


def test_that_the_month_being_filled_stays_due_until_it_is_full(store: Store) -> None:
    form = filling(store, AUGUST)
    form.record([TypedCell("GDP", Column.TOTAL, "401.5")])
    (due,) = monthly_due(store)
    assert (due.table.period, due.counts[0], due.is_filled) == (AUGUST, 1, False)
    fill_all(form)
    (due,) = monthly_due(store)
    assert (due.table.period, due.counts[0]) == (SEPTEMBER, 0)


def test_that_a_closed_month_makes_room_for_the_next_one(store: Store) -> None:
    form = filling(store, AUGUST)
    form.record([TypedCell("GDP", Column.TOTAL, "401.5")])
    form.close()
    assert [one.table.period for one in monthly_due(store)] == [SEPTEMBER]
    later = filling(store, SEPTEMBER)
    later.record([TypedCell("GDP", Column.TOTAL, "450.5")])
    later.close()
    assert monthly_due(store) == []


def test_that_a_full_month_is_due_to_be_closed(store: Store) -> None:
    fill_all(filling(store))
    (due,) = monthly_due(store)
    assert (due.table.period, due.is_filled) == (SEPTEMBER, True)


def test_that_a_few_figures_published_long_ago_are_no_month_that_is_filled(store: Store) -> None:
    key = ObservationKey(PINGYANG, "GDP", Period.to_month(2023, 2), Measure.LEVEL)
    published = Observation(key, read_cell("80.5", Column.LEVEL, "亿元"), source="统计公报 表1")
    with store.writing() as session:
        apply_changes(session, [ObservationChange(key, published)], kind=ChangeKind.PACK, who="")
    assert [one.table.period for one in monthly_due(store)] == [SEPTEMBER]


def test_that_a_month_of_long_ago_that_somebody_fills_stays_due(store: Store) -> None:
    first = Period.to_month(2023, 2)
    filling(store, first).record([TypedCell("GDP", Column.TOTAL, "80.5")])
    assert [one.table.period for one in monthly_due(store)] == [first]


def test_that_who_does_not_report_a_form_has_nothing_due(store: Store) -> None:
    assert due_forms(store, "330000", NOW) == []


def test_that_open_findings_are_counted_until_they_are_answered(store: Store) -> None:
    form = filling(store)
    form.record([TypedCell("UNEMPLOYMENT", Column.TOTAL, "104.9")])
    (due,) = monthly_due(store)
    found = open_findings(store, [due])
    assert sum(found.counts.values()) >= 1
    worst = next(severity for severity in Severity if found.counts[severity])
    where = found.first[worst]
    assert isinstance(where, FormAddress)
    assert (where.indicator, where.period, where.column) == ("UNEMPLOYMENT", SEPTEMBER, Column.TOTAL)
    form.record([TypedCell("UNEMPLOYMENT", Column.TOTAL, "")])
    assert sum(open_findings(store, monthly_due(store)).counts.values()) == 0


def test_that_stars_are_listed_the_last_one_first(store: Store) -> None:
    form = filling(store)
    rows = {row.indicator: row for row in form.table.form.rows}
    for indicator in ("GDP", "RETAIL"):
        form.note(form.table.follow_key(rows[indicator]), "跟踪")
    found = followed(store, PINGYANG)
    assert [one.address for one in found] == [
        FormAddress("monthly", PINGYANG, SEPTEMBER, "RETAIL", Column.TOTAL),
        FormAddress("monthly", PINGYANG, SEPTEMBER, "GDP", Column.TOTAL),
    ]
    assert followed(store, CITY) == []


def test_that_the_last_changes_say_what_went_from_what_to_what_and_where(store: Store) -> None:
    assert last_changes(store, 5) == []
    PlanFilling.open(store, "2023", CITY, "李某（市统计局）").record(
        [TypedCell("RETAIL", Column.GROWTH, "7.8")]
    )
    filling(store).record([TypedCell("GDP", Column.TOTAL, "401.5"), TypedCell("GDP", Column.GROWTH, "5.5")])
    latest, before = last_changes(store, 5)
    assert (before.who, before.act, before.before, before.after, before.more) == (
        "李某",
        "填报",
        "7.9",
        "7.8",
        0,
    )
    assert before.address == PlanAddress("2023", CITY, "10", Column.GROWTH)
    assert (latest.who, latest.more) == ("张某", 1)
    assert isinstance(latest.address, FormAddress)
    assert (latest.address.form, latest.address.region, latest.address.period) == (
        "monthly",
        PINGYANG,
        SEPTEMBER,
    )
    assert latest.address.indicator == "GDP"


def test_that_a_note_says_itself_what_was_done(store: Store) -> None:
    form = filling(store)
    form.note(form.table.follow_key(form.table.form.rows[0]), "跟踪")
    (change,) = last_changes(store, 5)
    assert (change.act, change.what, change.column) == ("跟踪", "地区生产总值", "2024年1—9月")


def test_that_no_more_changes_are_read_than_asked_for(store: Store) -> None:
    plan = PlanFilling.open(store, "2023", CITY)
    for text in ("7.1", "7.2", "7.3"):
        plan.record([TypedCell("RETAIL", Column.GROWTH, text)])
    assert [one.after for one in last_changes(store, 2)] == ["7.3", "7.2"]


def test_that_the_overview_counts_as_the_document_says(store: Store) -> None:
    found = plan_overview(store, "2023", CITY, [], 8)
    counts = found.counts
    assert counts[Verdict.ACHIEVED] + counts[Verdict.NEARLY] == 35
    assert counts[Verdict.NO_DATA] == 5
    assert len(found.figures) == 8
    gdp = found.figures[0]
    assert (gdp.name, gdp.level, gdp.growth, gdp.target) == (
        "地区生产总值(GDP)",
        "8730.6",
        "6.9",
        "增长6%左右",
    )
    assert gdp.verdict is Verdict.ACHIEVED


def test_that_chosen_figures_are_all_there_in_the_order_of_the_plan(store: Store) -> None:
    found = plan_overview(store, "2023", CITY, ["42", "30"], 1)
    assert [one.item_no for one in found.figures] == ["30", "42"]
