"""The SQLAlchemy door to the readers that are written as SQL strings."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from wzdesk.db.plan_tables import Execute
from wzdesk.db.prepared import Prepared

OpenSession = Session
"""A session, as services name it that hand one on."""


def execute_of(session: Session) -> Execute:
    """Run the readers of ``plan_tables`` and ``observations`` on a session."""
    connection = session.connection()

    def execute(sql: str, parameters: Mapping[str, object]) -> Iterable[tuple[Any, ...]]:
        return _prepared(sql).rows(connection, parameters)

    return execute


@lru_cache(maxsize=256)
def _prepared(sql: str) -> Prepared:
    return Prepared(sql)
