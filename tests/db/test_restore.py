"""A backup in the place of the file: whole or not at all, whatever happens in between."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.db.samples import PACK, entry, key
from wzdesk.db.backup import back_up, backup_folder, row_counts
from wzdesk.db.backup_record import backups_in, last_record
from wzdesk.db.changes import apply_changes
from wzdesk.db.compare import difference
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import (
    DataFileError,
    FileDamaged,
    FileNewer,
    NotADataFile,
    StoreReadOnly,
    WatchedByOthers,
)
from wzdesk.db.health import full_check
from wzdesk.db.history import recent_changes
from wzdesk.db.observations import observation
from wzdesk.db.store import Store
from wzdesk.domain.backup import BackupState
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.services.restore_backup import restore_backup, restore_file

ROOT = Path(__file__).parents[2]


class Stop(Exception):
    """What cancelling raises."""


def nobody(_done: int, _total: int) -> None:
    return


def edit(store: Store, text: str) -> None:
    with store.writing() as session:
        apply_changes(session, [entry(text)], kind=ChangeKind.EDIT, who="王某")


def figure(path: Path) -> str:
    with Store.open(path, read_only=True) as store, store.reading() as session:
        found = observation(execute_of(session), key())
    return found.quantity.text if found else ""


def backed_up(store: Store, label: str = "报送前") -> Path:
    return back_up(store.path, backup_folder(store.path), label)


def test_that_a_restored_file_holds_what_the_backup_held_and_can_be_taken_back(
    store: Store, path: Path
) -> None:
    edit(store, "1")
    first = backed_up(store)
    edit(store, "2")
    kept = restore_backup(store, first, "张某", nobody)
    assert figure(path) == "1"
    with store.reading() as session:
        last = recent_changes(session, 1)[0]
    assert (last.kind, last.who, last.source) == (ChangeKind.RESTORE, "张某", first.name)
    edit(store, "3")
    assert figure(path) == "3"
    restore_backup(store, kept, "张某", nobody)
    assert figure(path) == "2"
    store.close()
    assert full_check(path).is_ok
    assert not list(path.parent.glob("*.restoring*"))


def test_that_what_is_stored_while_the_file_is_kept_is_kept_too(store: Store, path: Path) -> None:
    first = backed_up(store)
    told: list[int] = []

    def type_on(_done: int, _total: int) -> None:
        told.append(1)
        if len(told) == 2:  # behind the copy of the backup, during that of the file
            edit(store, "77")

    kept = restore_backup(store, first, "张某", type_on)
    assert len(told) > 2
    assert figure(path) == "8730.6"
    assert figure(kept) == "77"


def test_that_a_file_that_is_written_without_end_is_not_replaced(store: Store, path: Path) -> None:
    first = backed_up(store)
    numbers = iter(range(10_000))
    with pytest.raises(Refused, match="一直有人在填"):
        restore_backup(store, first, "张某", lambda *_: edit(store, str(next(numbers))))
    assert figure(path) == str(next(numbers) - 1)
    assert not list(path.parent.glob("*.restoring*"))


@pytest.mark.parametrize("part", (0.3, 0.99))
def test_that_a_truncated_backup_is_refused(store: Store, path: Path, part: float) -> None:
    first = backed_up(store)
    content = first.read_bytes()
    first.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(FileDamaged, match="已经损坏"):
        restore_backup(store, first, "张某", nobody)
    assert figure(path) == "8730.6"


def test_that_a_backup_damaged_inside_is_refused(store: Store, path: Path) -> None:
    first = backed_up(store)
    content = bytearray(first.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 1 : page * 4096 + 60] = b"\xa5" * 59
    first.write_bytes(content)
    with pytest.raises(FileDamaged):
        restore_backup(store, first, "张某", nobody)
    edit(store, "5")
    assert figure(path) == "5"
    assert not list(path.parent.glob("*.restoring*"))


def test_that_a_backup_of_a_newer_version_is_refused(store: Store, path: Path) -> None:
    first = backed_up(store)
    with closing(sqlite3.connect(first)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(FileNewer, match="更新版本"):
        restore_backup(store, first, "张某", nobody)
    assert figure(path) == "8730.6"


def test_that_something_else_is_refused(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "别的.wzd"
    other.write_bytes(b"no database" * 100)
    with pytest.raises(NotADataFile):
        restore_backup(store, other, "张某", nobody)


def test_that_a_file_that_someone_else_has_is_refused_with_the_name(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backed_up(store)
    store.close()
    monkeypatch.setattr("getpass.getuser", lambda: "王某")
    with Store.open(path), pytest.raises(StoreReadOnly, match=r"王某.*正在用.*没有恢复"):
        restore_file(path, first, "张某", nobody)


def test_that_a_file_that_someone_looks_at_is_not_replaced(store: Store, path: Path) -> None:
    edit(store, "4")
    first = backed_up(store)
    edit(store, "5")
    with Store.open(path, read_only=True) as looking, looking.reading():
        with pytest.raises(WatchedByOthers, match="正在看"):
            restore_backup(store, first, "张某", nobody)
        edit(store, "6")
    assert figure(path) == "6"
    restore_backup(store, first, "张某", nobody)
    assert figure(path) == "4"


def test_that_stopping_leaves_the_file_as_it_is(store: Store, path: Path) -> None:
    first = backed_up(store)
    edit(store, "5")

    def stop(_done: int, _total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        restore_backup(store, first, "张某", stop)
    assert figure(path) == "5"
    assert not list(path.parent.glob("*.restoring*"))
    with pytest.raises(Stop):
        back_up(path, backup_folder(path), "每日", stop)
    assert [one.path for one in backups_in(path, backup_folder(path))] == [first]


@pytest.mark.parametrize("damage", ("middle", "head", "cut"))
def test_that_a_damaged_file_is_restored_and_kept_byte_for_byte(
    store: Store, path: Path, damage: str
) -> None:
    edit(store, "5")
    first = backed_up(store)
    store.close()
    content = bytearray(path.read_bytes())
    match damage:
        case "middle":
            content[4096:] = b"\xa5" * (len(content) - 4096)
        case "head":
            content[:100] = b"\xff" * 100
        case _:
            del content[len(content) // 2 :]
    path.write_bytes(content)
    kept = restore_file(path, first, "张某", nobody)
    assert figure(path) == "5"
    assert kept.read_bytes() == bytes(content)
    assert full_check(path).is_ok


def test_that_a_link_stays_a_link(store: Store, path: Path, tmp_path: Path) -> None:
    first = backed_up(store)
    edit(store, "5")
    store.close()
    link = tmp_path / "elsewhere" / path.name
    link.parent.mkdir()
    link.symlink_to(path)
    restore_file(link, first, "张某", nobody)
    assert link.is_symlink()
    assert figure(path) == "8730.6"


RESTORE = """
import sys
from pathlib import Path
from wzdesk.domain.errors import Refused
from wzdesk.services.restore_backup import restore_file
def tell(done, total):
    print(done, flush=True)
while True:
    for backup in sys.argv[2:]:
        restore_file(Path(sys.argv[1]), Path(backup), "张某", tell)
        print("restored", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("delay_ms", (0, 1, 2, 4, 7, 11, 16, 23, 31, 47))
def test_that_a_program_killed_while_it_restores_leaves_the_old_file_or_the_new_one(
    store: Store, path: Path, delay_ms: int
) -> None:
    edit(store, "1")
    first = backed_up(store, "一")
    edit(store, "2")
    second = backed_up(store, "二")
    store.close()
    program = subprocess.Popen(
        [sys.executable, "-c", RESTORE, str(path), str(first), str(second)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        assert program.stdout
        assert program.stdout.readline()
        time.sleep(delay_ms / 1000)
    finally:
        program.send_signal(signal.SIGKILL)
        program.communicate()
    assert full_check(path).is_ok
    assert figure(path) in {"1", "2"}
    with Store.open(path) as again:
        assert not again.read_only
        edit(again, "9")
        restore_backup(again, first, "张某", nobody)
    assert figure(path) == "1"


def test_that_a_backup_says_what_would_differ(store: Store, path: Path) -> None:
    first = backed_up(store)
    edit(store, "5")
    with store.writing() as session:
        apply_changes(
            session, [entry("3.1", key("so2")), entry("", key("cpi"))], kind=ChangeKind.EDIT, who="王某"
        )
    found = difference(path, first, nobody)
    assert (found.changed, found.gone, found.back) == (1, 1, 1)
    assert found.tables == {"change_set": (3, 1), "revision": (3, 0)}
    assert difference(path, path, nobody).tables == {}


def test_that_rows_lost_without_a_change_set_raise_the_alarm(store: Store, path: Path) -> None:
    backed_up(store, "每日")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM observation WHERE period = '2022'")
        connection.execute("DELETE FROM indicator_alias")
    backed_up(store, "每日")
    newest = backups_in(path, backup_folder(path))[0]
    assert newest.state is BackupState.ALARM
    assert newest.alarm == "指标别名少了 2 行，观测值少了 1 行"


def test_that_cells_that_people_emptied_raise_no_alarm(store: Store, path: Path) -> None:
    edit(store, "5")
    backed_up(store, "每日")
    with store.writing() as session:
        apply_changes(session, [entry(""), entry("", key("cpi"))], kind=ChangeKind.EDIT, who="王某")
    backed_up(store, "每日")
    assert row_counts(path)["observation"] == len(PACK.observations) - 2
    assert [one.state for one in backups_in(path, backup_folder(path))] == [BackupState.GOOD] * 2


def test_that_a_restored_file_raises_no_alarm(store: Store, path: Path) -> None:
    first = backed_up(store)
    for text in ("5", "6", "7"):
        edit(store, text)
    restore_backup(store, first, "张某", nobody)
    backed_up(store, "每日")
    assert all(one.state is BackupState.GOOD for one in backups_in(path, backup_folder(path)))


def test_that_a_backup_that_was_changed_or_brought_along_is_not_called_checked(
    store: Store, path: Path
) -> None:
    first = backed_up(store)
    with first.open("ab") as file:
        file.write(b"\0" * 4096)
    shutil.copy(first, first.with_name("从U盘来.wzd"))
    shutil.copy(first, first.with_name("别的文件-20240101-000000-0001-每日.wzd"))
    found = {one.path.name: one for one in backups_in(path, backup_folder(path))}
    assert set(found) == {first.name, "从U盘来.wzd"}
    assert {one.state for one in found.values()} == {BackupState.UNKNOWN}
    assert not any(one.is_automatic for one in found.values())
    assert last_record(path, backup_folder(path)) is None


def test_that_a_damaged_file_is_no_backup(store: Store, path: Path) -> None:
    backed_up(store)
    store.close()
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 1 : page * 4096 + 60] = b"\xa5" * 59
    path.write_bytes(content)
    with pytest.raises(DataFileError, match="已经损坏"):
        back_up(path, backup_folder(path), "每日")
    assert len(backups_in(path, backup_folder(path))) == 1
