"""Statements of the hot path: compiled once, then given to the driver's cursor as they are."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, text
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement


class Prepared:
    """A Core statement whose parameters and columns need no conversion: texts and whole numbers.

    SQLAlchemy spends about 50 microseconds on each execution of a statement that it has compiled
    before; an edit runs four, and SQLite itself takes about 10 for each.

    Args:
        statement: The statement, or its text with ``:name`` for each parameter, which is looked through when it is first
            run: one with a thousand parameters takes a megabyte.
    """

    def __init__(self, statement: Executable | str) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, list[str] | None]] = {}

    def first(self, connection: Connection, parameters: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Run it and give the first row."""
        rows = self.rows(connection, parameters)
        return rows[0] if rows else None

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """Run it and give all rows."""
        sql, names = self._for(connection.dialect)
        return _fetched(connection, sql, _given(names, parameters))

    def rows_for(
        self, connection: Connection, names: Sequence[str], values: Sequence[Any]
    ) -> Sequence[tuple[Any, ...]]:
        """The same with parameters that are told as two lists."""
        sql, order = self._for(connection.dialect)
        (given,) = _in_order(order, names, [values])
        return _fetched(connection, sql, given)

    def run_for_each(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it with each set of parameters."""
        sql, names = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(sql, [_given(names, row) for row in rows])
        finally:
            cursor.close()

    def run_for_rows(
        self, connection: Connection, names: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Run it with each row of parameters, all in the order of ``names``."""
        sql, order = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(sql, list(_in_order(order, names, rows)))
        finally:
            cursor.close()

    def _for(self, dialect: Dialect) -> tuple[str, list[str] | None]:
        """The text and, where the driver counts its parameters, their names in order."""
        if dialect.name not in self._compiled:
            statement = text(self._statement) if isinstance(self._statement, str) else self._statement
            assert isinstance(statement, ClauseElement)
            compiled = statement.compile(dialect=dialect)
            assert isinstance(compiled, SQLCompiler)
            names = list(compiled.positiontup or ()) if compiled.positional else None
            self._compiled[dialect.name] = str(compiled), names
        return self._compiled[dialect.name]


def _fetched(connection: Connection, sql: str, given: Any) -> Sequence[tuple[Any, ...]]:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql, given)
        return cursor.fetchall()
    finally:
        cursor.close()


def _given(names: list[str] | None, parameters: Mapping[str, Any]) -> Any:
    return dict(parameters) if names is None else tuple([parameters[name] for name in names])


def _in_order(order: list[str] | None, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[Any]:
    """Rows of values that stand in the order of ``names``, as the driver wants them."""
    if order is None:
        return (dict(zip(names, row, strict=True)) for row in rows)
    return rows if order == list(names) else map(itemgetter(*map(names.index, order)), rows)
