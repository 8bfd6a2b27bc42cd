import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from tests.db.samples import PACK, entry, key, number
from wzdesk.db import file, place
from wzdesk.db.catalogue import save_pack
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import (
    DiskFull,
    FileBusy,
    FileExists,
    FolderReadOnly,
    StoreReadOnly,
    UnknownIndicator,
)
from wzdesk.db.first_rows import FirstRows
from wzdesk.db.health import full_check
from wzdesk.db.history import history_of
from wzdesk.db.observations import count, observation
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import Period

ROOT = Path(__file__).parents[2]


def test_that_a_new_file_is_empty_and_found_again(path: Path) -> None:
    with Store.create(path) as store:
        assert not store.read_only
        assert store.holder is None
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with Store.open(path) as again, again.reading() as session:
        assert count(execute_of(session)) == 0


def test_that_a_new_file_never_replaces_one(path: Path) -> None:
    path.write_text("工作笔记", "utf-8")
    with pytest.raises(FileExists, match="没有覆盖"):
        Store.create(path)
    assert path.read_text("utf-8") == "工作笔记"


def test_that_a_local_file_is_written_ahead_with_full_sync(store: Store) -> None:
    with store.reading() as session:
        execute = execute_of(session)
        assert [
            tuple(*execute(f"PRAGMA {name}", {})) for name in ("journal_mode", "synchronous", "foreign_keys")
        ] == [
            ("wal",),
            (2,),
            (1,),
        ]


def test_that_a_network_drive_gets_a_rollback_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wzdesk.db.store.is_on_network", lambda _: True)
    with Store.create(path) as store:
        with store.writing() as session:
            save_pack(session, PACK)
        with store.reading() as session:
            assert tuple(*execute_of(session)("PRAGMA journal_mode", {})) == ("delete",)


def test_that_a_file_from_a_local_disk_loses_its_log_on_a_network_drive(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wzdesk.db.store.is_on_network", lambda _: True)
    with Store.open(closed) as store, store.reading() as session:
        assert tuple(*execute_of(session)("PRAGMA journal_mode", {})) == ("delete",)
        assert count(execute_of(session)) == len(PACK.observations)


def test_that_a_disk_of_this_machine_is_no_network_drive(tmp_path: Path) -> None:
    assert not place.is_on_network(tmp_path)


def test_that_a_store_for_reading_refuses_to_write(closed: Path) -> None:
    with Store.open(closed, read_only=True) as store:
        assert store.read_only
        with pytest.raises(StoreReadOnly), store.writing():
            pass
        with pytest.raises(FolderReadOnly), store.reading() as session:
            execute_of(session)("DELETE FROM observation", {})


def test_that_a_full_disk_changes_nothing_and_writing_goes_on_later(store: Store) -> None:
    many = [_long_note(key(period=Period.of_year(year))) for year in range(1900, 2000)]
    with store.reading() as session:
        execute_of(session)("PRAGMA max_page_count = 60", {})  # of the one connection in the pool
    with pytest.raises(DiskFull, match="磁盘满了，这次修改没有保存"), store.writing() as session:
        apply_changes(session, many, kind=ChangeKind.EDIT, who="王某")
    with store.reading() as session:
        execute = execute_of(session)
        assert count(execute) == len(PACK.observations)
        assert tuple(*execute("SELECT count(*) FROM change_set", {})) == (1,)
        execute("PRAGMA max_page_count = 1073741823", {})
    assert full_check(store.path).is_ok
    with store.writing() as session:
        assert apply_changes(session, [entry("5")], kind=ChangeKind.EDIT, who="王某").keys == {key()}


def _long_note(place: ObservationKey) -> ObservationChange:
    return ObservationChange(place, Observation(place, number("1"), note="长" * 3000))


def fill_and_fail(store: Store) -> None:
    with store.writing() as session:
        save_pack(session, PACK)
        apply_changes(session, [entry("1")], kind=ChangeKind.EDIT, who="王某")
        raise ZeroDivisionError


def test_that_a_busy_file_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.reading() as session:
        execute_of(session)("PRAGMA busy_timeout = 1", {})
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy, match="稍后再试"), store.writing():
            pass
    monkeypatch.setattr("wzdesk.db.store.WAIT_FOR_WRITER_S", 0.01)
    with store.writing(), pytest.raises(FileBusy), store.writing():
        pass


def test_that_reading_goes_on_while_another_thread_writes(store: Store) -> None:
    written, read = threading.Event(), threading.Event()

    def write() -> None:
        with store.writing() as session:
            apply_changes(session, [entry("1")], kind=ChangeKind.EDIT, who="王某")
            written.set()
            assert read.wait(10)

    with ThreadPoolExecutor() as pool:
        job = pool.submit(write)
        assert written.wait(10)
        with store.reading() as session:
            before = observation(execute_of(session), key())
        read.set()
        job.result(10)
    with store.reading() as session:
        after = observation(execute_of(session), key())
    assert before
    assert after
    assert (before.quantity.text, after.quantity.text) == ("8730.6", "1")


def test_that_threads_write_one_after_the_other(store: Store) -> None:
    def write(number: int) -> None:
        with store.writing() as session:
            apply_changes(session, [entry(str(number))], kind=ChangeKind.EDIT, who="王某")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(80)))
    with store.reading() as session:
        steps = history_of(session, key(), limit=100)
    assert len(steps) == 81
    assert all(newer.before == older.after for newer, older in pairwise(steps))


def test_that_the_first_rows_need_neither_sqlalchemy_nor_alembic_nor_projects() -> None:
    program = (
        "import sys, wzdesk.db.first_rows, wzdesk.db.plan_tables, wzdesk.db.observations, wzdesk.db.health;"
        "print(sorted(sys.modules.keys() & {'sqlalchemy', 'alembic', 'wzdesk.domain.projects.project'}))"
        ";import wzdesk.db.store, wzdesk.db.changes, wzdesk.db.catalogue, wzdesk.db.history, wzdesk.db.settings;"
        "print('alembic' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert told.stdout.split("\n") == ["[]", "False", ""]


def test_that_our_own_mistakes_are_not_named(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as caught, store.reading() as session:
        execute_of(session)("SELECT * FROM drawer", {})
    assert not isinstance(caught.value, WzdeskError)


def test_that_ids_of_a_transaction_taken_back_are_forgotten(empty: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        fill_and_fail(empty)
    with pytest.raises(UnknownIndicator), empty.writing() as session:
        apply_changes(session, [entry("1")], kind=ChangeKind.EDIT, who="王某")


@contextmanager
def common_user(folder: Path) -> Iterator[None]:
    """Not root for a while: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    for found in (folder, *folder.iterdir()):
        os.chown(found, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_folder(closed: Path) -> Iterator[Path]:
    """The file alone in a folder where nothing can be made or changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        moved = folder / closed.name
        shutil.copy(closed, moved)
        with common_user(folder):
            moved.chmod(stat.S_IRUSR)
            folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
            yield moved
            folder.chmod(stat.S_IRWXU)


@pytest.mark.skipif(os.name == "nt", reason="a folder of Windows has no such right")
def test_that_a_folder_that_cannot_be_written_is_named_and_can_still_be_read(locked_folder: Path) -> None:
    before = [found.name for found in locked_folder.parent.iterdir()]
    with pytest.raises(FolderReadOnly, match="以只看方式打开"):
        Store.open(locked_folder)
    assert [found.name for found in locked_folder.parent.iterdir()] == before
    with Store.open(locked_folder, read_only=True) as store, store.reading() as session:
        assert count(execute_of(session)) == len(PACK.observations)
    with FirstRows.open(locked_folder) as first:
        assert count(first.execute) == len(PACK.observations)
    with pytest.raises(FolderReadOnly, match="不能写入"):
        Store.create(locked_folder.with_name("新的.wzd"))


def test_that_a_path_of_any_kind_becomes_a_uri() -> None:
    root = Path("/").absolute().as_uri()  # with the drive on Windows
    assert file.uri_of(Path("/a b/市#1?.wzd"), mode="ro") == f"{root}a%20b/%E5%B8%82%231%3F.wzd?mode=ro"
