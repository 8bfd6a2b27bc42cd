"""The 2023 workbook out and in again: no marks, openpyxl alone as the peer."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.bench.big_file import REGION, small_file
from tests.bench.figures import Figure, figure
from tests.bench.sizes import sized
from wzdesk.excel.read.reader import read_book
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_plan import read_filled
from wzdesk.services.open_data_file import read_data_file
from wzdesk.services.receive_plan_table import receive_plan_table

TIMES, PLAN = sized(7, 2), "2023"


def exported_book(file: Path) -> Path:
    """The 2023 table of a data file as the program exports it."""
    book = file.with_name(f"plan-{PLAN}.xlsx")
    with read_data_file(file) as store:
        filled = read_filled(store, PLAN, REGION)
    export_plan_table(filled.table, filled.assessments, book)
    return book


def measure() -> list[Figure]:
    """Warm: the libraries are loaded before the first time counts."""
    file = small_file()
    book = exported_book(file)
    texts = [list(row) for row in load_workbook(book).worksheets[0].values]
    with read_data_file(file) as store:
        filled = read_filled(store, PLAN, REGION)
        preview, loaded = _by_turns(
            lambda: receive_plan_table(store, read_book(book), REGION, PLAN), lambda: load_workbook(book)
        )
    export, written = _by_turns(
        lambda: export_plan_table(filled.table, filled.assessments, book), lambda: _write(texts, book)
    )
    return [
        figure("preview of the 2023 workbook", preview, loaded, peer="openpyxl, load_workbook"),
        figure("export of the 2023 workbook", export, written, peer="openpyxl, texts without looks"),
    ]


def _by_turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[list[float], list[float]]:
    pairs = [(_milliseconds(ours), _milliseconds(theirs)) for _ in range(TIMES + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - begun) / 1e6


def _write(rows: list[list[Any]], book: Path) -> None:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(book)
