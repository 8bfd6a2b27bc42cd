"""The matrix after data files are merged: which forms they filled, in whole or in part."""

from datetime import date
from pathlib import Path

import pytest

from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.services.exchange.test_data_files import merge, type_in
from wzdesk.db.store import Store
from wzdesk.domain.exchange.transfer import Standing, State, Way
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.data_part import PartAsked, export_part
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.exchange.standings import matrix_of
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.services.undo_change import turn

MAY = Period.to_month(2024, 5)
COLUMNS = (Column.MONTH, Column.TOTAL, Column.GROWTH)


@pytest.fixture
def part(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "平阳.wzd"
    export_part(store, PartAsked(HERE), path, "李某")
    return path


def standing(store: Store, period: Period = PERIOD) -> Standing:
    return matrix_of(store, period, date(2024, 7, 1)).standings[HERE, FORM]


def fill_all(store: Store, period: Period = PERIOD) -> None:
    filling = FormFilling.open(store, FORM, HERE, period, "县")
    table = filling.table
    filling.record(
        [
            TypedCell(row.code, column, "7")
            for row in table.form.rows
            for column in COLUMNS
            if column is not Column.MONTH or table.has_month(row)
        ]
    )


def test_that_a_form_filled_as_a_whole_is_merged_and_the_next_one_in_part(store: Store, part: Path) -> None:
    with Store.open(part) as county:
        fill_all(county)
        FormFilling.open(county, FORM, HERE, MAY, "县").record([TypedCell("GDP", Column.TOTAL, "240")])
    assert (standing(store).state, standing(store, MAY).state) == (State.NOT_SENT, State.NOT_SENT)
    merge(store, part)
    assert (standing(store).state, standing(store).count) == (State.MERGED, 0)
    assert (standing(store, MAY).state, standing(store, MAY).words) == (State.INCOMPLETE, "未报全")
    lines = [line for line in read_log(store.path).lines if line.way is Way.MERGED and line.form == FORM]
    assert [(line.period, line.file) for line in lines] == [
        (MAY.code, "平阳.wzd"),
        (PERIOD.code, "平阳.wzd"),
    ]
    cells = sum(FormFilling.open(store, FORM, HERE, MAY).table.counts()[1:])
    assert standing(store, MAY).count == lines[0].missing == cells - 1
    turn(store, "李某", back=True)
    assert (standing(store).state, standing(store, MAY).state) == (State.NOT_SENT, State.NOT_SENT)
    turn(store, "李某", back=False)
    assert (standing(store).state, standing(store, MAY).state) == (State.MERGED, State.INCOMPLETE)


def test_that_what_is_typed_or_comes_later_fills_it_up(store: Store, part: Path, tmp_path: Path) -> None:
    issue_form(store, FORM, PERIOD, tmp_path / "发出", regions=[HERE], who="李某")
    with Store.open(part) as county:
        type_in(county, "RETAIL", "88")
    merge(store, part)
    before = standing(store)
    assert before.state is State.INCOMPLETE
    last = FormFilling.open(store, FORM, HERE, PERIOD).table.form.rows[-1]
    type_in(store, last.code, "100.2")
    assert standing(store).count == before.count - 1
    with Store.open(part) as county:
        fill_all(county)
    merge(store, part, takes=True)
    assert standing(store).state is State.MERGED


def test_that_a_conflict_that_is_left_open_waits_in_the_matrix(store: Store, part: Path) -> None:
    with Store.open(part) as county:
        type_in(county, "FAI", "131")
    type_in(store, "FAI", "127")
    merge(store, part)
    assert (standing(store).state, standing(store).count) == (State.CONFLICT, 1)
    merge(store, part, takes=True)
    assert standing(store).state is State.INCOMPLETE


def test_that_a_file_that_says_nothing_new_moves_nothing(store: Store, part: Path) -> None:
    merge(store, part)
    assert standing(store).state is State.NOT_SENT
