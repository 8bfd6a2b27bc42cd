"""A workbook of 100 000 observations into a new data file, with a revision of each; and taking that back.

The peer reads it with pandas and stores the same rows of the same tables through SQLAlchemy's ORM. Processor time of
this process: neighbours and the waiting for the disk, which both do once, at their commit, stay out.
"""

import gc
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.bench.figures import Figure, figure
from tests.bench.import_book import FIGURES, HEADER_ROW, YEAR, empty_file, monthly_book
from tests.bench.sizes import FOLDER, counted, sized
from wzdesk.db.changes import undo
from wzdesk.db.store import Store, open_engine
from wzdesk.db.tables import ChangeSetRow, IndicatorRow, ObservationRow, RegionRow, RevisionRow
from wzdesk.excel.read.book import address
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.services.receiving.uncollected import uncollected

ROUNDS, AT_ONCE = sized(3, 1), 1_000
PEER = "pandas.read_excel + ORM, add_all"
LEAN_PEER = "pandas.read_excel + ORM, insert() of mappings"
Rows = Iterator[tuple[dict[str, Any], dict[str, Any]]]


def measure() -> list[Figure]:
    """All ways by turns; what they leave in the file is compared first."""
    book = monthly_book(FOLDER / "monthly.xlsx")
    (FOLDER / "names.wzd").unlink(missing_ok=True)  # of an earlier run, perhaps of other tables
    ways: dict[str, Callable[[], object]] = {
        "ours": partial(import_ours, book, FOLDER / "ours.wzd"),
        "added": partial(import_theirs, book, FOLDER / "theirs.wzd", add_all),
        "inserted": partial(import_theirs, book, FOLDER / "theirs.wzd", insert_mappings),
        "undone": partial(undo_ours, FOLDER / "ours.wzd"),
    }
    samples: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, act in ways.items():
            samples[way].append(_milliseconds(act))
            if way in {"added", "inserted"}:
                assert stored(FOLDER / "theirs.wzd") == stored(FOLDER / "ours.wzd")
    what = f"{counted(FIGURES)} observations of a workbook, with revisions"
    how = "processor time"
    return [
        figure(what, samples["ours"], samples["added"], peer=PEER, most_ratio=0.2, note=how),
        figure("the same", samples["ours"], samples["inserted"], peer=LEAN_PEER, note=how),
        figure("all of them undone", samples["undone"], note=how),
    ]


def _milliseconds(act: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time_ns()
    act()
    return (time.process_time_ns() - begun) / 1e6


def stored(path: Path) -> tuple[list[Any], list[Any]]:
    """The observations of a file and its revisions, whose JSON is compared by what it says."""
    with closing(sqlite3.connect(path)) as connection:
        figures = connection.execute("SELECT * FROM observation").fetchall()
        revisions = connection.execute("SELECT key, before, after FROM revision WHERE change_set_id = 2")
        return figures, sorted((key, before, json.loads(after)) for key, before, after in revisions)


def import_ours(book: Path, path: Path) -> None:
    """Read, recognised, matched, held against the store, checked, stored: all that a person waits for."""
    with uncollected():  # as in the child process that reads it in the program
        reading = recognise(read_book(book))
    with Store.open(empty_file(path)) as store:
        SheetReception(store, reading).apply(who="bench")


def undo_ours(path: Path) -> None:
    """The import taken back."""
    with Store.open(path) as store, store.writing() as session:
        undone = undo(session, "bench")
    assert undone
    assert len(undone.keys) == FIGURES


def import_theirs(book: Path, path: Path, store: Callable[[Session, Rows], None]) -> None:
    """The frame unpivoted row by row, and stored in one transaction."""
    frame = pd.read_excel(book, engine="openpyxl", header=HEADER_ROW - 1)
    with _session(empty_file(path)) as session:
        regions = {name: (number, code) for number, name, code in _names(session, RegionRow)}
        indicators = {name: (number, code) for number, name, code in _names(session, IndicatorRow)}
        act = ChangeSetRow(
            kind="import",
            at=datetime.now(UTC).isoformat(),
            who="bench",
            why="",
            source=book.name,
        )
        session.add(act)
        session.flush()
        store(session, rows_of(frame, regions, indicators, act.id, book.name))


@contextmanager
def _session(path: Path) -> Iterator[Session]:
    engine = open_engine(path)
    try:
        with Session(engine) as session, session.begin():
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session
    finally:
        engine.dispose()


def _names(session: Session, row: type[RegionRow | IndicatorRow]) -> Iterable[Any]:
    return session.execute(select(row.id, row.name, row.code))


def rows_of(frame: Any, regions: dict[str, Any], indicators: dict[str, Any], act: int, book: str) -> Rows:
    """Each figure's observation and revision, as values by column."""
    periods = [
        f"{YEAR}-01/{heading.removesuffix('月').partition('-')[2]:0>2}" for heading in frame.columns[3:]
    ]
    for row, (region, indicator, unit, *figures) in enumerate(frame.itertuples(index=False), HEADER_ROW + 1):
        region_id, region_code = regions[region]
        indicator_id, indicator_code = indicators[indicator]
        for column, (period, amount) in enumerate(zip(periods, figures, strict=True), 4):
            text = f"{amount:.15g}"
            source = f"{book} 月报!{address(row, column)}"
            state = {"text": text, "availability": "given", "basis": "level", "op": "at", "value": text}
            state |= {"unit": unit, "status": "A"}
            key = f"{region_code}|{indicator_code}|{period}|level"
            place = {
                "indicator_id": indicator_id,
                "region_id": region_id,
                "period": period,
                "measure": "level",
            }
            more = {"value": Decimal(text), "note": "", "source": source, "change_set_id": act}
            after = json.dumps(state | {"source": source}, ensure_ascii=False)
            yield (
                place | state | more,
                {"change_set_id": act, "entity": "observation", "key": key, "before": None, "after": after},
            )


def add_all(session: Session, rows: Rows) -> None:
    """Objects of the mapped classes, flushed and let go a thousand at a time."""
    for batch in _batches(rows):
        session.add_all([ObservationRow(**figure) for figure, _ in batch])
        session.add_all([RevisionRow(**revision) for _, revision in batch])
        session.flush()
        session.expunge_all()


def insert_mappings(session: Session, rows: Rows) -> None:
    """The ORM's bulk inserts, which make no objects."""
    for batch in _batches(rows):
        session.execute(insert(ObservationRow), [figure for figure, _ in batch])
        session.execute(insert(RevisionRow), [revision for _, revision in batch])


def _batches(rows: Rows) -> Iterator[list[tuple[dict[str, Any], dict[str, Any]]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
