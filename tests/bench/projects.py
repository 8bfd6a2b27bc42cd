"""A large ledger of projects and 36 months: pages, filters, roll-ups, curves, and what an edit of it costs.

The peer is DuckDB, which reads the same lines of the same SQLite file in the same run and must come to the same
figures. Beside it wall time, for it works in several threads; else processor time, so that neighbours stay out: the
file is in the memory of the system after the first round. What is typed here is taken back.
"""

import importlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, figure, median
from tests.bench.projects_file import PROJECTS, YEARS, projects_file
from tests.bench.sizes import counted, sized
from tests.db.projects.samples import SMALL, project, report
from wzdesk.db.changes import apply_changes
from wzdesk.db.projects.keep import keep
from wzdesk.db.projects.kept_sums import DIVISIONS
from wzdesk.db.projects.lines import LINE
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import in_fen
from wzdesk.domain.projects.ledger import LedgerColumn, Order
from wzdesk.domain.projects.project import Nature
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.read_ledger import ledger_groups, ledger_lines, ledger_total
from wzdesk.services.projects.record import record
from wzdesk.services.projects.roll_up import monthly_sums, roll_up

ROUNDS, PEER_ROUNDS, PAGE, EDITS = sized(7, 2), sized(3, 1), 100, sized(50, 10)
ACT_PROJECTS, ACT_MONTHS = sized(576, 100), 12
MONTH = Period.of_month(YEARS[-1], 9)
WALL = time.perf_counter
PEER = "DuckDB over the same file"
FILTERS = {
    "field": Selection(fields=frozenset({"领域3"})),
    "nature": Selection(natures=frozenset({Nature.NEW})),
    "region": Selection(regions=frozenset({"R07"})),
    "lagging": Selection(is_lagging=True),
    "lagging, one nature": Selection(natures=frozenset({Nature.EARLY}), is_lagging=True),
    "list": Selection(project_list="市级"),
    "list, lagging": Selection(project_list="市级", is_lagging=True),
    "agency": Selection(agency="单位7"),
    "owner": Selection(owner="业主77"),
    "text of some names": Selection(text="0777"),
    "problems": Selection(has_problems=True),
}
COMMON_TEXT = Selection(text="工程")


def measure() -> list[Figure]:
    """Read, add up, write."""
    path = projects_file()
    with Store.open(path) as store:
        _hold_against_the_program(store)
        return [*_pages(store), *_filters(store), *_added_up(store, path), *_edits(store), *_acts()]


def _pages(store: Store) -> Iterator[Figure]:
    def page() -> None:
        ledger_total(store, MONTH)
        ledger_groups(store, MONTH, by=Division.FIELD)
        ledger_lines(store, MONTH, limit=PAGE)

    samples = _timed(page)
    what = f"first page of a month, {counted(PROJECTS)} projects × {12 * len(YEARS)} months"
    yield figure(what, samples, most=300, note="processor time")
    for column in (LedgerColumn.RATE, LedgerColumn.NAME):
        samples = _timed(lambda column=column: ledger_lines(store, MONTH, order=Order(column), limit=PAGE))  # type: ignore[misc]
        yield figure(f"the same in the order of the {column.value}", samples, most=300)


def _filters(store: Store) -> Iterator[Figure]:
    worst = {name: _timed(lambda chosen=chosen: _filtered(store, chosen)) for name, chosen in FILTERS.items()}  # type: ignore[misc]
    slowest = max(worst, key=lambda name: median(worst[name]))
    note = ", ".join(f"{name} {median(samples):.0f}" for name, samples in worst.items())
    yield figure(f"a filter, page and total: the slowest ({slowest})", worst[slowest], most=100, note=note)
    samples = _timed(lambda: _filtered(store, COMMON_TEXT))
    yield figure("a text that every name has, page and total", samples)


def _filtered(store: Store, selection: Selection) -> None:
    ledger_lines(store, MONTH, selection, limit=PAGE)
    ledger_total(store, MONTH, selection)


def _added_up(store: Store, path: Path) -> Iterator[Figure]:
    duck = _Duck(path)
    for divisions, which in (
        ((Division.FIELD, Division.NATURE), "field × nature, from kept sums"),
        ((Division.AGENCY,), "agency, from the lines"),
    ):
        ours = {words: in_fen(one.done) for words, one in roll_up(store, MONTH, divisions).items()}
        assert ours == duck.done(divisions)
        mine, theirs = partial(roll_up, store, MONTH, divisions), partial(duck.done, divisions)
        yield _beside(f"roll-up of a month by {which}", mine, theirs, most=1000)
    curve = [in_fen(amount) for amount in monthly_sums(store, YEARS[-1]).actual if amount is not None]
    assert curve == duck.curve()
    yield _beside("S-curve of a year of all projects", partial(monthly_sums, store, YEARS[-1]), duck.curve)


def _beside(
    what: str, ours: Callable[[], object], theirs: Callable[[], object], most: float | None = None
) -> Figure:
    """By turns; a round of ours is several, for it is short."""
    mine: list[float] = []
    its: list[float] = []
    for _ in range(PEER_ROUNDS):
        mine += _timed(ours, ROUNDS, WALL)
        its += _timed(theirs, 1, WALL)
    return figure(what, mine, its, peer=PEER, most=most, most_ratio=1, note="by the clock")


class _Duck:
    """DuckDB on the kept lines: what it reads is what we read where no sum is kept."""

    def __init__(self, path: Path) -> None:
        duckdb = importlib.import_module("duckdb")
        scanner = importlib.import_module("duckdb_extension_sqlite_scanner")
        (file,) = Path(str(scanner.__file__)).parent.glob("extensions/*/sqlite_scanner.duckdb_extension")
        self._connection: Any = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        self._connection.load_extension(str(file))  # from its wheel: nothing is fetched
        self._connection.execute(f"ATTACH '{path}' AS ledger (TYPE sqlite, READ_ONLY)")

    def done(self, divisions: Sequence[Division]) -> dict[tuple[str, ...], int]:
        number = MONTH.year * 100 + MONTH.last_month
        columns = ", ".join(f"l.{one.value}_id" for one in divisions)
        words = self._words()
        rows = self._connection.execute(
            f"SELECT {columns}, sum(total), sum(plan), sum(done), sum(booked), sum(done_month), sum(booked - done),"
            f" count(*) FROM ledger.ledger_line l WHERE month = {number} GROUP BY {columns}"
        ).fetchall()
        wide = len(divisions)
        return {tuple(words[id_] for id_ in row[:wide]): int(row[wide + 2]) for row in rows}

    def curve(self) -> list[int]:
        year = YEARS[-1] * 100
        rows = self._connection.execute(
            "SELECT month, sum(planned), sum(done), count(done), count(*) FROM ledger.ledger_line"
            f" WHERE month BETWEEN {year} AND {year + 12} GROUP BY month ORDER BY month"
        ).fetchall()
        return [int(row[2]) for row in rows]

    def _words(self) -> dict[int, str]:
        return dict(self._connection.execute("SELECT id, text FROM ledger.ledger_word").fetchall())


class _TakenBackError(Exception):
    """Ends a transaction without storing."""


def _edits(store: Store) -> Iterator[Figure]:
    samples = []
    for number in range(EDITS):
        change = report(f"P{number * (PROJECTS // EDITS) + 1:06d}", 9, str(1000 + number), year=YEARS[-1])
        with suppress(_TakenBackError), store.writing() as session:
            begun = time.process_time()
            apply_changes(session, [change], kind=ChangeKind.PROJECT, who="")
            samples.append((time.process_time() - begun) * 1000)
            raise _TakenBackError
    yield figure("one report typed, its line and sums with it", samples, most=10)


def _acts() -> Iterator[Figure]:
    small, large = (_act_of(ACT_PROJECTS * times) for times in (1, 5))
    what = f"{ACT_PROJECTS} × {ACT_MONTHS} reports as one act into a new file"
    yield Figure(what=what, ours=small, most=2000)
    yield Figure(
        what="five times as many, for each report as above",
        ours=large / 5,
        theirs=small,
        peer="above",
        most_ratio=1.3,
    )


def _act_of(count: int) -> float:
    projects = [replace(SMALL, code=f"P{number}", field=f"领域{number % 9}") for number in range(count)]
    reports: list[Change] = [
        report(one.code, month, str(Decimal(100) * month))
        for one in projects
        for month in range(1, ACT_MONTHS + 1)
    ]
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "act.wzd") as store:
        record(store, [project(one) for one in projects], who="")
        begun = time.process_time()
        record(store, reports, who="")
        return (time.process_time() - begun) * 1000


def _hold_against_the_program(store: Store) -> None:
    """The kept lines and sums that were written straight are those that the program makes."""
    ids = [1, 2, 777, PROJECTS // 2, PROJECTS]
    lines = f"SELECT {', '.join(LINE)} FROM ledger_line WHERE project_id IN ({', '.join(map(str, ids))})"
    sums = f"SELECT * FROM ledger_sum ORDER BY {', '.join(DIVISIONS)}"
    with suppress(_TakenBackError), store.writing() as session:
        connection = session.connection()
        written = [sorted(map(tuple, connection.exec_driver_sql(sql).all())) for sql in (lines, sums)]
        keep(session, ids)
        assert written == [sorted(map(tuple, connection.exec_driver_sql(sql).all())) for sql in (lines, sums)]
        raise _TakenBackError


def _timed(
    act: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time
) -> list[float]:
    samples = []
    for _ in range(rounds):
        begun = clock()
        act()
        samples.append((clock() - begun) * 1000)
    return samples
