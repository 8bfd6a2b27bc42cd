"""Lines and text painted on whole device pixels, so that 1.5-fold screens show them sharp.

It stands on the way to the first paint and does without the class ``Qt``, which takes 15 ms to make.
"""

from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QWidget

# Qt.AlignmentFlag and Qt.TextFlag as numbers, see above.
_MIDDLE, _SINGLE_LINE, _WRAPPED = 0x80, 0x100, 0x1000
LEFT, RIGHT, CENTRE = 0x1 | _MIDDLE, 0x2 | _MIDDLE, 0x4 | _MIDDLE


def fill(painter: QPainter, rect: QRect | QRectF, color: str) -> None:
    """Fill ``rect`` with a colour. ``QPainter.fillRect`` would make the classes ``Qt``, see above, and ``QGradient``."""
    painter.setBackground(_brush(color))
    painter.eraseRect(rect)


@lru_cache(maxsize=256)
def _brush(color: str) -> QBrush:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(color))  # QBrush(QColor) would make Qt too
    return palette.window()


def hair(painter: QPainter) -> float:
    """Width of a 1-px line in logical px: one device pixel up to a ratio below 2, then two."""
    ratio = painter.device().devicePixelRatio()
    return max(1, floor(ratio)) / ratio


def snapped(painter: QPainter, rect: QRect | QRectF) -> QRectF:
    """``rect`` with its edges moved inwards to whole device pixels, so that no clip cuts a frame off."""
    to_device = painter.deviceTransform()
    mapped = to_device.mapRect(QRectF(rect))
    left, top = ceil(mapped.left() - 0.01), ceil(mapped.top() - 0.01)
    whole = QRectF(left, top, floor(mapped.right() + 0.01) - left, floor(mapped.bottom() + 0.01) - top)
    return to_device.inverted()[0].mapRect(whole)


def horizontal_line(painter: QPainter, left: float, right: float, top: float, color: str) -> None:
    """A 1-px line at ``top``, on the first whole device px from there, so that no clip cuts it off."""
    line = snapped(painter, QRectF(left, top, right - left, 1))
    fill(painter, QRectF(line.left(), line.top(), line.width(), hair(painter)), color)


def vertical_line(painter: QPainter, left: float, top: float, bottom: float, color: str) -> None:
    """A 1-px line at ``left``, likewise."""
    line = snapped(painter, QRectF(left, top, 1, bottom - top))
    fill(painter, QRectF(line.left(), line.top(), hair(painter), line.height()), color)


def text(
    painter: QPainter, rect: QRect | QRectF, words: str, font: QFont, color: str, align: int = LEFT
) -> None:
    """One line of text, shortened with … where it does not fit; ``align`` is LEFT, RIGHT or CENTRE."""
    painter.setPen(QColor(color))
    plain_text(painter, rect, words, font, align)


def wrapped_text(painter: QPainter, rect: QRect | QRectF, words: str, font: QFont, color: str) -> None:
    """Text on as many lines as it takes, in the middle of a height that ``lines_of`` has found."""
    painter.setPen(QColor(color))
    painter.setFont(font)
    painter.drawText(QRectF(rect), LEFT | _WRAPPED, words)


def lines_of(words: str, font: QFont, width: float, most: int) -> int:
    """On how many lines of ``width`` px a text is written, ``most`` at the utmost."""
    metrics = QFontMetrics(font)
    if width <= 0 or metrics.horizontalAdvance(words) <= width + 0.5:
        return 1
    area = metrics.boundingRect(QRect(0, 0, int(width), 1 << 16), LEFT | _WRAPPED, words)
    return min(round(area.height() / metrics.lineSpacing()), most)


def plain_text(painter: QPainter, rect: QRect | QRectF, words: str, font: QFont, align: int = LEFT) -> None:
    """The same with the painter's own pen, which has the widget's foreground: ``setPen`` would make ``Qt`` too."""
    painter.setFont(font)
    area = QRectF(rect)
    painter.drawText(area, align | _SINGLE_LINE, fitted(words, font, area.width()))


def set_foreground(widget: QWidget, color: str) -> None:
    """Give the widget the colour in which ``plain_text`` writes."""
    palette, roles = widget.palette(), QPalette.ColorRole
    for role in (roles.WindowText, roles.Text, roles.ButtonText):  # which one it is depends on the parent
        palette.setColor(role, QColor(color))
    widget.setPalette(palette)


def fitted(words: str, font: QFont, width: float) -> str:
    """``words``, or as many of them as ``width`` px take with … at their end."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) <= width + 0.5:
        return words
    from PySide6.QtCore import Qt  # only where something does not fit, see the top

    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width))


def width_of(words: str, font: QFont) -> int:
    """Width of one line in px."""
    return QFontMetrics(font).horizontalAdvance(words)
