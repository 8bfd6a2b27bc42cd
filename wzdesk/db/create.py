"""A new data file: the tables as they are today, stamped as if all migrations had run."""

import sqlite3
from datetime import UTC, datetime

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from wzdesk import __version__
from wzdesk.db.codec import utc_text
from wzdesk.db.file import APPLICATION_ID, FORMAT_VERSION, HEAD
from wzdesk.db.projects import tables as _  # noqa: F401 - they belong to Base, too
from wzdesk.db.tables import Base

VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
FILE_INFO = (
    "INSERT INTO file_info (id, format_version, created, app, pack_code, pack_name, pack_version, home, plan) "
    "VALUES (1, ?, ?, ?, '', '', '', '', '')"
)


def create_tables(connection: sqlite3.Connection) -> None:
    """Everything a new file holds, in one transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("BEGIN IMMEDIATE")
    for statement in table_statements():
        connection.execute(statement)
    connection.execute(VERSION_TABLE)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    created = utc_text(datetime.now(UTC))
    connection.execute(FILE_INFO, (FORMAT_VERSION, created, __version__))
    connection.execute("COMMIT")


def table_statements() -> list[str]:
    """CREATE statements of today's tables and their indexes, in an order that can be run."""
    dialect = sqlite.dialect()
    statements = []
    for table in Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements.extend(str(CreateIndex(index).compile(dialect=dialect)) for index in indexes)
    return statements
