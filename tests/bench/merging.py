"""Returned workbooks of 150 rows x 6 columns, every asked cell filled with a number or words: 12 at once, then 285 and 2 850.

Each is of a form, county and month of its own, saved by another program. The peer only reads the same files with pandas, one after the other; ours also proves who they are and compares each cell.
``python -m tests.bench.merging COUNT`` merges as many in a process of its own and tells its time and memory.
"""

import json
import resource
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pandas as pd
from openpyxl import load_workbook

from tests.bench.figures import Figure, figure, median
from tests.bench.processes import run, virtual_screen
from tests.bench.sizes import FOLDER, sized
from wzdesk.db.catalogue import add_indicator
from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.form import Form, FormRow
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.period import Period
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.exchange import keys
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.exchange.merge_returns import merged_files, preview_merge
from wzdesk.services.open_data_file import create_data_file, read_data_file
from wzdesk.services.places import pack_folder

ROWS, MANY, FEWER, PANDAS = 150, sized(2_850, 48), sized(285, 24), sized(30, 3)
TIMES, ROUNDS = sized(5, 2), sized(3, 1)
MONTHS, FORMS = range(2, sized(13, 4)), sized(22, 2)
PEER = "pandas.read_excel alone, each"
_PLACE = FOLDER / "merging"
_DATA = _PLACE / "city.wzd"


def measure() -> list[Figure]:
    """Make the workbooks once, then read them by turns."""
    books = _sent_and_filled()
    with (
        patch.object(keys, "settings_folder", lambda: _PLACE),
        read_data_file(_DATA) as store,
        Apart() as apart,
    ):
        twelve = books[:12]
        found = preview_merge(store, twelve, apart=apart)
        assert found.counts.filled == found.counts.cells, found.counts.words
        times = [_milliseconds(store, twelve, apart) for _ in range(TIMES)]
    in_window = _in_the_window(books[:12])
    _pandas(books[:1])  # the first call imports
    rounds = [(_in_a_process(FEWER), _pandas(books[:PANDAS])) for _ in range(ROUNDS)]
    ours, theirs = [told["ms"] for told, _ in rounds], [its for _, its in rounds]
    memory, many = median([told["mb"] for told, _ in rounds]), _in_a_process(MANY)
    how = f"{many['mb']:.0f} MB in all"
    return [
        figure(
            f"12 returned workbooks, {ROWS} x 6, dropped until the preview is painted", in_window, most=2_000
        ),
        figure("the same without the window", times),
        figure(f"{FEWER} of them, each", ours, theirs, peer=PEER, most_ratio=0.2, note="by the clock"),
        Figure(
            what=f"{MANY} of them, each", ours=many["ms"], peer=PEER, theirs=median(theirs), most_ratio=0.2
        ),
        Figure(what=f"time for each, {MANY} to {FEWER}", ours=many["ms"] / median(ours), unit="×", most=1.25),
        Figure(what=f"memory, {MANY} to {FEWER}", ours=many["mb"] / memory, unit="×", most=1.25, note=how),
    ]


def _milliseconds(store: Store, paths: list[Path], apart: Apart) -> float:
    start = time.perf_counter()
    preview_merge(store, paths, apart=apart)
    return (time.perf_counter() - start) * 1000


def _in_the_window(paths: list[Path]) -> list[float]:
    """The first time apart: a child process is started for it."""
    with virtual_screen() as screen:
        arguments = [str(_DATA), str(_PLACE), str(TIMES + 1), *map(str, paths)]
        platform = screen or {"QT_QPA_PLATFORM": "offscreen"}
        told = run(["-m", "tests.bench.merge_shown", *arguments], platform)
    return list(told.values())


def _pandas(paths: list[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        pd.read_excel(path, header=2)
    return (time.perf_counter() - start) * 1000 / len(paths)


def _in_a_process(count: int) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.merging", str(count)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(run.stdout)
    return told


def _merge_many(count: int) -> dict[str, float]:
    paths = _books()[:count]
    assert len(paths) == count
    with patch.object(keys, "settings_folder", lambda: _PLACE), read_data_file(_DATA) as store:
        start = time.perf_counter()
        cells = sum(one.counts.filled for one in merged_files(store, paths))
        seconds = time.perf_counter() - start
    assert cells >= count * ROWS
    return {
        "ms": seconds * 1000 / count,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _books() -> list[Path]:
    return sorted(_PLACE.glob("*.xlsx"), key=lambda path: int(path.stem))


def _sent_and_filled() -> list[Path]:
    """Forms of 150 rows sent to 12 counties for some months, every asked cell filled."""
    shutil.rmtree(_PLACE, ignore_errors=True)
    sent = _PLACE / "sent"
    sent.mkdir(parents=True)
    with create_data_file(_DATA, pack_folder("wenzhou")) as store:
        counties, forms = _add_forms(store)
        with patch.object(keys, "settings_folder", lambda: _PLACE):
            made = [
                one.path
                for form in forms
                for month in MONTHS
                for one in issue_form(store, form, Period.to_month(2024, month), sent, regions=counties)
            ]
    with ProcessPoolExecutor() as pool:
        list(pool.map(_fill, made, range(len(made)), chunksize=12))
    return _books()


def _add_forms(store: Store) -> tuple[list[str], list[str]]:
    with store.writing() as session:
        indicators = [
            Indicator(f"BENCH_{n}", f"考核指标第{n}项", "亿元", accumulation=Accumulation.YTD)
            for n in range(ROWS)
        ]
        for one in indicators:
            add_indicator(session, one)
        counties = [
            f"3303{code}" for code in ("02", "03", "04", "05", "81", "82", "24", "26", "27", "28", "29", "83")
        ]
        rows = tuple(FormRow(one.code, one.name, one.unit, no=str(n)) for n, one in enumerate(indicators, 1))
        forms = [
            Form(f"BENCH{n}", f"考核指标月报表之{n}", rows, reporters=tuple(counties)) for n in range(FORMS)
        ]
        changes = [FormChange(FormKey(form.code), form) for form in forms]
        apply_changes(session, changes, kind=ChangeKind.FORM, who="")
    return counties, [form.code for form in forms]


def _fill(path: Path, number: int) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    remarks = next(cell.column for row in sheet for cell in row if cell.value == "备注")
    for row in sheet:
        for cell in row:
            if not cell.protection.locked:
                figure = f"{number + (cell.row or 0)}.{(cell.column or 0) % 10}5"
                cell.value = f"已核对 {figure}" if cell.column == remarks else float(figure)
    book.save(_PLACE / f"{number}.xlsx")


if __name__ == "__main__":
    print(json.dumps(_merge_many(int(sys.argv[1]))))
