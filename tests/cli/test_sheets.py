"""``wzdesk read``, ``import`` of any sheet and ``map`` as another program uses them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.services.receiving.books import write_book
from tests.services.receiving.test_reception import SEPTEMBER
from wzdesk.__main__ import main
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import open_data_file

DONE, AT_FAULT = 0, 2


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "温州.wzd"
    assert main(["new", "--data", str(path)]) == DONE
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_that_a_reading_has_the_keys_of_the_goldens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "a.xlsx", (*SEPTEMBER, ("注：快报数。",)))
    assert main(["read", str(book), "--json"]) == DONE
    (sheet,) = told(capsys)["sheets"]
    assert set(sheet) == {"name", "tables", "skipped"}
    (table,) = sheet["tables"]
    assert table["range"] == "A2:D4"
    assert table["title"] == "平阳县2024年1—9月主要指标完成情况"
    assert (table["unit"], table["header_rows"], table["label_columns"]) == (None, [2], ["A", "B"])
    assert table["notes"] == ["注：快报数。"]
    assert table["records"][0] == {
        "cell": "C3",
        "row": ["地区生产总值"],
        "column": ["1—9月累计"],
        "text": "486.72",
        "value": "486.72",
        "unit": "亿元",
    }
    assert table["confidence"] == 1.0
    assert table["reasons"]


def test_that_any_sheet_is_imported_once_and_then_the_same(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "a.xlsx", SEPTEMBER)
    assert main(["import", str(book), "--data", str(data), "--json", "--dry-run"]) == DONE
    first = told(capsys)
    assert (first["counts"]["new"], first["written"]) == (4, 0)
    assert main(["import", str(book), "--data", str(data), "--json"]) == DONE
    assert told(capsys)["written"] == 4
    assert main(["import", str(book), "--data", str(data), "--json"]) == DONE
    again = told(capsys)
    assert (again["counts"]["same"], again["written"]) == (4, 0)


def test_that_an_import_says_which_cells_were_not_taken_because_their_period_is_closed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_data_file(data) as store:
        september = FormFilling.open(store, "monthly", "330326", Period.to_month(2024, 9))
        september.record([TypedCell("GDP", Column.TOTAL, "480.1")])
        september.close()
    rows = (
        ("平阳县2024年1—9月主要指标完成情况",),
        ("指标名称", "单位", "1—8月累计", "1—9月累计"),
        ("地区生产总值", "亿元", 430.2, 486.72),
        ("社会消费品零售总额", "亿元", 229.5, 258.3),
    )
    book = write_book(tmp_path / "a.xlsx", rows)
    assert main(["import", str(book), "--data", str(data), "--json"]) == DONE
    answer = told(capsys)
    assert (answer["counts"]["closed"], answer["counts"]["new"], answer["written"]) == (2, 2, 2)
    closed, _ = [each for each in answer["differences"] if each["kind"] == "closed"]
    assert (closed["before"], closed["after"]) == ("480.1", "486.72")
    assert closed["remark"] == "2024年1—9月已关账，未采用"
    assert main(["import", str(book), "--data", str(data)]) == DONE
    assert "已关账 2 格" in capsys.readouterr().out


def test_that_the_form_of_another_county_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "a.xlsx", SEPTEMBER)
    assert main(["import", str(book), "--data", str(data), "--region", "330327"]) == AT_FAULT
    assert "平阳县" in capsys.readouterr().err


def test_that_a_sheet_without_figures_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "a.xlsx", (("会议通知",), ("请各单位于周五前报送。",)))
    assert main(["import", str(book), "--data", str(data)]) == AT_FAULT
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "a.xlsx" in error


def test_that_layouts_go_out_and_in(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "对照.json"
    assert main(["map", "export", str(out), "--data", str(data)]) == DONE
    assert main(["map", "import", str(out), "--data", str(data)]) == DONE
    assert "0 种" in capsys.readouterr().out
    out.write_text("不是", encoding="utf-8")
    assert main(["map", "import", str(out), "--data", str(data)]) == AT_FAULT
