"""The command that lists forms."""

import json
from pathlib import Path

import pytest

from wzdesk.__main__ import main
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A county in the middle of September."""
    path = tmp_path / "data.wzd"
    with create_data_file(path, pack_folder("wenzhou")) as store:
        filling = FormFilling.open(store, "monthly", "330326", Period.to_month(2024, 9))
        filling.record([TypedCell("FAI", Column.TOTAL, "230"), TypedCell("FAI", Column.GROWTH, "6.6")])
        filling.close()
    return path


def test_that_forms_are_listed_with_period_due_day_and_cells(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", str(data), "--region", "330326", "--period", "2024-Q3"]) == 0
    monthly, quarterly = capsys.readouterr().out.splitlines()
    assert monthly.split("\t") == [
        "monthly",
        "主要经济指标月报表",
        "月报",
        "2024年1—9月",
        "已关账",
        "已填 2/66 格",
    ]
    assert quarterly.split("\t")[2:5] == ["季报", "2024年前三季度", "2024-10-25截止"]


def test_that_programs_get_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", str(data), "--region", "330326", "--json"]) == 0
    monthly = json.loads(capsys.readouterr().out)[0]
    told = {name: monthly[name] for name in ("code", "period", "due", "filled", "cells", "closed")}
    assert told == {
        "code": "monthly",
        "period": "2024-01/09",
        "due": "2024-10-12",
        "filled": 2,
        "cells": 66,
        "closed": True,
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    (
        (["--region", "999999"], "没有代码是 999999 的地区"),
        (["--period", "去年夏天"], "期别“去年夏天”不认识"),
    ),
)
def test_that_what_is_not_there_is_said(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["forms", str(data), *arguments]) != 0
    assert said in capsys.readouterr().err
