"""``python -m tests.bench.read_large times|ours|theirs BOOK``: what reading a large book costs, told as JSON."""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from wzdesk.excel.read.reader import read_book

TIMES = 3


def read_ours(book: Path) -> int:
    """Walks over all cells as the recogniser does; how many there are."""
    count = 0
    for sheet in read_book(book).sheets:
        for row in sheet.cells.rows:
            for cell in sheet.cells.row(row).values():
                if cell.raw and cell.kind:
                    count += 1
    return count


def read_theirs(book: Path) -> int:
    return len(CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python())


def times(book: Path) -> dict[str, float]:
    """Milliseconds of both, warm."""
    pairs = [(_milliseconds(read_ours, book), _milliseconds(read_theirs, book)) for _ in range(TIMES)]
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
    "ours": lambda book: _memory(read_ours, book),
    "theirs": lambda book: _memory(read_theirs, book),
}

if __name__ == "__main__":
    print(json.dumps(_KINDS[sys.argv[1]](Path(sys.argv[2]))))
