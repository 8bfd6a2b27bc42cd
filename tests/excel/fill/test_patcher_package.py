"""The file around the sheets: every member but the touched ones keeps its bytes."""

import gc
import io
import re
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.books import MAIN, PARTS, RELS, make_book, sheet_xml
from tests.excel.fill.patcher_books import SHEET, fill, part, raw_members, rows_of
from wzdesk.excel.fill.workbook import CannotFill, CellRef, fill_workbook

_N = Decimal(5)
_ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
_MEMBERS = {**PARTS, "xl/media/图 1.png": "\x89PNG" * 400, SHEET: sheet_xml(_ROWS)}


class _NoSeek(io.RawIOBase):
    """A stream that cannot go back, so that sizes follow the data."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.content += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


def _archived(target: object, how: int = zipfile.ZIP_DEFLATED, *, zip64: bool = False) -> None:
    with zipfile.ZipFile(target, "w") as archive:  # type: ignore[call-overload]
        archive.comment = "注".encode()
        for name, content in _MEMBERS.items():
            member = zipfile.ZipInfo(name, (2023, 5, 6, 7, 8, 10))
            member.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else how
            member.external_attr, member.comment = 0o640 << 16, b"c"
            with archive.open(member, "w", force_zip64=zip64) as stream:
                stream.write(content.encode("latin-1") if name.endswith(".png") else content.encode())


def _check_form(form: Path) -> None:
    before = raw_members(form)
    report = fill(form, {"A1": _N})
    out = form.with_name(f"out{form.suffix}")
    assert len(report.filled) == 1
    after = raw_members(out)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(out) as new:
        assert new.testzip() is None
        assert new.comment == old.comment
        for was, its in zip(old.infolist(), new.infolist(), strict=True):
            for field in ("filename", "date_time", "compress_type", "comment", "flag_bits", "external_attr"):
                assert getattr(was, field) == getattr(its, field)
    assert rows_of(out) == '<row r="1"><c r="A1"><v>5</v></c></row>'


@pytest.mark.parametrize("how", (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
@pytest.mark.parametrize("zip64", (False, True))
def test_that_untouched_members_keep_their_bytes(tmp_path: Path, how: int, zip64: bool) -> None:
    form = tmp_path / "form.xlsx"
    _archived(form, how, zip64=zip64)
    _check_form(form)


@pytest.mark.parametrize("zip64", (False, True))
@pytest.mark.parametrize("signed", (True, False))
def test_that_sizes_behind_the_data_are_kept_there(tmp_path: Path, zip64: bool, signed: bool) -> None:
    stream = _NoSeek()
    _archived(stream, zip64=zip64)
    content = bytes(stream.content) if signed else _without_signs(bytes(stream.content))
    form = tmp_path / "form.xlsm"
    form.write_bytes(content)
    _check_form(form)


def _without_signs(content: bytes) -> bytes:
    """The same archive with descriptors that have no sign of their own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members, start = archive.infolist(), archive.start_dir
    ends = [member.header_offset for member in members[1:]] + [start]
    pieces, places, at = [], [], 0
    for member, end in zip(members, ends, strict=True):
        piece = re.sub(
            rb"PK\x07\x08(?=.{12,20}\Z)", b"", content[member.header_offset : end], flags=re.DOTALL
        )
        places.append(at)
        pieces.append(piece)
        at += len(piece)
    tail = bytearray(content[start:])
    record = 0
    for place in places:
        struct.pack_into("<L", tail, record + 42, place)
        record += 46 + sum(struct.unpack_from("<HHH", tail, record + 28))
    struct.pack_into("<L", tail, record + 16, at)
    return b"".join(pieces) + bytes(tail)


@pytest.mark.parametrize("shifted", (False, True))
def test_that_what_stands_before_the_archive_stays(tmp_path: Path, shifted: bool) -> None:
    form = tmp_path / "form.xlsx"
    if shifted:
        with form.open("wb") as stream:
            stream.write(b"MZ" * 40)
            _archived(stream)
    else:
        _archived(form)
        form.write_bytes(b"MZ" * 40 + form.read_bytes())
    _check_form(form)
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"MZ" * 40)


def test_that_the_long_end_record_is_kept(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    _archived(form)
    content = form.read_bytes()
    at = content.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<HLL", content, at + 10)
    long = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    end = content[at : at + 8] + b"\xff" * 12 + content[at + 20 :]
    form.write_bytes(content[:at] + long + locator + end)
    _check_form(form)
    assert b"\xff" * 12 in (tmp_path / "out.xlsx").read_bytes()[-40:]


def test_that_a_form_filled_in_place_is_kept_as_a_dated_copy(tmp_path: Path) -> None:
    form = make_book(tmp_path / "月报.xlsx", sheet_xml(_ROWS))
    before = form.read_bytes()
    report = fill_workbook(form, {CellRef("表", "A1"): _N}, form)
    assert report.backup is not None
    assert re.fullmatch(r"月报（原件 \d{4}-\d\d-\d\d \d{6}）\.xlsx", report.backup.name)
    assert report.backup.read_bytes() == before
    assert "<v>5</v>" in rows_of(form)
    second = fill_workbook(form, {CellRef("表", "A1"): Decimal(6)}, form)
    assert second.backup not in {None, report.backup}
    assert len(list(tmp_path.iterdir())) == 3


def test_that_nothing_is_written_over_when_nothing_changes(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS))
    report = fill_workbook(form, {CellRef("表", "A1"): Decimal(1)}, form)
    assert report.backup is None
    assert [its.name for its in tmp_path.iterdir()] == ["form.xlsx"]


def test_that_no_copy_stays_behind_when_the_disk_refuses(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS))
    (tmp_path / "~$form.xlsx").touch()
    with pytest.raises(CannotFill, match="正在表格软件里打开"):
        fill_workbook(form, {CellRef("表", "A1"): _N}, form)
    assert {its.name for its in tmp_path.iterdir()} == {"form.xlsx", "~$form.xlsx"}


@pytest.mark.parametrize(("form", "out"), (("a.xlsm", "b.xlsx"), ("a.xlsx", "b.xlsm")))
def test_that_the_ending_that_tells_of_macros_stays(tmp_path: Path, form: str, out: str) -> None:
    book = make_book(tmp_path / form, sheet_xml(_ROWS))
    with pytest.raises(CannotFill, match="让文件名仍以"):
        fill_workbook(book, {CellRef("表", "A1"): _N}, tmp_path / out)


def test_that_sheet_names_may_have_any_sign(tmp_path: Path) -> None:
    main = PARTS["xl/workbook.xml"].replace('name="表"', 'name="甲&amp;乙&apos;s &quot;一&quot;"')
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS), {"xl/workbook.xml": main})
    fill_workbook(form, {CellRef('甲&乙\'s "一"', "$A$1"): _N}, tmp_path / "out.xlsx")
    assert "<v>5</v>" in rows_of(tmp_path / "out.xlsx")


@pytest.mark.parametrize("target", ("/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/SHEET1.xml"))
def test_that_targets_are_found_however_they_are_written(tmp_path: Path, target: str) -> None:
    rels = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS), {"xl/_rels/workbook.xml.rels": rels})
    fill(form, {"A1": _N})
    assert "<v>5</v>" in rows_of(tmp_path / "out.xlsx")


def test_that_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS))
    with pytest.raises(CannotFill, match="里面没有工作表“一月”，有的是“表”"):
        fill_workbook(form, {CellRef("一月", "A1"): _N}, tmp_path / "out.xlsx")
    with pytest.raises(CannotFill, match="“A0”不是工作表“表”的一个格子"):
        fill(form, {"A0": _N})


def test_that_a_sheet_of_charts_has_no_cells(tmp_path: Path) -> None:
    rels = PARTS["xl/_rels/workbook.xml.rels"].replace(f"{RELS}/worksheet", f"{RELS}/chartsheet")
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS), {"xl/_rels/workbook.xml.rels": rels})
    with pytest.raises(CannotFill, match="图表或宏表"):
        fill(form, {"A1": _N})


_DOCTYPE = '<!DOCTYPE a [<!ENTITY e "x">]>'


@pytest.mark.parametrize(
    ("parts", "why"),
    (
        ({"_xmlsignatures/sig1.xml": "<a/>"}, "数字签名"),
        ({"XL/Workbook.xml": "<a/>"}, "重复的部分"),
        ({"xl/../../etc/x": "a"}, "指到文件外面"),
        ({"/etc/x": "a"}, "指到文件外面"),
        ({"a\\b": "a"}, "指到文件外面"),
        ({"[Content_Types].xml": None}, "不完整或已损坏"),
        ({"[Content_Types].xml": PARTS["xl/styles.xml"]}, "不完整或已损坏"),
        ({"xl/styles.xml": None}, "不完整或已损坏"),
        ({"xl/styles.xml": b"<\x8b\x8b/>"}, "不完整或已损坏"),
        ({"xl/workbook.xml": None}, "不完整或已损坏"),
        ({"xl/sharedStrings.xml": "<sst"}, "不完整或已损坏"),
        ({"xl/workbook.xml": _DOCTYPE + PARTS["xl/workbook.xml"]}, "外部声明"),
        ({"xl/theme/theme1.xml": _DOCTYPE + "<a/>"}, "外部声明"),
        ({SHEET: _DOCTYPE + sheet_xml(_ROWS)}, "外部声明"),
        ({SHEET: sheet_xml(_ROWS)[:-3]}, "不完整或已损坏"),
        ({SHEET: f'<worksheet xmlns="{MAIN}"/>'}, "不完整或已损坏"),
        ({SHEET: '<?xml version="1.0" encoding="GBK"?>' + sheet_xml(_ROWS)}, "文字编码少见"),
        ({SHEET: sheet_xml('<y:row xmlns="urn:y" xmlns:y="urn:z"/>')}, "写法少见"),
        ({SHEET: b"\xff\xfe<\0a"}, "不完整或已损坏"),
    ),
)
def test_that_what_is_hostile_or_broken_is_refused(
    tmp_path: Path, parts: dict[str, str | bytes | None], why: str
) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS), parts)
    with pytest.raises(CannotFill, match=why):
        fill(form, {"A1": _N})
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    (
        (b"", "不是 .xlsx 或 .xlsm 工作簿"),
        (b"PK\x03\x04 and no more", "不完整或已损坏"),
        (b"PK\x05\x06" + b"\0" * 18, "压缩包|不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "旧版 .xls"),
        (b"<html></html>", "不是 .xlsx 或 .xlsm 工作簿"),
    ),
)
def test_that_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(content)
    with pytest.raises(CannotFill, match=why):
        fill(form, {"A1": _N})


def test_that_a_damaged_member_is_refused_though_it_is_not_touched(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    _archived(form, zipfile.ZIP_STORED)
    content = bytearray(form.read_bytes())
    content[content.index(b"\xc2\x89PNG" if b"\xc2\x89PNG" in content else b"PNG\x89") + 1] ^= 1
    form.write_bytes(content)
    with pytest.raises(CannotFill, match="不完整或已损坏"):
        fill(form, {"A1": _N})


def test_that_a_member_locked_by_a_password_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    _archived(form)
    content = bytearray(form.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    form.write_bytes(content)
    with pytest.raises(CannotFill, match="加了密码"):
        fill(form, {"A1": _N})


@pytest.mark.parametrize(("place", "number"), ((6, 182), (8, 0x20)))
def test_that_a_member_of_a_later_format_or_a_patch_is_refused(
    tmp_path: Path, place: int, number: int
) -> None:
    form = tmp_path / "form.xlsx"
    _archived(form)
    content = bytearray(form.read_bytes())
    content[content.index(b"PK\x01\x02") + place] = number
    form.write_bytes(content)
    with pytest.raises(CannotFill, match="不完整或已损坏"):
        fill(form, {"A1": _N})


def test_that_members_packed_in_a_rare_way_stay_packed(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    _archived(form)
    with zipfile.ZipFile(form, "a") as archive:
        archive.writestr("xl/media/2.png", b"x" * 999, zipfile.ZIP_BZIP2)
    _check_form(form)
    with zipfile.ZipFile(form, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in _MEMBERS.items():
            archive.writestr(name, content)
    with pytest.raises(CannotFill, match="压缩方式少见"):
        fill(form, {"A1": _N})


def test_that_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS), {"xl/media/a": b"\0" * 30_000_000})
    with pytest.raises(CannotFill, match="大得不正常"):
        fill(form, {"A1": _N})


def test_that_a_missing_form_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "no.xlsx", tmp_path):
        with pytest.raises(CannotFill, match="没有填"):
            fill_workbook(path, {CellRef("表", "A1"): _N}, tmp_path / "out.xlsx")


def test_that_a_filled_form_leaves_memory_at_once(tmp_path: Path) -> None:
    """Where parts of it referred to each other, it would stay until the collector comes by."""
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    form = make_book(tmp_path / "form.xlsx", sheet_xml(rows))
    fill(form, {"A1": _N})
    gc.collect()
    gc.disable()
    try:
        fill(form, {"A1": _N})
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_that_every_shorter_file_is_refused_or_whole(tmp_path: Path) -> None:
    form = make_book(tmp_path / "form.xlsx", sheet_xml(_ROWS))
    content = form.read_bytes()
    for length in range(0, len(content), 37):
        form.write_bytes(content[:length])
        with pytest.raises(CannotFill):
            fill(form, {"A1": _N})
    assert "2024" not in part(make_book(form, sheet_xml(_ROWS)))
