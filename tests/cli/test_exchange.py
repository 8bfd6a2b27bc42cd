"""The commands that send forms out and merge what comes back."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.exchange.returns import ReturnedBook
from wzdesk.__main__ import main
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder

Said = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.wzd"
    create_data_file(path, pack_folder("demo")).close()
    return path


def test_that_the_demo_file_lists_a_half_year_for_all_regions_and_sends_it(
    data: Path, tmp_path: Path, capsys: Said
) -> None:
    assert main(["issue", "--list", "--data", str(data), "--json"]) == 0
    forms = {one["code"]: one for one in json.loads(capsys.readouterr().out)["forms"]}
    assert set(forms["monthly"]) == {"code", "name", "periods"}
    assert "2024-01/06" in forms["monthly"]["periods"]
    out = tmp_path / "发出"
    assert main(["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]) == 0
    assert len(list(out.glob("*.xlsx"))) == 13
    assert "发出 13 份" in capsys.readouterr().out


def test_that_returned_forms_are_merged_and_told_as_json(data: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "发出"
    issue = ["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]
    assert main([*issue, "--region", "330326", "--region", "330327"]) == 0
    capsys.readouterr()
    for path in out.glob("*.xlsx"):
        ReturnedBook(path).put("地区生产总值", "total", 999.5).save()
    stranger = tmp_path / "别的.xlsx"
    stranger.write_bytes(b"PK")
    merge = ["merge", str(out), str(stranger), "--data", str(data), "--json"]
    assert main([*merge, "--dry-run"]) == 0
    dry = json.loads(capsys.readouterr().out)
    assert main(merge) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == dry
    assert set(told) == {"counts", "files", "conflicts"}
    assert told["counts"]["changed"] == 2
    assert told["counts"]["cells"] == sum(told["counts"].values()) - told["counts"]["cells"]
    assert {one["region"] for one in told["files"]} == {"330326", "330327", ""}
    assert [bool(one["reason"]) for one in told["files"]] == [False, False, True]
    assert main([*merge, "--dry-run"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["changed"] == 0


def test_that_a_conflict_is_told_with_both_sides(data: Path, tmp_path: Path, capsys: Said) -> None:
    for folder, value in (("一", 999.5), ("二", 888)):
        out = tmp_path / folder
        issue = ["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]
        assert main([*issue, "--region", "330326"]) == 0
        ReturnedBook(next(out.iterdir())).put("地区生产总值", "total", value).save()
    assert main(["merge", str(tmp_path / "一"), "--data", str(data)]) == 0
    capsys.readouterr()
    assert main(["merge", str(tmp_path / "二"), "--data", str(data), "--json"]) == 0
    conflicts = json.loads(capsys.readouterr().out)["conflicts"]
    assert len(conflicts) == 1
    assert set(conflicts[0]) >= {"region", "indicator", "period", "measure", "base", "ours", "theirs", "cell"}
    assert [conflicts[0][name] for name in ("region", "indicator", "period", "measure", "ours", "theirs")] == [
        "330326", "GDP", "2024-01/06", "level", "999.50", "888.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    (
        (["issue", "monthly", "--period", "2024-13", "--to", "x"], "期别“2024-13”不认识"),
        (["issue", "monthly"], "要写发哪张表、哪一期"),
        (["issue", "nothing", "--period", "2024-01/06", "--to", "x"], "没有填报表“nothing”"),
        (["issue", "quarterly", "--period", "2024-01/05", "--to", "x"], "没有2024年1—5月这一期"),
        (["issue", "monthly", "--period", "2024-01/06", "--to", "x", "--region", "1"], "地区 1 不报"),
    ),
)
def test_that_what_cannot_be_sent_is_said_in_one_sentence(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "--data", str(data)]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.xlsx"))


def test_that_an_agencys_workbook_is_sent_and_merged(
    data: Path, tmp_path: Path, shared: Path, capsys: Said
) -> None:
    out, book = tmp_path / "发出", next((shared / "forms").glob("a01_*.xlsx"))
    issue = ["issue", "monthly", "--data", str(data), "--period", "2024-01/09", "--to", str(out)]
    assert main([*issue, "--workbook", str(book), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert len(files) == 13
    assert main(["merge", str(out), "--data", str(data), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["unchanged"] == told["counts"]["cells"] == sum(one["cells"] for one in files)
    assert main([*issue, "--workbook", str(tmp_path / "没有.xlsx")]) != 0
    assert "没有.xlsx" in capsys.readouterr().err


def test_that_agencies_are_sent_their_lines(data: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "发出"
    issue = ["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]
    assert main([*issue, "--agencies", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert {"SWB", "JTJ"} < {one["agency"] for one in files}
    assert main([*issue, "--agency", "SWB"]) == 0
    assert "发出 1 份" in capsys.readouterr().out
    assert main([*issue, "--agency", "SWB", "--region", "330326"]) != 0
    assert "只能写一种" in capsys.readouterr().err
    assert main(["merge", str(out), "--data", str(data), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["agency"] for one in told["files"]} == {one["agency"] for one in files}
    assert {one["region"] for one in told["files"]} == {"330300"}


def test_that_the_report_of_a_merge_is_a_workbook_to_sign(data: Path, tmp_path: Path, capsys: Said) -> None:
    out, report = tmp_path / "发出", tmp_path / "合并报告.xlsx"
    assert main(["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]) == 0
    for book in out.iterdir():
        ReturnedBook(book).put("地区生产总值", "total", 999.5).save()
    capsys.readouterr()
    arguments = ["merge", str(out), "--data", str(data), "--dry-run", "--json", "--report", str(report)]
    assert main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    rows = list(load_workbook(report, data_only=True).worksheets[0].iter_rows(values_only=True))
    sums = next(row for row in rows if row[0] == "合计")
    assert sums[2:9] == (*list(told["counts"].values())[1:], told["counts"]["cells"])
    counted = [row for row in rows if str(row[1]).endswith(".xlsx")]
    assert len(counted) == len(told["files"])
    assert all(sum(int(str(each)) for each in row[2:8]) == row[8] for row in counted)
    assert any("负责人（签字）" in str(row[0]) for row in rows)


def test_that_nothing_is_merged_where_the_report_cannot_be_written(
    data: Path, tmp_path: Path, capsys: Said
) -> None:
    out = tmp_path / "发出"
    issue = ["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]
    assert main([*issue, "--region", "330326"]) == 0
    ReturnedBook(next(out.iterdir())).put("地区生产总值", "total", 999.5).save()
    merge = ["merge", str(out), "--data", str(data)]
    assert main([*merge, "--report", str(tmp_path / "没有这个文件夹" / "报告.xlsx")]) == 2
    capsys.readouterr()
    assert main([*merge, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["unchanged"] < 150


def test_that_a_form_is_sent_back_with_its_reason(data: Path, tmp_path: Path, capsys: Said) -> None:
    out, back = tmp_path / "发出", tmp_path / "退回.xlsx"
    issue = ["issue", "monthly", "--data", str(data), "--period", "2024-01/06", "--to", str(out)]
    assert main([*issue, "--region", "330326"]) == 0
    book = ReturnedBook(next(out.iterdir())).put("固定资产投资", "total", -5).save()
    arguments = ["return", str(book), "--data", str(data), "--to", str(back)]
    assert main([*arguments, "--reason", "已核实"]) == 2
    assert "套话" in capsys.readouterr().err
    assert main([*arguments, "--reason", "固定资产投资不会是负数，请核对累计数"]) == 0
    assert "1 行写了原因" in capsys.readouterr().out
    assert main(["return", str(book), "--data", str(data), "--list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["name"] for row in rows if row["objections"]] == ["固定资产投资"]
    chosen = ["--row", rows[0]["name"], "--row", str(rows[1]["row"])]
    reason = ["--reason", "累计数要和五月衔接，请核对", "--json"]
    assert main([*arguments, *reason, *chosen]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(back), "rows": 2}
    assert main([*arguments, *reason, "--row", "没有的"]) == 2
    assert "没有“没有的”这一行" in capsys.readouterr().err
    assert main(arguments) == 2
    assert "要写为什么退回" in capsys.readouterr().err
    assert main(["merge", str(back), "--data", str(data), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["reason"] == ""


def test_that_a_part_goes_out_and_comes_back_as_a_data_file(data: Path, tmp_path: Path, capsys: Said) -> None:
    part = tmp_path / "平阳.wzd"
    assert main(["part", "--region", "330326", "--data", str(data), "--to", str(part), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    book = tmp_path / "发出"
    issue = ["issue", "monthly", "--data", str(part), "--period", "2024-01/06", "--to", str(book)]
    assert main([*issue, "--region", "330326"]) == 0
    returned = ReturnedBook(next(book.iterdir())).put("地区生产总值", "total", 999.5).save()
    assert main(["merge", str(returned), "--data", str(part)]) == 0
    capsys.readouterr()
    assert main(["merge", str(part), "--data", str(data), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {
        "cells": figures, "unchanged": figures - 1, "filled": 0, "changed": 1, "emptied": 0, "conflict": 0,
        "refused": 0,
    }  # fmt: skip
    assert [(one["region"], one["reason"]) for one in told["files"]] == [("330326", "")]
    assert main(["merge", str(part), "--data", str(data)]) == 0
    assert f"未变 {figures}、" in capsys.readouterr().out
