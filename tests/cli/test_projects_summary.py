"""The command that sums projects up."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from wzdesk.__main__ import main


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the invented ledger."""
    path = tmp_path_factory.mktemp("demo") / "demo.wzd"
    assert main(["new", "--demo", str(path)]) == 0
    return path


def summary(demo: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["projects", "summary", "--data", str(demo), "--json", *more]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_that_fields_and_natures_come_to_what_is_published(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = summary(demo, capsys, "--year", "2024", "--by", "field,nature")["rows"]
    counts = {(row["field"], row["nature"]): int(row["count"]) for row in rows}
    assert [counts["清洁能源保供", nature] for nature in ("续建", "新开工", "前期")] == [11, 13, 16]
    assert sum(counts.values()) == 576
    assert sum(Decimal(row["annual_plan"]) for row in rows if row["nature"] == "续建") == 1079
    assert sum(Decimal(row["annual_plan"]) for row in rows if row["nature"] == "新开工") == 264


def test_that_a_month_and_a_list_can_be_chosen(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    march = summary(demo, capsys, "--year", "2024", "--month", "3", "--list", "市级政府投资")
    assert march["month"] == "2024-03"
    assert march["total"]["count"] == 284
    lists = summary(demo, capsys, "--year", "2023", "--by", "list")["rows"]
    rates = {row["list"]: row["rate"] for row in lists}
    assert rates["省“千项万亿”"] == "144.6"
    assert rates["市级政府投资"] == "116.7"


def test_that_a_table_for_people_ends_with_the_total(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["projects", "summary", "--data", str(demo), "--year", "2024", "--by", "field"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "市“百项千亿”，到2024年9月底，含演示数据"
    assert lines[-1].split("\t")[:4] == ["合计", "576", "14073.0", "1343.0"]


@pytest.mark.parametrize(
    ("more", "said"),
    (
        (["--year", "2030"], "没有 2030 年的项目"),
        (["--year", "2024", "--by", "colour"], "不能按“colour”汇总"),
        (["--year", "2024", "--month", "13"], "月份“13”不对"),
        (["--year", "2024", "--list", "没有"], "没有名单“没有”"),
    ),
)
def test_that_what_cannot_be_summed_up_is_said(
    demo: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert main(["projects", "summary", "--data", str(demo), *more]) == 2
    assert said in capsys.readouterr().err
