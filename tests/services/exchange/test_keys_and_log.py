"""The office's key, the keys of others, and the log that only grows."""

import os
import stat
from pathlib import Path

import pytest

from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.services.exchange.keys import KeyNotKept, PublicKey, accept_key, is_signed, known_keys, office_key
from wzdesk.services.exchange.transfer_log import add_lines, log_path, read_log
from wzdesk.services.places import settings_folder


def test_that_the_key_is_made_once_and_is_the_owners_alone() -> None:
    key = office_key()
    assert office_key().public == key.public
    file = settings_folder() / "keys" / "office.key"
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir()] == ["office.key"]


def test_that_a_signature_fits_its_text_and_key_only() -> None:
    key = office_key()
    signature = key.sign(b"a")
    assert is_signed(b"a", signature, key.public)
    assert not is_signed(b"b", signature, key.public)
    assert not is_signed(b"a", signature, PublicKey(bytes(32)))
    assert not is_signed(b"a", b"short", PublicKey(b"short"))


def test_that_a_key_is_accepted_by_the_fingerprint_that_was_read_out() -> None:
    other = PublicKey(bytes(range(32)))
    with pytest.raises(Refused, match="指纹对不上"):
        accept_key(other.text, "省统计局", "AAAA-AAAA-AAAA-AAAA")
    with pytest.raises(Refused, match="不是签名用的公钥"):
        accept_key("not a key", "省统计局", other.fingerprint)
    assert known_keys() == []
    accept_key(other.text, "省统计局", other.fingerprint.lower().replace("-", " "))
    accept_key(other.text, "省统计局", other.fingerprint)
    assert [(one.raw, one.owner) for one in known_keys()] == [(other.raw, "省统计局")]


@pytest.mark.parametrize(
    "content", (b"", b"[{", b"\xff\xfe", b'{"a": 1}', b'[{"owner": "x"}]', b"[1]", b"null")
)
def test_that_damaged_known_keys_are_said_and_never_written_over(content: bytes) -> None:
    file = settings_folder() / "keys" / "known.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    other = PublicKey(bytes(range(32)))
    with pytest.raises(KeyNotKept, match="坏了"):
        known_keys()
    with pytest.raises(KeyNotKept, match="坏了"):
        accept_key(other.text, "省统计局", other.fingerprint)
    assert file.read_bytes() == content


def line(file: str) -> Transfer:
    return Transfer(Way.SENT, "2024-07-01T00:00:00+00:00", "李某", file, "00", conflicts=(("GDP", "total"),))


def test_that_lines_come_back_in_their_order(tmp_path: Path) -> None:
    data = tmp_path / "a.wzd"
    assert read_log(data).lines == ()
    add_lines(data, [line("一.xlsx"), line("二.xlsx")])
    add_lines(data, [line("三.xlsx")])
    log = read_log(data)
    assert [(one.file, one.number) for one in log.lines] == [("一.xlsx", 1), ("二.xlsx", 2), ("三.xlsx", 3)]
    assert log.lines[0].conflicts == (("GDP", "total"),)
    assert log.damaged == ()


def test_that_a_changed_or_missing_line_shows(tmp_path: Path) -> None:
    data = tmp_path / "a.wzd"
    add_lines(data, [line("一.xlsx"), line("二.xlsx"), line("三.xlsx")])
    content = log_path(data).read_bytes()
    log_path(data).write_bytes(content.replace("一.xlsx".encode(), "七.xlsx".encode()))
    assert read_log(data).damaged == (2,)
    log_path(data).write_bytes(b"\n".join(content.split(b"\n")[::2]))
    assert read_log(data).damaged == (2,)


def test_that_a_line_cut_off_by_a_power_cut_costs_no_other(tmp_path: Path) -> None:
    data = tmp_path / "a.wzd"
    add_lines(data, [line("一.xlsx"), line("二.xlsx")])
    content = log_path(data).read_bytes()
    log_path(data).write_bytes(content[:-30])
    add_lines(data, [line("三.xlsx")])
    log = read_log(data)
    assert [one.file for one in log.lines] == ["一.xlsx", "三.xlsx"]
    assert log.damaged == (2,)
