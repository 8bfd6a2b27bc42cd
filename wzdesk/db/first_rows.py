"""The door for the first rows after a start: sqlite3 alone, before SQLAlchemy is imported."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from wzdesk.db.errors import FileOlder, named_error
from wzdesk.db.file import HEAD, connect_to_read, revision_of


class FirstRows:
    """A read-only look into a data file, closed again as soon as the store is there."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Look into a file of today's form.

        Raises:
            DataFileError: as ``Store.open``; ``FileOlder`` where the store must upgrade it first.
        """
        if revision_of(path) != HEAD:
            raise FileOlder(path)
        try:
            return cls(path, connect_to_read(path))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise named_error(error, path) or error from error

    def execute(self, sql: str, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Run one of the readers' statements."""
        try:
            return self._connection.execute(sql, dict(parameters)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise named_error(error, self.path) or error from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
