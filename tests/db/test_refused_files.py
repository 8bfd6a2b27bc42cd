import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from tests.db.samples import CITY, PACK, key
from wzdesk import __version__
from wzdesk.db.catalogue import save_pack
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import (
    DataFileError,
    FileDamaged,
    FileMissing,
    FileNewer,
    FileUnreachable,
    NotADataFile,
)
from wzdesk.db.file import connect_to_read
from wzdesk.db.first_rows import FirstRows
from wzdesk.db.health import full_check, quick_check
from wzdesk.db.observations import observation, series_of
from wzdesk.db.plan_tables import (
    Execute,
    read_file_info,
    read_indicators,
    read_plan_table,
    read_plans,
    read_regions,
    read_setting,
)
from wzdesk.db.store import Store
from wzdesk.domain.errors import WzdeskError

OPENERS: tuple[Callable[[Path], object], ...] = (
    Store.open,
    lambda path: Store.open(path, read_only=True),
    FirstRows.open,
)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder, without SQLite's index of the log and a log without entries."""
    files = {found.name: found.read_bytes() for found in folder.iterdir() if not found.name.endswith("-shm")}
    return {name: content for name, content in files.items() if content or not name.endswith("-wal")}


def refusal(opening: Callable[[Path], object], path: Path) -> DataFileError:
    """The error with which a file is refused; its folder stays byte for byte what it was."""
    before = contents(path.parent)
    with pytest.raises(DataFileError) as caught:
        opening(path)
    assert contents(path.parent) == before
    assert caught.value.sentence.endswith("。")
    return caught.value


@pytest.mark.parametrize("opening", OPENERS)
@pytest.mark.parametrize(
    ("content", "error"),
    (
        (None, FileMissing),
        (b"", NotADataFile),
        ("指标,2023年\n".encode("gbk"), NotADataFile),
        (b"SQLite format 3\0" + b"\0" * 84, FileDamaged),
        (b"SQLite format 3\0" + b"\xff" * 5000, FileDamaged),
    ),
)
def test_that_a_file_that_is_none_is_refused_untouched(
    path: Path, opening: Callable[[Path], object], content: bytes | None, error: type[DataFileError]
) -> None:
    if content is not None:
        path.write_bytes(content)
    assert type(refusal(opening, path)) in {error, NotADataFile if error is FileDamaged else error}


@pytest.mark.parametrize("opening", OPENERS)
def test_that_a_folder_is_refused(tmp_path: Path, opening: Callable[[Path], object]) -> None:
    (tmp_path / "inner").mkdir()
    with pytest.raises((NotADataFile, FileUnreachable)):
        opening(tmp_path / "inner")


@pytest.mark.parametrize("opening", OPENERS)
def test_that_the_database_of_another_program_is_refused_untouched(
    path: Path, opening: Callable[[Path], object]
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    assert isinstance(refusal(opening, path), NotADataFile)


@pytest.mark.parametrize("opening", OPENERS)
@pytest.mark.parametrize("part", (0.2, 0.5, 0.99))
def test_that_a_truncated_file_is_refused_untouched(
    closed: Path, opening: Callable[[Path], object], part: float
) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: int(len(content) * part)])
    assert isinstance(refusal(opening, closed), FileDamaged)


@pytest.mark.parametrize("opening", OPENERS)
def test_that_a_newer_file_is_refused_untouched(closed: Path, opening: Callable[[Path], object]) -> None:
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    error = refusal(opening, closed)
    assert isinstance(error, FileNewer)
    assert error.sentence == (
        f"数据文件 {closed.name} 是更新版本的程序写的，这个版本（{__version__}）打不开；"
        "文件没有改动，请先升级程序。"
    )


@pytest.mark.parametrize("opening", OPENERS)
def test_that_a_newer_version_in_the_log_is_seen(
    closed: Path, tmp_path: Path, opening: Callable[[Path], object]
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(closed)) as connection:
        with connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        for suffix in ("", "-wal"):
            shutil.copy(f"{closed}{suffix}", crashed)
    assert isinstance(refusal(opening, crashed / closed.name), FileNewer)


@contextmanager
def told() -> Iterator[None]:
    """Let pass what is said in a sentence, and the one kind of damage that looks like a mistake of ours.

    A changed letter in the stored CREATE statements makes another table, which SQLite finds in order.
    """
    with suppress(WzdeskError):
        try:
            yield
        except (sqlite3.OperationalError, OperationalError) as error:
            if "no such" not in str(error):
                raise


def read_everything(execute: Execute) -> None:
    for plan in read_plans(execute):
        for region in read_regions(execute):
            read_plan_table(execute, plan.code, region.code)
    for indicator in read_indicators(execute):
        series_of(execute, CITY, indicator.code)
    read_file_info(execute)
    read_setting(execute, "zoom")


@pytest.fixture(scope="module")
def sound() -> bytes:
    """The content of a file with the small pack."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "数据.wzd"
        with Store.create(path) as store, store.writing() as session:
            save_pack(session, PACK)
        return path.read_bytes()


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=3000))
def test_that_random_damage_gives_a_sentence_or_is_found(sound: bytes, place: float, noise: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "数据.wzd"
        start = int(place * len(sound))
        path.write_bytes(sound[:start] + noise + sound[start + len(noise) :])
        before = contents(path.parent)
        with told(), Store.open(path, read_only=True) as store, store.reading() as session:
            read_everything(execute_of(session))
        with told(), FirstRows.open(path) as first:
            read_everything(first.execute)
        assert quick_check(path).sentence.endswith("。")
        assert contents(path.parent) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
def test_that_a_damaged_file_is_not_kept_open(closed: Path) -> None:
    closed.write_bytes(b"\0" + closed.read_bytes()[1:])
    with pytest.raises(sqlite3.DatabaseError) as caught:
        connect_to_read(closed)
    still_open = {each.resolve() for each in Path("/proc/self/fd").iterdir()}
    assert closed.resolve() not in still_open, caught  # while its traceback lives, so would what it forgot


def test_that_damage_inside_is_found_by_the_check_after_the_start(closed: Path) -> None:
    assert quick_check(closed).is_ok
    assert full_check(closed).is_ok
    content = bytearray(closed.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 1 : page * 4096 + 60] = b"\xa5" * 59
    closed.write_bytes(content)

    health = quick_check(closed)
    assert not health.is_ok
    assert "从备份恢复" in health.sentence
    with pytest.raises(FileDamaged), Store.open(closed, read_only=True) as store, store.reading() as session:
        observation(execute_of(session), key())


def test_that_references_to_nothing_are_found_by_the_full_check(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("UPDATE observation SET region_id = 99 WHERE region_id = 1")
    assert quick_check(closed).is_ok
    assert not full_check(closed).is_ok
