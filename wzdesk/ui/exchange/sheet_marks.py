"""What is laid over the picture of a sheet: one quiet sign for each thing that can happen with a cell.

A picture of a sheet is white paper in every look of the program, so its signs have the colours for light.
"""

from enum import StrEnum
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from wzdesk.ui import painting, shapes
from wzdesk.ui.theme import LIGHT, SERIF_FAMILIES, Theme

PAPER, INK, GRID, BORDER = LIGHT.page, "#000000", "#E1E5EA", "#4A525D"


class MarkKind(StrEnum):
    """What is to happen with a cell; those that need a person come first."""

    MISSING = "missing"
    KEPT = "kept"
    UNPLACED = "unplaced"
    FILL = "fill"
    DONE = "done"
    SAME = "same"
    FORMULA = "formula"


NEEDS_PERSON = frozenset({MarkKind.MISSING, MarkKind.KEPT, MarkKind.UNPLACED})
WORDS = {
    MarkKind.MISSING: "没有数",
    MarkKind.KEPT: "已有别的",
    MarkKind.UNPLACED: "没对上",
    MarkKind.FILL: "要填",
    MarkKind.DONE: "已填",
    MarkKind.SAME: "已相同",
    MarkKind.FORMULA: "公式",
}
COLORS = {
    MarkKind.MISSING: "missed",
    MarkKind.KEPT: "blocking",
    MarkKind.UNPLACED: "undetermined",
    MarkKind.FILL: "acc",
    MarkKind.DONE: "achieved",
    MarkKind.SAME: "t3",
    MarkKind.FORMULA: "t3",
}
"""The colour of the palette in which a table writes the word."""
_GROUNDS = {
    MarkKind.KEPT: LIGHT.blocking_tint,
    MarkKind.FILL: LIGHT.accbg,
    MarkKind.FORMULA: LIGHT.calc,
}
_FRAMES = {
    MarkKind.MISSING: LIGHT.missed,
    MarkKind.KEPT: LIGHT.blocking,
    MarkKind.UNPLACED: LIGHT.undetermined,
    MarkKind.FILL: LIGHT.acc,
    MarkKind.DONE: LIGHT.achieved,
}
_INKS = {
    MarkKind.FILL: LIGHT.acc,
    MarkKind.DONE: LIGHT.achieved,
    MarkKind.SAME: LIGHT.t2,
    MarkKind.FORMULA: LIGHT.t3,
}
SLOT = 15
"""Room for a glyph at the left of a cell, px at 100 %."""


class SheetMark(Protocol):
    """What lies on one cell of a picture; it knows how to paint itself."""

    @property
    def text(self) -> str:
        """Stands in place of the cell's own text; "" keeps that."""

    @property
    def tip(self) -> str:
        """The whole story."""

    @property
    def word(self) -> str:
        """What it is called."""

    @property
    def ink(self) -> str:
        """Colour of the cell's text; "" for its own."""

    @property
    def has_glyph(self) -> bool:
        """Whether a glyph stands at the left of the cell."""

    @property
    def has_frame(self) -> bool:
        """Whether a frame of its own moves inside that of the chosen cell."""

    @property
    def is_ground(self) -> bool:
        """Whether it only tints: texts run over it as over the bare sheet."""

    def paint_ground(self, painter: QPainter, rect: QRect | QRectF) -> None:
        """The tint or hatching below the text."""

    def paint_sign(self, painter: QPainter, rect: QRect | QRectF, slot: float) -> None:
        """Frame and glyph above the text, the glyph in the first ``slot`` px."""


class Mark(NamedTuple):
    """A marked cell of a form: ``text`` stands in place of the cell's own, ``tip`` is the whole story."""

    kind: MarkKind
    text: str = ""
    tip: str = ""

    @property
    def word(self) -> str:
        """What happens with the cell, in a word."""
        return WORDS[self.kind]

    @property
    def ink(self) -> str:
        """Colour of the text; "" for its own."""
        return ink_of(self.kind)

    @property
    def has_glyph(self) -> bool:
        """Whether a glyph stands at the left of the cell."""
        return has_glyph(self.kind)

    @property
    def has_frame(self) -> bool:
        """All others have a frame or nothing."""
        return not self.has_glyph

    @property
    def is_ground(self) -> bool:
        """A cell to be filled is never just tinted."""
        return False

    def paint_ground(self, painter: QPainter, rect: QRect | QRectF) -> None:
        """The tint or hatching below the text."""
        paint_ground(painter, rect, self.kind)

    def paint_sign(self, painter: QPainter, rect: QRect | QRectF, slot: float) -> None:
        """The frame around the cell, or its glyph."""
        paint_sign(painter, rect, self.kind, slot)


def ink_of(kind: MarkKind) -> str:
    """Colour of a marked cell's text; "" for its own."""
    return _INKS.get(kind, "")


def has_glyph(kind: MarkKind) -> bool:
    """Whether a glyph stands at the left of the cell."""
    return kind in {MarkKind.SAME, MarkKind.FORMULA}


def paint_ground(painter: QPainter, rect: QRect | QRectF, kind: MarkKind) -> None:
    """The tint or hatching below the text."""
    if kind is MarkKind.UNPLACED:
        hatch(painter, QRectF(rect))
    elif kind in _GROUNDS:
        painting.fill(painter, rect, _GROUNDS[kind])


def paint_sign(painter: QPainter, rect: QRect | QRectF, kind: MarkKind, slot: float) -> None:
    """The frame around a cell, or its glyph in the first ``slot`` px."""
    area = QRectF(rect)
    if kind in _FRAMES:
        shapes.frame(
            painter, area, 0, "", _FRAMES[kind], dashed=kind in {MarkKind.MISSING, MarkKind.UNPLACED}
        )
    is_tall = area.height() > 1.9 * slot
    glyph = QRectF(area.left(), area.top(), min(slot, area.width()), slot if is_tall else area.height())
    if kind is MarkKind.SAME:
        _tick(painter, glyph)
    elif kind is MarkKind.FORMULA:
        font = QFont(list(SERIF_FAMILIES))
        font.setPixelSize(max(8, round(slot * 0.86)))
        font.setItalic(True)
        painting.text(painter, glyph, "ƒ", font, LIGHT.t3, painting.CENTRE)


def paint_swatch(painter: QPainter, rect: QRect, kind: MarkKind, theme: Theme) -> None:
    """The sign as a small piece of paper: for legends and tables."""
    edge = "" if kind in _FRAMES else theme.palette.line2
    shapes.frame(painter, rect, 0, PAPER, edge)
    inner = rect.adjusted(1, 1, -1, -1)
    paint_ground(painter, inner, kind)
    paint_sign(painter, rect, kind, rect.width())


def _tick(painter: QPainter, area: QRectF) -> None:
    unit = min(area.width(), area.height()) / 15
    middle = area.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(LIGHT.t3), 1.4 * unit, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    points = [(-3.6, 0.2), (-1.0, 2.8), (3.8, -2.6)]
    painter.drawPolyline(QPolygonF([middle + QPointF(x * unit, y * unit) for x, y in points]))
    painter.restore()


def hatch(painter: QPainter, area: QRectF) -> None:
    """Thin diagonals, 4 px apart."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(LIGHT.line2), 1))
    step, height = 5, area.height()
    left = area.left() - height
    while left < area.right():
        painter.drawLine(QPointF(left, area.bottom()), QPointF(left + height, area.top()))
        left += step
    painter.restore()
