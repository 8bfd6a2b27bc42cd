"""A kind of cell that people change, with its statements, built once.

A change of one cell is the hot path of the program; so these are Core statements with parameters,
compiled at their first use, not objects of a unit of work.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from wzdesk.db.codec import Key, State
from wzdesk.db.prepared import Prepared
from wzdesk.db.tables import Base, table_of

Place = dict[str, Any]  # the columns of a row's key, as parameters


@dataclass(frozen=True, slots=True)
class CellKind:
    """A table of cells: how a key finds its row, which columns are its state, and how it is shown."""

    entity: str
    fields: tuple[str, ...]
    place_of: Callable[[Session, Any], Place]
    key_of: Callable[[str], Key]
    words_of: Callable[[Mapping[str, Any]], str]
    select: Prepared
    insert: Prepared
    update: Prepared
    delete: Prepared

    def current(self, connection: Connection, place: Place) -> tuple[State | None, int | None]:
        """The state that is stored, and the change set that stored it."""
        row = self.select.first(connection, place)
        if row is None:
            return None, None
        return dict(zip(self.fields, row, strict=False)), row[-1]


def cell_kind(
    entity: str,
    row: type[Base],
    fields: tuple[str, ...],
    place_of: Callable[[Session, Any], Place],
    key_of: Callable[[str], Key],
    words_of: Callable[[Mapping[str, Any]], str],
    *,
    placed_by: Collection[str] = (),
) -> CellKind:
    """``placed_by`` names the columns that find a row where they are not its primary key."""
    table = table_of(row)
    columns = [table.c[name] for name in placed_by] or table.primary_key.columns
    place: dict[Column[Any], BindParameter[Any]] = {
        column: bindparam(f"at_{column.name}") for column in columns
    }
    here = [column == parameter for column, parameter in place.items()]
    state: dict[Column[Any], BindParameter[Any]] = {table.c[name]: bindparam(name) for name in fields}
    values = state | {table.c.change_set_id: bindparam("change_set_id")}
    return CellKind(
        entity,
        fields,
        place_of,
        key_of,
        words_of,
        Prepared(select(*state, table.c.change_set_id).where(*here)),
        Prepared(insert(table).values(place | values)),
        Prepared(update(table).where(*here).values(values)),
        Prepared(delete(table).where(*here)),
    )
