"""The self-test passes where all is there, and says what is missing where it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wzdesk.cli.main import run
from wzdesk.domain.errors import Refused
from wzdesk.services.self_test import data_steps
from wzdesk.services.self_test.data_steps import DataSteps
from wzdesk.services.self_test.step import Failed, Step, Steps, expect, outcome_of

GOOD, BAD = 0, 1


def nothing_drawn(_data: DataSteps, _folder: Path) -> Steps:
    return ()


def no_pdf(printout: object, path: Path, *, is_landscape: bool) -> int:
    raise AssertionError((printout, path, is_landscape))


def test_that_every_step_is_good_in_a_program_of_its_own(home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "wzdesk", "self-test", "--json"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == GOOD, ended.stdout + ended.stderr
    told = json.loads(ended.stdout)
    assert told["good"] is True
    assert [step["key"] for step in told["steps"]] == [
        "resources", "migrations", "new", "enter", "export", "read_apart", "fill", "import", "sign",
        "qt", "font", "icons", "chart", "pdf",
    ]  # fmt: skip
    assert [step for step in told["steps"] if not step["is_good"]] == []
    assert [file for file in home.rglob("*") if file.is_file()] == []


def test_that_what_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    homes = dict(os.environ)
    monkeypatch.setattr(data_steps, "resources_folder", lambda: tmp_path)
    monkeypatch.setattr(data_steps, "pack_folder", tmp_path.joinpath)
    assert run(["self-test"], no_pdf, nothing_drawn) == BAD
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"错　自带的数据包、图标、帮助：{tmp_path} 里没有演示数据包。")
    assert lines[1].startswith("好　旧数据文件的升级步骤")
    assert lines[2].startswith("错　新建并打开演示数据")
    assert lines[3].startswith("错　填一格数，撤销：演示数据没有打开，这一步没有做。")
    assert lines[-1] == ("自检没有通过：9 项里 7 项有错，请重新安装；还不行，请把上面的内容发给维护人员。")
    assert dict(os.environ) == homes


def refuse() -> str:
    raise Refused("磁盘满了。")


def break_down() -> str:
    return str(int("缺"))


def fall_short() -> str:
    expect(holds=False, otherwise="少了一格。")
    return ""


@pytest.mark.parametrize(
    ("act", "remark"),
    (
        (refuse, "磁盘满了。"),
        (fall_short, "少了一格。"),
        (break_down, "程序出错：ValueError: invalid literal for int() with base 10: '缺'"),
    ),
)
def test_that_whatever_a_step_raises_is_its_outcome(act: object, remark: str) -> None:
    outcome = outcome_of(Step("one", "一步", act))  # type: ignore[arg-type]
    assert (outcome.is_good, outcome.remark) == (False, remark)


def test_that_a_condition_that_holds_lets_a_step_go_on() -> None:
    expect(holds=True, otherwise="不会说的话")
    with pytest.raises(Failed, match=r"^少了一格。$"):
        fall_short()
