"""Backups made on time, and what is said where they cannot be made."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.db.samples import PACK, entry
from wzdesk.db.catalogue import save_pack
from wzdesk.db.changes import apply_changes
from wzdesk.db.errors import DiskFull
from wzdesk.db.store import Store
from wzdesk.domain.backup import BackupReason, BackupState
from wzdesk.domain.change import ChangeKind
from wzdesk.services.keep_backups import (
    BackupClock,
    BackupNotMade,
    alarm_of,
    back_up_before_import,
    backups_of,
    keep_backup,
    name_of,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "市.wzd") as store:
        with store.writing() as session:
            save_pack(session, PACK)
        yield store


def edit(store: Store, text: str) -> None:
    with store.writing() as session:
        apply_changes(session, [entry(text)], kind=ChangeKind.EDIT, who="王某")


class Time:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).astimezone()

    def __call__(self) -> datetime:
        return self.now


def labels(store: Store) -> list[str]:
    return [one.label for one in backups_of(store.path)]


def test_that_a_day_has_one_backup_and_each_hour_of_changes_another(store: Store) -> None:
    time = Time()
    with closing(BackupClock(store.path, time)) as clock:
        made = clock.tick()
        assert made is not None
        assert (made.label, made.state) == (BackupReason.DAILY, BackupState.GOOD)
        time.now += timedelta(minutes=61)
        assert clock.tick() is None, "nothing was changed"
        edit(store, "1")
        hourly = clock.tick()
        assert hourly is not None
        assert hourly.label == BackupReason.HOURLY
        assert clock.tick() is None
    assert labels(store) == [BackupReason.HOURLY, BackupReason.DAILY]


def test_that_a_change_within_the_hour_waits_for_its_end(store: Store) -> None:
    time = Time()
    with closing(BackupClock(store.path, time)) as clock:
        clock.tick()
        edit(store, "1")
        time.now += timedelta(minutes=30)
        assert clock.tick() is None
        time.now += timedelta(minutes=31)
        assert clock.tick() is not None


def test_that_a_folder_that_is_gone_is_said_and_tried_again(store: Store, tmp_path: Path) -> None:
    blocked = tmp_path / "备份"
    blocked.write_text("不是文件夹", "utf-8")
    with closing(BackupClock(store.path)) as clock:
        with pytest.raises(BackupNotMade, match=r"不能写入.*再试。$"):
            clock.tick()
        blocked.unlink()
        assert clock.tick() is not None
    assert back_up_before_import(store.path) == ""


def test_that_a_full_disk_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object) -> Path:
        raise DiskFull(path)

    monkeypatch.setattr("wzdesk.services.keep_backups.back_up", full)
    with pytest.raises(BackupNotMade, match=r"磁盘满了.*再试。$"):
        keep_backup(store.path, BackupReason.DAILY)
    assert "磁盘满了" in back_up_before_import(store.path)


def test_that_lost_rows_are_said_in_one_sentence(store: Store) -> None:
    keep_backup(store.path, BackupReason.DAILY)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DELETE FROM observation WHERE period = '2022'")
    sentence = alarm_of(keep_backup(store.path, BackupReason.HOURLY))
    assert "观测值少了 1 行" in sentence
    assert sentence.endswith("。")


def test_that_what_a_program_left_that_died_is_swept_away(store: Store) -> None:
    folder = store.path.parent / "备份"
    folder.mkdir()
    left = [folder / "市-20240101-000000-0001-每日.wzd.part", store.path.with_name("市.wzd.restoring")]
    for file in left:
        file.write_bytes(b"half")
    with closing(BackupClock(store.path)) as clock:
        clock.tick()
    assert not any(file.exists() for file in left)


def test_that_old_backups_go_with_their_records(store: Store) -> None:
    for number in range(26):
        edit(store, str(number))
        keep_backup(store.path, BackupReason.HOURLY)
    keep_backup(store.path, "报送前")
    folder = store.path.parent / "备份"
    found = backups_of(store.path)
    assert len(found) == 25
    assert {file.name.removesuffix(".json") for file in (folder / "核对记录").iterdir()} == {
        one.path.name for one in found
    }


@pytest.mark.parametrize(
    ("words", "name"),
    (("报送前", "报送前"), (" ", "备份"), ("每日", "每日（手动）"), ("恢复前", "恢复前（手动）")),
)
def test_that_a_persons_name_is_never_one_of_the_programs(words: str, name: str) -> None:
    assert name_of(words) == name
