"""The SQLAlchemy door to the readers that are written as SQL strings."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from wzdesk.db.plan_tables import Execute


def execute_of(session: Session) -> Execute:
    """Run the readers of ``plan_tables`` and ``observations`` on a session."""
    connection = session.connection()

    def execute(sql: str, parameters: Mapping[str, object]) -> Iterable[tuple[Any, ...]]:
        return connection.execute(_text(sql), dict(parameters))

    return execute


@lru_cache(maxsize=256)
def _text(sql: str) -> TextClause:
    return text(sql)
