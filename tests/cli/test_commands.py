"""The command line as another program uses it: standard input, JSON, exit codes."""

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from wzdesk.__main__ import main

DONE, AT_FAULT = 0, 2


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file with the Wenzhou pack."""
    path = tmp_path / "温州.wzd"
    assert main(["new", "--data", str(path)]) == DONE
    return path


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on standard error."""
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert len(lines) == 1, captured.err
    assert lines[0].endswith(("。", "。）")), lines[0]
    return lines[0]


def test_that_a_target_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["target", "增长6%左右", "--unit", "亿元", "--json"]) == DONE
    assert answer(capsys) == {
        "text": "增长6%左右",
        "clauses": [
            {
                "basis": "growth",
                "op": "about",
                "value": "6",
                "high": None,
                "reference": None,
                "strength": "plan",
            }
        ],
        "words": "增速约 6%（越大越好）",
    }


@pytest.mark.parametrize("text", ("", "—", "-"))
def test_that_an_empty_target_has_no_clauses(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["target", text, "--unit", "亿元", "--json"]) == DONE
    assert answer(capsys)["clauses"] == []


def test_that_a_text_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quantity", "-3.10", "--unit", "%", "--json"]) == DONE
    assert answer(capsys)["value"] == "-3.10"


def test_that_lines_of_standard_input_are_answered_one_by_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "突破1万亿元\t亿元\tup\n\n5以内\t%\tdown\n上升2个位次\t位\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["target", "--stdin", "--json"]) == DONE
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    values = [[clause["value"] for clause in one["clauses"]] for one in found]
    assert values == [["10000"], [], ["5"], ["2"]]


def test_that_quantities_keep_their_digits_and_convert_exactly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "29.0\t%\n5340万美元\t亿美元\n暂无数据\t%\n8.7(实际增长7.9)\t亿元\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["quantity", "--stdin", "--json"]) == DONE
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["value"] for one in found] == ["29.0", "0.534", None, "8.7"]
    assert found[1]["unit"] == "亿美元"
    assert found[2]["availability"] == "not_available"
    assert found[3]["also"][0]["value"] == "7.9"


def test_that_the_2023_plan_comes_out_as_its_document_says(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", "--data", str(data), "--plan", "2023", "--region", "330300", "--json"]) == DONE
    found = answer(capsys)
    assert found["summary"] == {"achieved": 33, "nearly": 2, "missed": 5, "no_data": 5, "undetermined": 0}
    items = found["items"]
    assert isinstance(items, list)
    assert len(items) == 45
    by_verdict = {
        verdict: {item["no"] for item in items if item["verdict"] == verdict}
        for verdict in ("missed", "nearly", "no_data")
    }
    assert by_verdict == {
        "missed": {"6", "18", "19", "20", "22"},
        "nearly": {"17", "44"},
        "no_data": {"16", "29", "38", "39", "45"},
    }
    assert items[35]["override"]["proposed"] == "missed"
    assert [part["indicator"] for part in items[39]["parts"]] == [
        "化学需氧量",
        "氨氮",
        "挥发性有机物",
        "氮氧化物",
    ]


def test_that_an_exported_table_comes_back_the_same(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "2023.xlsx"
    assert (
        main(["export", "--data", str(data), "--plan", "2023", "--region", "330300", "-o", str(book)]) == DONE
    )
    assert main(["import", str(book), "--data", str(data), "--json"]) == DONE
    counts = answer(capsys)["counts"]
    assert isinstance(counts, dict)
    assert counts.pop("same") > 100
    assert set(counts.values()) == {0}


def test_that_a_changed_table_is_taken_in_and_undone(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "2023.xlsx"
    main(["export", "--data", str(data), "--plan", "2023", "--region", "330300", "-o", str(book)])
    opened = openpyxl.load_workbook(book)
    for row in opened.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == 8730.6:
                cell.value = 8731.5
    opened.save(book)
    arguments = ["import", str(book), "--data", str(data), "--region", "330300", "--period", "2023", "--json"]
    assert main([*arguments, "--dry-run"]) == DONE
    assert answer(capsys)["counts"] == {
        "new": 0,
        "same": 123,
        "changed": 1,
        "conflict": 0,
        "closed": 0,
        "not_taken": 0,
    }
    assert main(arguments) == DONE
    capsys.readouterr()
    assert _level_of_gdp(data, capsys) == "8731.5"
    assert main(["undo", "--data", str(data)]) == DONE
    capsys.readouterr()
    assert _level_of_gdp(data, capsys) == "8730.6"


def _level_of_gdp(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["assess", "--data", str(data), "--plan", "2023", "--region", "330300", "--json"])
    items = answer(capsys)["items"]
    assert isinstance(items, list)
    return str(items[0]["level"])


@pytest.mark.parametrize(
    ("name", "content"),
    (
        ("不是.xlsx", b"plain text"),
        ("空的.xlsx", b""),
        ("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("截断.xlsx", b"PK\x03\x04" + b"\0" * 40),
    ),
)
def test_that_a_broken_workbook_is_refused_and_nothing_changes(
    name: str, content: bytes, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / name
    book.write_bytes(content)
    before = data.read_bytes()
    assert main(["import", str(book), "--data", str(data), "--json"]) == AT_FAULT
    assert name in refusal(capsys)
    assert data.read_bytes() == before


def test_that_a_truncated_export_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "2023.xlsx"
    main(["export", "--data", str(data), "--plan", "2023", "--region", "330300", "-o", str(book)])
    capsys.readouterr()
    book.write_bytes(book.read_bytes()[:-900])
    assert main(["import", str(book), "--data", str(data)]) == AT_FAULT
    assert "2023.xlsx" in refusal(capsys)


def test_that_another_table_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["姓名", "电话"])
    book.active.append(["张某", "123"])
    path = tmp_path / "通讯录.xlsx"
    book.save(path)
    assert main(["import", str(path), "--data", str(data)]) == AT_FAULT
    assert "通讯录.xlsx" in refusal(capsys)


def test_that_a_missing_file_plan_or_region_is_one_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["assess", "--data", str(tmp_path / "没有.wzd"), "--plan", "2023", "--region", "330300"],
        ["assess", "--data", str(data), "--plan", "1999", "--region", "330300"],
        ["assess", "--data", str(data), "--plan", "2023", "--region", "999999"],
        ["import", str(tmp_path / "没有.xlsx"), "--data", str(data)],
        ["import", str(data), "--data", str(data), "--period", "1999"],
        ["new", "--data", str(data)],
        ["new"],
        ["new", str(tmp_path / "x.wzd"), "--data", str(tmp_path / "y.wzd")],
        ["new", str(tmp_path / "x.wzd"), "--demo", "--pack", "wenling"],
        ["new", "--data", str(tmp_path / "x.wzd"), "--pack", "没有的包"],
        [
            "export",
            "--data",
            str(data),
            "--plan",
            "2023",
            "--region",
            "330300",
            "-o",
            str(tmp_path / "没有" / "x.xlsx"),
        ],
        ["没有的命令"],
        ["assess"],
    ):
        capsys.readouterr()
        assert main(arguments) == AT_FAULT, arguments
        refusal(capsys)
    assert not (tmp_path / "x.wzd").exists()


def test_that_a_file_with_invented_figures_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "演示.wzd")
    assert main(["new", path, "--demo"]) == DONE
    assert "含演示数据" in capsys.readouterr().out
    assert main(["assess", "--data", path, "--plan", "2024", "--region", "330326", "--json"]) == DONE
    assert answer(capsys)["mark"] == "含演示数据"
    assert main(["assess", "--data", path, "--plan", "2024", "--region", "330326"]) == DONE
    assert "含演示数据" in capsys.readouterr().out.splitlines()[-1]


def test_that_a_file_of_another_city_is_made_by_its_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "温岭.wzd")
    assert main(["new", path, "--pack", "wenling"]) == DONE
    assert main(["assess", "--data", path, "--plan", "2024", "--region", "331081", "--json"]) == DONE
    found = answer(capsys)
    assert found["summary"] == {"achieved": 0, "nearly": 0, "missed": 0, "no_data": 31, "undetermined": 0}
    assert "mark" not in found


@pytest.mark.parametrize("pack", ("wenzhou", "demo", "wenling"))
def test_that_the_packs_that_come_along_have_no_mistakes(
    pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-pack", pack]) == DONE
    assert "没有错" in capsys.readouterr().out.splitlines()[-1]


def test_that_a_damaged_data_file_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in (b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000):
        path = tmp_path / "坏的.wzd"
        path.write_bytes(content)
        for command in (
            ["undo", "--data", str(path)],
            ["assess", "--data", str(path), "--plan", "2023", "--region", "1"],
        ):
            assert main(command) == AT_FAULT
            refusal(capsys)
            assert path.read_bytes() == content


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_that_a_read_only_folder_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "只读"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert main(["new", "--data", str(folder / "x.wzd")]) == AT_FAULT
    refusal(capsys)


def test_that_the_program_speaks_utf8_under_any_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "wzdesk", "target", "翻一番", "--unit", "亿元", "--json"],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["clauses"][0]["value"] == "100"
