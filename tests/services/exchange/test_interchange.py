"""Figures for other systems: the right codes, exactly converted, and no text that a spreadsheet would calculate."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.exchange.returns import FORM, HERE, PERIOD
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import period_of_code
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.reports.interchange import MULTIPLIERS, sdmx_period, sdmx_value
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.interchange import Selection, write_sdmx, write_tidy


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    (
        ("44.86", "亿元", ("CNY", 6, "4486")),
        ("448600", "万元", ("CNY", 4, "448600")),
        ("29.0", "%", ("PT", 0, "29.0")),
        ("0.770", "万人", ("PS", 4, "0.770")),
        ("5", "‰", ("PT", 0, "0.5")),
        ("8.55", "亿美元", ("USD", 6, "855")),
        ("12", "公里", ("_O", 0, "12")),
        ("暂无数据", "亿元", ("CNY", 6, "")),
    ),
)
def test_that_units_go_out_under_a_known_multiplier(text: str, unit: str, told: tuple[str, int, str]) -> None:
    code, power, value = sdmx_value(read_cell(text, Column.LEVEL, unit), unit)
    assert power in MULTIPLIERS
    assert (code, power, value and Decimal(value)) == (told[0], told[1], told[2] and Decimal(told[2]))


@pytest.mark.parametrize(
    ("code", "told"),
    (
        ("2023", ("A", "2023", "N")),
        ("2023-H1", ("S", "2023-S1", "N")),
        ("2023-Q2", ("Q", "2023-Q2", "N")),
        ("2023-06", ("M", "2023-06", "N")),
        ("2023-01/06", ("M", "2023-06", "YTD")),
        ("14fyp", ("A", "2021-01-01/P5Y", "N")),
    ),
)
def test_that_periods_have_the_codes_of_sdmx(code: str, told: tuple[str, str, str]) -> None:
    period = period_of_code(code)
    assert period is not None
    assert sdmx_period(period) == told


def test_that_a_selection_is_written_with_status_bound_and_text(store: Store, tmp_path: Path) -> None:
    FormFilling.open(store, FORM, HERE, PERIOD).record([TypedCell("RETAIL", Column.TOTAL, "88以内")])
    selection = Selection([HERE], ["GDP", "RETAIL"], [PERIOD])
    assert write_sdmx(store, selection, tmp_path / "a.csv") == 3
    told = {(one["INDICATOR"], one["MEASURE"]): one for one in rows(tmp_path / "a.csv")}
    gdp, retail = told["GDP", "LEVEL"], told["RETAIL", "LEVEL"]
    assert (gdp["OBS_VALUE"], gdp["UNIT_MULT"], gdp["TRANSFORMATION"]) == ("29010", "6", "YTD")
    assert (retail["BOUND"], retail["COMMENT_OBS"], retail["ACTION"]) == ("LE", "88以内", "R")
    assert told["GDP", "GROWTH"]["UNIT_MEASURE"] == "PT"


def test_that_the_tidy_table_says_names_and_holds_no_formula(store: Store, tmp_path: Path) -> None:
    FormFilling.open(store, FORM, HERE, PERIOD).record([TypedCell("RETAIL", Column.TOTAL, "=1+2")])
    write_tidy(store, Selection([HERE], ["GDP", "RETAIL"], [PERIOD], [Measure.LEVEL]), tmp_path / "b.csv")
    found = {one["指标代码"]: one for one in rows(tmp_path / "b.csv")}
    assert (found["GDP"]["地区"], found["GDP"]["数值"], found["GDP"]["单位"]) == ("平阳县", "290.10", "亿元")
    assert not any(value.startswith("=") for value in found["RETAIL"].values())
