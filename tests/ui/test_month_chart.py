"""The chart beside a form: the figure that is typed can be read wherever its point lies."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from wzdesk.domain.month_trend import MonthTrend, YearLine
from wzdesk.ui.charts.month_chart import MonthChart
from wzdesk.ui.theme import Theme


@pytest.mark.parametrize("width", (270, 420))
@pytest.mark.parametrize("month", (2, 3, 7, 12))
@pytest.mark.parametrize("figure", ("15.6", "1500.1", "123456.78"))
def test_that_the_figure_is_never_cut_at_an_edge(qtbot: QtBot, figure: str, month: int, width: int) -> None:
    chart = MonthChart(Theme())
    qtbot.addWidget(chart)
    chart.resize(300, 172)
    chart.show()
    level = Decimal(figure)
    before = YearLine(2024, tuple((at, level * at / 12) for at in range(2, 13)))
    chart.show_trend(MonthTrend("亿元", 2025, month, (before,), now=level))
    chart.resize(width, 172)
    QGuiApplication.processEvents()

    label = chart._now_label
    box = label.mapRectToDevice(label.boundingRect())
    assert box.left() >= 0
    assert box.right() <= width
