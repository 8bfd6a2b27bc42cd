"""A month of a form filled, closed and opened again through the store."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.observation import Observation
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling, forms_of, period_to_fill
from wzdesk.services.open_data_file import DataFile, create_data_file

PACK = Path(__file__).parents[2] / "resources" / "packs" / "wenzhou"
SEPTEMBER = Period.to_month(2023, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", PACK) as store:
        yield store


@pytest.fixture
def filling(store: DataFile) -> FormFilling:
    return FormFilling.open(store, "monthly", "330300", SEPTEMBER, "张某")


def row(filling: FormFilling, indicator: str) -> FormRow:
    return next(row for row in filling.table.form.rows if row.indicator == indicator)


def text(filling: FormFilling, indicator: str, column: Column | FormColumn) -> str:
    return filling.table.text(row(filling, indicator), FormColumn(column.value))


def typed(filling: FormFilling, indicator: str, column: Column, text: str) -> tuple[str, ...]:
    return filling.record([TypedCell(indicator, column, text)]).notes


def test_that_the_pack_brings_forms_of_months_quarters_and_years(store: DataFile) -> None:
    assert [one.code for one in forms_of(store)] == ["monthly", "quarterly", "yearly"]


def test_that_a_figure_is_kept_as_given_and_read_in_the_catalogues_unit(filling: FormFilling) -> None:
    typed(filling, "BUDGET_REVENUE", Column.TOTAL, "448600")

    key = filling.table.key_of(row(filling, "BUDGET_REVENUE"), FormColumn.TOTAL)
    assert key is not None
    quantity = filling.table.observations[key].quantity
    assert (quantity.text, str(quantity.value), quantity.unit) == ("448600万元", "44.86", "亿元")
    assert text(filling, "BUDGET_REVENUE", Column.TOTAL) == "448600"


def test_that_what_was_stored_in_another_unit_shows_in_the_forms(
    filling: FormFilling, store: DataFile
) -> None:
    filling.record([TypedCell("FDI", Column.TOTAL, "5.34亿美元")])
    again = FormFilling.open(store, "monthly", "330300", SEPTEMBER)
    assert text(again, "FDI", Column.TOTAL) == "53400"


def test_that_completion_is_the_share_of_an_amount_aimed_at(filling: FormFilling) -> None:
    typed(filling, "FDI", Column.TOTAL, "32500")  # of 6.5 亿美元

    assert text(filling, "FDI", FormColumn.COMPLETION) == "50.0%"
    assert text(filling, "FDI", FormColumn.TIME) == "75.0%"
    assert text(filling, "GDP", FormColumn.COMPLETION) == ""  # 增长6%左右 is no amount


def test_that_last_years_figure_is_there_and_a_revised_one_is_kept_beside_it(
    filling: FormFilling, store: DataFile
) -> None:
    last_year = FormFilling.open(store, "monthly", "330300", SEPTEMBER.year_before)
    typed(last_year, "RETAIL", Column.TOTAL, "3100.5")
    filling.reload()
    assert text(filling, "RETAIL", Column.LAST_YEAR) == "3100.5"
    assert filling.table.revised_base(row(filling, "RETAIL")) is None

    typed(filling, "RETAIL", Column.LAST_YEAR, "3105.0")

    assert text(filling, "RETAIL", Column.LAST_YEAR) == "3105.0"
    stored = filling.table.revised_base(row(filling, "RETAIL"))
    assert stored is not None
    assert stored.quantity.text == "3100.5"
    last_year.reload()
    assert text(last_year, "RETAIL", Column.TOTAL) == "3100.5"


def test_that_a_growth_typed_among_amounts_goes_where_it_belongs(filling: FormFilling) -> None:
    (note,) = typed(filling, "FAI", Column.TOTAL, "增长6.9%")
    assert "改放“增速”列" in note
    assert text(filling, "FAI", Column.GROWTH) == "增长6.9%"
    with pytest.raises(Refused, match="已有"):
        typed(filling, "FAI", Column.TOTAL, "增长7.2%")


def test_that_a_stock_has_no_single_month(filling: FormFilling) -> None:
    with pytest.raises(Refused, match="不用填"):
        typed(filling, "DEPOSITS", Column.MONTH, "100")
    typed(filling, "DEPOSITS", Column.TOTAL, "21948")
    assert text(filling, "DEPOSITS", Column.TOTAL) == "21948"


def test_that_a_closed_month_takes_nothing_until_it_is_opened_with_a_reason(filling: FormFilling) -> None:
    typed(filling, "GDP", Column.TOTAL, "6432.1")
    filling.close()
    with pytest.raises(Refused, match="已经关账"):
        typed(filling, "GDP", Column.TOTAL, "1")
    with pytest.raises(Refused, match="写明理由"):
        filling.reopen("  ")

    filling.reopen("省局核减")
    typed(filling, "GDP", Column.TOTAL, "6430.0")

    key = filling.table.key_of(row(filling, "GDP"), FormColumn.TOTAL)
    assert key is not None
    assert [(step.before, step.after) for step in filling.history(key)] == [
        ("6432.1", "6430.0"),
        ("", "6432.1"),
    ]


def test_that_every_act_can_be_taken_back_after_a_restart(filling: FormFilling, store: DataFile) -> None:
    typed(filling, "GDP", Column.TOTAL, "6432.1")
    typed(filling, "GDP", Column.REMARK, "快报数")
    filling.close("报出")

    again = FormFilling.open(store, "monthly", "330300", SEPTEMBER)
    assert FormFilling.open(store, "monthly", "330300", SEPTEMBER).table.is_closed
    for _ in range(3):
        assert again.undo() is not None
    undone = again.table
    assert (undone.closing, undone.counts()[0]) == (None, 0)
    assert text(again, "GDP", Column.REMARK) == ""
    for _ in range(3):
        assert again.redo() is not None
    redone = again.table.closing
    assert redone is not None
    assert redone.who == "张某"
    assert (text(again, "GDP", Column.TOTAL), text(again, "GDP", Column.REMARK)) == ("6432.1", "快报数")


def test_that_a_sum_can_be_typed(filling: FormFilling) -> None:
    typed(filling, "GDP", Column.TOTAL, "=6000+432.1")
    assert text(filling, "GDP", Column.TOTAL) == "6432.1"


def test_that_a_region_goes_on_with_its_last_month(filling: FormFilling, store: DataFile) -> None:
    today = datetime(2026, 11, 22, tzinfo=UTC)
    assert period_to_fill(store, "monthly", "330326", today) == Period.to_month(2026, 10)
    filling.record([TypedCell("GDP", Column.TOTAL, "1")], ChangeKind.PASTE)
    assert period_to_fill(store, "monthly", "330300", today) == SEPTEMBER
    with pytest.raises(Refused, match="没有填报表"):
        period_to_fill(store, "weekly", "330300", today)


def test_the_months_of_a_form(filling: FormFilling) -> None:
    form = filling.table.form
    assert [its.last_month for its in form.periods(2023)] == [*range(2, 13)]
    assert form.previous(Period.to_month(2023, 2)) == Period.to_month(2022, 12)
    assert form.next(Period.to_month(2023, 12)) == Period.to_month(2024, 2)
    assert form.due(SEPTEMBER) == date(2023, 10, 12)
    assert form.due(Period.to_month(2023, 12)) == date(2024, 1, 12)


def test_that_the_series_at_hand_follows_what_is_stored(filling: FormFilling, store: DataFile) -> None:
    def read_anew() -> set[Observation]:
        return set(FormFilling.open(store, "monthly", "330300", SEPTEMBER).series("GDP"))

    typed(filling, "GDP", Column.TOTAL, "6432.1")
    before = len(filling.series("GDP"))
    typed(filling, "GDP", Column.GROWTH, "6.9")
    typed(filling, "GDP", Column.TOTAL, "6433")
    assert set(filling.series("GDP")) == read_anew()
    assert len(filling.series("GDP")) == before + 1
    typed(filling, "GDP", Column.TOTAL, "")
    assert set(filling.series("GDP")) == read_anew()
    filling.undo()
    assert set(filling.series("GDP")) == read_anew()
