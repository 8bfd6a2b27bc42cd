"""A form as a sheet to print: every row once, its figures as given, what a reader must know under it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Period
from wzdesk.domain.sheet_layout import CellRole, SheetLayout
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.reports.form_sheet import lay_out_form
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.print_form import form_printout

SEPTEMBER = Period.to_month(2023, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def filling(store: DataFile) -> FormFilling:
    before = FormFilling.open(store, "monthly", "330300", SEPTEMBER.year_before)
    before.record([TypedCell("RETAIL", Column.TOTAL, "3100.5")])
    filling = FormFilling.open(store, "monthly", "330300", SEPTEMBER)
    filling.record(
        [
            TypedCell("GDP", Column.TOTAL, "6331.60"),
            TypedCell("BUDGET_REVENUE", Column.TOTAL, "4486000"),
            TypedCell("RETAIL", Column.LAST_YEAR, "3105.0"),
            TypedCell("FDI", Column.TOTAL, "32500"),
            TypedCell("FAI", Column.REMARK, "快报数"),
        ]
    )
    return filling


def row_of(layout: SheetLayout, name: str) -> list[str]:
    line = next(cell.row for cell in layout.cells if cell.text == name and cell.role is CellRole.BODY)
    return [cell.text for cell in sorted(layout.cells, key=lambda cell: cell.column) if cell.row == line]


def test_that_figures_stand_as_given_in_the_units_of_the_form(filling: FormFilling) -> None:
    layout = lay_out_form(filling.table)
    gdp, budget, fdi = (
        row_of(layout, name) for name in ("地区生产总值", "一般公共预算收入", "实际使用外资额")
    )
    assert gdp[gdp.index("亿元") :] == ["亿元", "", "", "6331.60", "", "增长6%左右", "", ""]
    assert budget[budget.index("万元") :][3] == "4486000"
    assert fdi[fdi.index("万美元") :][5:7] == ["6.5（亿美元）", "50.0"]


def test_that_the_title_names_region_and_period_and_the_notes_what_was_revised(filling: FormFilling) -> None:
    layout = form_printout(filling.table).sheet
    assert layout.properties["title"] == "温州市2023年1—9月主要经济指标月报表"
    notes = [cell.text for cell in layout.cells if cell.role is CellRole.NOTE]
    assert notes[0] == "注：社会消费品零售总额的上年同期：上年报的是 3100.5，本期改为 3105.0。"
    assert "时间进度 75.0%" in notes[-1]


def test_that_every_cell_of_the_grid_is_covered_once(filling: FormFilling) -> None:
    layout = lay_out_form(filling.table)
    covered = [
        (cell.row + down, cell.column + right)
        for cell in layout.cells
        for down in range(cell.rows)
        for right in range(cell.columns)
    ]
    assert len(covered) == len(set(covered))
    width = len(layout.widths)
    assert width == 4 + len(filling.table.form.columns)
    body = {place for place in covered if 3 <= place[0] < 3 + len(filling.table.form.rows)}
    assert len(body) == width * len(filling.table.form.rows)
    assert FormColumn.REMARK in filling.table.form.columns
