"""The five verdicts as shape, word and colour; the shapes of the three severities.

Painted, not loaded: a table shows hundreds of them while it is scrolled.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from wzdesk.domain.verdict import Verdict
from wzdesk.ui import painting
from wzdesk.ui.theme import Palette, Role, Strength, Theme

MARK_SIZE = 13
"""Side of a mark in a cell, px at 100 %."""
_STROKE = 1.35
_WEIGHTS = {
    Verdict.ACHIEVED: Strength.REGULAR,
    Verdict.NEARLY: Strength.MEDIUM,
    Verdict.MISSED: Strength.STRONG,
    Verdict.NO_DATA: Strength.REGULAR,
    Verdict.UNDETERMINED: Strength.MEDIUM,
}


def verdict_color(verdict: Verdict, palette: Palette) -> str:
    """Colour of the mark and of the word."""
    return str(getattr(palette, verdict.value))


def verdict_tint(verdict: Verdict, palette: Palette) -> str | None:
    """Ground of a cell that shows the verdict, where it has one."""
    return getattr(palette, f"{verdict.value}_tint", None)


def verdict_font(verdict: Verdict, theme: Theme, role: Role = Role.BODY) -> QFont:
    """Font of the word: quiet where all is well."""
    return theme.font(role, _WEIGHTS[verdict])


def paint_verdict_mark(painter: QPainter, rect: QRect | QRectF, verdict: Verdict, palette: Palette) -> None:
    """Paint the mark alone, as large as ``rect``."""
    pen = _begin(painter, rect, verdict_color(verdict, palette))
    match verdict:
        case Verdict.ACHIEVED:
            _disc(painter)
            _strokes(painter, palette.page, [(-3.1, 0.2), (-0.9, 2.4), (3.2, -2.1)])
        case Verdict.MISSED:
            _disc(painter)
            _strokes(painter, palette.page, [(-2.3, -2.3), (2.3, 2.3)], [(2.3, -2.3), (-2.3, 2.3)])
        case Verdict.NEARLY:
            _ring(painter)
            painter.setBrush(QBrush(pen.color()))
            painter.drawChord(QRectF(-5.7, -5.7, 11.4, 11.4), -90 * 16, 180 * 16)
        case Verdict.NO_DATA:
            _ring(painter)
            painter.drawLine(QPointF(-2.9, 0), QPointF(2.9, 0))
        case Verdict.UNDETERMINED:
            _ring(painter)
            _question(painter)
    painter.restore()


def paint_verdict(
    painter: QPainter, rect: QRect | QRectF, verdict: Verdict, theme: Theme, role: Role = Role.BODY
) -> None:
    """Paint mark and word, left-aligned and vertically centred in ``rect``."""
    area, side = QRectF(rect), theme.px(MARK_SIZE)
    mark = QRectF(area.left(), area.center().y() - side / 2, side, side)
    paint_verdict_mark(painter, mark, verdict, theme.palette)
    words = area.adjusted(side + theme.px(5), 0, 0, 0)
    color = verdict_color(verdict, theme.palette)
    painting.text(painter, words, verdict.word, verdict_font(verdict, theme, role), color)


def verdict_width(verdict: Verdict, theme: Theme, role: Role = Role.BODY) -> int:
    """Width that ``paint_verdict`` needs."""
    return (
        theme.px(MARK_SIZE)
        + theme.px(5)
        + painting.width_of(verdict.word, verdict_font(verdict, theme, role))
    )


def paint_fatal_mark(painter: QPainter, rect: QRect | QRectF, palette: Palette) -> None:
    """A filled octagon with a cross: 强制性."""
    _begin(painter, rect, palette.fatal)
    near, far = 2.65, 6.4
    corners = [(-near, -far), (near, -far), (far, -near), (far, near)]
    points = corners + [(-x, -y) for x, y in corners]
    painter.setBrush(QBrush(painter.pen().color()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    _strokes(painter, palette.page, [(-2.3, -2.3), (2.3, 2.3)], [(2.3, -2.3), (-2.3, 2.3)])
    painter.restore()


def paint_blocking_mark(painter: QPainter, rect: QRect | QRectF, palette: Palette) -> None:
    """A filled triangle with an exclamation mark: 准强制性."""
    pen = _begin(painter, rect, palette.blocking)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(pen.color()))
    painter.drawPolygon(QPolygonF([QPointF(0, -5.2), QPointF(5.8, 4.9), QPointF(-5.8, 4.9)]))
    _strokes(painter, palette.page, [(0, -1.9), (0, 1.4)])
    _dot(painter, palette.page, 0, 3.5)
    painter.restore()


def paint_query_mark(painter: QPainter, rect: QRect | QRectF, palette: Palette) -> None:
    """A ringed question mark: 核实性."""
    _begin(painter, rect, palette.query)
    _ring(painter)
    _question(painter)
    painter.restore()


def _begin(painter: QPainter, rect: QRect | QRectF, color: str) -> QPen:
    """Save the painter and give it a field of 14 × 14 units around the middle of ``rect``."""
    area = painting.snapped(painter, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center())
    factor = min(area.width(), area.height()) / 14
    painter.scale(factor, factor)
    pen = QPen(
        QColor(color), _STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return pen


def _disc(painter: QPainter) -> None:
    painter.setBrush(QBrush(painter.pen().color()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(0, 0), 6.4, 6.4)


def _ring(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(0, 0), 5.7, 5.7)


def _strokes(painter: QPainter, color: str, *lines: list[tuple[float, float]]) -> None:
    painter.setPen(
        QPen(QColor(color), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))


def _dot(painter: QPainter, color: str, x: float, y: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(QPointF(x, y), 0.9, 0.9)


def _question(painter: QPainter) -> None:
    """The sign ? as an arc, a stem and a dot, in the colour of the pen."""
    color = painter.pen().color().name()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(-1.9, -3.4, 3.8, 3.6), -80 * 16, 250 * 16)
    painter.drawLine(QPointF(0, 0.25), QPointF(0, 1.0))
    _dot(painter, color, 0, 2.9)
