"""What is laid over a picture to show how a sheet was read: five quiet grounds, hatching, frames and few glyphs.

The picture is white paper in every look of the program, so the colours are those for light.
"""

from enum import IntFlag, StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from wzdesk.ui import painting, shapes, verdict_marks
from wzdesk.ui.exchange.sheet_marks import PAPER, hatch
from wzdesk.ui.theme import LIGHT, Role, Strength, Theme

_LABEL_GROUND = "#E6F2E9"


class ReadKind(StrEnum):
    """What a cell was taken for."""

    TITLE = "title"
    UNIT = "unit"
    HEADING = "heading"
    LABEL = "label"
    TAKEN = "taken"
    BLANK = "blank"
    """An empty cell among the taken ones: inside the frame, but nothing is taken."""
    SKIPPED = "skipped"
    ASK = "ask"
    """A label or heading that should be looked at."""
    UNKNOWN = "unknown"
    """A label or heading that nobody knows."""
    CHANGED = "changed"
    """Taken, and another value is stored."""
    WAITING = "waiting"
    """Taken only when the person agrees."""
    QUERY = "query"
    """Taken, and a check asks about it."""
    FATAL = "fatal"
    """Held back by a check, or in conflict with another cell."""


WORDS = {
    ReadKind.TITLE: "标题",
    ReadKind.UNIT: "单位",
    ReadKind.HEADING: "表头",
    ReadKind.LABEL: "行标签",
    ReadKind.TAKEN: "取用的数",
    ReadKind.BLANK: "空格",
    ReadKind.SKIPPED: "没有取用",
    ReadKind.ASK: "要看",
    ReadKind.UNKNOWN: "没认出",
    ReadKind.CHANGED: "与已存不同",
    ReadKind.WAITING: "待认可",
    ReadKind.QUERY: "要核实",
    ReadKind.FATAL: "有错待定",
}
FIGURES = frozenset({ReadKind.TAKEN, ReadKind.CHANGED, ReadKind.WAITING, ReadKind.QUERY, ReadKind.FATAL})
_GROUNDS = {
    ReadKind.TITLE: LIGHT.undetermined_tint,
    ReadKind.UNIT: LIGHT.query_tint,
    ReadKind.HEADING: LIGHT.sel,
    ReadKind.LABEL: _LABEL_GROUND,
    ReadKind.SKIPPED: LIGHT.head,
    ReadKind.ASK: LIGHT.query_tint,
    ReadKind.UNKNOWN: LIGHT.blocking_tint,
    ReadKind.CHANGED: LIGHT.undetermined_tint,
    ReadKind.WAITING: LIGHT.undetermined_tint,
    ReadKind.QUERY: LIGHT.query_tint,
    ReadKind.FATAL: LIGHT.fatal_tint,
}
_GLYPHS = frozenset({ReadKind.ASK, ReadKind.UNKNOWN, ReadKind.CHANGED, ReadKind.QUERY, ReadKind.FATAL})


class Sides(IntFlag):
    """The sides of a taken cell at which no other taken cell stands."""

    NONE = 0
    LEFT = 1
    TOP = 2
    RIGHT = 4
    BOTTOM = 8
    ALL = 15


class ReadMark(NamedTuple):
    """How one cell was read. ``sides`` are those that the frame around the taken figures runs along."""

    kind: ReadKind
    tip: str = ""
    sides: Sides = Sides.NONE
    text: str = ""

    @property
    def word(self) -> str:
        """What it was taken for."""
        return WORDS[self.kind]

    @property
    def ink(self) -> str:
        """What is not taken steps back."""
        return LIGHT.t3 if self.kind is ReadKind.SKIPPED else ""

    @property
    def has_glyph(self) -> bool:
        """Whether a glyph stands at the left."""
        return self.kind in _GLYPHS

    @property
    def has_frame(self) -> bool:
        """The frame is around many cells and does not move."""
        return False

    @property
    def is_ground(self) -> bool:
        """Whether texts run over it as over the bare sheet."""
        return self.kind not in FIGURES

    def paint_ground(self, painter: QPainter, rect: QRect | QRectF) -> None:
        """The tint, or hatching on grey."""
        if self.kind in _GROUNDS:
            painting.fill(painter, rect, _GROUNDS[self.kind])
        if self.kind is ReadKind.SKIPPED:
            hatch(painter, QRectF(rect))

    def paint_sign(self, painter: QPainter, rect: QRect | QRectF, slot: float) -> None:
        """The sides of the frame, and the glyph in the first ``slot`` px."""
        area = QRectF(rect)
        if self.sides:
            paint_sides(painter, area, self.sides, is_dashed=self.kind is ReadKind.WAITING)
        if self.has_glyph:
            side = min(slot, area.width(), area.height())
            spot = QRectF(area.left() + 1, area.center().y() - side / 2, side, side)
            paint_glyph(painter, spot.adjusted(1, 1, -1, -1), self.kind)


def paint_sides(painter: QPainter, area: QRectF, sides: Sides, *, is_dashed: bool = False) -> None:
    """2-px lines in the accent colour, on the edges of the cell; dashed where a person must agree first."""
    if is_dashed:
        painter.save()
        pen = QPen(QColor(LIGHT.undetermined), 2)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        for side, first, last in (
            (Sides.LEFT, area.topLeft(), area.bottomLeft()),
            (Sides.TOP, area.topLeft(), area.topRight()),
            (Sides.RIGHT, area.topRight(), area.bottomRight()),
            (Sides.BOTTOM, area.bottomLeft(), area.bottomRight()),
        ):
            if side in sides:
                painter.drawLine(first, last)
        painter.restore()
        return
    left, top, width, height = area.left() - 1, area.top() - 1, area.width() + 2, area.height() + 2
    for side, line in (
        (Sides.LEFT, QRectF(left, top, 2, height)),
        (Sides.TOP, QRectF(left, top, width, 2)),
        (Sides.RIGHT, QRectF(left + width - 1, top, 2, height + 1)),
        (Sides.BOTTOM, QRectF(left, top + height - 1, width + 1, 2)),
    ):
        if side in sides:
            painting.fill(painter, line, LIGHT.acc)


def paint_glyph(painter: QPainter, spot: QRectF, kind: ReadKind) -> None:
    """The shape of a kind that should be looked at."""
    match kind:
        case ReadKind.FATAL:
            verdict_marks.paint_fatal_mark(painter, spot, LIGHT)
        case ReadKind.UNKNOWN:
            verdict_marks.paint_blocking_mark(painter, spot, LIGHT)
        case ReadKind.ASK | ReadKind.QUERY:
            verdict_marks.paint_query_mark(painter, spot, LIGHT)
        case ReadKind.CHANGED:
            font = QFont()
            font.setPixelSize(max(9, round(spot.height() * 1.05)))
            font.setBold(True)
            painting.text(painter, spot, "≠", font, LIGHT.undetermined, painting.CENTRE)
        case _:
            return


def paint_swatch(painter: QPainter, rect: QRect, kind: ReadKind, theme: Theme) -> None:
    """The sign as a small piece of paper: for legends."""
    shapes.frame(painter, rect, 0, PAPER, theme.palette.line2)
    mark = ReadMark(kind, sides=Sides.ALL if kind in {ReadKind.TAKEN, ReadKind.WAITING} else Sides.NONE)
    mark.paint_ground(painter, rect.adjusted(1, 1, -1, -1))
    inner = rect.adjusted(1, 1, -1, -1)
    if mark.has_glyph:
        paint_glyph(painter, QRectF(inner), kind)
    else:
        mark.paint_sign(painter, inner, rect.width())


def legend_width(words: str, theme: Theme, strength: Strength = Strength.REGULAR) -> int:
    """Width of a legend's words."""
    return painting.width_of(words, theme.font(Role.CAPTION, strength)) + 1
