"""Upgrade an older data file with Alembic's API; imported only when there is one."""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from wzdesk import __version__
from wzdesk.db.backup import back_up, backup_folder
from wzdesk.db.errors import MigrationFailed, named_error
from wzdesk.db.store import open_engine
from wzdesk.domain.backup import BackupReason

MIGRATIONS = Path(__file__).parent / "migrations"
KEPT = (
    "change_set",
    "revision",
    "observation",
    "plan_target",
    "verdict_override",
    "cell_note",
    "form",
    "form_closing",
    "setting",
    "project",
    "project_progress",
    "project_problem",
)
"""What people wrote and what happened to it; no migration takes a row out of these."""
log = logging.getLogger(__name__)


def upgrade(path: Path) -> Path:
    """Bring a file to today's form, all or nothing; returns the backup made before.

    The caller holds the file's lock and has made sure that the file is not newer than the program.

    Raises:
        DataFileError: the backup could not be made; the file was not touched.
        MigrationFailed: a step broke off and was taken back.
    """
    backup = back_up(path, backup_folder(path), BackupReason.BEFORE_UPGRADE)
    try:
        upgrade_copy(path)
    except Exception as error:
        log.exception("migration of %s failed", path)
        raise MigrationFailed(path, backup, named_error(error, path)) from error
    return backup


def upgrade_copy(path: Path) -> None:
    """Bring a file to today's form without a backup of it: it is a copy, or one was made.

    Raises:
        sqlite3.Error: what SQLite says; the file is as it was.
        ValueError: the upgraded file would not be in order, or would have lost rows; it is as it was.
    """
    engine = open_engine(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            counts = _rows_of(connection, KEPT)
            run_migrations(connection)
            connection.exec_driver_sql("UPDATE file_info SET app = ?", (__version__,))
            _verify(connection, counts)
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise
    finally:
        engine.dispose()


def run_migrations(connection: Connection, revision: str = "head") -> None:
    """Run the steps up to a revision inside the connection's own transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _verify(connection: Connection, counts: Mapping[str, int]) -> None:
    """Before it is committed: sound pages and indexes, no row that refers to nothing, nothing lost that people wrote."""
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    if found != ["ok"]:
        raise ValueError(f"the upgraded file is not in order: {found}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"rows that refer to nothing: {broken[:5]}")
    after = _rows_of(connection, KEPT)
    if lost := {table: count for table, count in counts.items() if after.get(table, 0) < count}:
        raise ValueError(f"rows that were there before the upgrade: {lost}, after it: {after}")


def _rows_of(connection: Connection, tables: Sequence[str]) -> dict[str, int]:
    """Rows of those tables that a file of its revision has."""
    there = {
        row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    return {
        table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 - of ours
        for table in tables
        if table in there
    }
