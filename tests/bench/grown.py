"""``python -m tests.bench.grown FILE``: what is done every day with a data file, whatever its size, told as JSON.

Milliseconds of processor time, and the most memory of this process after each. The file is written to.
"""

import gc
import json
import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from unittest.mock import patch

from tests.bench.big_file import PLAN, REGION, ROWS
from tests.bench.figures import median
from tests.bench.import_book import book_of
from tests.bench.one_cell import connect, edits_of, set_synchronous, write_alone
from tests.bench.sizes import sized
from wzdesk.db.backup import backup_folder
from wzdesk.db.store import Store
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.services.exchange.interchange import Format, Selection, write_selection
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_plan import PlanFilling, read_filled
from wzdesk.services.keep_backups import back_up_before_import
from wzdesk.services.open_data_file import open_data_file
from wzdesk.services.receiving import reception
from wzdesk.services.receiving.reception import SheetReception

EDITS, TIMES, INDICATORS = sized(100, 10), sized(3, 1), 10
COUNTIES = (
    "鹿城区",
    "龙湾区",
    "瓯海区",
    "洞头区",
    "瑞安市",
    "乐清市",
    "永嘉县",
    "平阳县",
    "苍南县",
    "文成县",
)
FIGURES = len(COUNTIES) * INDICATORS * 10


def main(path: Path) -> dict[str, float]:
    """Edit, export, import; each what it costs."""
    told: dict[str, float] = {}
    out, book = path.with_suffix(".csv"), path.with_suffix(".xlsx")
    with open_data_file(path) as store, closing(connect(path)) as connection:
        set_synchronous(store, connection, "OFF")
        edit = edits_of(PlanFilling.open(store, PLAN, REGION, "bench"))
        written = write_alone(connection)
        pairs = [(_milliseconds(edit), _milliseconds(written)) for _ in range(EDITS)]
        told["edit"], told["write"] = (median(times) for times in zip(*pairs, strict=True))
        told["edit_mb"] = _peak_mb()
        told["plan"] = median([_milliseconds(partial(_export_plan, store, book)) for _ in range(TIMES)])
        told["plan_mb"] = _peak_mb()
        with patch.object(reception, "back_up_before_import", lambda _path: ""):
            told["import"] = median([_milliseconds(partial(_import, store, book, year)) for year in _years()])
        told["import_mb"] = _peak_mb()
        told["backup"] = _milliseconds(partial(back_up_before_import, path))
        told["backup_mb"] = _peak_mb()
        told["region"] = _milliseconds(
            partial(write_selection, store, Selection(regions={REGION}), Format.TIDY, out)
        )
        told["region_mb"] = _peak_mb()
    for made in (out, book):
        made.unlink()
    shutil.rmtree(backup_folder(path))
    return told


def _years() -> range:
    """Each import is of a year of which nothing is stored."""
    return range(2025, 2025 + TIMES)


def _export_plan(store: Store, book: Path) -> None:
    filled = read_filled(store, PLAN, REGION)
    assert len(list(filled.table.rows())) == ROWS
    export_plan_table(filled.table, filled.assessments, book)


def _import(store: Store, book: Path, year: int) -> None:
    """Read, recognised, matched, held against the store, checked, stored as one act; its backup is told apart."""
    indicators = [(f"指标{number}完成情况", "亿元") for number in range(INDICATORS)]
    book_of(book, year, COUNTIES, indicators)
    applied = SheetReception(store, recognise(read_book(book))).apply(who="bench")
    assert applied == FIGURES


def _milliseconds(act: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time_ns()
    act()
    return (time.process_time_ns() - begun) / 1e6


def _peak_mb() -> float:
    """The most memory that this process ever had (``ru_maxrss`` would have its parent's)."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert found
    return int(found[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
