"""One indicator of a form filled in all regions at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder

SEPTEMBER = Period.to_month(2023, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


def opened(store: DataFile, region: str = "330300") -> FormFilling:
    return FormFilling.open(store, "monthly", region, SEPTEMBER, "张某")


def row(filling: FormFilling, code: str) -> FormRow:
    return next(row for row in filling.table.form.rows if row.code == code)


def test_that_what_is_typed_across_regions_stands_in_each_regions_form(store: DataFile) -> None:
    across = opened(store).across("BUDGET_REVENUE")
    across.record([TypedCell("330302", Column.TOTAL, "448600"), TypedCell("330326", Column.GROWTH, "5.2")])

    lucheng, pingyang = opened(store, "330302"), opened(store, "330326")
    assert lucheng.table.text(row(lucheng, "BUDGET_REVENUE"), FormColumn.TOTAL) == "448600"
    assert pingyang.table.text(row(pingyang, "BUDGET_REVENUE"), FormColumn.GROWTH) == "5.2"
    assert opened(store).table.counts()[0] == 0

    across.undo()
    assert across.table.text(row(across, "330302"), FormColumn.TOTAL) == ""


def test_that_flows_of_all_counties_are_summed_and_zones_are_not_added(store: DataFile) -> None:
    zone = "330300WZW"
    across = opened(store, zone).across("BUDGET_REVENUE")
    total = across.table.form.rows[-1]
    assert total.name == "温州各县（市、区）合计"
    assert zone in {its.region for its in across.table.form.rows} - set(total.parts)

    for number, code in enumerate(total.parts):
        assert across.table.text(total, FormColumn.TOTAL) == ""
        across.record([TypedCell(code, Column.TOTAL, f"{10000 + number}.5")])
    across.record([TypedCell(zone, Column.TOTAL, "777")])
    count = len(total.parts)
    assert across.table.text(total, FormColumn.TOTAL) == str(
        10000 * count + sum(range(count)) + count // 2
    ) + (".5" if count % 2 else "")
    with pytest.raises(Refused):
        across.record([TypedCell(total.code, Column.TOTAL, "1")])


def test_that_value_added_has_no_sum(store: DataFile) -> None:
    assert not any(its.parts for its in opened(store).across("GDP").table.form.rows)


def test_that_a_region_that_closed_its_month_cannot_be_typed_into(store: DataFile) -> None:
    opened(store, "330302").close()
    across = opened(store).across("GDP")
    with pytest.raises(Refused, match="鹿城区2023年1—9月已经关账"):
        across.record([TypedCell("330302", Column.TOTAL, "900")])
    across.record([TypedCell("330303", Column.TOTAL, "900")])
    assert across.table.text(row(across, "330303"), FormColumn.TOTAL) == "900"


def test_that_notes_belong_to_the_row_s_region(store: DataFile) -> None:
    across = opened(store).across("GDP")
    across.record([TypedCell("330302", Column.REMARK, "初步数")])
    across.note(across.table.follow_key(row(across, "330302")), "跟踪")
    lucheng = opened(store, "330302").table
    gdp = next(its for its in lucheng.form.rows if its.indicator == "GDP")
    assert lucheng.text(gdp, FormColumn.REMARK) == "初步数"
    assert lucheng.is_followed(gdp)
    assert not opened(store).table.is_followed(gdp)
