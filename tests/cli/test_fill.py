"""``wzdesk fill`` as another program uses it."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.excel.fill.convert.old_forms import A08, without_office
from wzdesk.__main__ import main

DONE, AT_FAULT = 0, 2


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form with two sheets, a formula and a blank row to fill."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "一 季度"
    for row in (
        ("2023年主要指标",),
        ("指标名称", "单位", "绝对值", "增速(%)"),
        ("地区生产总值", "亿元"),
        ("一般公共预算收入", "亿元", 5),
        ("不认识", "个"),
    ):
        sheet.append(list(row))
    sheet["E3"] = "=C3*2"
    book.create_sheet("表2")
    path = tmp_path / "表样.xlsx"
    book.save(path)
    return path


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "温州.wzd"
    assert main(["new", "--data", str(path)]) == DONE
    capsys.readouterr()
    return path


def fill(form: Path, out: Path, *sets: str, more: tuple[str, ...] = ()) -> int:
    arguments = [word for one in sets for word in ("--set", one)]
    return main(["fill", str(form), *arguments, *more, "-o", str(out)])


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on standard error, with nothing on standard output."""
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert captured.out == ""
    assert line.endswith("。")
    return line


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    (
        ("8730.6", 8730.6, "n"),
        ("-3.10", -3.1, "n"),
        ("1,234", 1234, "n"),
        ("=1+1", "=1+1", "s"),
        ("+1元", "+1元", "s"),
        ("@SUM", "@SUM", "s"),
        ("6.9%", "6.9%", "s"),
        ("8左右", "8左右", "s"),
        (" 7", " 7", "s"),
        ("a=b", "a=b", "s"),
        ("nan", "nan", "s"),
    ),
)
def test_that_a_number_is_a_number_and_anything_else_a_text(
    text: str, value: object, kind: str, form: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert fill(form, out, f"'一 季度'!C3={text}") == DONE
    cell = openpyxl.load_workbook(out)["一 季度"]["C3"]
    assert (cell.value, cell.data_type) == (value, kind)


def test_that_several_cells_are_set_and_told(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert fill(form, out, "一 季度!$C$3=1.5", "'一 季度'!c4=", "表2!A1=甲") == DONE
    book = openpyxl.load_workbook(out)
    assert book["一 季度"]["C3"].value == 1.5
    assert book["一 季度"]["C4"].value is None
    assert book["表2"]["A1"].value == "甲"
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "'一 季度'!C3\t空 → 1.5"
    assert lines[-1] == f"填了 3 格，写到 {out}。"


def test_that_the_json_tells_all(form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.xlsx"
    assert fill(form, out, "一 季度!C3=1.5", "一 季度!C4=5", more=("--json",)) == DONE
    found = answer(capsys)
    assert found["out"] == str(out)
    assert found["filled"] == [{"cell": "'一 季度'!C3", "before": "", "after": "1.5", "remark": ""}]
    assert found["unchanged"] == ["'一 季度'!C4"]
    assert found["recalculated"] == [{"cell": "'一 季度'!E3", "before": "", "after": "3"}]
    assert (found["dropped"], found["backup"]) == ([], None)
    assert set(found) == {"out", "filled", "unchanged", "recalculated", "dropped", "backup", "notes"}


@pytest.mark.parametrize(
    ("sets", "words"),
    (
        (("C3=1",), "不是一个格子"),
        (("一 季度!C=1",), "不是一个格子"),
        (("一 季度!C0=1",), "不是一个格子"),
        (("一 季度!XFE1=1",), "不是一个格子"),
        (("一 季度!C3",), "少了等号"),
        (("三季度!C3=1",), "没有工作表“三季度”"),
        (("一 季度!E3=1",), "公式"),
        (("一 季度!C3=1", "'一 季度'!$C$3=2"), "给了两次"),
        (("一 季度!C3=" + "长" * 40000,), "32767"),
    ),
)
def test_that_a_bad_cell_is_refused_whole(
    sets: tuple[str, ...], words: str, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert fill(form, out, "一 季度!D3=1", *sets) == AT_FAULT
    assert words in refusal(capsys)
    assert not out.exists()


def test_that_nothing_or_both_to_fill_is_refused(
    form: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert fill(form, out) == AT_FAULT
    assert "没有说填什么" in refusal(capsys)
    assert fill(form, out, more=("--data", str(data))) == AT_FAULT
    assert "没有说填什么" in refusal(capsys)
    assert fill(form, out, "一 季度!C3=1", more=("--data", str(data))) == AT_FAULT
    assert "只能用一种" in refusal(capsys)


def test_that_figures_of_the_data_file_are_filled(
    form: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    more = ("--data", str(data), "--region", "330300", "--period", "2023")
    assert fill(form, out, more=(*more, "--json")) == DONE
    found = answer(capsys)
    sheet = openpyxl.load_workbook(out)["一 季度"]
    assert (sheet["C3"].value, sheet["D3"].value, sheet["C4"].value) == (8730.6, 6.9, 5)
    assert found["counts"] == {"fill": 3, "same": 0, "kept": 1, "formula": 0, "missing": 0}
    assert found["unplaced"] == [
        {"cell": "'一 季度'!A5", "text": "不认识", "reason": "计划里没有叫“不认识”的指标"}
    ]
    places = found["places"]
    assert isinstance(places, list)
    assert places[0] == {
        "cell": "'一 季度'!C3",
        "indicator": "地区生产总值(GDP)",
        "heading": "绝对值",
        "period": "2023年",
        "state": "fill",
        "text": "8730.6",
        "there": "",
        "remark": "",
    }
    assert fill(form, out, more=more) == DONE
    assert "没有数的 0 格，已有别的内容没有动的 1 格，没有对上的行 1 行。" in capsys.readouterr().out


@pytest.mark.parametrize(("region", "period", "words"), (("330300", "那年", "期别"), ("1", "2023", "地区")))
def test_that_an_unknown_region_or_period_is_refused(
    region: str, period: str, words: str, form: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--data", str(data), "--region", region, "--period", period)
    assert fill(form, form, more=more) == AT_FAULT
    assert words in refusal(capsys)


def test_that_writing_over_the_form_keeps_a_dated_copy(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = form.read_bytes()
    assert fill(form, form, "一 季度!C3=1", more=("--json",)) == DONE
    backup = answer(capsys)["backup"]
    assert isinstance(backup, str)
    assert Path(backup).read_bytes() == before
    assert Path(backup).name.startswith("表样（原件 ")
    assert openpyxl.load_workbook(form)["一 季度"]["C3"].value == 1


def test_that_macros_keep_their_ending(
    form: Path, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fill(form, tmp_path / "out.xlsm", "一 季度!C3=1") == AT_FAULT
    assert ".xlsx 结尾" in refusal(capsys)
    macros = shared / "workbooks" / "macro_energy_ind.xlsm"
    name = openpyxl.load_workbook(macros, read_only=True).sheetnames[0]
    assert fill(macros, tmp_path / "out.xlsx", f"'{name}'!ZZ99=1") == AT_FAULT
    assert ".xlsm 结尾" in refusal(capsys)
    assert fill(macros, tmp_path / "out.xlsm", f"'{name}'!ZZ99=1") == DONE


def test_that_an_old_form_is_filled_as_xlsx_and_the_name_is_told(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch)
    import xlrd

    name = xlrd.open_workbook(str(shared / A08)).sheet_names()[0]
    assert fill(shared / A08, tmp_path / "填.xls", f"'{name}'!N50=29.0", more=("--json",)) == DONE
    found = answer(capsys)
    assert found["out"] == str(tmp_path / "填.xlsx")
    assert "存为“填.xlsx”" in str(found["notes"])
    assert openpyxl.load_workbook(tmp_path / "填.xlsx")[name]["N50"].value == 29


@pytest.mark.parametrize(
    "content", (b"", b"text", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
)
def test_that_what_is_no_form_is_one_sentence(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch)
    form = tmp_path / "坏.xls"
    form.write_bytes(content)
    assert fill(form, tmp_path / "out.xlsx", "表!A1=1") == AT_FAULT
    assert "坏.xls" in refusal(capsys)
    assert fill(tmp_path / "没有.xlsx", tmp_path / "out.xlsx", "表!A1=1") == AT_FAULT
    assert "没有.xlsx" in refusal(capsys)
