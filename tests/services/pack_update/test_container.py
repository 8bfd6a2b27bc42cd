"""The file in which a pack is sent: whatever it holds, it is whole and signed, or one sentence."""

import base64
import hashlib
import io
import json
import random
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.pack_update.packs import CITY_KEY, HEAD, files_of
from wzdesk.services.exchange.keys import OfficeKey, PublicKey
from wzdesk.services.pack_update.container import _SAYS, NotAPackFile, packed, read_sent
from wzdesk.services.places import pack_folder

FILES = {"pack.toml": b'code = "wenzhou"\n', "plans/2023.csv": "指标\n".encode()}


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(NotAPackFile) as caught:
        read_sent(path)
    assert caught.value.sentence.endswith("。")
    assert "没有更新" in caught.value.sentence
    return caught.value.sentence


def box(members: list[tuple[str, bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


def signed(told: object, files: dict[str, bytes], key: OfficeKey = CITY_KEY) -> bytes:
    """A box with any manifest, properly signed."""
    manifest = json.dumps(told).encode()
    signature = base64.b64encode(key.sign(_SAYS + manifest))
    members = [("manifest.json", manifest), ("signature", signature)]
    return box(members + [(f"pack/{name}", content) for name, content in files.items()])


def manifest(files: dict[str, bytes]) -> dict[str, object]:
    return {
        "format": "wzdesk-pack",
        "version": 1,
        **{f"pack_{name}": text for name, text in HEAD.items()},
        "key": CITY_KEY.public.text,
        "files": {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        },
    }


def test_that_what_was_packed_comes_out_as_it_went_in(tmp_path: Path) -> None:
    files = files_of(pack_folder("wenzhou"))
    path = tmp_path / "包.wzpack"
    path.write_bytes(packed(files, HEAD, CITY_KEY))
    sent = read_sent(path)
    assert dict(sent.files) == files
    assert (sent.code, sent.version, sent.by) == ("wenzhou", "2099.1", "温州市发展改革委")
    assert sent.key.fingerprint == CITY_KEY.public.fingerprint
    assert packed(files, HEAD, CITY_KEY) == path.read_bytes()
    folder = sent.write_to(tmp_path / "out")
    assert files_of(folder) == files


def test_that_our_own_words_of_a_box_make_a_good_one(tmp_path: Path) -> None:
    path = tmp_path / "包.wzpack"
    path.write_bytes(signed(manifest(FILES), FILES))
    assert dict(read_sent(path).files) == FILES


@pytest.mark.parametrize("content", (b"", b"PK", b"\0" * 300, "指标,单位".encode("gb18030"), b"{}", box([])))
def test_that_another_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    refusal(tmp_path / "别的.wzpack", content)


def test_that_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.wzpack", tmp_path):
        with pytest.raises(NotAPackFile, match="没有更新"):
            read_sent(path)


@pytest.mark.parametrize(
    "name",
    (
        "../../etc/passwd.toml", "/etc/x.csv", "..\\x.csv", "a/../b.toml", "C:/x.csv", "plans/../../x.csv", "a/b/c/d.csv",
        "run.py", "x.toml.exe", ".hidden.toml", "a\0.toml", "con /x.csv", "", "pack.toml/", "x" * 90 + ".csv",
    ),
)  # fmt: skip
def test_that_a_path_out_of_the_pack_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    files = {name: b"x"}
    refusal(tmp_path / "坏.wzpack", signed(manifest(files), files))
    assert [file.name for file in tmp_path.rglob("*")] == ["坏.wzpack"]


def test_that_a_bomb_is_refused(tmp_path: Path) -> None:
    files = {"pack.toml": b"#" * 40_000_000}
    content = signed(manifest(files), files)
    assert len(content) < 100_000
    refusal(tmp_path / "弹.wzpack", content)
    many = {f"plans/{number}.csv": b"#" * 9_000_000 for number in range(5)}
    refusal(tmp_path / "弹.wzpack", signed(manifest(many), many))
    crowd = {f"plans/{number}.csv": b"" for number in range(400)}
    refusal(tmp_path / "弹.wzpack", signed(manifest(crowd), crowd))
    refusal(tmp_path / "弹.wzpack", b"\1" * 33_000_000)


def test_that_a_huge_manifest_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path / "大.wzpack", signed({**manifest(FILES), "more": "x" * 400_000}, FILES))
    refusal(tmp_path / "深.wzpack", box([("manifest.json", b"[" * 200_000), ("signature", b"x")]))


def test_that_a_newer_form_says_so(tmp_path: Path) -> None:
    said = refusal(tmp_path / "新.wzpack", signed({**manifest(FILES), "version": 2}, FILES))
    assert "更新版本的程序" in said


@pytest.mark.parametrize(
    "spoilt",
    (
        {"files": None}, {"files": []}, {"files": {"pack.toml": 1}}, {"key": 5}, {"key": "x"}, {"version": "1"},
        {"version": True}, {"format": "zip"}, {"pack_code": "../x"}, {"pack_code": ""}, {"files": {"pack.toml": {}}},
    ),
)  # fmt: skip
def test_that_a_manifest_of_nonsense_is_one_sentence(tmp_path: Path, spoilt: dict[str, object]) -> None:
    refusal(tmp_path / "包.wzpack", signed({**manifest(FILES), **spoilt}, FILES))


def test_that_whatever_is_altered_no_longer_fits_its_signature(tmp_path: Path) -> None:
    path, told = tmp_path / "包.wzpack", manifest(FILES)
    other = {**FILES, "pack.toml": FILES["pack.toml"] + b"#"}
    for content in (
        signed(told, other),
        signed(told, {"pack.toml": FILES["pack.toml"]}),
        signed(told, {**FILES, "more.csv": b"x"}),
        signed(told, FILES, OfficeKey(b"\7" * 32)),
        signed({**told, "key": OfficeKey(b"\7" * 32).public.text}, FILES),
    ):
        assert "签名对不上" in refusal(path, content)
    text = json.dumps(told).encode()
    for signature in (b"", b"xx", base64.b64encode(b"\0" * 64), base64.b64encode(CITY_KEY.sign(text))):
        members = [("manifest.json", text), ("signature", signature)]
        refusal(path, box(members + [(f"pack/{name}", one) for name, one in FILES.items()]))


def test_that_a_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        content = box([("manifest.json", b"{}"), ("manifest.json", b"{}"), ("signature", b"x")])
    refusal(tmp_path / "两.wzpack", content)


GOOD = packed(FILES, HEAD, CITY_KEY)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_that_any_bytes_are_read_or_refused_in_one_sentence(content: bytes) -> None:
    read_or_refused(content)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 8))
def test_that_a_spoilt_file_is_refused_or_holds_what_was_signed(seed: int, many: int) -> None:
    spoilt, rng = bytearray(GOOD), random.Random(seed)
    for _ in range(many):
        match rng.randrange(3):
            case 0:
                spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
            case 1:
                del spoilt[rng.randrange(len(spoilt)) :][: rng.randrange(1, 40)]
            case _:
                place = rng.randrange(len(spoilt))
                spoilt[place:place] = spoilt[: rng.randrange(30)]
        if not spoilt:
            break
    read_or_refused(bytes(spoilt))


def read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "包.wzpack"
        path.write_bytes(content)
        try:
            sent = read_sent(path)
        except NotAPackFile as error:
            assert error.sentence.endswith("。")  # noqa: PT017 - either is right
        else:
            assert dict(sent.files) == FILES
            assert sent.key == PublicKey(CITY_KEY.public.raw)


def test_that_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = bytearray(GOOD)
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    path = tmp_path / "包.wzpack"
    path.write_bytes(bytes(content))
    try:
        assert dict(read_sent(path).files) == FILES
    except NotAPackFile as error:
        assert "没有更新" in error.sentence  # noqa: PT017 - either is right
    assert zlib.crc32(GOOD) != zlib.crc32(bytes(content))
