"""One cell: read, stored with its revision, judged, its chart and panel made; a million observations in the file.

Each cell is in another row than the one before, so its years are read anew. The mark of 8 ms is for the work without
waiting for the disk; the mark of 8 × for the durable write as shipped, whose peer waits for the same disk.
"""

import itertools
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.big_file import OBSERVATIONS, PLAN, REGION, YEAR, big_file
from tests.bench.figures import Figure, figure, median
from tests.bench.sizes import counted, sized
from wzdesk.db.store import Store
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.open_data_file import open_data_file
from wzdesk.ui.charts.trend_shape import shape_of
from wzdesk.ui.entry.panel_content import panel_content

ROUNDS, BLOCK = sized(15, 2), 20
PEER = "sqlite3, the write alone"
_COLUMNS = (Column.LEVEL, Column.GROWTH)


def measure() -> list[Figure]:
    """Blocks of cells take turns: ours and the peer, with the fsync of every commit and without."""
    path = big_file()
    samples: dict[tuple[str, str], list[float]] = {}
    with open_data_file(path) as store, closing(connect(path)) as connection:
        acts = {
            "ours": edits_of(PlanFilling.open(store, PLAN, REGION, "bench")),
            "theirs": write_alone(connection),
        }
        for _ in range(ROUNDS):
            for who, act in acts.items():
                for synchronous in ("FULL", "OFF"):
                    set_synchronous(store, connection, synchronous)
                    times = [_milliseconds(act) for _ in range(BLOCK)]
                    samples.setdefault((who, synchronous), []).extend(times)
    return [
        _beside(f"one cell, {counted(OBSERVATIONS)} observations, without the fsync", samples, "OFF", most=8),
        _beside("one cell, stored durably as shipped, with the fsync", samples, "FULL", most_ratio=8),
        Figure(
            what="the fsync of one commit",
            ours=median(samples["ours", "FULL"]) - median(samples["ours", "OFF"]),
            peer=PEER,
            theirs=median(samples["theirs", "FULL"]) - median(samples["theirs", "OFF"]),
            runs=ROUNDS * BLOCK,
        ),
    ]


def _beside(
    what: str,
    samples: dict[tuple[str, str], list[float]],
    synchronous: str,
    most: float | None = None,
    most_ratio: float | None = None,
) -> Figure:
    ours, theirs = samples["ours", synchronous], samples["theirs", synchronous]
    note = f"PRAGMA synchronous = {synchronous}, same file"
    return figure(what, ours, theirs, peer=PEER, most=most, most_ratio=most_ratio, note=note)


def _milliseconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - begun) / 1e6


def set_synchronous(store: Store, connection: sqlite3.Connection, value: str) -> None:
    """On the peer's connection and on the only one that the idle store keeps."""
    connection.execute(f"PRAGMA synchronous = {value}")
    with store._engine.connect() as ours:
        ours.exec_driver_sql(f"PRAGMA synchronous = {value}")


def _typed(start: int) -> Iterator[tuple[int, Column, str]]:
    """Another row and another figure each time, by turns in two columns."""
    for number in itertools.count(start):
        yield number * 7 % 150, _COLUMNS[number % 2], f"{(number * 37 + start) % 9973 / 10:.1f}"


def edits_of(filling: PlanFilling) -> Callable[[], None]:
    """A cell each time: stored, read back, its panel and chart made."""
    typed, documents = _typed(1), filling.documents()

    def act() -> None:
        index, column, text = next(typed)
        indicator = f"BENCH_{index}"
        recorded = filling.record([TypedCell(indicator, column, text)])
        filled = filling.filled
        row = list(filled.table.rows())[index]
        content = panel_content(filled, row, column, filling.years(indicator), (), documents)
        shape_of(content.trend)
        assert recorded.keys

    return act


_NOW = """SELECT text, availability, basis, op, value, high, unit, also, status, note, source, change_set_id
          FROM observation WHERE indicator_id = ? AND region_id = ? AND period = ? AND measure = ?"""
_ACT = "INSERT INTO change_set (kind, at, who, why, source) VALUES ('edit', ?, 'bench', '', '') RETURNING id"
_PUT = """INSERT INTO observation (indicator_id, region_id, period, measure, text, availability, basis, op, value,
          unit, status, note, source, change_set_id) VALUES (?, ?, ?, ?, ?, 'given', ?, 'at', ?, ?, 'A', '', '', ?)
          ON CONFLICT DO UPDATE SET text = excluded.text, value = excluded.value, source = excluded.source,
          change_set_id = excluded.change_set_id"""
_STEP = "INSERT INTO revision VALUES (?, 'observation', ?, ?, ?)"
_FIELDS = (
    "text",
    "availability",
    "basis",
    "op",
    "value",
    "high",
    "unit",
    "also",
    "status",
    "note",
    "source",
    "set",
)


def write_alone(connection: sqlite3.Connection) -> Callable[[], None]:
    """The same rows by hand: what was there, the act, the figure, its revision."""
    typed = _typed(500_000)
    codes = dict(connection.execute("SELECT code, id FROM indicator"))
    region = connection.execute("SELECT id FROM region WHERE code = ?", (REGION,)).fetchone()[0]

    def act() -> None:
        index, column, text = next(typed)
        basis, unit = ("level", "亿元") if column is Column.LEVEL else ("growth", "%")
        place = codes[f"BENCH_{index}"], region, str(YEAR), basis
        connection.execute("BEGIN IMMEDIATE")
        before = dict(zip(_FIELDS, connection.execute(_NOW, place).fetchone(), strict=True))
        number = connection.execute(_ACT, (datetime.now(UTC).isoformat(),)).fetchone()[0]
        connection.execute(_PUT, (*place, text, basis, text, unit, number))
        after = {
            "text": text,
            "availability": "given",
            "basis": basis,
            "op": "at",
            "value": text,
            "unit": unit,
        }
        states = json.dumps(before, ensure_ascii=False), json.dumps(after, ensure_ascii=False)
        connection.execute(_STEP, (number, f"{REGION}|BENCH_{index}|{YEAR}|{basis}", *states))
        connection.execute("COMMIT")

    return act


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    for pragma in ("foreign_keys = ON", "busy_timeout = 5000", "cache_size = -16000", "journal_mode = WAL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
