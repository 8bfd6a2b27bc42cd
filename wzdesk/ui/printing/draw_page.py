"""Drawing a laid-out page, on the screen, on paper or into a PDF."""

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from wzdesk.reports.paper.page import Page
from wzdesk.ui.figures import draw_figure
from wzdesk.ui.printing.paper_font import paper_font, ruler_of

POINTS_PER_INCH = 72
_FULL = "国"  # as wide as its typeface is large


def draw_page(painter: QPainter, page: Page, family: str, dots_per_point: float) -> None:
    """Draw a page with its upper left corner at the painter's origin, black on whatever is there.

    ``dots_per_point`` is the zoom in the painter's own units. Letters are made for their size on the device, not
    drawn large and scaled down: so they stay sharp, and a typeface without a bold cut is thickened.
    """
    ink, origin = QColor(0, 0, 0), painter.transform()
    painter.save()
    painter.setRenderHint(
        QPainter.RenderHint.Antialiasing, False
    )  # a thin line is one pixel, not two grey ones
    for line in page.lines:
        width = max(line.weight * dots_per_point, 1.0)
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        left, top, right, bottom = (
            each * dots_per_point for each in (line.left, line.top, line.right, line.bottom)
        )
        painter.drawLine(QLineF(left, top, right, bottom))
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(ink)
    letters: dict[tuple[float, bool], tuple[QFont, float]] = {}
    for text in page.texts:
        look = (text.size, text.is_strong)
        if look not in letters:
            letters[look] = _letters(painter, family, look, dots_per_point)
        font, stretch = letters[look]
        painter.setFont(font)
        painter.setTransform(QTransform.fromScale(stretch, stretch) * origin)
        left, baseline = text.left * dots_per_point, text.baseline * dots_per_point
        draw_figure(painter, left / stretch, baseline / stretch, text.text)
    painter.restore()


def _letters(
    painter: QPainter, family: str, look: tuple[float, bool], dots_per_point: float
) -> tuple[QFont, float]:
    """The font for the device, and how much it must be stretched: screens round the size of letters to whole px."""
    size, is_strong = look
    device = painter.device()
    font = paper_font(
        family, size * dots_per_point * POINTS_PER_INCH / device.logicalDpiY(), is_strong=is_strong
    )
    wanted = ruler_of(family).advance(_FULL, is_strong=is_strong) * size * dots_per_point
    return font, wanted / max(QFontMetricsF(font, device).horizontalAdvance(_FULL), 0.01)
