"""Broken and hostile files: one clear sentence, and never another kind of failure."""

import contextlib
import os
import random
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.excel.books import MAIN, make_book, sheet_xml
from tests.patience import ending
from tests.reports.plan_samples import annual_table
from wzdesk.domain.errors import WzdeskError
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read import sheet_part
from wzdesk.excel.read.plan_tables import find_plan_tables
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.write.sheet import write_sheet
from wzdesk.reports.plan_sheet import lay_out_plan

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def refused(path: Path) -> str:
    with pytest.raises(CannotRead) as caught, ending():
        read_book(path)
    sentence = caught.value.sentence
    assert path.name in sentence
    assert sentence.endswith("数据没有改动。")
    assert not re.search(r"[A-Z][a-z]+Error|Traceback|操作失败|!", sentence)
    return sentence


@pytest.mark.parametrize(
    ("content", "words"),
    (
        (b"", "空文件"),
        (OLE + b"\0" * 1100 + "EncryptedPackage\0".encode("utf-16-le"), "密码"),
        (OLE + b"\0" * 1100 + "Workbook\0".encode("utf-16-le"), "不完整"),
        (OLE + b"\0" * 1100 + "WordDocument\0".encode("utf-16-le"), "Word"),
        (OLE + b"\0" * 1100, "不是工作簿"),
        ("<html><body>请先登录".encode("gbk"), "网页"),
        (b"MIME-Version: 1.0\r\n", "网页"),
        ("报告如下。\n一切正常。".encode("gb18030"), "没有分出列"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "不完整"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"PK\x03\x04" + b"\0" * 50, "不完整"),
        (b"\0\1\2\3", "不是工作簿"),
        (b"\t\x08", "不是工作簿"),
    ),
)
def test_that_another_file_under_the_name_is_told_apart(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    assert words in refused(path)


def test_that_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "不在了" in refused(tmp_path / "没有.xlsx")
    assert "文件夹" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_that_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"x")
    path.chmod(0)
    assert "打不开" in refused(path)


@pytest.mark.parametrize(
    ("names", "words"),
    (
        (["word/document.xml", "[Content_Types].xml"], "Word"),
        (["content.xml", "mimetype"], "Word"),
        (["照片.jpg"], "压缩包"),
        (["xl/workbook.xml"], "不完整"),
    ),
)
def test_that_another_archive_is_told_apart(tmp_path: Path, names: list[str], words: str) -> None:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert words in refused(path)


SMALL_PARTS = ("xl/styles.xml", "xl/sharedStrings.xml")
NEEDED_PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml")
BROKEN = (ENTITY + b"<a/>", b"", b"<a", b'<?xml version="1.0" encoding="x-odd"?><a/>')


@pytest.mark.parametrize("part", (*SMALL_PARTS, *NEEDED_PARTS[:2]))
@pytest.mark.parametrize("content", BROKEN)
def test_that_a_broken_part_or_one_with_entities_is_refused(
    tmp_path: Path, part: str, content: bytes
) -> None:
    refused(make_book(tmp_path / "表.xlsx", sheet_xml(""), {part: content}))


@pytest.mark.parametrize("part", NEEDED_PARTS)
def test_that_a_missing_part_is_refused(tmp_path: Path, part: str) -> None:
    refused(make_book(tmp_path / "表.xlsx", sheet_xml(""), {part: None}))


@pytest.mark.parametrize("part", SMALL_PARTS)
def test_that_a_book_may_do_without_texts_and_styles(tmp_path: Path, part: str) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert (
        read_book(make_book(tmp_path / "表.xlsx", sheet_xml(row), {part: None})).sheets[0].text_at(1, 1)
        == "1"
    )


def test_that_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    assert "不正常" in refused(
        make_book(tmp_path / "大.xlsx", sheet_xml(""), {"xl/media/a.bin": b"\0" * 50_000_000})
    )
    many = {f"xl/media/{n}": b"" for n in range(2100)}
    assert "不正常" in refused(make_book(tmp_path / "多.xlsx", sheet_xml(""), many))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_doubled_parts_are_refused(tmp_path: Path) -> None:
    path = make_book(tmp_path / "表.xlsx", sheet_xml(""))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "重复" in refused(path)


@pytest.mark.parametrize(
    ("rows", "rest"),
    (
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', ""),
        ('<row r="1048577"><c><v>1</v></c></row>', ""),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', ""),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', ""),
        ('<row r="1"><c r="A1"><v>12a</v></c></row>', ""),
        ('<row r="1"><c r="A1"><v>NaN</v></c></row>', ""),
        ('<row r="1"><c r="A1"><v>1e999</v></c></row>', ""),
        ("", '<mergeCells><mergeCell ref="A0:B2"/></mergeCells>'),
        ("", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 2999 + "</mergeCells>"),
        ("", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 2999 + "</mergeCells>"),
    ),
)
def test_that_absurd_sheets_are_refused(tmp_path: Path, rows: str, rest: str) -> None:
    refused(make_book(tmp_path / "表.xlsx", sheet_xml(rows, rest)))


@pytest.mark.parametrize("reference", ("", ' r="A{}"'))
def test_that_too_many_cells_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    rows = "".join(f'<row r="{n}"><c{reference.format(n)}><v>1</v></c></row>' for n in range(1, 680))
    path = make_book(tmp_path / "表.xlsx", sheet_xml(rows))
    monkeypatch.setattr(sheet_part, "MOST_CELLS", 679)
    assert len(read_book(path).sheets[0].cells) == 679
    monkeypatch.setattr(sheet_part, "MOST_CELLS", 678)
    with pytest.raises(CannotRead, match="太多"):
        read_book(path)


def test_that_more_styles_than_any_program_takes_are_refused(tmp_path: Path) -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 70_001}</cellXfs></styleSheet>'
    assert "样式" in refused(make_book(tmp_path / "表.xlsx", sheet_xml(""), {"xl/styles.xml": styles}))


def test_that_headings_without_end_cost_no_time(tmp_path: Path) -> None:
    head = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("序号", "指标名称", "目标"))
    rows = "".join(f'<row r="{n}">{head}</row>' for n in range(1, 5_000))
    book = read_book(make_book(tmp_path / "表.xlsx", sheet_xml(rows)))
    with ending():
        find_plan_tables(book)


def test_that_a_table_without_end_is_refused(tmp_path: Path) -> None:
    head = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("序号", "指标名称", "目标"))
    rows = f'<row r="1">{head}</row>' + "".join(
        f'<row r="{n}"><c><v>1</v></c></row>' for n in range(2, 9_000)
    )
    with pytest.raises(CannotRead, match="行"):
        find_plan_tables(read_book(make_book(tmp_path / "表.xlsx", sheet_xml(rows))))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("book") / "表.xlsx"
    write_sheet(lay_out_plan(annual_table(), []), path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated") / "表.xlsx"


def read_or_refuse(path: Path) -> None:
    with contextlib.suppress(WzdeskError):
        find_plan_tables(read_book(path))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE, b"<html", b"PK\x05\x06"]))
def test_that_any_bytes_are_read_or_refused(place: Path, content: bytes, magic: bytes) -> None:
    place.write_bytes(magic + content)
    read_or_refuse(place)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_that_a_truncated_or_mutated_book_is_read_or_refused(
    place: Path, exported: bytes, data: st.DataObject
) -> None:
    content = bytearray(
        exported[: data.draw(st.integers(0, len(exported)))] if data.draw(st.booleans()) else exported
    )
    for _ in range(data.draw(st.integers(0, 20))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    place.write_bytes(content)
    read_or_refuse(place)


@pytest.mark.parametrize("seed", range(60))
def test_that_a_part_with_mangled_xml_is_read_or_refused(tmp_path: Path, exported: bytes, seed: int) -> None:
    chance = random.Random(seed)
    source = tmp_path / "表.xlsx"
    source.write_bytes(exported)
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
    text = parts[name].decode()
    for _ in range(chance.randint(1, 6)):
        old = chance.choice(re.findall(r'"[^"]*"|<[^ >/]+|>[^<]+', text))
        new = chance.choice(
            ["", '""', '"-1"', '"99999999999"', '"A1:XFD9"', "<row", "<c", "<si", ">甲", ">1", f'"{MAIN}"']
        )
        text = text.replace(old, new, 1)
    parts[name] = text.encode()
    with zipfile.ZipFile(source, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    read_or_refuse(source)
