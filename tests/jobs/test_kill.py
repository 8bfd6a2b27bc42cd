"""The program dies, as by a power cut to its process, while someone types: nothing that it showed as saved is lost."""

import json
import os
import random
import selectors
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from wzdesk.db.store import Store
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder

ROOT = Path(__file__).parents[2]
KILLS, FILES = 100, 2
MOST_ACTS, LONGEST_DELAY_S, PATIENCE_S = 12, 0.03, 60.0
Cell = tuple[str, str]  # entity and key

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no inherited pipe")


class Killed:
    """A data file whose program is killed again and again, and what that program has acknowledged."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self._random = random.Random(seed)
        self._cells: dict[Cell, str | None] = {}
        self.acts = 0
        create_data_file(path, pack_folder("wenzhou")).close()
        with closing(sqlite3.connect(path)) as connection:
            self._sets = _last_set(connection)

    def kill_once(self) -> None:
        """Start the program, kill it while it is being typed into, and look at the file."""
        acts = self._acts_until_killed(self._random.randrange(1, MOST_ACTS + 1))
        self.acts += len(acts)
        for cells in acts:
            self._cells.update({(entity, key): text for entity, key, text in cells})
        self._check(len(acts))

    def _acts_until_killed(self, count: int) -> list[list[tuple[str, str, str | None]]]:
        errors = self.path.with_suffix(".err")
        with errors.open("wb") as stream:
            reading, writing = os.pipe()
            command = [sys.executable, "-m", "tests.jobs.typist", str(self.path), str(writing)]
            typist = subprocess.Popen(
                [*command, str(self._random.randrange(2**32))], cwd=ROOT, pass_fds=[writing], stderr=stream
            )
            os.close(writing)
        try:
            said = _read_lines(reading, count)
            time.sleep(self._random.uniform(0, LONGEST_DELAY_S))
        finally:
            typist.kill()
            typist.wait()
        with os.fdopen(reading, "rb") as pipe:  # what was said before it died counts too
            said += pipe.read()
        lines = said.split(b"\n")[:-1]
        assert len(lines) >= count, errors.read_text("utf-8")
        return [json.loads(line) for line in lines]

    def _check(self, acts: int) -> None:
        with Store.open(self.path) as store:
            assert not store.read_only
        with closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            self._hear_last_act(connection, acts)
            assert {cell: text for cell, text in _stored(connection) if cell in self._cells} == {
                cell: text for cell, text in self._cells.items() if text is not None
            }
            assert {cell: _latest(connection, cell) for cell in self._cells} == self._cells

    def _hear_last_act(self, connection: sqlite3.Connection, acts: int) -> None:
        """The act during which it died may be stored, as a whole, though nobody was told."""
        before, self._sets = self._sets, _last_set(connection)
        untold = self._sets - before - acts
        assert untold in {0, 1}
        if untold:
            sql = "SELECT entity, key, after FROM revision WHERE change_set_id = ?"
            for entity, key, after in connection.execute(sql, (self._sets,)):
                self._cells[entity, key] = _text(after)


def _read_lines(pipe: int, count: int) -> bytes:
    """At least ``count`` lines, or all there are when the writer is gone."""
    said = b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while said.count(b"\n") < count:
            assert selector.select(PATIENCE_S), f"nothing was typed for {PATIENCE_S:.0f} s"
            if not (piece := os.read(pipe, 1 << 16)):
                break
            said += piece
    return said


def _stored(connection: sqlite3.Connection) -> Iterator[tuple[Cell, str]]:
    observations = """SELECT r.code || '|' || i.code || '|' || o.period || '|' || o.measure, o.text
        FROM observation o JOIN region r ON r.id = o.region_id JOIN indicator i ON i.id = o.indicator_id"""
    targets = """SELECT p.code || '|' || r.code || '|' || i.code || '|' || t.target_column, t.text
        FROM plan_target t JOIN plan p ON p.id = t.plan_id
        JOIN region r ON r.id = t.region_id JOIN indicator i ON i.id = t.indicator_id"""
    for entity, sql in (("observation", observations), ("target", targets)):
        for key, text in connection.execute(sql):
            yield (entity, key), text


def _latest(connection: sqlite3.Connection, cell: Cell) -> str | None:
    """What the last revision of a cell says that it holds."""
    sql = "SELECT after FROM revision WHERE entity = ? AND key = ? ORDER BY change_set_id DESC LIMIT 1"
    (after,) = connection.execute(sql, cell).fetchone()
    return _text(after)


def _text(state: str | None) -> str | None:
    return None if state is None else str(json.loads(state).get("text", ""))


def _last_set(connection: sqlite3.Connection) -> int:
    """Change sets are numbered from 1 and none is ever removed."""
    count, last = connection.execute("SELECT count(*), max(id) FROM change_set").fetchone()
    assert count == last
    return int(last)


def test_that_every_acknowledged_cell_outlives_a_hundred_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [Killed(tmp_path / f"{number}.wzd", seed=number) for number in range(FILES)]

    def kill(file: Killed) -> None:
        for _ in range(KILLS // FILES):
            file.kill_once()

    begun = time.monotonic()
    with ThreadPoolExecutor(FILES) as pool:
        list(pool.map(kill, files))
    with capsys.disabled():
        acts = sum(file.acts for file in files)
        print(f"\n{KILLS} kills after {acts} acknowledged acts, {time.monotonic() - begun:.0f} s")
