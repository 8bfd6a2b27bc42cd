"""One key figure at a glance: its name and verdict, value and growth, the years as a small chart, the target in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.domain.missing_words import availability_of
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.quantity import Availability
from wzdesk.domain.text import closed_up, normalise
from wzdesk.ui import painting
from wzdesk.ui.figures import shown
from wzdesk.ui.home.spark import spark_of
from wzdesk.ui.home.tile_grid import HEIGHT, LEAST_WIDTH
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.verdict_marks import paint_verdict, verdict_color, verdict_width
from wzdesk.ui.widgets.painted import PaintedButton

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first paint of the page
    from wzdesk.services.key_figures import KeyFigure

_SIDE, _TOP = 12, 8


class FigureTile(PaintedButton):
    """Wholly a link to the figure's row."""

    def __init__(self, theme: Theme, figure: KeyFigure, parent: QWidget | None = None) -> None:
        super().__init__(theme, _spoken(figure), parent)
        self.figure = figure
        self._main, self._unit, self._beside = main_words(figure)
        self._spark = spark_of(figure.trend)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        years = f"小图：{self._spark.years}" if self._spark.years else ""
        self.setToolTip("\n".join(text for text in (figure.name, figure.reason, years) if text))

    def sizeHint(self) -> QSize:
        """Four lines and a chart."""
        return QSize(self.theme.px(LEAST_WIDTH), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Tiles give way to one another."""
        return QSize(self.theme.px(120), self.theme.px(HEIGHT))

    def paint(self, painter: QPainter) -> None:
        """Name and verdict, value and growth, chart, target; lines to the neighbours."""
        theme, palette, px = self.theme, self.theme.palette, self.theme.px
        if self.lit:
            painting.fill(painter, self.rect(), palette.hover)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line)
        painting.vertical_line(painter, self.width() - 1, 0, self.height(), palette.line)
        left, width = px(_SIDE), self.width() - 2 * px(_SIDE)
        self._paint_name(painter, QRect(left, px(_TOP), width, px(18)))
        self._paint_value(painter, QRect(left, px(_TOP + 18), width, px(26)))
        chart_top = _TOP + 18 + 28
        self._paint_chart(painter, QRectF(left, px(chart_top), width, self.height() - px(chart_top + 26)))
        target = QRect(left, self.height() - px(22), width, px(16))
        words = f"目标 {self.figure.target}" if self.figure.target else "没有定目标"
        color = palette.series[1] if self.figure.target else palette.t3
        painting.text(painter, target, words, theme.font(Role.NOTE), color)

    def _paint_name(self, painter: QPainter, area: QRect) -> None:
        theme = self.theme
        width = verdict_width(self.figure.verdict, theme, Role.CAPTION) + 1
        mark = QRect(area.right() + 1 - width, area.top(), width, area.height())
        paint_verdict(painter, mark, self.figure.verdict, theme, Role.CAPTION)
        name = QRect(area.left(), area.top(), area.width() - width - theme.px(6), area.height())
        painting.text(painter, name, self.figure.name, theme.font(Role.BODY), theme.palette.t1)

    def _paint_value(self, painter: QPainter, area: QRect) -> None:
        theme, palette = self.theme, self.theme.palette
        is_figure = any(sign.isdecimal() for sign in self._main)
        font, color = (
            theme.font(Role.FIGURE if is_figure else Role.BODY),
            palette.t1 if is_figure else palette.t3,
        )
        width = min(painting.width_of(self._main, font) + 1, area.width())
        painting.text(painter, QRect(area.left(), area.top(), width, area.height()), self._main, font, color)
        left = area.left() + width + theme.px(3)
        for words, used, color in (
            (self._unit, theme.font(Role.CAPTION), palette.t3),
            (self._beside, theme.font(Role.BODY, Strength.MEDIUM), palette.t1),
        ):
            if not words or left >= area.right():
                continue
            width = min(painting.width_of(words, used) + 1, area.right() - left)
            spot = QRect(left, area.top() + theme.px(3), width, area.height() - theme.px(3))
            painting.text(painter, spot, words, used, color)
            left += width + theme.px(8)

    def _paint_chart(self, painter: QPainter, area: QRectF) -> None:
        spark, palette = self._spark, self.theme.palette
        if spark.last is None:
            return
        radius = self.theme.px(6) / 2
        inner = area.adjusted(radius, radius, -radius, -radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashes = QPen(QColor(palette.series[1]), 1)
        dashes.setDashPattern([4, 3])
        painter.setPen(dashes)
        for height in spark.target:
            y = inner.top() + height * inner.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(QColor(palette.series[0]), 1.5 * self.theme.scale_percent / 100))
        for piece in spark.pieces:
            points = [_spot(inner, point) for point in piece]
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(verdict_color(self.figure.verdict, palette)))
        painter.drawEllipse(_spot(inner, spark.last), radius, radius)
        painter.restore()


def main_words(figure: KeyFigure) -> tuple[str, str, str]:
    """The large figure, its unit, and what stands beside: the growth, or that no level is published."""
    growth = _growth_words(figure.growth)
    if _is_given(figure.level):
        return shown(figure.level), "" if figure.unit in {"-", "—"} else figure.unit, growth
    if _is_given(figure.growth):
        return (
            growth.removesuffix("%"),
            "%" if growth.endswith("%") else "",
            "不公布绝对值" if figure.level else "",
        )
    return figure.level if figure.level.strip() not in {"", "-", "—"} else "还没有数", "", ""


def _is_given(text: str) -> bool:
    return bool(text.strip()) and availability_of(closed_up(normalise(text))) in {None, Availability.GIVEN}


def _growth_words(text: str) -> str:
    """6.9 as +6.9%, −4.2 as −4.2%; words as they are."""
    number = decimal_of(normalise(text))
    if number is None:
        return text if _is_given(text) else ""
    sign = "+" if number > Decimal(0) and not text.startswith("+") else ""
    return f"{sign}{shown(text.strip())}%"


def _spot(area: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(area.left() + point[0] * area.width(), area.top() + point[1] * area.height())


def _spoken(figure: KeyFigure) -> str:
    main, unit, beside = main_words(figure)
    target = f"，目标{figure.target}" if figure.target else ""
    return f"{figure.name}：{main}{unit} {beside}{target}，{figure.verdict.word}"
