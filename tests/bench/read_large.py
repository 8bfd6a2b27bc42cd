"""``python -m tests.bench.read_large KIND BOOK``: what reading a large book costs, told as JSON; KIND as in ``_KINDS``."""

import gc
import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.bench.sizes import sized
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise

TIMES = sized(3, 1)


def read_ours(book: Path) -> int:
    """Walks over all cells as the recogniser does; how many there are."""
    count = 0
    for sheet in read_book(book).sheets:
        for row in sheet.cells.rows:
            for cell in sheet.cells.row(row).values():
                if cell.raw and cell.kind:
                    count += 1
    return count


def recognise_ours(book: Path) -> int:
    """Walks over all records as the import does; how many there are."""
    count = 0
    for sheet in recognise(read_book(book)).sheets:
        for table in sheet.tables:
            for record in table.records():
                if (
                    record.cell
                    and record.row.path
                    and record.column.column
                    and record.text
                    and record.value != ""
                ):
                    count += 1
    return count


def read_theirs(book: Path) -> int:
    return len(CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python())


def read_plainly(book: Path) -> int:
    """By openpyxl, row by row."""
    sheet = load_workbook(book, read_only=True).worksheets[0]
    sheet.reset_dimensions()  # a sheet may claim to be one cell large, and openpyxl would believe it
    return sum(1 for row in sheet.values for value in row if value is not None)


def times(book: Path) -> dict[str, float]:
    """Milliseconds of both, warm."""
    return _compared(read_ours, book)


def records(book: Path) -> dict[str, float]:
    """The same to the records; the collector rests, as in the child in which the program reads."""
    gc.freeze()
    gc.disable()
    return _compared(recognise_ours, book)


def _compared(read: Callable[[Path], int], book: Path) -> dict[str, float]:
    pairs = [(_milliseconds(read, book), _milliseconds(read_theirs, book)) for _ in range(TIMES)]
    return {
        "ours": statistics.median(pair[0] for pair in pairs),
        "theirs": statistics.median(pair[1] for pair in pairs),
    }


def _milliseconds(read: Callable[[Path], int], book: Path) -> float:
    begun = time.process_time_ns()
    assert read(book)
    return (time.process_time_ns() - begun) / 1e6


def _memory(read: Callable[[Path], int], book: Path) -> dict[str, float]:
    """Megabytes of the whole process at its largest (``ru_maxrss`` would have its parent's)."""
    read(book)
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert found
    return {"memory": int(found[1]) / 1024}


_KINDS: dict[str, Callable[[Path], dict[str, float]]] = {
    "times": times,
    "records": records,
    "plainly": lambda book: {"theirs": _milliseconds(read_plainly, book)},
    "ours": lambda book: _memory(read_ours, book),
    "theirs": lambda book: _memory(read_theirs, book),
}

if __name__ == "__main__":
    print(json.dumps(_KINDS[sys.argv[1]](Path(sys.argv[2]))))
