"""Broken and hostile workbooks, full disks: a clear refusal or a proved result, and the original stays."""

import errno
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.excel.fill.edits import Edits
from tests.excel.fill.filling import fill, workbook
from tests.excel.fill.hand_made import mixed_prefixes
from tests.excel.fill.mutations import SHEET, mutated, restructured
from tests.excel.fill.package_scan import open_package
from tests.excel.fill.packing import repacked, substituted, unpacked
from tests.excel.fill.sheet_scan import as_utf8
from tests.excel.fill.verifier import verify
from tests.patience import ending
from wzdesk.domain.errors import WzdeskError

if sys.platform == "win32":
    pytest.skip("limits and rights of Unix", allow_module_level=True)

import resource

FORM = "主要指标"
EDITS: dict[str, Edits] = {
    "rich": {
        (FORM, "D7"): Decimal("8730.6"),
        (FORM, "F9"): "=1+1",
        (FORM, "C5"): Decimal(7),
        (FORM, "H40"): True,
    },
    "formulas": {
        ("表", "A1"): Decimal("2.5"),
        ("表", "E3"): "甲",
        ("表", "A20"): Decimal(1),
        ("表", "B2"): None,
    },
    "spaced": {("表", "A1"): Decimal(3), ("表", "B2"): "乙", ("表", "C9"): Decimal(1)},
}
CORE = {"sharedStrings": "sst", "styles": "styleSheet"}


def judged(form: Path, edits: Edits, out: Path) -> str:
    """ "filled" or "refused"; anything else is a failure."""
    before = form.read_bytes()
    try:
        with ending():
            fill(form, edits, out)
    except WzdeskError as error:
        check_sentence(error.sentence, form.name)
        assert not out.exists()
        answer = "refused"
    else:
        found = verify(form, out, edits, unreadable=True)
        assert found == [], found
        assert core_is_whole(out)
        answer = "filled"
    assert form.read_bytes() == before
    assert set(form.parent.iterdir()) <= {form, out}
    out.unlink(missing_ok=True)
    return answer


def core_is_whole(path: Path) -> bool:
    """Whether the parts that every program opens first are there, and are what their names say."""
    package = open_package(path)
    named = {kind: part for _, kind, part in package.related(package.workbook_part)}
    roots = {"[Content_Types].xml": "Types", package.workbook_part: "workbook"}
    roots |= {named[kind]: root for kind, root in CORE.items() if kind in named}
    return all(root == root_of(package.members.get(part, b"")) for part, root in roots.items())


def root_of(part: bytes) -> str | None:
    try:
        return ET.fromstring(as_utf8(part)).tag.rpartition("}")[2]
    except (ET.ParseError, ValueError, LookupError):
        return None


def check_sentence(sentence: str, name: str) -> None:
    assert name in sentence
    assert re.search(r"[\u4e00-\u9fff]{4}", sentence)
    assert sentence.endswith("。")
    assert "\n" not in sentence
    assert not re.search(r"[A-Z][a-z]+Error|Traceback|Errno|<class", sentence), sentence
    assert len(sentence) < 400


UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
)


def judge_mutants(
    folder: Path, seeds: range, spoil: Callable[[bytes, int], bytes] = mutated
) -> dict[str, int]:
    counted = {"filled": 0, "refused": 0}
    for seed in seeds:
        name = tuple(EDITS)[seed // 25 % len(EDITS)]
        form = folder / "表样.xlsx"
        form.write_bytes(spoil(workbook(name).read_bytes(), seed))
        try:
            counted[judged(form, EDITS[name], folder / "结果.xlsx")] += 1
        except UNREADABLE as error:
            pytest.fail(f"mutant {seed} of {name}: {error!r}")
        except AssertionError as error:
            raise AssertionError(f"mutant {seed} of {name}: {error}") from error
    return counted


# Portions, so that they spread over processes.
@pytest.mark.parametrize("portion", range(6))
def test_that_spoiled_workbooks_are_refused_or_filled_rightly(tmp_path: Path, portion: int) -> None:
    counted = judge_mutants(tmp_path, range(portion * 50, portion * 50 + 50))
    assert counted["refused"] > 10


@pytest.mark.long
@pytest.mark.parametrize("portion", range(20))
def test_that_thousands_of_spoiled_workbooks_are_refused_or_filled_rightly(
    tmp_path: Path, portion: int
) -> None:
    counted = judge_mutants(tmp_path, range(1000 + portion * 100, 1100 + portion * 100))
    assert counted["refused"] > 20


@pytest.mark.parametrize("portion", range(3))
def test_that_sound_xml_in_the_wrong_order_is_refused_or_filled_rightly(tmp_path: Path, portion: int) -> None:
    judge_mutants(tmp_path, range(portion * 50, portion * 50 + 50), restructured)


@pytest.mark.long
@pytest.mark.parametrize("portion", range(20))
def test_that_sound_xml_in_thousands_of_wrong_orders_is_refused_or_filled_rightly(
    tmp_path: Path, portion: int
) -> None:
    counted = judge_mutants(tmp_path, range(1000 + portion * 100, 1100 + portion * 100), restructured)
    assert counted["filled"] > 20


def test_that_a_signed_workbook_is_refused(tmp_path: Path) -> None:
    signature: dict[str, Any] = {
        "_xmlsignatures/origin.sigs": b"",
        "_xmlsignatures/sig1.xml": b"<Signature/>",
    }
    form = repacked(workbook("rich"), tmp_path / "签名.xlsx", signature)
    with pytest.raises(WzdeskError, match="签名"):
        fill(form, EDITS["rich"], tmp_path / "out.xlsx")
    assert judged(form, EDITS["rich"], tmp_path / "out.xlsx") == "refused"


def test_that_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "加密.xlsx"
    form.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(WzdeskError, match=r"密码|加密"):
        fill(form, EDITS["rich"], tmp_path / "out.xlsx")
    assert judged(form, EDITS["rich"], tmp_path / "out.xlsx") == "refused"


@pytest.mark.parametrize(
    "content", (b"", b"PK", b"<html><table></table></html>", b"%PDF-1.7", "序号,指标".encode("gb18030"))
)
def test_that_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    form = tmp_path / "表样.xlsx"
    form.write_bytes(content)
    assert judged(form, EDITS["rich"], tmp_path / "out.xlsx") == "refused"


def test_that_a_missing_form_and_a_folder_are_refused(tmp_path: Path) -> None:
    for form in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(WzdeskError):
            fill(form, EDITS["rich"], tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_that_a_large_bomb_is_refused_unopened(tmp_path: Path) -> None:
    """400 MB in a sheet of 400 kB, and nothing of it is unpacked."""
    form = tmp_path / "炸弹.xlsx"
    with zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in unpacked(workbook("rich")):
            with archive.open(info, "w") as member:
                member.write(data)
                for _ in range(400 if info.filename == SHEET else 0):
                    member.write(b" " * 1_000_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert judged(form, EDITS["rich"], tmp_path / "out.xlsx") == "refused"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 200_000


def test_that_lying_sizes_are_refused(tmp_path: Path) -> None:
    """The directory promises 1000 bytes; the data unpack to 50 million."""
    form = tmp_path / "表样.xlsx"
    repacked(workbook("rich"), form, {SHEET: lambda data: data + b" " * 50_000_000})
    data = bytearray(form.read_bytes())
    with zipfile.ZipFile(form) as archive:
        at = archive.getinfo(SHEET).header_offset
    data[at + 22 : at + 26] = (1000).to_bytes(4, "little")
    directory = data.find(SHEET.encode(), data.find(b"PK\x01\x02")) - 46
    data[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    form.write_bytes(data)
    assert judged(form, EDITS["rich"], tmp_path / "out.xlsx") == "refused"


def test_that_texts_without_end_in_one_part_are_filled(tmp_path: Path) -> None:
    """Large and honest: 15 000 rows."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(100, 15_100))
    form = repacked(
        workbook("rich"), tmp_path / "大.xlsx", {SHEET: substituted(rb"</sheetData>", rows + b"</sheetData>")}
    )
    assert judged(form, EDITS["rich"], tmp_path / "out.xlsx") == "filled"


def test_that_odd_prefixes_are_refused_or_filled_rightly(tmp_path: Path) -> None:
    form = mixed_prefixes(tmp_path / "表样.xlsx")
    assert judged(form, {("表", "A1"): Decimal(3), ("表", "C1"): "甲"}, tmp_path / "out.xlsx")


def failing(code: int) -> Callable[..., Any]:
    def fail(*arguments: Any, **_: Any) -> Any:
        raise OSError(code, os.strerror(code), str(arguments[0]) if arguments else None)

    return fail


@pytest.mark.parametrize("over", (False, True))
@pytest.mark.parametrize("code", (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EBUSY, errno.EIO))
@pytest.mark.parametrize("call", ("os.replace", "os.fsync"))
def test_that_a_disk_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, over: bool
) -> None:
    form = tmp_path / "表样.xlsx"
    form.write_bytes(workbook("rich").read_bytes())
    out = form if over else tmp_path / "结果.xlsx"
    with monkeypatch.context() as patch:
        patch.setattr(call, failing(code))
        if call == "os.replace":
            patch.setattr("os.rename", failing(code))
        with pytest.raises(WzdeskError) as caught:
            fill(form, EDITS["rich"], out)
    assert list(tmp_path.iterdir()) == [form]
    assert form.read_bytes() == workbook("rich").read_bytes()
    check_sentence(caught.value.sentence, out.stem)


@pytest.mark.parametrize("size", (0, 1, 1000, 9000))
def test_that_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, size: int) -> None:
    """Files may grow to so many bytes and no further: what a full disk feels like."""
    form, out = tmp_path / "表样.xlsx", tmp_path / "结果.xlsx"
    form.write_bytes(workbook("rich").read_bytes())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(WzdeskError) as caught:
            fill(form, EDITS["rich"], out)
        with pytest.raises(WzdeskError):
            fill(form, EDITS["rich"], form)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == [form]
    assert form.read_bytes() == workbook("rich").read_bytes()
    check_sentence(caught.value.sentence, out.stem)


def test_that_an_old_result_survives_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form, out = workbook("rich"), tmp_path / "结果.xlsx"
    out.write_bytes(b"old")
    monkeypatch.setattr("os.replace", failing(errno.EACCES))
    monkeypatch.setattr("os.rename", failing(errno.EACCES))
    with pytest.raises(WzdeskError):
        fill(form, EDITS["rich"], out)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_that_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(WzdeskError) as caught:
        fill(workbook("rich"), EDITS["rich"], tmp_path / "没有" / "结果.xlsx")
    assert "结果.xlsx" in caught.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    out = tmp_path / "结果.xlsx"
    out.mkdir()
    with pytest.raises(WzdeskError):
        fill(workbook("rich"), EDITS["rich"], out)
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_that_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "只读"
    folder.mkdir(0o500)
    with pytest.raises(WzdeskError, match=r"结果\.xlsx"):
        fill(workbook("rich"), EDITS["rich"], folder / "结果.xlsx")
