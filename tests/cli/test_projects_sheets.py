"""``wzdesk projects import``, ``export`` and ``lagging`` as another program uses them."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wzdesk.__main__ import main

DONE, AT_FAULT = 0, 2


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "演示.wzd"
    assert main(["new", "--data", str(path), "--demo"]) == DONE
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "温州.wzd"
    assert main(["new", "--data", str(path)]) == DONE
    return path


@pytest.fixture
def monthly(shared: Path) -> str:
    return str(next((shared / "forms").glob("a03_*.xlsx")))


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_that_a_look_writes_nothing_and_the_import_writes_what_it_showed(
    data: Path, monthly: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["projects", "import", monthly, "--data", str(data), "--json"]
    assert main([*command, "--dry-run"]) == DONE
    look = told(capsys)
    assert look["written"] == 0
    assert look["proposed"] > 100
    assert len(look["projects"]) == 11
    assert main(command) == DONE
    assert told(capsys)["written"] == look["proposed"]
    assert main(command) == DONE
    again = told(capsys)
    assert (again["written"], again["counts"]["changed"], again["counts"]["new"]) == (0, 0, 0)


def test_that_projects_unknown_to_the_ledger_are_named_and_added_on_request(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2024年项目计划表（单位：万元）"])
    sheet.append(["序号", "项目名称", "建设性质", "所在地", "总投资", "2024年计划投资"])
    sheet.append([1, "鳌江某某水厂扩建", "新开工", "平阳县", 12000, 3000])
    book.save(tmp_path / "清单.xlsx")
    command = ["projects", "import", str(tmp_path / "清单.xlsx"), "--data", str(data)]
    assert main(command) == DONE
    assert "台账里没有的项目 1 个（鳌江某某水厂扩建）" in capsys.readouterr().out
    assert main([*command, "--add-new", "--json"]) == DONE
    assert told(capsys)["written"] == 5


def test_that_the_import_of_figures_names_the_command_for_projects(
    data: Path, monthly: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", monthly, "--data", str(data)]) == AT_FAULT
    assert "wzdesk projects import" in capsys.readouterr().err


def test_that_a_workbook_without_projects_is_refused(
    data: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = next((shared / "forms").glob("a01_*.xlsx"))
    assert main(["projects", "import", str(book), "--data", str(data)]) == AT_FAULT
    assert "没有认出项目的表" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ("list", "monthly", "fields", "race"))
def test_that_a_table_is_written_and_says_what_is_invented(
    demo: Path, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "表.xlsx"
    command = [
        "projects",
        "export",
        kind,
        "--data",
        str(demo),
        "--month",
        "2024-09",
        "-o",
        str(out),
        "--json",
    ]
    assert main(command) == DONE
    assert told(capsys)["demo"] is True
    assert "含演示数据" in str(openpyxl.load_workbook(out).worksheets[0]["A1"].value)


def test_that_the_fields_come_to_the_published_totals(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "表.xlsx"
    assert (
        main(["projects", "export", "fields", "--data", str(demo), "--month", "2024-09", "-o", str(out)])
        == DONE
    )
    sheet = openpyxl.load_workbook(out, data_only=True).worksheets[0]
    total = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "合计")
    assert total[1] == 576
    assert round(float(str(total[3])), 1) == 1343.0


def test_that_each_lagging_project_has_its_points_and_its_word(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["projects", "lagging", "--data", str(demo), "--month", "2024-09", "--json"]) == DONE
    found = told(capsys)
    behind = [one for one in found["projects"] if one["points"] is not None]
    assert behind
    assert found["projects"][: len(behind)] == behind  # those with alerts alone come after them
    points = [float(one["points"]) for one in behind]
    assert points == sorted(points)
    for one in behind:
        assert f"{one['word']}序时进度 {one['points'].removeprefix('-')} 个百分点" in one["sentence"]
    assert any(one["alerts"] for one in found["projects"])


def test_that_a_month_that_is_none_is_refused(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["projects", "lagging", "--data", str(demo), "--month", "2024-13"]) == AT_FAULT
    assert "请写成 2024-09 这样" in capsys.readouterr().err


def test_that_an_agency_sheet_is_filled_from_the_ledger(
    data: Path, monthly: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["projects", "import", monthly, "--data", str(data)]) == DONE
    form = next((shared / "forms").glob("a03e_*.xlsx"))
    out = tmp_path / "填好.xlsx"
    command = ["fill", str(form), "--data", str(data), "--region", "330300", "--period", "2024-09"]
    assert main([*command, "-o", str(out)]) == DONE
    assert "填了 39 格" in capsys.readouterr().out
