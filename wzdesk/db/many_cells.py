"""Many observations in one act: read and written in batches, with the outcome of going cell by cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from wzdesk.db.cells import OBSERVATION
from wzdesk.db.change_sets import INSERT_REVISION, REVISION, Act
from wzdesk.db.codec import OBSERVATION_FIELDS, Values, observation_texts, values_text
from wzdesk.db.ids import id_of
from wzdesk.db.prepared import Prepared
from wzdesk.domain.observation import ObservationKey

Progress = Callable[[int, int], None]
"""Told how many cells are done, and of how many; what it raises takes the whole transaction back."""

BATCH = 200  # rows looked up at once; more are no faster
AT_ONCE = 100  # rows added by one statement, which is quicker than one by one
REVISIONS = 100_000  # put in order and written at once
REPORT = 2_000

Row = tuple[Any, ...]
Wanted = tuple[ObservationKey, Values | None]
Told = Callable[[int], None]
Cell = tuple[int, int, str, str, str, ObservationKey, Values | None]  # its row's key, its name in revisions

_PLACE = ("indicator_id", "region_id", "period", "measure")
_KEY = tuple(f"at_{name}" for name in _PLACE)
_STATE = (*OBSERVATION_FIELDS, "change_set_id")
_WANTED = [[f"{name}_{n}" for name in _PLACE] for n in range(BATCH)]
_STORED = Prepared(
    f"""
    WITH wanted (n, {", ".join(_PLACE)}) AS (
        VALUES {", ".join(f"({n}, :{', :'.join(names)})" for n, names in enumerate(_WANTED))}
    )
    SELECT w.n, o.{", o.".join(_STATE)}
    FROM wanted w CROSS JOIN observation o
    WHERE {" AND ".join(f"o.{name} = w.{name}" for name in _PLACE)}
    """  # noqa: S608 - nothing but our own column names
)
_WANTED_NAMES = list(chain.from_iterable(_WANTED))
_HOLDS_ANY = Prepared(
    f"""
    SELECT 1 FROM observation
    WHERE ({", ".join(_PLACE)}) BETWEEN (:{", :".join(f"first_{name}" for name in _PLACE)})
        AND (:{", :".join(f"last_{name}" for name in _PLACE)})
    LIMIT 1
    """  # noqa: S608 - nothing but our own column names
)
_ENDS = [f"{end}_{name}" for end in ("first", "last") for name in _PLACE]


class _Inserts:
    """Adds rows to a table, a hundred with each statement."""

    def __init__(self, table: str, columns: Sequence[str], one: Prepared, names: Sequence[str]) -> None:
        self._one, self._names = one, names
        self._many_names = [f"{name}_{n}" for n in range(AT_ONCE) for name in columns]
        wide = len(columns)
        rows = (self._many_names[at : at + wide] for at in range(0, AT_ONCE * wide, wide))
        values = ", ".join(f"(:{', :'.join(row)})" for row in rows)
        self._many = Prepared(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 - our own names
        )

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Add rows, whose values stand in the order of the columns."""
        whole = len(rows) - len(rows) % AT_ONCE
        hundreds = (chain.from_iterable(rows[at : at + AT_ONCE]) for at in range(0, whole, AT_ONCE))
        if whole:
            self._many.run_for_rows(connection, self._many_names, map(tuple, hundreds))
        if whole < len(rows):
            self._one.run_for_rows(connection, self._names, rows[whole:])


_INSERT_CELLS = _Inserts("observation", (*_PLACE, *_STATE), OBSERVATION.insert, (*_KEY, *_STATE))
_INSERT_REVISIONS = _Inserts("revision", REVISION, INSERT_REVISION, REVISION)


@dataclass(slots=True)
class _Writes:
    """The rows of a batch that differ, for each statement; ``keys`` are their cells."""

    keys: list[ObservationKey] = field(default_factory=list)
    inserts: list[Row] = field(default_factory=list)
    updates: list[Row] = field(default_factory=list)
    deletes: list[Row] = field(default_factory=list)


class _Ids(dict[str, int]):
    """The ids of regions or indicators by their codes, each asked for once."""

    def __init__(self, session: Session, table: str) -> None:
        super().__init__()
        self._session, self._table = session, table

    def __missing__(self, code: str) -> int:
        self[code] = found = id_of(self._session, self._table, code)
        return found


def teller(on_progress: Progress | None, total: int) -> Told:
    """Adds up counts of cells, and tells every few thousand and the last one."""
    done = told = 0

    def tell(count: int) -> None:
        nonlocal done, told
        done += count
        if on_progress and count and (done - told >= REPORT or done == total):
            told = done
            on_progress(done, total)

    return tell


def cells_in_order(session: Session, wanted: Iterable[Wanted]) -> list[Cell]:
    """The wanted values, None for an empty cell, in the order in which the table keeps its rows.

    Of several for one cell the last one counts.

    Raises:
        UnknownCode: a key names an indicator or a region that is not in the file.
    """
    regions, indicators = _Ids(session, "region"), _Ids(session, "indicator")
    cells: dict[str, Cell] = {}
    for key, after in wanted:
        period, measure, name = observation_texts(key)
        cells[name] = (indicators[key.indicator], regions[key.region], period, measure, name, key, after)
    return sorted(cells.values())  # a row's key is there once, so nothing behind it is compared


def store_many(act: Act, cells: Sequence[Cell], tell: Told) -> None:
    """Leave what the cells are to hold; they come in order, and ``tell`` hears the size of each batch.

    Cells and revisions are written each in the order of their table's key: SQLite finds and adds rows that lie side
    by side nearly twice as fast.
    """
    revisions: list[Row] = []
    for at in range(0, len(cells), BATCH):
        batch = cells[at : at + BATCH]
        stored = _stored(act.connection, batch)
        writes = _differing(act, batch, stored, revisions) if stored else _added(act, batch, revisions)
        if writes.keys:
            _write(act.connection, writes)
            act.add(writes.keys)
        if len(revisions) >= REVISIONS:
            _write_revisions(act.connection, revisions)
        tell(len(batch))
    _write_revisions(act.connection, revisions)


def _stored(connection: Connection, batch: Sequence[Cell]) -> dict[int, Row]:
    """What is stored of a batch by the cells' indices: the fields, and the change set that stored them."""
    ends = (*batch[0][:4], *batch[-1][:4])
    if not _HOLDS_ANY.rows_for(connection, _ENDS, ends):  # most of what comes in is new
        return {}
    values: list[Any] = [part for cell in batch for part in cell[:4]]
    values += [None] * (len(_WANTED_NAMES) - len(values))
    return {row[0]: row[1:] for row in _STORED.rows_for(connection, _WANTED_NAMES, values)}


def _added(act: Act, batch: Sequence[Cell], revisions: list[Row]) -> _Writes:
    """``_differing`` where nothing is stored yet."""
    given = [(place, name, key, after) for *place, name, key, after in batch if after is not None]
    if not given:
        return _Writes()
    number, entity = act.number, OBSERVATION.entity
    revisions += [(number, entity, name, None, values_text(after)) for _, name, _, after in given]
    return _Writes(
        [key for _, _, key, _ in given], [(*place, *after, number) for place, _, _, after in given]
    )


def _differing(act: Act, batch: Sequence[Cell], stored: dict[int, Row], revisions: list[Row]) -> _Writes:
    writes, entity = _Writes(), OBSERVATION.entity
    for n, (indicator, region, period, measure, name, key, after) in enumerate(batch):
        row = stored.get(n)
        before = row[:-1] if row else None
        if before == after:
            continue
        number = act.number
        writes.keys.append(key)
        if after is None:
            writes.deletes.append((indicator, region, period, measure))
        else:
            rows = writes.updates if row else writes.inserts
            rows.append((indicator, region, period, measure, *after, number))
        was = values_text(before, row[-1]) if before and row else None
        will = values_text(after) if after else None
        revisions.append((number, entity, name, was, will))
    return writes


def _write(connection: Connection, writes: _Writes) -> None:
    for statement, names, rows in (
        (OBSERVATION.delete, _KEY, writes.deletes),
        (OBSERVATION.update, (*_KEY, *_STATE), writes.updates),
    ):
        if rows:
            statement.run_for_rows(connection, names, rows)
    _INSERT_CELLS.run(connection, writes.inserts)


def _write_revisions(connection: Connection, revisions: list[Row]) -> None:
    """Write what was gathered, and begin anew."""
    revisions.sort(key=itemgetter(2))
    _INSERT_REVISIONS.run(connection, revisions)
    revisions.clear()
