"""The command that gives figures to other systems."""

import csv
import json
from pathlib import Path

import pytest

from wzdesk.__main__ import main
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder


def test_that_a_selection_goes_out_in_both_formats(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "data.wzd", tmp_path / "out.csv"
    create_data_file(data, pack_folder("demo")).close()
    chosen = ["--indicator", "GDP", "--region", "330326", "--from", "2024", "--to-period", "2024-01/06"]
    common = ["interchange", *chosen, "--data", str(data), "--to", str(out)]
    assert main([*common, "--format", "sdmx", "--measure", "level", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == told["figures"] > 0
    assert {(row["INDICATOR"], row["REF_AREA"], row["MEASURE"]) for row in rows} == {
        ("GDP", "330326", "LEVEL")
    }
    assert all("2024-01" <= row["TIME_PERIOD"] <= "2024-S1" for row in rows)
    assert main([*common, "--format", "tidy"]) == 0
    assert f"已导出 {out}，" in capsys.readouterr().out
    assert main([*common, "--format", "tidy", "--from", "2024-13"]) == 2
    assert "期别“2024-13”不认识" in capsys.readouterr().err
