import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from tests.db.samples import PACK, entry, key
from wzdesk.db import file, migrate
from wzdesk.db import store as store_module
from wzdesk.db.backup import back_up, backup_folder, row_counts
from wzdesk.db.changes import apply_changes
from wzdesk.db.create import table_statements
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import BackupFailed, DiskFull, FileOlder, FolderReadOnly, MigrationFailed
from wzdesk.db.first_rows import FirstRows
from wzdesk.db.observations import count
from wzdesk.db.store import Store, open_engine
from wzdesk.domain.change import ChangeKind

STEP = '''
"""A step of tomorrow."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("region", sa.Column("area", sa.Text(), nullable=True))
    op.execute("UPDATE region SET area = name")
    {more}
'''


def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """A program that is one step ahead."""
    ahead = tmp_path / "ahead"
    shutil.copytree(migrate.MIGRATIONS, ahead)
    (ahead / "versions" / "r0005_step.py").write_text(STEP.format(more=more), "utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", ahead)
    monkeypatch.setattr(file, "REVISIONS", ("0001", "0002", "0003", "0004", "0005"))
    monkeypatch.setattr(store_module, "HEAD", "0005")
    monkeypatch.setattr("wzdesk.db.first_rows.HEAD", "0005")


def layout(path: Path) -> dict[str, tuple[object, list[str]]]:
    """Columns in their order, and the words of the SQL in any, of all tables and indexes of a file."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        return {
            name: (
                connection.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                sorted(re.findall(r"\w+", sql)),
            )
            for name, sql in rows
        }


def columns(path: Path) -> set[str]:
    engine = open_engine(path)
    try:
        return {column["name"] for column in inspect(engine).get_columns("region")}
    finally:
        engine.dispose()


def test_that_a_new_file_is_what_all_migrations_make(empty: Store, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.wzd"
    migrated.touch()
    engine = open_engine(migrated)
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate.run_migrations(connection)
    engine.dispose()

    assert layout(empty.path) == layout(migrated)
    assert len(table_statements()) + 1 == len(layout(migrated))


def test_that_the_program_knows_all_its_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(known)) == file.REVISIONS


def test_that_an_older_file_is_backed_up_and_upgraded(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    plant(tmp_path, monkeypatch)

    with pytest.raises(FileOlder, match="先升级"):
        FirstRows.open(path)
    with pytest.raises(FileOlder):
        Store.open(path, read_only=True)
    with Store.open(path) as upgraded, upgraded.reading() as session:
        assert count(execute_of(session)) == len(PACK.observations)
        rows = execute_of(session)("SELECT area FROM region WHERE code = '330300'", {})
        assert [tuple(row) for row in rows] == [("温州市",)]
    (backup,) = backup_folder(path).glob("*.wzd")
    assert "0004-升级前" in backup.name
    assert "area" not in columns(backup)
    assert len(list(tmp_path.joinpath("备份").glob("*.wzd"))) == 1


@pytest.mark.parametrize(
    "more",
    (
        "raise ValueError('planted')",
        "op.execute('INSERT INTO nowhere VALUES (1)')",
        "op.execute('UPDATE indicator SET parent_id = 999')",
    ),
)
def test_that_a_failed_upgrade_leaves_the_file_and_a_backup(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    store.close()
    before = path.read_bytes()
    with monkeypatch.context() as ahead:
        plant(tmp_path, ahead, more)
        with pytest.raises(MigrationFailed, match="原文件没有改动") as caught:
            Store.open(path)
    assert path.read_bytes() == before
    assert str(caught.value.backup) in caught.value.sentence
    assert row_counts(caught.value.backup) == row_counts(path)
    with Store.open(path) as again:
        assert not again.read_only


def test_that_a_failed_upgrade_can_be_tried_again(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    plant(tmp_path, monkeypatch, "raise ValueError('planted')")
    with pytest.raises(MigrationFailed):
        Store.open(path)
    (migrate.MIGRATIONS / "versions" / "r0005_step.py").write_text(STEP.format(more=""), "utf-8")
    Store.open(path).close()
    assert "area" in columns(path)


def test_that_no_upgrade_starts_without_a_backup(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    before = path.read_bytes()
    plant(tmp_path, monkeypatch)
    backup_folder(path).write_text("不是文件夹", "utf-8")
    with pytest.raises(FolderReadOnly):
        Store.open(path)
    assert path.read_bytes() == before


def test_that_a_backup_holds_what_stands_only_in_the_log(store: Store, tmp_path: Path) -> None:
    with store.writing() as session:
        apply_changes(session, [entry("1", key("so2"))], kind=ChangeKind.EDIT, who="王某")
    copy = back_up(store.path, tmp_path / "备份", "导入前: 第1次")

    assert copy.name.startswith(store.path.stem)
    assert "-0004-导入前_第1次" in copy.name
    assert row_counts(copy) == row_counts(store.path)
    assert list(copy.parent.glob("*.wzd*")) == [copy]
    with Store.open(copy) as restored, restored.reading() as session:
        assert count(execute_of(session)) == len(PACK.observations) + 1


def test_that_two_backups_in_one_second_are_two(store: Store, tmp_path: Path) -> None:
    assert back_up(store.path, tmp_path / "备份", "每日") != back_up(store.path, tmp_path / "备份", "每日")
    assert len(list((tmp_path / "备份").glob("*.wzd*"))) == 2


def test_that_a_bad_copy_is_no_backup(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wzdesk.db.backup.row_counts", lambda _: {})
    with pytest.raises(BackupFailed, match="核对不上"):
        back_up(store.path, tmp_path / "备份", "每日")
    assert list((tmp_path / "备份").iterdir()) == []


def test_that_a_backup_without_room_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = file.connect

    def small(path: Path, mode: str) -> sqlite3.Connection:
        connection = real(path, mode)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    monkeypatch.setattr("wzdesk.db.backup.connect", small)
    with pytest.raises(DiskFull):
        back_up(store.path, tmp_path / "备份", "每日")
    assert list((tmp_path / "备份").iterdir()) == []
