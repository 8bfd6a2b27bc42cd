"""Figures of equal width: where a family has digits of different widths, each stands in the cell of the widest."""

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from wzdesk.domain.true_minus import with_true_minus
from wzdesk.ui.theme import digit_widths


@lru_cache(maxsize=64)
def _cell(font_key: str) -> float | None:
    """Width of the cell of a digit, or None where all digits are equally wide anyhow."""
    font = QFont()
    font.fromString(font_key)
    widths = digit_widths(font)
    return max(widths) if max(widths) - min(widths) > 0.01 else None


def digit_cell(font: QFont) -> float:
    """Width of the cell in which a digit stands."""
    cell = _cell(font.toString())
    return max(digit_widths(font)) if cell is None else cell


def figure_width(text: str, font: QFont) -> float:
    """Width of a number as ``draw_figure`` draws it."""
    cell, metrics = _cell(font.toString()), QFontMetricsF(font)
    if cell is None:
        return metrics.horizontalAdvance(text)
    return sum(cell if sign.isdecimal() else metrics.horizontalAdvance(sign) for sign in text)


def draw_figure(painter: QPainter, left: float, baseline: float, text: str) -> None:
    """Draw a number with the painter's font and pen; each digit in the middle of its cell."""
    font = painter.font()
    cell = _cell(font.toString())
    if cell is None:
        painter.drawText(QPointF(left, baseline), text)
        return
    metrics = QFontMetricsF(font)
    for sign in text:
        own = metrics.horizontalAdvance(sign)
        width = cell if sign.isdecimal() else own
        painter.drawText(QPointF(left + (width - own) / 2, baseline), sign)
        left += width


def shown(text: str) -> str:
    """A number as it stands on the screen: with the typographic minus."""
    return with_true_minus(text)
