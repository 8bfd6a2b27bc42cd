"""Figures for other systems: the right codes, exactly converted, and no text that a spreadsheet would calculate."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.exchange.returns import FORM, HERE, PERIOD
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import period_of_code
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.reports.interchange import MULTIPLIERS, sdmx_period, sdmx_value
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.interchange import Format, Selection, count_selection, write_selection


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
    assert write_selection(store, selection, Format.SDMX, tmp_path / "a.csv") == 3
    assert count_selection(store, selection) == 3
    told = {(one["INDICATOR"], one["MEASURE"]): one for one in rows(tmp_path / "a.csv")}
    gdp, retail = told["GDP", "LEVEL"], told["RETAIL", "LEVEL"]
    assert (gdp["OBS_VALUE"], gdp["UNIT_MULT"], gdp["TRANSFORMATION"]) == ("29010", "6", "YTD")
    assert (retail["BOUND"], retail["COMMENT_OBS"], retail["ACTION"]) == ("LE", "88以内", "R")
    assert told["GDP", "GROWTH"]["UNIT_MEASURE"] == "PT"


def test_that_the_tidy_table_says_names_and_holds_no_formula(store: Store, tmp_path: Path) -> None:
    FormFilling.open(store, FORM, HERE, PERIOD).record([TypedCell("RETAIL", Column.TOTAL, "=1+2")])
    selection = Selection([HERE], ["GDP", "RETAIL"], [PERIOD], [Measure.LEVEL])
    write_selection(store, selection, Format.TIDY, tmp_path / "b.csv")
    found = {one["指标代码"]: one for one in rows(tmp_path / "b.csv")}
    assert (found["GDP"]["地区"], found["GDP"]["数值"], found["GDP"]["单位"]) == ("平阳县", "290.10", "亿元")
    assert not any(value.startswith("=") for value in found["RETAIL"].values())


def test_that_pandas_and_duckdb_read_the_same_exact_figures_back(store: Store, tmp_path: Path) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    FormFilling.open(store, FORM, HERE, PERIOD).record([TypedCell("RETAIL", Column.TOTAL, "0.770")])
    sdmx, tidy = tmp_path / "a.csv", tmp_path / "b.csv"
    written = write_selection(store, Selection(), Format.SDMX, sdmx)
    assert (
        written
        == write_selection(store, Selection(), Format.TIDY, tidy)
        == count_selection(store, Selection())
    )
    frame = pandas.read_csv(sdmx, dtype=str, keep_default_na=False)
    assert (len(frame), frame.columns[0]) == (written, "STRUCTURE")
    assert set(frame["UNIT_MULT"]) <= {str(one) for one in MULTIPLIERS}
    assert (
        frame["DECIMALS"]
        == frame["OBS_VALUE"].map(lambda text: str(len(text.partition(".")[2])) if text else "")
    ).all()
    assert not frame.duplicated(
        ["FREQ", "REF_AREA", "INDICATOR", "MEASURE", "TRANSFORMATION", "TIME_PERIOD"]
    ).any()
    told = duckdb.sql(
        f"SELECT 地区, 数值 FROM read_csv('{tidy}', all_varchar=true) WHERE 指标代码='RETAIL' AND 地区代码='{HERE}' AND 期别='{PERIOD.code}'"
    )
    assert told.fetchall() == [("平阳县", "0.770")]
    assert tidy.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("first", "last", "takes"),
    (
        ("2024-01/06", "2024-01/06", True),
        ("2024-05", "2024-06", True),
        ("2024", "2024", True),
        ("2024-07", None, False),
        (None, "2024-05", False),
        (None, "2023", False),
    ),
)
def test_that_periods_are_bounded_by_their_ends(first: str | None, last: str | None, takes: bool) -> None:
    bounds = [period_of_code(code) if code else None for code in (first, last)]
    quantity = read_cell("29.0", Column.LEVEL, "亿元")
    one = Observation(ObservationKey(HERE, "GDP", PERIOD, Measure.LEVEL), quantity)
    assert Selection(first=bounds[0], last=bounds[1]).takes(one) is takes


def test_that_stopping_leaves_the_file_of_before(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")

    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_selection(store, Selection(), Format.TIDY, path, stop)
    assert (path.read_bytes(), [one.name for one in tmp_path.glob(".wzdesk-*")]) == (b"before", [])


def test_that_an_unknown_code_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有代码是 XYZ 的指标，没有导出"):
        write_selection(store, Selection(indicators=["GDP", "XYZ"]), Format.TIDY, tmp_path / "a.csv")
    assert not list(tmp_path.glob("*.csv"))
