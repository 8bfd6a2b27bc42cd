"""Upgrade an older data file with Alembic's API; imported only when there is one."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from wzdesk.db.backup import back_up, backup_folder
from wzdesk.db.errors import MigrationFailed
from wzdesk.db.store import open_engine
from wzdesk.domain.backup import BackupReason

MIGRATIONS = Path(__file__).parent / "migrations"
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
        raise MigrationFailed(path, backup) from error
    return backup


def upgrade_copy(path: Path) -> None:
    """Bring a file to today's form without a backup of it: it is a copy, or one was made."""
    engine = open_engine(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            run_migrations(connection)
            _check_references(connection)
    finally:
        engine.dispose()


def run_migrations(connection: Connection, revision: str = "head") -> None:
    """Run the steps up to a revision inside the connection's own transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"rows that refer to nothing: {broken[:5]}")
