"""A closed month corrected without opening it, and remarks carried from the month before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wzdesk.db.changes import apply_changes
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.correction import Correction
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.reports.form_sheet import note_lines
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder

SEPTEMBER = Period.to_month(2023, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def filling(store: DataFile) -> FormFilling:
    return FormFilling.open(store, "monthly", "330300", SEPTEMBER, "张某")


def row(filling: FormFilling, indicator: str) -> FormRow:
    return next(row for row in filling.table.form.rows if row.indicator == indicator)


def total(filling: FormFilling, indicator: str, text: str) -> TypedCell:
    return TypedCell(indicator, Column.TOTAL, text)


@pytest.fixture
def sent(filling: FormFilling) -> FormFilling:
    """A month with two figures, closed."""
    filling.record([total(filling, "GDP", "6432.1"), total(filling, "FAI", "2200")])
    filling.close("报出")
    return filling


def test_that_a_correction_keeps_what_was_sent_and_leaves_the_month_closed(
    sent: FormFilling, store: DataFile
) -> None:
    sent.correct([total(sent, "GDP", "6430.0")], "省局核减")

    again = FormFilling.open(store, "monthly", "330300", SEPTEMBER)
    gdp = row(again, "GDP")
    assert again.table.is_closed
    assert again.table.text(gdp, FormColumn.TOTAL) == "6430.0"
    assert again.table.correction(gdp, FormColumn.TOTAL) == Correction("6432.1", "省局核减")
    assert again.table.correction(row(again, "FAI"), FormColumn.TOTAL) is None
    key = again.table.key_of(gdp, FormColumn.TOTAL)
    assert key is not None
    step = again.history(key)[0]
    assert (step.change_set.kind, step.change_set.why) == (ChangeKind.CORRECT, "省局核减")
    assert note_lines(again.table)[0] == "注：地区生产总值的累计：报出的是 6432.1，后来修订：省局核减。"


def test_that_the_figure_that_was_sent_stays_through_several_corrections(sent: FormFilling) -> None:
    gdp = row(sent, "GDP")
    sent.correct([total(sent, "GDP", "6430.0")], "省局核减")
    sent.correct([total(sent, "GDP", "6431.5")], "省局再核")
    assert sent.table.correction(gdp, FormColumn.TOTAL) == Correction("6432.1", "省局再核")
    sent.correct([total(sent, "GDP", "6432.1")], "恢复")
    assert sent.table.correction(gdp, FormColumn.TOTAL) is None
    sent.undo()
    sent.undo()
    assert sent.table.correction(gdp, FormColumn.TOTAL) == Correction("6432.1", "省局核减")


def test_that_an_empty_cell_filled_afterwards_is_a_correction_too(sent: FormFilling) -> None:
    sent.correct([TypedCell("RETAIL", Column.MONTH, "350.2")], "漏报")
    found = sent.table.correction(row(sent, "RETAIL"), FormColumn.MONTH)
    assert found == Correction("", "漏报")
    assert found.words == "报出的是 空，后来修订：漏报"


def test_that_a_correction_needs_a_closed_month_and_a_reason(filling: FormFilling) -> None:
    with pytest.raises(Refused, match="没有关账"):
        filling.correct([total(filling, "GDP", "1")], "核减")
    filling.close()
    with pytest.raises(Refused, match="写明理由"):
        filling.correct([total(filling, "GDP", "1")], "  ")
    assert filling.table.counts()[0] == 0


def remark(filling: FormFilling, indicator: str) -> str:
    return filling.table.text(row(filling, indicator), FormColumn.REMARK)


@pytest.fixture
def october(filling: FormFilling, store: DataFile) -> FormFilling:
    """The month after one with two remarks."""
    filling.record([TypedCell("GDP", Column.REMARK, "快报数"), TypedCell("FAI", Column.REMARK, "不含农户")])
    return FormFilling.open(store, "monthly", "330300", Period.to_month(2023, 10), "张某")


def test_that_remarks_are_carried_on_wish_and_marked_until_they_are_touched(
    october: FormFilling, store: DataFile
) -> None:
    october.record([TypedCell("GDP", Column.REMARK, "初步核算")])
    october.carry_remarks()
    assert (remark(october, "GDP"), remark(october, "FAI")) == ("初步核算", "不含农户")
    again = FormFilling.open(store, "monthly", "330300", Period.to_month(2023, 10))
    assert (again.table.is_carried(row(again, "GDP")), again.table.is_carried(row(again, "FAI"))) == (
        False,
        True,
    )
    again.record([TypedCell("FAI", Column.REMARK, "不含农户投资")])
    assert not again.table.is_carried(row(again, "FAI"))
    with pytest.raises(Refused, match="没有可以带入"):
        again.carry_remarks()
    again.undo()
    again.undo()
    assert (remark(again, "GDP"), remark(again, "FAI")) == ("初步核算", "")


def test_that_a_form_may_carry_them_with_the_first_figure_of_a_month(
    october: FormFilling, store: DataFile
) -> None:
    form = replace(october.table.form, carries_remarks=True)
    with store.writing() as session:
        apply_changes(session, [FormChange(FormKey("monthly"), form)], kind=ChangeKind.FORM, who="")
    october.reload()
    assert remark(october, "FAI") == ""
    october.record([total(october, "RETAIL", "3500"), TypedCell("GDP", Column.REMARK, "终审数")])
    assert (remark(october, "GDP"), remark(october, "FAI")) == ("终审数", "不含农户")
    assert not october.table.is_carried(row(october, "GDP"))
    october.record([TypedCell("FAI", Column.REMARK, "")])
    october.record([total(october, "RETAIL", "3501")])
    assert remark(october, "FAI") == ""
    for _ in range(3):
        october.undo()
    assert (remark(october, "FAI"), october.table.counts()[0]) == ("", 0)
