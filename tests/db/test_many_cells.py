"""Many cells in one act leave the same file as cell by cell, and can be watched and stopped."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.db.samples import ASIDE, CITY, COUNTY, PACK, WHEN, judged, key, number, sentence
from wzdesk.db import changes as changes_module
from wzdesk.db.catalogue import save_pack
from wzdesk.db.change_sets import AppliedChange
from wzdesk.db.changes import apply_changes, redo, undo
from wzdesk.db.errors import RowDamaged, UnknownIndicator, UnknownRegion
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind, ObservationChange
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Period
from wzdesk.domain.quantity import NOT_GIVEN, Availability, Quantity

PERIODS = tuple(Period.to_month(year, month) for year in range(2015, 2025) for month in range(1, 13))
KEYS = tuple(
    ObservationKey(region, indicator, period, measure)
    for region, indicator, period, measure in product(
        (CITY, COUNTY), ("gdp", "cpi", "so2"), (Period.of_year(2023), *PERIODS[:100]), Measure
    )
)
QUANTITIES = (
    number("8730.60"),
    number("8730.6"),
    number("1E+3"),
    number("-0.770", "%"),
    ASIDE,
    NOT_GIVEN,
    Quantity("—", Availability.NOT_APPLICABLE, unit="亿元"),
    Quantity('他说"\\五"\n\t\x00\u2028以内', Availability.WORDS),
)
TABLES = ("change_set", "revision", "observation", "plan_target", "verdict_override")


class Stopped(Exception):
    """Somebody pressed the button."""


def figure(place: ObservationKey, at: int, note: str = "") -> ObservationChange:
    quantity = QUANTITIES[at % len(QUANTITIES)]
    return ObservationChange(place, Observation(place, quantity, list(ObsStatus)[at % 11], note, "表1"))


def changes_like(chance: random.Random, count: int) -> list[Change]:
    """New, the same again, changed and emptied cells, some of them twice, among sentences and verdicts."""
    found: list[Change] = []
    for _ in range(count):
        place, at = chance.choice(KEYS), chance.randrange(10)
        found.append(ObservationChange(place, None) if at == 9 else figure(place, at))
    found += [sentence(chance.choice(("", "增长8%")), chance.choice(("gdp", "so2"))) for _ in range(2)]
    found += [judged(chance.choice((None, "因为", "口径")), chance.choice("12"))]
    chance.shuffle(found)
    return found


@pytest.fixture(scope="module")
def pack_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "始.wzd"
    with Store.create(path) as store, store.writing() as session:
        save_pack(session, PACK)
    return path


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets from how many cells on they go in batches."""
    return lambda count: monkeypatch.setattr(changes_module, "MANY", count)


def run(pack_file: Path, path: Path, acts: list[list[Change]]) -> tuple[list[AppliedChange | None], Any]:
    """What acts, undos and redos give, and the tables after each of them."""
    with closing(sqlite3.connect(pack_file)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    applied: list[AppliedChange | None] = []
    seen = []
    with Store.open(path) as store:
        for act in acts:
            with store.writing() as session:
                applied.append(apply_changes(session, act, kind=ChangeKind.IMPORT, who="王某", at=WHEN))
            seen.append(dumped(path))
        for turn in (undo, undo, undo, redo, undo, redo, redo, redo):
            with store.writing() as session:
                applied.append(turn(session, "李某"))
            seen.append(dumped(path))
    return applied, seen


def dumped(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows, without the moments of undos."""
    with closing(sqlite3.connect(path)) as connection:
        rows = {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
    rows["change_set"] = [(*row[:2], *row[3:]) for row in rows["change_set"]]
    return rows


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 2**32), sizes=st.lists(st.sampled_from((0, 1, 30, 199, 450)), min_size=1, max_size=3)
)
def check_both_ways(pack_file: Path, seed: int, sizes: list[int]) -> None:
    chance = random.Random(seed)
    acts = [changes_like(chance, size) for size in sizes]
    folder = pack_file.parent
    outcomes = []
    for count, name in ((1_000_000, "few.wzd"), (1, "many.wzd")):
        for old in folder.glob(f"{name}*"):
            old.unlink()
        changes_module.MANY = count
        outcomes.append(run(pack_file, folder / name, acts))
    assert outcomes[0] == outcomes[1]


def test_that_batches_leave_what_single_cells_leave(pack_file: Path, many: Callable[[int], None]) -> None:
    many(1)  # put back after the test
    check_both_ways(pack_file)


def full(count: int) -> Iterator[ObservationChange]:
    for at, place in enumerate(KEYS[:count]):
        yield ObservationChange(place, Observation(place, number(f"{at}.0")))


def test_that_five_hundred_cells_go_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    singles: list[object] = []

    def watched(_act: object, wanted: list[object]) -> list[object]:
        singles.extend(wanted)
        return []

    monkeypatch.setattr(changes_module, "differing", watched)
    with store.writing() as session:
        applied = apply_changes(session, list(full(500)), kind=ChangeKind.IMPORT, who="王某")
    assert len(applied.keys) == 500
    assert singles == []


def test_that_the_end_of_a_long_act_is_told(store: Store, many: Callable[[int], None]) -> None:
    many(100)
    with store.writing() as session:
        seen: list[tuple[int, int]] = []
        apply_changes(
            session, [*full(600), sentence("增长8%")], kind=ChangeKind.IMPORT, who="王某",
            on_progress=lambda *step: seen.append(step),
        )  # fmt: skip
        assert seen == [(601, 601)]
        undo(session, "王某", lambda *step: seen.append(step))
        redo(session, "王某", lambda *step: seen.append(step))
    assert seen == [(601, 601)] * 3


def test_that_a_long_act_tells_how_far_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wzdesk.db.many_cells.REPORT", 200)
    seen: list[tuple[int, int]] = []
    with store.writing() as session:
        apply_changes(
            session,
            [*full(550)],
            kind=ChangeKind.IMPORT,
            who="王某",
            on_progress=lambda *step: seen.append(step),
        )
    assert seen == [(200, 550), (400, 550), (550, 550)]


def test_that_a_few_cells_tell_their_end_too(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    with store.writing() as session:
        apply_changes(
            session, [*full(3)], kind=ChangeKind.EDIT, who="王某", on_progress=lambda *step: seen.append(step)
        )
    assert seen == [(3, 3)]


def test_that_stopping_a_long_act_takes_all_of_it_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wzdesk.db.many_cells.REPORT", 200)
    before = dumped(store.path)

    def stop(done: int, _total: int) -> None:
        if done >= 400:
            raise Stopped

    with pytest.raises(Stopped), store.writing() as session:
        apply_changes(session, [*full(600)], kind=ChangeKind.IMPORT, who="王某", on_progress=stop)
    assert dumped(store.path) == before

    with store.writing() as session:
        assert len(apply_changes(session, [*full(600)], kind=ChangeKind.IMPORT, who="王某").keys) == 600
    after = dumped(store.path)
    with pytest.raises(Stopped), store.writing() as session:
        undo(session, "王某", stop)
    assert dumped(store.path) == after


@pytest.mark.parametrize(
    ("place", "error"), ((key("nothing"), UnknownIndicator), (key(region="990000"), UnknownRegion))
)
def test_that_an_unknown_code_among_many_is_met_before_anything_is_written(
    store: Store, place: ObservationKey, error: type[Exception]
) -> None:
    changes = [*full(600), ObservationChange(place, None)]
    before = dumped(store.path)
    with store.writing() as session, pytest.raises(error, match="没有代码为"):
        apply_changes(session, changes, kind=ChangeKind.IMPORT, who="王某")
    assert dumped(store.path) == before


def test_that_a_damaged_revision_among_many_is_named(store: Store) -> None:
    with store.writing() as session:
        apply_changes(session, list(full(600)), kind=ChangeKind.IMPORT, who="王某")
    with store.writing() as session:
        session.connection().exec_driver_sql("UPDATE revision SET before = '{' WHERE key LIKE '%cpi%'")
    with pytest.raises(RowDamaged), store.writing() as session:
        undo(session, "王某")


def test_that_every_digit_of_many_numbers_stays(store: Store) -> None:
    texts = [f"{at}.{'0' * (at % 5)}" if at % 5 else str(at) for at in range(600)]
    with store.writing() as session:
        changes = [
            ObservationChange(place, Observation(place, number(text)))
            for place, text in zip(KEYS, texts, strict=False)
        ]
        apply_changes(session, changes, kind=ChangeKind.IMPORT, who="王某")
        rows = session.connection().exec_driver_sql(
            "SELECT text, value, typeof(value) FROM observation WHERE source = '' AND note = ''"
            " AND change_set_id = (SELECT max(id) FROM change_set)"
        )
        stored = sorted(tuple(row) for row in rows)
    assert stored == sorted((text, text, "text") for text in texts)
    assert all(Decimal(text) == Decimal(value) for text, value, _ in stored)
