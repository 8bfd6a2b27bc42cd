"""A form of 10 000 rows in the grid: a step of the wheel, a page, and a jump, each until it is painted."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure, figure, p95
from tests.bench.plan_page import Painted
from tests.bench.sizes import counted, sized
from wzdesk.domain.form import TYPED_COLUMNS, Form, FormRow
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.period import Period
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.forms.form_grid import FormGridModel
from wzdesk.ui.theme import apply_theme, make_application

ROWS, STEPS, JUMPS = sized(10_000, 1_000), sized(200, 20), sized(40, 10)
SEPTEMBER = Period.to_month(2024, 9)


def measure() -> list[Figure]:
    """The grid of forms alone, shown offscreen at the size of a large screen."""
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    view = _view(app)
    painted = Painted(view.viewport())
    wheel = [painted.milliseconds(partial(_turn_wheel, view)) for _ in range(STEPS)]
    pages = [painted.milliseconds(partial(QTest.keyClick, view, Qt.Key.Key_PageDown)) for _ in range(JUMPS)]
    bar = view.verticalScrollBar()
    places = [bar.maximum() * (7 * step % JUMPS) // JUMPS for step in range(1, JUMPS)]
    jumps = [painted.milliseconds(partial(bar.setValue, place)) for place in places]
    view.close()
    return [
        _scrolled("a step of the wheel", wheel, 16),
        _scrolled("a page further by PageDown", pages, 40),
        _scrolled("a jump to another part", jumps, 40),
    ]


def _scrolled(what: str, times: list[float], most: float) -> Figure:
    how = "1600×1000, offscreen, to painted"
    return figure(f"a form of {counted(ROWS)} rows: {what}, p95", times, most=most, middle=p95, note=how)


def _view(app: QApplication) -> GridView:
    model = FormGridModel(lambda _cells, _kind: None)
    view = GridView(model, apply_theme(app))
    view.resize(1600, 1000)
    model.set_table(_table())
    view.show()
    view.setFocus()
    QApplication.processEvents()
    return view


def _turn_wheel(view: GridView) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def _table() -> FormTable:
    """Every row with last year's figure, the month, the year to date and its growth."""
    region = Region("330300", "温州市", "温州", RegionLevel.CITY, "330000")
    codes = [f"I{number}" for number in range(ROWS)]
    rows = tuple(
        FormRow(code, f"第 {number} 个指标的名称", "万元", str(number + 1), f"类别{number // 40}", number % 3)
        for number, code in enumerate(codes)
    )
    table = FormTable(
        Form("bench", "一万行的表", rows),
        region,
        SEPTEMBER,
        {code: Indicator(code, code, "亿元") for code in codes},
        {},
    )
    figures = {
        key: Observation(
            key,
            read_quantity(f"{number * 37 % 9973 / 10:.1f}", "%" if key.measure is Measure.GROWTH else "亿元"),
        )
        for number, row in enumerate(rows)
        for column in TYPED_COLUMNS
        if (key := table.key_of(row, column)) is not None
    }
    return replace(table, observations=figures)
