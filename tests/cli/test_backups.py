"""Backups on the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from wzdesk.__main__ import main
from wzdesk.services.open_data_file import open_data_file

DONE, AT_FAULT = 0, 2


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "温州.wzd"
    assert main(["new", "--data", str(path)]) == DONE
    return path


def listed(data: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["backups", str(data), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


def targets(data: Path) -> int:
    with closing(sqlite3.connect(data)) as connection:
        return int(connection.execute("SELECT count(*) FROM plan_target").fetchone()[0])


def test_that_a_backup_is_made_listed_and_restored(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backups", str(data)]) == DONE
    assert "还没有备份" in capsys.readouterr().out
    assert main(["backup", str(data), "--name", "报送前"]) == DONE
    assert "核对过" in capsys.readouterr().out
    before = targets(data)
    with closing(sqlite3.connect(data)) as connection, connection:
        connection.execute("DELETE FROM plan_target")
    (only,) = listed(data, capsys)
    assert (only["why"], only["state"]) == ("报送前", "good")
    name = Path(str(only["path"])).name
    assert main(["restore", str(data), name, "--who", "张某"]) == DONE
    assert "想回去" in capsys.readouterr().out
    assert targets(data) == before
    with closing(sqlite3.connect(data)) as connection:
        last = connection.execute("SELECT kind, who, source FROM change_set ORDER BY id DESC").fetchone()
    assert last == ("restore", "张某", name)
    assert [one["why"] for one in listed(data, capsys)] == ["恢复前", "报送前"]
    assert main(["backups", str(data)]) == DONE
    assert "✓ 核对过" in capsys.readouterr().out


def test_that_lost_rows_make_the_command_fail(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(data)]) == DONE
    with closing(sqlite3.connect(data)) as connection, connection:
        connection.execute("DELETE FROM plan_target")
    capsys.readouterr()
    assert main(["backup", str(data)]) == AT_FAULT
    assert "目标少了" in capsys.readouterr().err


def test_that_a_file_in_use_is_refused_with_the_name(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "王某")
    assert main(["backup", str(data)]) == DONE
    name = Path(str(listed(data, capsys)[0]["path"])).name
    with open_data_file(data):
        assert main(["restore", str(data), name]) == AT_FAULT
    told = capsys.readouterr().err
    assert "王某" in told
    assert "没有恢复" in told


def test_that_a_backup_that_is_not_there_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["restore", str(data), "没有的.wzd"]) == AT_FAULT
    assert "没有的.wzd" in capsys.readouterr().err
    assert main(["backup", str(data.with_name("没有.wzd"))]) == AT_FAULT
    assert not data.with_name("没有.wzd").exists()


def test_that_an_import_leaves_a_backup_of_the_file_before(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "表.xlsx"
    assert (
        main(["export", "--data", str(data), "--plan", "2023", "--region", "330300", "-o", str(book)]) == DONE
    )
    _change(book)
    assert main(["import", str(book), "--data", str(data), "--dry-run"]) == DONE
    assert listed(data, capsys) == []
    assert main(["import", str(book), "--data", str(data), "--who", "张某"]) == DONE
    assert [one["why"] for one in listed(data, capsys)] == ["导入前"]
    with closing(sqlite3.connect(data)) as connection:
        assert connection.execute("SELECT kind, who FROM change_set ORDER BY id DESC").fetchone() == (
            "import",
            "张某",
        )


def _change(book: Path) -> None:
    import openpyxl

    opened = openpyxl.load_workbook(book)
    for row in opened.worksheets[0].iter_rows():
        for cell in row:
            if str(cell.value) == "8730.6":
                cell.value = 8735.2
    opened.save(book)
