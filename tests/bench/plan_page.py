"""The entry page on a million observations: opening a plan of 150 rows, and one cell from Enter to painted."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget

from tests.bench.big_file import OBSERVATIONS, PLAN, REGION, ROWS, YEAR, big_file
from tests.bench.figures import Figure, figure
from tests.bench.sizes import counted, sized
from wzdesk.db.store import Store
from wzdesk.domain.typed_cell import Column
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import open_data_file
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.entry.entry_bars import table_choices
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.theme import apply_theme, make_application

PEER = "a plain QTableWidget from sqlite3"
SIZE = 1366, 728
TIMES, FRAMES, CELLS = sized(12, 5), sized(24, 9), sized(60, 10)
_REGIONS = ("330302", "330303", "330304", "330305", REGION)


def measure() -> list[Figure]:
    """Each opening is of another region than the one before."""
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    path = big_file()
    with open_data_file(path) as store, closing(sqlite3.connect(path)) as connection:
        page, peer = _page(app, store), QTableWidget(ROWS, 8)
        painted = Painted(page.grid.viewport())
        for widget in (page, peer):
            widget.resize(*SIZE)
            widget.show()
        peer_painted = Painted(peer.viewport())
        ours, theirs = [], []
        for number in range(TIMES + 2):
            region = _REGIONS[number % len(_REGIONS)]
            ours.append(painted.milliseconds(partial(page.show_plan, PLAN, region)))
            theirs.append(peer_painted.milliseconds(partial(_fill, peer, connection, region)))
        frames = _frames(page, painted)
        cells = _cells(page, painted)
        page.close()
        peer.close()
    return [
        figure(
            f"page of {ROWS} rows opens, {counted(OBSERVATIONS)} observations",
            ours[2:],
            theirs[2:],
            peer=PEER,
            most=150,
            note="offscreen, plan chosen to painted",
        ),
        figure("another part of the page, scrolled to", frames, most=16, note="a frame of a screen at 60 Hz"),
        figure(
            "one cell in the window, from Enter to painted",
            cells,
            note="stored with the fsync, judged, grid and panel painted, the next cell current",
        ),
    ]


def _page(app: QApplication, store: Store) -> EntryPage:
    look = look_first(store.path)

    def open_filling(plan: str, region: str) -> PlanFilling:
        return PlanFilling.open(store, plan, region, "bench")

    page = EntryPage(
        apply_theme(app),
        AppSignals(),
        open_filling,
        look.filled,
        table_choices(look.plans, look.forms),
        look.regions,
    )
    page.attach()
    page.panel.let_charts()
    return page


def _frames(page: EntryPage, painted: "Painted") -> list[float]:
    """Parts of the page in turns; each was painted before."""
    scroll = page.grid.verticalScrollBar().setValue
    times = [painted.milliseconds(partial(scroll, 800 * (1 + step % 3))) for step in range(FRAMES)]
    scroll(0)
    return times[3:]


def _cells(page: EntryPage, painted: "Painted") -> list[float]:
    """Keys as in the window; the time of one cell begins with Enter."""
    page.activateWindow()
    while not page.isActiveWindow():
        QApplication.processEvents()
    page.grid.setFocus()
    times = []
    for number in range(CELLS):
        page.grid.select_cell(number * 7 % ROWS, (Column.LEVEL, Column.GROWTH)[number % 2])
        QTest.keyClicks(_focused(), f"{number * 37 % 997 / 10:.2f}")
        QApplication.processEvents()
        assert page.grid.editing.is_open
        times.append(painted.milliseconds(partial(QTest.keyClick, _focused(), Qt.Key.Key_Return)))
        assert not page.grid.editing.is_open
    return times


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _fill(peer: QTableWidget, connection: sqlite3.Connection, region: str) -> None:
    """The same rows and columns, straight from the tables."""
    sql = """SELECT t.category, t.no, t.name, pp.unit, g.text, lev.text, gro.text, lev.number
             FROM plan p JOIN plan_item t ON t.plan_id = p.id JOIN plan_part pp ON pp.item_id = t.id
             JOIN region r ON r.code = ?
             LEFT JOIN plan_target g ON g.plan_id = p.id AND g.region_id = r.id AND g.indicator_id = pp.indicator_id
             LEFT JOIN observation lev ON lev.indicator_id = pp.indicator_id AND lev.region_id = r.id
                  AND lev.period = ? AND lev.measure = 'level'
             LEFT JOIN observation gro ON gro.indicator_id = pp.indicator_id AND gro.region_id = r.id
                  AND gro.period = ? AND gro.measure = 'growth'
             WHERE p.code = ? ORDER BY t.position"""
    for row, texts in enumerate(connection.execute(sql, (region, str(YEAR), str(YEAR), PLAN))):
        for column, text in enumerate(texts):
            peer.setItem(row, column, QTableWidgetItem("" if text is None else str(text)))


class Painted(QObject):
    """Waits for a widget's paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._was = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._was = True
        return super().eventFilter(watched, event)

    def milliseconds(self, act: Callable[[], object]) -> float:
        """From an act to the paint it leads to, with all that is painted together with it."""
        QApplication.processEvents()
        self._was = False
        begun = time.perf_counter_ns()
        act()
        while not self._was:
            QApplication.processEvents()
        QApplication.processEvents()
        return (time.perf_counter_ns() - begun) / 1e6
