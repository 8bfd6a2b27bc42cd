"""``wzdesk print``: a PDF without a display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf_reading import properties, texts_of_pages
from wzdesk.__main__ import main

DONE, AT_FAULT = 0, 2
PLACE = ("--plan", "2023", "--region", "330300")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file with the Wenzhou pack."""
    path = tmp_path / "温州.wzd"
    assert main(["new", "--data", str(path)]) == DONE
    return path


def test_that_the_plan_of_45_items_is_printed_without_a_display(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "计划.pdf"
    command = [sys.executable, "-m", "wzdesk", "print", "--data", str(data), *PLACE, "-o", str(out)]
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=plain)
    texts = texts_of_pages(out)
    assert (run.returncode, run.stderr) == (DONE, "")
    assert run.stdout == f"已印成 {out}，共 {len(texts)} 页。\n"
    assert 2 <= len(texts) <= 3
    assert texts[0].startswith("2023年温州市国民经济和社会发展计划完成情况")
    assert "地区生产总值(GDP)" in texts[0]
    assert "8730.6" in texts[0]
    assert "粮食综合生产能力" in texts[-1]
    assert "审核人：" in texts[-1]
    assert all(f"第{number}页共{len(texts)}页" in text for number, text in enumerate(texts, 1))


@pytest.mark.usefixtures("qapp")
def test_that_the_paper_can_be_turned(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "竖.pdf"
    assert main(["print", "--data", str(data), *PLACE, "-o", str(out), "--orientation", "portrait"]) == DONE
    assert properties(out)["Page size"].startswith("595 x 842")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("changed", "words"),
    (
        (("-o", "表.doc"), ".pdf 结尾"),
        (("-o", "没有/表.pdf"), "不存在"),
        (("--plan", "1999"), "1999"),
        (("--region", "999999"), "999999"),
    ),
)
def test_that_what_cannot_be_printed_is_one_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: tuple[str, str], words: str
) -> None:
    capsys.readouterr()
    options = {"--data": str(data), "--plan": "2023", "--region": "330300", "-o": "表.pdf"} | dict([changed])
    options["-o"] = str(tmp_path / options["-o"])
    assert main(["print", *(word for pair in options.items() for word in pair)]) == AT_FAULT
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert words in told[0]
    assert list(tmp_path.rglob("*.pdf")) == []
