"""One cell of a form: read, stored with its revision, checked, judged, its chart and panel made; a million observations.

Each cell is in another row than the one before. What the page reads when a person comes to a cell (the years of its row)
is read before, as in the window. Processor time of this process: nobody waits for the disk (PRAGMA synchronous = OFF),
and neighbours stay out; the peer is measured alike. The window's own figure is by the clock, as a person feels it.
"""

import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.big_file import FORM, OBSERVATIONS, REGION, ROWS, big_file
from tests.bench.figures import Figure, figure, p95
from tests.bench.one_cell import PEER, connect, set_synchronous, write_alone
from tests.bench.plan_page import SIZE, Painted
from tests.bench.sizes import counted, sized
from wzdesk.db.store import Store
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form import FormColumn
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import open_data_file
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.charts.month_shape import month_shape_of
from wzdesk.ui.entry.entry_bars import table_choices
from wzdesk.ui.forms.form_columns import columns_of
from wzdesk.ui.forms.form_content import form_content
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.forms.form_rows import build_rows, renew_rows
from wzdesk.ui.theme import apply_theme, make_application

PERIOD, ROUNDS, BLOCK, CELLS = Period.to_month(2023, 9), sized(15, 2), 20, sized(60, 10)
_COLUMNS = (Column.TOTAL, Column.GROWTH, Column.MONTH)
Typed = tuple[str, Column, str]


def measure() -> list[Figure]:
    """The work of an edit, of its re-check alone, and the whole of it in the window."""
    path = big_file()
    with open_data_file(path) as store, closing(connect(path)) as connection:
        set_synchronous(store, connection, "OFF")
        whole, recheck, arrival, theirs = _edits(store, write_alone(connection))
        set_synchronous(store, connection, "FULL")
        shown = _in_window(store)
    what = f"one cell of a form of {ROWS} rows, {counted(OBSERVATIONS)} observations"
    how = "processor time, PRAGMA synchronous = OFF"
    return [
        figure(what, whole, theirs, peer=PEER, most=10, note=how),
        figure("the same, p95", whole, theirs, peer=PEER, most=16, middle=p95),
        figure("its re-check with all rules", recheck, most=10),
        figure("coming to a cell: the years of its row read", arrival),
        figure(
            "one cell of a form in the window, from Enter to painted",
            shown,
            note="stored with the fsync, checked, grid and panel painted; by the clock",
        ),
    ]


def _edits(
    store: Store, write: Callable[[], None]
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Milliseconds of whole edits, their re-checks, coming to their cells before, and, by turns, the peer's writes."""
    filling = FormFilling.open(store, FORM, REGION, PERIOD, "bench")
    checks = CellChecks(store)
    checks.check(form_cells(filling.table))
    specs = columns_of(filling.table)
    rows = build_rows(filling.table, specs, {})
    whole, rechecks, arrivals, writes = [], [], [], []
    for number, (indicator, column, text) in enumerate(itertools.islice(_typed(), ROUNDS * BLOCK), 1):
        arrivals.append(_milliseconds(partial(filling.series, indicator)))
        begun = time.process_time_ns()
        keys = [
            key
            for key in filling.record([TypedCell(indicator, column, text)]).keys
            if isinstance(key, ObservationKey)
        ]
        rechecks.append(_milliseconds(partial(checks.recheck, keys, filling.known_series())))
        rows = renew_rows(rows, filling.table, specs, {}, {indicator})
        _show(filling, indicator, FormColumn(column.value))
        whole.append((time.process_time_ns() - begun) / 1e6)
        assert keys
        if number % BLOCK == 0:
            writes += [_milliseconds(write) for _ in range(BLOCK)]
    return whole, rechecks, arrivals, writes


def _show(filling: FormFilling, indicator: str, column: FormColumn) -> None:
    """What the header, the tools and the panel show after an edit."""
    table = filling.table
    row = next(row for row in table.form.rows if row.indicator == indicator)
    key = table.key_of(row, column)
    assert key is not None
    content = form_content(table, row, column, filling.series(indicator), filling.history(key))
    month_shape_of(content.trend)
    table.counts()
    filling.can_turn()


def _typed() -> Iterator[Typed]:
    """Another row and another figure each time, by turns in three columns."""
    for number in itertools.count(1):
        yield f"BENCH_{number * 7 % ROWS}", _COLUMNS[number % 3], f"{number * 37 % 9973 / 10:.1f}"


def _milliseconds(act: Callable[[], object]) -> float:
    begun = time.process_time_ns()
    act()
    return (time.process_time_ns() - begun) / 1e6


def _in_window(store: Store) -> list[float]:
    """Keys as in the window, each cell as soon as the one before is painted."""
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    page = _page(app, store)
    page.resize(*SIZE)
    page.show()
    page.activateWindow()
    painted = Painted(page.grid.viewport())
    while not page.isActiveWindow():
        QApplication.processEvents()
    page.grid.setFocus()
    times = []
    for number in range(CELLS):
        page.grid.select_cell(number * 7 % ROWS, _COLUMNS[number % 3])
        QTest.keyClicks(_focused(), f"{number * 37 % 997 / 10:.2f}")
        QApplication.processEvents()
        assert page.grid.editing.is_open
        times.append(painted.milliseconds(partial(QTest.keyClick, _focused(), Qt.Key.Key_Return)))
        assert not page.grid.editing.is_open
    page.close()
    return times


def _page(app: QApplication, store: Store) -> FormPage:
    look = look_first(store.path)

    def open_form(form: str, region: str, period: Period | None) -> FormFilling:
        return FormFilling.open(store, form, region, period or PERIOD, "bench")

    page = FormPage(
        apply_theme(app), AppSignals(), open_form, partial(CellChecks, store),
        table_choices(look.plans, look.forms), look.regions,
    )  # fmt: skip
    assert page.show_form(FORM, REGION)
    page.panel.let_charts()
    QApplication.processEvents()
    return page


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
