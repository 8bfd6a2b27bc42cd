"""The chart of a form's row: each year's months as a line, the typed figure as a hollow dot, target and year's end."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QWidget

from wzdesk.domain.month_trend import MonthTrend
from wzdesk.ui.charts.month_shape import MonthShape, month_shape_of
from wzdesk.ui.theme import Role, Theme

_MOST_LINES = 4


class MonthChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows one trend; ``show_trend`` may be called at every keystroke."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._shape: MonthShape | None = None
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("走势图")
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_items()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def shape_shown(self) -> MonthShape | None:
        """What is drawn now."""
        return self._shape

    def show_trend(self, trend: MonthTrend) -> None:
        """Draw a trend in place of the one before."""
        self._shape = shape = month_shape_of(trend)
        self._draw_lines(shape)
        self._draw_now(shape)
        self._draw_target(shape)
        self.getAxis("bottom").setTicks([[(x, words) for x, words in shape.ticks]])
        self.setXRange(*shape.x_range, padding=0)
        self.setYRange(*shape.y_range, padding=0)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Wider or narrower, the figure stays readable."""
        super().resizeEvent(event)
        if self._shape is not None:
            self._keep_label_inside(self._shape)

    def _make_items(self) -> None:
        plot = self.getPlotItem()
        plot.hideAxis("left")
        plot.layout.setContentsMargins(2, 2, 2, 0)
        self._zero = pg.InfiniteLine(pos=0, angle=0)
        self._usual = pg.LinearRegionItem(orientation="horizontal", movable=False)
        self._aim = pg.InfiniteLine(angle=0)
        self._lines: list[Any] = [pg.PlotDataItem() for _ in range(_MOST_LINES)]
        self._names: list[Any] = [pg.TextItem(anchor=(0, 0.5)) for _ in range(_MOST_LINES)]
        self._ahead = pg.PlotDataItem()
        self._now = pg.ScatterPlotItem()
        self._aim_label = pg.TextItem(anchor=(0, 1))
        self._now_label = pg.TextItem(anchor=(0.5, 1.35))
        self._ahead_label = pg.TextItem(anchor=(1, 1.2))
        for item in (
            self._usual, self._zero, self._aim, *self._lines, self._ahead, self._now,
            self._aim_label, self._now_label, self._ahead_label, *self._names,
        ):  # fmt: skip
            plot.addItem(item, ignoreBounds=True)

    def _dress(self) -> None:
        """Colours and fonts of the theme."""
        p, px = self._theme.palette, self._theme.px
        self.setBackground(p.page)
        self.setFixedHeight(px(172))
        axis = self.getAxis("bottom")
        axis.setStyle(tickFont=self._theme.font(Role.NOTE), tickLength=0, tickTextOffset=4)
        axis.setHeight(px(20))
        axis.setPen(pg.mkPen(p.line2))
        axis.setTextPen(pg.mkPen(p.t2))
        self._zero.setPen(pg.mkPen(p.line2, width=1))
        self._aim.setPen(pg.mkPen(p.series[1], width=1.6, dash=[5, 3]))
        tint = QColor(p.t4)
        tint.setAlpha(30)
        self._usual.setBrush(pg.mkBrush(tint))
        for line in self._usual.lines:
            line.setPen(pg.mkPen(None))
        self._ahead.setPen(pg.mkPen(p.acc, width=1.6, style=Qt.PenStyle.DotLine))
        self._now.setPen(pg.mkPen(p.acc, width=2))
        self._now.setBrush(pg.mkBrush(p.page))
        self._now.setSize(px(9))
        self._aim_label.setColor(p.series[1])
        self._now_label.setColor(p.acc)
        self._ahead_label.setColor(p.t3)
        self._now_label.setFont(self._theme.font(Role.SUBJECT))
        for label in (self._aim_label, self._ahead_label):
            label.setFont(self._theme.font(Role.CAPTION))
        for name in self._names:
            name.setFont(self._theme.font(Role.NOTE))

    def _draw_lines(self, shape: MonthShape) -> None:
        p = self._theme.palette
        for at, (item, name) in enumerate(zip(self._lines, self._names, strict=True)):
            line = shape.lines[at] if at < len(shape.lines) else None
            item.setData(
                [x for x, _ in line.points] if line else [], [y for _, y in line.points] if line else []
            )
            name.setVisible(line is not None and bool(line.name))
            if line is None:
                continue
            color = p.acc if line.age == 0 else p.series[1] if line.age == 1 else p.t4
            item.setPen(pg.mkPen(color, width=2 if line.age < 2 else 1.2))
            item.setSymbol("o" if line.age == 0 else None)
            item.setSymbolSize(self._theme.px(5))
            item.setSymbolBrush(pg.mkBrush(color))
            item.setSymbolPen(None)
            if line.name:
                name.setText(line.name)
                name.setColor(color)
                name.setPos(QPointF(*line.name_at))

    def _draw_now(self, shape: MonthShape) -> None:
        self._now.setData(pos=[shape.now] if shape.now else [])
        self._now_label.setVisible(shape.now is not None)
        if shape.now:
            self._now_label.setText(shape.now_label)
            self._now_label.setPos(QPointF(*shape.now))
            self._keep_label_inside(shape)
        self._ahead.setData([x for x, _ in shape.ahead], [y for _, y in shape.ahead])
        self._ahead_label.setVisible(bool(shape.ahead))
        if shape.ahead:
            self._ahead_label.setText(shape.ahead_label)
            self._ahead_label.setPos(QPointF(*shape.ahead[-1]))

    def _keep_label_inside(self, shape: MonthShape) -> None:
        """Above its point, or beside it where the edge would cut digits off."""
        if shape.now is None or not self.width():
            return
        first, last = shape.x_range
        at = (shape.now[0] - first) / (last - first)
        share = self._now_label.boundingRect().width() / self.width()
        self._now_label.setAnchor((min(max(0.5, (at + share - 1) / share), at / share), 1.35))

    def _draw_target(self, shape: MonthShape) -> None:
        self._zero.setVisible(shape.y_range[0] <= 0 <= shape.y_range[1])
        self._usual.setVisible(shape.usual is not None)
        if shape.usual is not None:
            self._usual.setRegion(shape.usual)
        self._aim.setVisible(shape.target is not None)
        self._aim_label.setVisible(shape.target is not None)
        if shape.target is not None:
            self._aim.setValue(shape.target)
            self._aim_label.setText(shape.target_label)
            self._aim_label.setPos(QPointF(shape.x_range[0], shape.target))
