"""What the command line says of itself: Chinese, every argument explained, one sentence where something is wrong."""

import argparse
import re
from pathlib import Path

import pytest

from wzdesk.__main__ import main
from wzdesk.cli.main import build_parser

AT_FAULT = 2
ENGLISH = re.compile(r"\b(?:usage|positional|options|arguments|show|exit|optional|and|the)\b")


def commands() -> dict[str, argparse.ArgumentParser]:
    """All parsers by what is typed."""
    parser = build_parser()
    found = next(one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return {"": parser, **found.choices}


@pytest.mark.parametrize("name", commands())
def test_that_help_is_in_chinese_and_explains_everything(name: str) -> None:
    parser = commands()[name]
    assert not ENGLISH.search(parser.format_help())
    explained = [one for one in parser._actions if not isinstance(one, argparse._SubParsersAction)]
    assert [one.dest for one in explained if not re.search("[一-龥]", one.help or "")] == []


def test_that_the_windows_help_is_that_of_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["gui", "--help"])
    assert "命令" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    (
        (["backups", "没有.wzd"], "没有找到数据文件"),
        (["restore", "没有.wzd", "没有的备份.wzd"], "没有找到备份"),
        (["new", "新.wzd", "--pack", "nowhere"], "没有找到数据包“nowhere”"),
        (["backup"], "请看 wzdesk backup --help"),
        (["gui", "--data", "没有.wzd"], "没有图形桌面"),
        (["没有.wzd"], "没有图形桌面"),
        (["gui", "没有.wzpack"], "没有图形桌面"),
        (["没有.wzpack"], "没有图形桌面"),
    ),
)
def test_that_what_is_wrong_is_said_in_one_sentence(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("wzdesk.__main__._has_screen", lambda: False)
    assert main(words) == AT_FAULT
    (sentence,) = capsys.readouterr().err.splitlines()
    assert said in sentence
    assert sentence.endswith("。")
    assert list(tmp_path.iterdir()) == []
