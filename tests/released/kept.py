"""The files of released versions, and what one holds in a form that does not depend on its revision."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILES = HERE / "files"

_BY_CODES = {
    "observation": """
        SELECT r.code, i.code, o.period, o.measure, o.text, o.value, o.high, o.unit, o.also, o.basis, o.op,
               o.availability, o.status, o.note, o.source, o.change_set_id
        FROM observation o JOIN region r ON r.id = o.region_id JOIN indicator i ON i.id = o.indicator_id""",
    "plan_target": """
        SELECT p.code, r.code, i.code, t.target_column, t.text, t.change_set_id
        FROM plan_target t JOIN plan p ON p.id = t.plan_id
        JOIN region r ON r.id = t.region_id JOIN indicator i ON i.id = t.indicator_id""",
    "verdict_override": "SELECT plan_id, region_id, item_no, verdict, reason, who, at, source FROM verdict_override",
    "cell_note": "SELECT region_id, period, indicator_id, kind, about, text, change_set_id FROM cell_note",
    "form_closing": "SELECT region_id, period, who, at, why, change_set_id FROM form_closing",
    "setting": "SELECT key, value FROM setting",
    "project_progress": "SELECT * FROM project_progress",
    "project_problem": "SELECT * FROM project_problem",
    "indicator": "SELECT id, code, name, unit, definition FROM indicator",
    "region": "SELECT id, code, name FROM region",
    "change_set": "SELECT id, kind, at, who, why, source, undone_by_id, reverts_id FROM change_set",
    "revision": "SELECT change_set_id, entity, key, before, after FROM revision",
}


def revisions() -> list[str]:
    """The revisions of which a file is kept."""
    return sorted(file.stem for file in FILES.glob("*.wzd"))


def kept_file(revision: str, folder: Path) -> Path:
    """A copy of the file of a revision, to be opened."""
    return Path(shutil.copy(FILES / f"{revision}.wzd", folder / f"{revision}计划.wzd"))


def contents(path: Path) -> Mapping[str, list[tuple[Any, ...]]]:
    """What people entered and what happened to it, by codes where ids may change; of the tables that are there."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: sorted(connection.execute(sql).fetchall(), key=repr)
            for table, sql in _BY_CODES.items()
            if table in there
        }


def chain(path: Path) -> list[str]:
    """A hash for every act, each with those of all acts before: one sign changed in any shows in all that follow."""
    found, before = [], ""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for number, *head in connection.execute(
            "SELECT id, kind, at, who, why, source, reverts_id FROM change_set ORDER BY id"
        ).fetchall():
            steps = connection.execute(
                "SELECT entity, key, before, after FROM revision WHERE change_set_id = ? ORDER BY entity, key",
                (number,),
            ).fetchall()
            before = hashlib.sha256(json.dumps([before, number, head, steps]).encode()).hexdigest()
            found.append(before)
    return found
