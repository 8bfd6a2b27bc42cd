"""All that is kept of a ledger, with its words, to be compared with what is made anew."""

import sqlite3
from contextlib import closing
from pathlib import Path

from wzdesk.db.projects.kept_sums import DIVISIONS, SUMS
from wzdesk.db.projects.lines import LINE
from wzdesk.db.store import Store
from wzdesk.services.projects.add_up_anew import add_up_anew

TABLES = {
    "ledger_line": LINE,
    "ledger_sum": (*DIVISIONS, *SUMS),
    "ledger_name": ("project_id", "name", "code"),
    "ledger_list": ("list_id", "project_id", "since", "until"),
    "ledger_bit": ("list_id", "bit"),
    "ledger_region": ("region_id", "project_id"),
}


def kept(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        words = dict(connection.execute("SELECT id, text FROM ledger_word").fetchall())
        return {
            table: sorted(
                tuple(
                    words[value] if name.endswith("_id") and name != "project_id" else value
                    for name, value in zip(columns, row, strict=True)
                )
                for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table}")
            )
            for table, columns in TABLES.items()
        }


def assert_kept_as_made_anew(store: Store) -> None:
    followed = kept(store.path)
    add_up_anew(store)
    assert followed == kept(store.path)
