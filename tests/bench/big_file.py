"""Data files of ten thousand to ten million observations with a plan and a form of 150 rows, the same on every machine.

Each is made once, in bulk through the program's own tables, kept, and copied for each use. Larger ones have more months,
then more indicators; the figures of the plan and the form are in all of them.
"""

import hashlib
import itertools
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.sizes import FOLDER, sized
from wzdesk.db.codec import form_state
from wzdesk.db.create import table_statements
from wzdesk.domain.form import Form, FormRow
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder

OBSERVATIONS, ROWS = sized(1_000_000, 100_000), 150
PLAN, FORM, REGION, YEAR = "bench", "bench", "330300", 2023
INDICATORS = 240
"""How many of the indicators ``BENCH_0`` … have figures where there are a million."""
_YEARS = range(2014, 2024)
_IN_AN_ACT = 100
_TARGETS = (
    "增长6%左右",
    "增长8%以上",
    "{}",
    "{}左右",
    "{}以上",
    "完成省下达任务",
    "快于面上投资",
    "控制在{}以内",
)
_SOURCE = Path(__file__).read_bytes()


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a file of so many observations is made of."""

    observations: int

    @property
    def indicators(self) -> int:
        """As many as are needed, and 240 at least."""
        return max(INDICATORS, INDICATORS * self.observations // 1_000_000)

    def figures_of_each(self, regions: int) -> int:
        """Periods of an indicator in a region, each with a level and a growth: the newest ones."""
        return min(len(_YEARS) * 12, self.observations // (ROWS * regions * 2))

    @property
    def acts(self) -> int:
        """Edits in its history, a hundred cells in each."""
        return self.observations // 10 // _IN_AN_ACT


def big_file(observations: int = OBSERVATIONS) -> Path:
    """A fresh copy of the big file, to be written to."""
    name = "big" if observations == OBSERVATIONS else f"big-{observations}"
    made, stamp = FOLDER / f"{name}.wzd", FOLDER / f"{name}.json"
    told = _stamp(observations)
    if not made.exists() or not stamp.exists() or stamp.read_text("utf-8") != told:
        FOLDER.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        _make(made, _Shape(observations))
        stamp.write_text(told, "utf-8")
    copy = made.with_name("run.wzd")
    for old in FOLDER.glob("run.wzd*"):
        old.unlink()
    shutil.copyfile(made, copy)
    return copy


def small_file() -> Path:
    """A new file with the Wenzhou pack alone, as a person gets it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "small.wzd"
    for old in FOLDER.glob("small.wzd*"):
        old.unlink()
    create_data_file(path, pack_folder("wenzhou")).close()
    return path


def _stamp(observations: int) -> str:
    """What the big file depends on: the tables, the pack and this module."""
    digest = hashlib.sha256("\n".join(table_statements()).encode() + _SOURCE)
    for file in sorted(pack_folder("wenzhou").rglob("*")):
        digest.update(file.read_bytes() if file.is_file() else b"")
    return json.dumps({"observations": observations, "sha256": digest.hexdigest()})


def _make(path: Path, shape: _Shape) -> None:
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    create_data_file(path, pack_folder("wenzhou")).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        change_set = _add_change_set(connection, "import")
        first = _add_indicators(connection, shape)
        _add_plan(connection, first, change_set)
        _add_form(connection, change_set)
        _add_observations(connection, first, change_set, shape)
        _add_revisions(connection, shape)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _add_change_set(connection: sqlite3.Connection, kind: str) -> int:
    sql = "INSERT INTO change_set (kind, at, who, why, source) VALUES (?, '2024-01-02T03:04:05.000000+00:00', '', '', '')"
    number = connection.execute(sql, (kind,)).lastrowid
    assert number is not None
    return number


def _add_indicators(connection: sqlite3.Connection, shape: _Shape) -> int:
    """Indicators 0 to 239 or more; returns the id of the first."""
    first = int(connection.execute("SELECT max(id) + 1 FROM indicator").fetchone()[0])
    sql = """INSERT INTO indicator (id, code, name, unit, decimals, direction, accumulation, price_basis, definition,
             is_index, position) VALUES (?, ?, ?, '亿元', 1, 'up', 'ytd', 'comparable', '按现价计算', 0, ?)"""
    names = ((first + n, f"BENCH_{n}", f"指标{n}完成情况", 1000 + n) for n in range(shape.indicators))
    connection.executemany(sql, names)
    return first


def _add_plan(connection: sqlite3.Connection, first: int, change_set: int) -> None:
    """One item and one part for each of the first 150 indicators, with targets for every region."""
    city = connection.execute("SELECT id FROM region WHERE code = ?", (REGION,)).fetchone()[0]
    sql = """INSERT INTO plan (code, name, region_id, first_year, last_year, growth_first, about_tolerance,
             nearly_tolerance, notes, stated, document, document_table, tolerance_source, position)
             VALUES (?, '一百五十行计划', ?, ?, ?, 1, '0.5', '0.5', '[]', '', '', '', '', 99)"""
    plan = connection.execute(sql, (PLAN, city, YEAR, YEAR)).lastrowid
    item = "INSERT INTO plan_item (plan_id, position, no, name, category, depth, marked) VALUES (?, ?, ?, ?, ?, 0, 0)"
    part = """INSERT INTO plan_part (item_id, position, indicator_id, unit, base, name, shares_target, nature, source)
              VALUES (?, 0, ?, '亿元', '', '', 0, NULL, '')"""
    for n in range(ROWS):
        words = (plan, n, str(n + 1), f"指标{n}完成情况", f"第{n // 30 + 1}类")
        connection.execute(part, (connection.execute(item, words).lastrowid, first + n))
    targets = [
        (plan, region, first + n, _TARGETS[n % len(_TARGETS)].format(1000 + n), change_set)
        for (region,) in connection.execute("SELECT id FROM region").fetchall()
        for n in range(ROWS)
    ]
    connection.executemany("INSERT INTO plan_target VALUES (?, ?, ?, 'level', ?, ?)", targets)


def _add_form(connection: sqlite3.Connection, change_set: int) -> None:
    """The plan's rows as a monthly form with all columns."""
    rows = tuple(
        FormRow(f"BENCH_{n}", f"指标{n}完成情况", "亿元", str(n + 1), f"第{n // 30 + 1}类")
        for n in range(ROWS)
    )
    state = form_state(Form(FORM, "一百五十行月报表", rows, plan=PLAN))
    connection.execute(
        "INSERT INTO form (code, definition, change_set_id) VALUES (?, ?, ?)",
        (FORM, state["definition"], change_set),
    )


def _add_observations(connection: sqlite3.Connection, first: int, change_set: int, shape: _Shape) -> None:
    """Cumulated months, level and growth, until the file holds as many as it shall."""
    there = connection.execute("SELECT count(*) FROM observation").fetchone()[0]
    regions = [row[0] for row in connection.execute("SELECT id FROM region ORDER BY id")]
    sql = """INSERT INTO observation (indicator_id, region_id, period, measure, text, availability, basis, op, value,
             unit, status, note, source, change_set_id) VALUES (?, ?, ?, ?, ?, 'given', ?, 'at', ?, ?, 'A', '', '', ?)"""
    rows = _figures(range(first, first + shape.indicators), regions, change_set, shape)
    connection.executemany(sql, itertools.islice(rows, max(0, shape.observations - there)))


def _figures(
    indicators: range, regions: list[int], change_set: int, shape: _Shape
) -> Iterator[tuple[object, ...]]:
    """In the order of the table's key; what is over is left out at the end, behind the plan's rows."""
    periods = sorted(_periods()[: shape.figures_of_each(len(regions))])
    for indicator in indicators:
        for region in regions:
            for place, period in enumerate(periods):
                seed = (indicator * 31 + region * 17 + place * 7) % 997
                growth = f"{seed % 150 / 10 - 3:.1f}"
                yield indicator, region, period, "growth", growth, "growth", growth, "%", change_set
                level = f"{800 + seed + place / 10:.1f}"
                yield indicator, region, period, "level", level, "level", level, "亿元", change_set


def _periods() -> list[str]:
    """Years and their months, the newest first."""
    months = [f"-01/{month:02d}" for month in range(11, 0, -1)]
    return [f"{year}{month}" for year in reversed(_YEARS) for month in ["", *months]]


def _add_revisions(connection: sqlite3.Connection, shape: _Shape) -> None:
    """A long history: edits of other regions' figures, a hundred cells in each act."""
    state = '{{"text":"{0}","availability":"given","basis":"level","op":"at","value":"{0}","unit":"亿元","status":"A"{1}}}'
    codes = [
        row[0] for row in connection.execute("SELECT code FROM region WHERE code != ? ORDER BY id", (REGION,))
    ]
    for act in range(shape.acts):
        number = _add_change_set(connection, "edit")
        rows = [
            (
                number,
                f"{codes[act % len(codes)]}|BENCH_{n}|{_YEARS[act % 10]}|level",
                state.format(act + n, ',"set":1'),
                state.format(act + n + 1, ""),
            )
            for n in range(_IN_AN_ACT)
        ]
        connection.executemany("INSERT INTO revision VALUES (?, 'observation', ?, ?, ?)", rows)
