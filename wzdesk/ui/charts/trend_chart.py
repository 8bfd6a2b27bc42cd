"""The chart of the side panel: years as a line, the typed figure as a hollow dot, the target as a dashed line."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from wzdesk.domain.trend import Trend
from wzdesk.ui.charts.trend_shape import TrendShape, shape_of
from wzdesk.ui.theme import Role, Theme

_BAR_WIDTH = 0.56


class TrendChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows one trend; ``show_trend`` may be called at every keystroke."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: TrendShape | None = None
        self.setAccessibleName("走势图")
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_items()
        self._dress()
        theme.changed.connect(self._on_theme_changed)

    @property
    def shape_shown(self) -> TrendShape | None:
        """What is drawn now."""
        return self._shape

    def show_trend(self, trend: Trend) -> None:
        """Draw a trend in place of the one before."""
        self._shape = shape = shape_of(trend)
        self._draw_line(shape)
        self._draw_bars(shape)
        self._draw_target(shape)
        self.getAxis("bottom").setTicks([[(x, words) for x, words in shape.ticks]])
        self.setXRange(*shape.x_range, padding=0)
        self.setYRange(*shape.y_range, padding=0)

    def _make_items(self) -> None:
        plot = self.getPlotItem()
        plot.hideAxis("left")
        plot.layout.setContentsMargins(2, 2, 2, 0)
        self._zero = pg.InfiniteLine(pos=0, angle=0)
        self._band = pg.LinearRegionItem(orientation="horizontal", movable=False)
        self._aim = pg.InfiniteLine(angle=0)
        self._bars = pg.BarGraphItem(x=[0], height=[0], width=_BAR_WIDTH)
        self._line = pg.PlotDataItem()
        self._link = pg.PlotDataItem()
        self._now = pg.ScatterPlotItem()
        self._aim_label = pg.TextItem(anchor=(0, 1))
        self._now_label = pg.TextItem(anchor=(0.5, 1.35))
        self._labels: list[Any] = [pg.TextItem(anchor=(0.5, 1.05)) for _ in range(4)]
        for item in (self._zero, self._band, self._aim, self._bars, self._line, self._link, self._now):
            plot.addItem(item, ignoreBounds=True)
        for item in (self._aim_label, self._now_label, *self._labels):
            plot.addItem(item, ignoreBounds=True)

    def _dress(self) -> None:
        """Colours and fonts of the theme."""
        p, px = self._theme.palette, self._theme.px
        self.setBackground(p.page)
        self.setFixedHeight(px(172))
        axis = self.getAxis("bottom")
        axis.setStyle(tickFont=self._theme.font(Role.NOTE), tickLength=0, tickTextOffset=4)
        axis.setHeight(px(36))
        axis.setPen(pg.mkPen(p.line2))
        axis.setTextPen(pg.mkPen(p.t2))
        self._zero.setPen(pg.mkPen(p.t4, width=1))
        dashes = [5, 3]
        self._aim.setPen(pg.mkPen(p.series[1], width=1.6, dash=dashes))
        tint = QColor(p.series[1])
        tint.setAlpha(46)
        self._band.setBrush(pg.mkBrush(tint))
        for line in self._band.lines:
            line.setPen(pg.mkPen(p.series[1], width=1.2, dash=dashes))
        self._line.setPen(pg.mkPen(p.series[0], width=2))
        self._line.setSymbol("o")
        self._line.setSymbolSize(px(6))
        self._line.setSymbolBrush(pg.mkBrush(p.series[0]))
        self._line.setSymbolPen(None)
        self._link.setPen(pg.mkPen(p.acc, width=1.6, style=Qt.PenStyle.DotLine))
        self._now.setPen(pg.mkPen(p.acc, width=2))
        self._now.setBrush(pg.mkBrush(p.page))
        self._now.setSize(px(9))
        self._aim_label.setColor(p.series[1])
        self._aim_label.setFont(self._theme.font(Role.CAPTION))
        self._now_label.setColor(p.acc)
        self._now_label.setFont(self._theme.font(Role.SUBJECT))

    def _draw_line(self, shape: TrendShape) -> None:
        points: list[tuple[float, float]] = []
        for segment in shape.segments:
            points += [*segment, (float("nan"), float("nan"))]
        self._line.setData([x for x, _ in points], [y for _, y in points], connect="finite")
        self._link.setData([x for x, _ in shape.link], [y for _, y in shape.link])
        now = [shape.current] if shape.current else []
        self._now.setData(pos=now)
        self._now_label.setVisible(shape.current is not None)
        if shape.current:
            self._now_label.setText(shape.current_label)
            self._now_label.setPos(QPointF(*shape.current))

    def _draw_bars(self, shape: TrendShape) -> None:
        self._bars.setVisible(bool(shape.bars))
        for index, label in enumerate(self._labels):
            label.setVisible(index < len(shape.bars))
        if not shape.bars:  # pyqtgraph fails on bars without any
            return
        p = self._theme.palette
        fills = {"past": p.bar, "actual": p.series[0], "target": p.page}
        rims = {"past": p.bar, "actual": p.series[0], "target": p.series[1]}
        self._bars.setOpts(
            x=[bar.place for bar in shape.bars],
            height=[bar.height for bar in shape.bars],
            width=_BAR_WIDTH,
            brushes=[pg.mkBrush(fills[bar.role]) for bar in shape.bars],
            pens=[pg.mkPen(rims[bar.role], width=1.4) for bar in shape.bars],
        )
        for label, bar in zip(self._labels, shape.bars, strict=False):
            label.setText(bar.label)
            label.setColor(p.series[1] if bar.role == "target" else p.t1)
            label.setFont(self._theme.font(Role.CAPTION))
            label.setPos(QPointF(bar.place, max(bar.height, 0.0)))

    def _draw_target(self, shape: TrendShape) -> None:
        is_line = shape.target is not None and not shape.bars
        is_band = is_line and shape.target is not None and shape.target[0] != shape.target[1]
        self._band.setVisible(is_band)
        self._aim.setVisible(is_line and not is_band)
        self._aim_label.setVisible(is_line and bool(shape.target_label))
        self._zero.setVisible(shape.y_range[0] <= 0 <= shape.y_range[1])
        if shape.target is None or not is_line:
            return
        self._band.setRegion(shape.target)
        self._aim.setValue(shape.target[0])
        self._aim_label.setText(shape.target_label)
        self._aim_label.setPos(QPointF(shape.x_range[0], self._label_height(shape)))

    def _label_height(self, shape: TrendShape) -> float:
        """The target's words stand on its line, or hang below it where the line is at the top."""
        assert shape.target is not None
        high = shape.target[1]
        below = high > shape.y_range[0] + (shape.y_range[1] - shape.y_range[0]) * 0.8
        self._aim_label.setAnchor((0, 0) if below else (0, 1))
        return shape.target[0] if below else high

    def _on_theme_changed(self) -> None:
        self._dress()
