"""Forms made, changed, retired and brought back; and forms made of the tables of workbooks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.receiving.books import received, write_book
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_draft import FormDraft, line_of
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling, forms_of
from wzdesk.services.form_from_sheet import FoundForm, found_forms, with_indicators
from wzdesk.services.make_form import (
    bring_back_form,
    draft_of_form,
    form_parts,
    keep_form,
    retire_form,
    retired_forms,
)
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.print_form import form_printout

SEPTEMBER = Period.to_month(2024, 9)
PACK = ["monthly", "quarterly", "yearly"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def draft(store: DataFile) -> FormDraft:
    indicators = form_parts(store).indicators
    lines = tuple(line_of(indicators[code], "万元") for code in ("FAI", "RETAIL", "JOBS"))
    return FormDraft("重点指标旬报", lines, reporters=("330326",))


def codes(store: DataFile) -> list[str]:
    return [one.code for one in forms_of(store)]


def test_that_a_form_is_made_and_filled_in_its_own_unit(store: DataFile, draft: FormDraft) -> None:
    form = keep_form(store, draft, "张某")
    assert codes(store) == [*PACK, form.code]
    filling = FormFilling.open(store, form.code, "330326", SEPTEMBER)
    filling.record([TypedCell("FAI", Column.TOTAL, "448600")])
    monthly = FormFilling.open(store, "monthly", "330326", SEPTEMBER).table
    fai = next(row for row in monthly.form.rows if row.indicator == "FAI")
    assert monthly.text(fai, FormColumn.TOTAL) == "44.86"
    filling.undo()
    filling.undo()
    assert codes(store) == PACK
    filling.redo()
    assert codes(store) == [*PACK, form.code]


def test_that_who_fills_a_form_stands_on_its_print(store: DataFile, draft: FormDraft) -> None:
    agency = form_parts(store).agencies[0]
    form = keep_form(store, replace(draft, agency=agency.code))
    table = FormFilling.open(store, form.code, "330326", SEPTEMBER).table
    assert form_printout(table).agency == agency.name


def test_that_changing_a_form_leaves_its_figures(store: DataFile, draft: FormDraft) -> None:
    form = keep_form(store, draft)
    filling = FormFilling.open(store, form.code, "330326", SEPTEMBER)
    filling.record([TypedCell("RETAIL", Column.TOTAL, "3000000")])
    again = draft_of_form(store, form.code)
    changed = keep_form(store, replace(again, name="重点指标月报", lines=again.lines[:1]))
    assert (changed.code, len(changed.rows)) == (form.code, 1)
    keep_form(store, again)
    table = FormFilling.open(store, form.code, "330326", SEPTEMBER).table
    assert table.text(table.form.rows[1], FormColumn.TOTAL) == "3000000"


def test_that_a_retired_form_is_not_offered_and_can_come_back(store: DataFile, draft: FormDraft) -> None:
    form = keep_form(store, draft)
    retire_form(store, form.code, "张某")
    assert codes(store) == PACK
    assert [one.name for one in retired_forms(store)] == ["重点指标旬报"]
    again = keep_form(store, draft)
    assert again.code != form.code
    with pytest.raises(Refused, match="已经另有一张"):
        bring_back_form(store, form.code)
    retire_form(store, again.code)
    bring_back_form(store, form.code)
    assert codes(store) == [*PACK, form.code]


def test_that_an_unfinished_form_is_not_stored(store: DataFile, draft: FormDraft) -> None:
    with pytest.raises(Refused, match="还没有写表名"):
        keep_form(store, replace(draft, name=""))
    with pytest.raises(Refused, match="已经有一张叫"):
        keep_form(store, replace(draft, name="主要经济指标月报表"))
    with pytest.raises(Refused, match="没有填报表"):
        draft_of_form(store, "weekly")
    assert codes(store) == PACK


COUNTY = (
    ("2024年1—9月主要指标完成情况表", None, None, None, None, None, None, None),
    ("单位：亿元、%", None, None, None, None, None, None, None),
    ("序号", "指标名称", "单位", "上年同期", "9月", "1—9月累计", "同比增长(%)", "备注"),
    ("一", "固定资产投资", "万元", 2163.15, 308.69, 2306.85, 6.6, None),
    (None, "其中：制造业投资", "万元", 474.58, 73.43, 546.18, 15.1, None),
    ("二", "社会消费品零售总额", "亿元", 3059.55, 380.43, 3264.94, 6.7, None),
    ("三", "数字文旅消费额", "亿元", 12.1, 1.4, 13.5, 11.6, "新增"),
)


@pytest.fixture
def found(store: DataFile, tmp_path: Path) -> FoundForm:
    reception = received(store, write_book(tmp_path / "平阳县主要指标.xlsx", COUNTY))
    (one,) = found_forms(reception)
    return one


def test_that_a_sheet_becomes_a_form_with_its_lines_units_and_columns(found: FoundForm) -> None:
    draft = found.draft
    assert (draft.name, draft.frequency, draft.reporters) == (
        "主要指标完成情况表",
        Frequency.MONTH,
        ("330326",),
    )
    assert draft.columns == (
        FormColumn.LAST_YEAR,
        FormColumn.MONTH,
        FormColumn.TOTAL,
        FormColumn.GROWTH,
        FormColumn.REMARK,
    )
    told = [(line.no, line.name, line.indicator, line.unit, line.depth, line.marked) for line in draft.lines]
    assert told == [
        ("一", "固定资产投资", "FAI", "万元", 0, False),
        ("", "制造业投资", "FAI_MFG", "万元", 1, True),
        ("二", "社会消费品零售总额", "RETAIL", "亿元", 0, False),
        ("三", "数字文旅消费额", "", "亿元", 0, False),
    ]
    assert not draft.is_numbered


def test_that_an_unknown_row_becomes_an_indicator_before_the_form_is_made(
    store: DataFile, tmp_path: Path, found: FoundForm
) -> None:
    with pytest.raises(Refused, match="有 1 行在目录里没有"):
        keep_form(store, found.draft)
    reception = received(store, write_book(tmp_path / "again.xlsx", COUNTY))
    rows = [((line.name,), line.unit) for line in found.draft.lines if line.is_unknown]
    form = keep_form(store, with_indicators(found.draft, reception.add_indicators(rows)))
    assert [row.name for row in form.rows][-1] == "数字文旅消费额"
    table = FormFilling.open(store, form.code, "330326", SEPTEMBER).table
    assert table.indicators[form.rows[-1].indicator].unit == "亿元"


def test_that_indicators_across_a_sheet_become_rows_and_its_regions_report(
    store: DataFile, tmp_path: Path
) -> None:
    rows = (
        ("2024年前三季度各县（市、区）主要经济指标", None, None, None, None),
        ("地区", "固定资产投资(亿元)", "固定资产投资同比(%)", "社会消费品零售总额(亿元)", "位次"),
        ("鹿城区", 300.1, 5.1, 700.2, 3),
        ("平阳县", 200.1, 6.1, 300.2, 2),
        ("苍南县", 180.1, 4.1, 250.2, 5),
    )
    (one,) = found_forms(received(store, write_book(tmp_path / "各县.xlsx", rows)))
    assert [line.indicator for line in one.draft.lines] == ["FAI", "RETAIL"]
    assert one.draft.reporters == ("330302", "330326", "330327")
    assert one.draft.columns == (FormColumn.TOTAL, FormColumn.GROWTH)
    assert one.draft.frequency is Frequency.QUARTER
    assert one.left_out == ("“位次”没有对应的列",)
