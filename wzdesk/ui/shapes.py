"""Boxes and focus rings, sharp at every device pixel ratio."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from wzdesk.ui import painting


def frame(
    painter: QPainter, rect: QRect | QRectF, radius: float, fill: str, edge: str, *, dashed: bool = False
) -> None:
    """A flat box with a 1-px edge inside ``rect``; an empty colour leaves fill or edge out."""
    if radius <= 0 and not dashed:
        _square_frame(painter, rect, fill, edge)
        return
    width = painting.hair(painter)
    inner = painting.snapped(painter, rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def _square_frame(painter: QPainter, rect: QRect | QRectF, fill: str, edge: str) -> None:
    """Without antialiasing, which would leave the corners grey."""
    area, width = painting.snapped(painter, rect), painting.hair(painter)
    if fill:
        painter.fillRect(area, QColor(fill))
    if not edge:
        return
    for side in (
        QRectF(area.left(), area.top(), area.width(), width),
        QRectF(area.left(), area.bottom() - width, area.width(), width),
        QRectF(area.left(), area.top(), width, area.height()),
        QRectF(area.right() - width, area.top(), width, area.height()),
    ):
        painter.fillRect(side, QColor(edge))


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float, color: str, width: float) -> None:
    """The frame of whatever has the keyboard, ``width`` px inside ``rect``."""
    inner = painting.snapped(painter, rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(color), width))
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()
