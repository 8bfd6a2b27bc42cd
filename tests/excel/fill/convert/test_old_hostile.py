"""Old forms that are locked, broken or no workbooks: one sentence, never another error."""

import random
from pathlib import Path

import pytest

from tests.excel.fill.convert.old_forms import A08, A10, SHARED, ods, without_office
from wzdesk.excel.fill.convert.old_form import convert
from wzdesk.excel.fill.other_formats import as_workbook, fill_any
from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.fill.report import CellRef

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WINDOW, FILE_PASS = b"\x3d\x00\x12\x00", b"\x2f\x00\x12\x00"
TABLE = '<table:table table:name="表">{}</table:table>'
ROW = "<table:table-row>{}</table:table-row>"
CELL = '<table:table-cell office:value-type="float" office:value="1"/>'


def refusal(form: Path, tmp_path: Path) -> str:
    with pytest.raises(CannotFill) as refused:
        convert(form, tmp_path / "new.xlsx")
    assert form.name in refused.value.sentence
    assert refused.value.sentence.endswith("。")
    return refused.value.sentence


def test_that_a_locked_old_form_says_so(shared: Path, tmp_path: Path) -> None:
    content = (shared / A08).read_bytes()
    assert content.count(WINDOW) == 1
    form = tmp_path / "锁.xls"
    form.write_bytes(content.replace(WINDOW, FILE_PASS))
    assert "打开密码" in refusal(form, tmp_path)
    form.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(3000))
    assert "打开密码" in refusal(form, tmp_path)


def test_that_another_document_says_so(shared: Path, tmp_path: Path) -> None:
    form = tmp_path / "文.xls"
    name = "Workbook".encode("utf-16-le")
    form.write_bytes((shared / A08).read_bytes().replace(name, "Wordbook".encode("utf-16-le")))
    assert "没有表格" in refusal(form, tmp_path)


@pytest.mark.parametrize("content", (b"", OLE, OLE + bytes(600), b"\x09\x08\x10\x00" + bytes(40), b"text"))
def test_that_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    form = tmp_path / "坏.xls"
    form.write_bytes(content)
    refusal(form, tmp_path)


def test_that_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "打不开" in refusal(tmp_path / "没有.xls", tmp_path)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut off, or with a few bytes changed."""
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("name", (A08, A10, "workbooks/nbs_03.xls"))
def test_that_damaged_bytes_are_read_or_refused(name: str, shared: Path, tmp_path: Path) -> None:
    content, chance = (shared / name).read_bytes(), random.Random(name)
    form = tmp_path / "坏.xls"
    refused = 0
    for _ in range(40):
        form.write_bytes(damaged(content, chance))
        try:
            convert(form, tmp_path / "new.xlsx")
        except CannotFill:
            refused += 1
    assert 5 < refused < 40


def test_that_forms_under_another_name_are_told_apart(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A web page and a text file called .xls are no old workbooks; they are refused as before."""
    without_office(monkeypatch)
    for name in sorted(path.name for path in (SHARED / "forms").glob("a09*")):
        form = shared / "forms" / name
        assert as_workbook(form, tmp_path) == form
        with pytest.raises(CannotFill, match="另存为"):
            fill_any(form, {CellRef("表", "A1"): "1"}, tmp_path / "out.xlsx")


@pytest.mark.parametrize(
    ("body", "words"),
    (
        (
            TABLE.format(
                ROW.format(CELL.replace("/>", ' table:number-columns-repeated="16384"/>') * 2) * 200
            ),
            "太多",
        ),
        (
            TABLE.format(
                ROW.format(CELL.replace("/>", ' table:number-columns-repeated="900"/>')).replace(
                    "row>", 'row table:number-rows-repeated="1000000">', 1
                )
            ),
            "太多",
        ),
        ("", "没有看得见的工作表"),
        (TABLE.format("<table:table-row>"), "损坏"),
    ),
)
def test_that_hostile_open_documents_are_refused(body: str, words: str, tmp_path: Path) -> None:
    assert words in refusal(ods(tmp_path / "坏.ods", body), tmp_path)


def test_that_entities_locks_and_other_documents_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>'
    assert "外部声明" in refusal(ods(tmp_path / "笑.ods", "", document=laughs), tmp_path)
    locked = ods(tmp_path / "锁.ods", TABLE.format(""), manifest="<manifest:encryption-data/>")
    assert "打开密码" in refusal(locked, tmp_path)
    cut = tmp_path / "断.ods"
    cut.write_bytes(locked.read_bytes()[:-40])
    assert "损坏" in refusal(cut, tmp_path)
    assert "大得不正常" in refusal(ods(tmp_path / "弹.ods", "", document=" " * 30_000_000), tmp_path)
