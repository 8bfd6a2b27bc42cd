"""The S-curve of a project: plan dashed, actual solid, the year's end dotted, the month being filled hollow."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wzdesk.ui.projects.detail.curve_shape import CurveShape
from wzdesk.ui.theme import Role, Theme

_LAST_X = 16.4
"""The year ends at 12; what is left is room for the labels at the ends of the lines."""


class CurveChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows one curve; ``show_curve`` may be called at every keystroke."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: CurveShape | None = None
        self.setAccessibleName("计划与实际完成投资的曲线")
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_items()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def shape_shown(self) -> CurveShape | None:
        """What is drawn now."""
        return self._shape

    def show_curve(self, shape: CurveShape, *, is_typing: bool) -> None:
        """Draw a curve in place of the one before; while typing, the month's point is hollow."""
        self._shape = shape
        for item, points in (
            (self._planned, shape.planned),
            (self._actual, shape.actual),
            (self._ahead, shape.ahead),
        ):
            item.setData([x for x, _ in points], [y for _, y in points])
        self._month.setValue(shape.month)
        p = self._theme.palette
        self._now.setBrush(pg.mkBrush(p.page if is_typing else p.acc))
        self._now.setData(pos=[shape.now] if shape.now else [])
        self._end.setData(pos=[shape.ahead[-1]] if shape.ahead else [])
        self._say(shape)
        months = sorted({1, 3, 6, 9, 12} - {shape.month - 1, shape.month + 1} | {shape.month})
        self.getAxis("bottom").setTicks([[(float(month), f"{month}月") for month in months]])
        self.getAxis("left").setTicks([list(shape.y_ticks)])
        self.setXRange(0, _LAST_X, padding=0)
        self.setYRange(0, shape.top * 1.14, padding=0)

    def _say(self, shape: CurveShape) -> None:
        """Labels stand at the lines; where two would lie on each other the plan's goes up, the actual's down."""
        apart = shape.top * 0.11
        plan_end = shape.planned[-1] if shape.planned else None
        ahead_end = shape.ahead[-1] if shape.ahead else None
        plan_y, ahead_y = (plan_end or (0, 0))[1], (ahead_end or (0, 0))[1]
        if plan_end and ahead_end and abs(plan_y - ahead_y) < apart:
            shift = (apart - abs(plan_y - ahead_y)) / 2
            plan_y, ahead_y = (
                (plan_y + shift, ahead_y - shift) if plan_y >= ahead_y else (plan_y - shift, ahead_y + shift)
            )
        self._put(self._year_label, shape.year_label, 12.25, plan_y)
        self._put(self._ahead_label, shape.ahead_label, 12.25, ahead_y)
        is_late = shape.month >= 10
        now = shape.now
        self._now_label.setAnchor((1, -0.1) if is_late else (0, -0.1))
        self._put(self._now_label, shape.now_label if now else "", *(now or (0, 0)))
        planned = dict(shape.planned).get(float(shape.month))
        self._put(self._planned_label, shape.planned_label if planned is not None and shape.month < 12 else "",
                  shape.month, planned or 0)  # fmt: skip

    def _put(self, label: Any, text: str, x: float, y: float) -> None:
        label.setVisible(bool(text))
        label.setText(text)
        label.setPos(x, y)

    def _make_items(self) -> None:
        plot = self.getPlotItem()
        plot.layout.setContentsMargins(2, 2, 2, 0)
        plot.showGrid(y=True, alpha=0.25)
        self._month = pg.InfiniteLine(angle=90)
        self._planned, self._actual, self._ahead = (pg.PlotDataItem() for _ in range(3))
        self._now, self._end = pg.ScatterPlotItem(), pg.ScatterPlotItem()
        self._year_label = pg.TextItem(anchor=(0, 0.5))
        self._ahead_label = pg.TextItem(anchor=(0, 0.5))
        self._now_label = pg.TextItem(anchor=(0, -0.1))
        self._planned_label = pg.TextItem(anchor=(1, 1.05))
        for item in (
            self._month, self._planned, self._actual, self._ahead, self._now, self._end,
            self._year_label, self._ahead_label, self._now_label, self._planned_label,
        ):  # fmt: skip
            plot.addItem(item, ignoreBounds=True)

    def _dress(self) -> None:
        """Colours and fonts of the theme."""
        p, px, theme = self._theme.palette, self._theme.px, self._theme
        self.setBackground(p.page)
        self.setFixedHeight(px(176))
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.setStyle(tickFont=theme.font(Role.NOTE), tickLength=0, tickTextOffset=4)
            axis.setPen(pg.mkPen(p.line2 if name == "bottom" else None))
            axis.setTextPen(pg.mkPen(p.t2))
        self.getAxis("bottom").setHeight(px(20))
        self.getAxis("left").setWidth(px(30))
        self._month.setPen(pg.mkPen(p.t4, width=1, style=Qt.PenStyle.DotLine))
        self._planned.setPen(pg.mkPen(p.t3, width=1.4, dash=[5, 3]))
        self._actual.setPen(pg.mkPen(p.acc, width=2))
        self._ahead.setPen(pg.mkPen(p.acc, width=1.6, style=Qt.PenStyle.DotLine))
        for dots in (self._now, self._end):
            dots.setPen(pg.mkPen(p.acc, width=2))
            dots.setSize(px(8))
        self._end.setBrush(pg.mkBrush(p.page))
        for label, color, role in (
            (self._year_label, p.t2, Role.NOTE),
            (self._ahead_label, p.acc, Role.NOTE),
            (self._planned_label, p.t2, Role.NOTE),
            (self._now_label, p.acc, Role.HEAD),
        ):
            label.setColor(color)
            label.setFont(theme.font(role))
        if self._shape is not None:
            self.show_curve(self._shape, is_typing=False)
