"""A cell that says how a row stands against time progress: icon, word and points, always together."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.text_cache import TextCache
from wzdesk.ui.icons import pixmap

LAG_LOOKS = {
    "达到": ("check-circle-fill", "achieved"),
    "略低于": ("circle-half", "nearly"),
    "低于": ("arrow-down", "blocking"),
    "明显低于": ("arrow-line-down", "missed"),
}
"""Icon and colour of each word, from all is well to far behind (tokens.md §1)."""
GAP = "　"
"""Stands between word and points in the text of a cell."""


def paint_lag_cell(
    painter: QPainter, rect: QRectF, text: str, metrics: GridMetrics, texts: TextCache
) -> None:
    """Icon and word at the left, points at the right."""
    word, _, points = text.partition(GAP)
    icon, color_name = LAG_LOOKS.get(word, ("circle", "t2"))
    palette, side = metrics.theme.palette, metrics.mark
    color = str(getattr(palette, color_name))
    left = rect.left() + metrics.pad
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(
        QPointF(left, rect.top() + (rect.height() - side) // 2), pixmap(icon, color, side, ratio)
    )
    font = metrics.strong if color_name == "missed" else metrics.body
    at = texts.baseline(rect.top(), rect.height(), font)
    texts.draw(painter, left + side + metrics.theme.px(4), at, word, font, color)
    right = rect.right() - metrics.pad - texts.width(points, metrics.body)
    texts.draw(painter, right, at, points, metrics.body, palette.t1)
