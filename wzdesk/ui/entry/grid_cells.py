"""Contents of the grid's cells, one function per shape of column."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from wzdesk.domain.verdict import Verdict
from wzdesk.ui import painting, shapes
from wzdesk.ui.entry.grid_columns import ColumnSpec, Shape
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.lag_cell import paint_lag_cell
from wzdesk.ui.entry.number_look import NumberLook, is_small, shortened
from wzdesk.ui.entry.text_cache import TextCache
from wzdesk.ui.icons import pixmap
from wzdesk.ui.theme import Palette, Role
from wzdesk.ui.verdict_marks import paint_verdict_mark, verdict_color, verdict_font

_FINDING_ICONS = (
    (CellState.FATAL, "x-circle-fill"),
    (CellState.BLOCKING, "warning-fill"),
    (CellState.QUERY, "question-fill"),
)
_QUIET = CellState.LOCKED | CellState.COMPUTED
FINDING_COLORS = (
    (CellState.FATAL, "fatal"),
    (CellState.BLOCKING, "blocking"),
    (CellState.QUERY, "query"),
)
"""The severities of findings, the gravest first, with their colour in the palette; its tint is ``…_tint``."""


class Spot(NamedTuple):
    """Where a cell is painted: its numbers, its whole rectangle, its visible part, and whether its row is current."""

    row: int
    column: int
    rect: QRectF
    visible: QRectF
    current: bool


class CellPainter:
    """Paints what stands in cells; the grounds and lines are there already."""

    def __init__(self, model: GridModel, metrics: GridMetrics, texts: TextCache) -> None:
        self._model, self._metrics, self._texts = model, metrics, texts
        self._by_shape: dict[Shape, Callable[[QPainter, Spot, ColumnSpec], None]] = {
            Shape.CATEGORY: self._category,
            Shape.NO: self._no,
            Shape.NAME: self._name,
            Shape.CAPTION: self._caption,
            Shape.WORDS: self._words,
            Shape.NUMBER: self._number,
            Shape.VERDICT: self._verdict,
            Shape.LAG: self._lag,
        }

    @property
    def _palette(self) -> Palette:
        return self._metrics.theme.palette

    def painter_of(self, spec: ColumnSpec) -> Callable[[QPainter, Spot, ColumnSpec], None]:
        """What paints the cells of a column, merged or not."""
        return self._by_shape[spec.shape]

    def shows_all(self, row: int, column: int, visible: QRectF) -> bool:
        """Whether a cell's text stands whole in the visible part of the cell; only of texts, not of actuals."""
        spec, text, metrics = self._model.specs[column], self._model.cell(row, column).text, self._metrics
        room = visible.width() - 2 * metrics.pad
        match spec.shape:
            case Shape.CATEGORY:
                lines = category_lines(text, visible.height(), visible.width(), metrics.theme.px(13))
                return "".join(line for line, _ in lines) == text
            case Shape.NAME:
                return self._texts.width(text, metrics.body) <= room - metrics.theme.px(24)
            case Shape.CAPTION:
                return self._texts.width(text, metrics.small) <= room + metrics.pad + 0.5
            case Shape.WORDS:
                return "".join(self._wrapped(text, visible)) == text
            case Shape.NUMBER if spec.stored is None and not spec.is_computed:
                return metrics.width(text) <= room
        return False

    # --- printed columns ---

    def _category(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        text = self._model.cell(spot.row, spot.column).text
        for line, middle in category_lines(
            text, spot.visible.height(), spot.visible.width(), self._metrics.theme.px(13)
        ):
            font = self._metrics.head
            left = spot.rect.center().x() - self._texts.width(line, font) / 2
            at = self._texts.baseline(spot.visible.center().y() + middle, 0, font)
            self._texts.draw(painter, left, at, line, font, self._palette.t2)

    def _no(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        metrics, text = self._metrics, self._model.cell(spot.row, spot.column).text
        font = metrics.strong if spot.current else metrics.body
        color = self._palette.acc if spot.current else self._palette.t2
        if spot.current:
            bar = QRectF(spot.rect.left(), spot.rect.top(), metrics.bar, spot.rect.height())
            painting.fill(painter, bar, self._palette.acc)
        left = spot.rect.center().x() - self._texts.width(text, font) / 2
        self._line(painter, spot.visible, left, text, color, bold=spot.current)

    def _name(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        row = self._model.rows[spot.row].head
        item, part = row.item, row.part
        if item and part:
            left = spot.rect.left() + self._metrics.split_of(spot.rect.width()) + self._metrics.pad
            self._fitting(painter, spot.rect, left, part, self._palette.t1)
            return
        indent = self._indent(row.depth)
        left = spot.rect.left() + self._metrics.pad + indent
        if CellState.FOLLOWED in self._model.state(spot.row, spot.column):
            self._star(painter, spot.rect)
        if row.marked:
            self._line(painter, spot.rect, left, "#", self._palette.t3)
            left += self._texts.width("#", self._metrics.body)
        name = (item or part).lstrip("#＃") if row.marked else item or part
        self._fitting(painter, spot.rect, left, name, self._palette.t1)

    def _indent(self, depth: int) -> int:
        px = self._metrics.theme.px
        return px(12) + px(9) * (depth - 1) if depth else 0

    def _star(self, painter: QPainter, rect: QRectF) -> None:
        """The star of a row that is followed up, at the right end of its name."""
        side = self._metrics.mark
        place = QPointF(rect.right() - self._metrics.pad - side, rect.top() + (rect.height() - side) // 2)
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(place, pixmap("star-fill", self._palette.nearly, side, ratio))

    def item_name(self, painter: QPainter, spot: Spot) -> None:
        """The name of an item whose rows have names of their own; the rectangle is that of all its rows."""
        self._paragraph(painter, spot, self._model.rows[spot.row].head.item)

    def _caption(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        font, rect = self._metrics.small, spot.rect
        room = rect.width() - self._metrics.pad
        text = self._texts.elided(self._model.cell(spot.row, spot.column).text, font, room)
        at = self._texts.baseline(rect.top(), rect.height(), self._metrics.body)
        self._texts.draw(painter, rect.left() + self._metrics.pad, at, text, font, self._palette.t3)

    def _words(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        """Words nobody has looked at since they were carried over are grey."""
        is_carried = CellState.CARRIED in self._model.state(spot.row, spot.column)
        color = self._palette.t3 if is_carried else self._palette.t1
        self._paragraph(painter, spot, self._model.cell(spot.row, spot.column).text, color)

    def _paragraph(self, painter: QPainter, spot: Spot, text: str, color: str = "") -> None:
        """Words in as many lines as the visible part of a merged cell has room for."""
        metrics, visible = self._metrics, spot.visible
        line, lines = metrics.theme.line(Role.BODY), self._wrapped(text, visible)
        top = visible.center().y() - len(lines) * line / 2
        for number, words in enumerate(lines):
            band = QRectF(visible.left(), top + number * line, visible.width(), line)
            self._line(painter, band, visible.left() + metrics.pad, words, color or self._palette.t1)

    def _wrapped(self, text: str, visible: QRectF) -> list[str]:
        room, line = visible.width() - 2 * self._metrics.pad, self._metrics.theme.line(Role.BODY)
        return self._texts.wrapped(text, self._metrics.body, room, max(1, int(visible.height() // line)))

    def _fitting(self, painter: QPainter, rect: QRectF, left: float, text: str, color: str) -> None:
        room = rect.right() - left - self._metrics.pad
        self._line(painter, rect, left, self._texts.elided(text, self._metrics.body, room), color)

    def _line(
        self, painter: QPainter, rect: QRectF, left: float, text: str, color: str, *, bold: bool = False
    ) -> None:
        font = self._metrics.strong if bold else self._metrics.body
        at = self._texts.baseline(rect.top(), rect.height(), font)
        self._texts.draw(painter, left, at, text, font, color)

    # --- numbers ---

    def _number(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        cell = self._model.cell(spot.row, spot.column)
        state = self._model.state(spot.row, spot.column)
        look = self._metrics.look(spec, cell)
        if look.words:
            left = self._number_words(painter, spot.rect, look.words, self._metrics.edge_of(cell), state)
        else:
            quiet = spec.is_computed or spec.stored is None or bool(state & _QUIET)
            plain = self._palette.t2 if quiet else self._palette.t1
            color = self._palette.t3 if look.whole == "—" else plain
            edge = self._metrics.edge_of(cell)
            fits = self._metrics.fits(look, spot.rect.width() - self._metrics.pad - edge)
            draw = self._pieces if fits else self._shortened
            left = draw(painter, spot, look, color, edge)
        self._mark(painter, spot.rect, state, left)

    def _shortened(self, painter: QPainter, spot: Spot, look: NumberLook, color: str, edge: float) -> float:
        """Draw a number that has no room with its ends only; gives its left edge."""
        metrics, rect = self._metrics, spot.rect
        room = rect.width() - metrics.pad - edge
        shown = shortened(look.text, lambda text: metrics.width(text) <= room)
        left = rect.right() - metrics.pad - metrics.width(shown)
        self._line(painter, rect, left, shown, color)
        return left

    def _pieces(self, painter: QPainter, spot: Spot, look: NumberLook, color: str, edge: float) -> float:
        """Draw a number at its column's axis, ``edge`` px free at the left; gives its left edge.

        Where more stands behind it than the column has room for, the axis gives way, then the tail.
        """
        metrics, rect = self._metrics, spot.rect
        behind, slot = metrics.behind(look), metrics.slots[spot.column]
        axis = rect.right() - metrics.pad - max(slot, behind)
        least = rect.left() + edge + metrics.before(look)
        axis = max(axis, least)
        at = self._texts.baseline(rect.top(), rect.height(), metrics.body)
        start = left = axis - metrics.before(look)
        for piece in (look.lead, look.whole, look.digits, look.tail):
            if not piece:
                continue
            small = is_small(piece) and piece not in {look.whole, look.digits}
            font = metrics.small if small else metrics.body
            shown = (
                self._texts.elided(piece, font, rect.right() - left - metrics.pad / 2)
                if piece is look.tail
                else piece
            )
            self._texts.draw(painter, left, at, shown, font, self._palette.t3 if small else color)
            left += metrics.width(piece, small=small)
        return start

    def _number_words(
        self, painter: QPainter, rect: QRectF, text: str, edge: float, state: CellState
    ) -> float:
        """Draw words at the right, ``edge`` px free at the left; gives their left edge."""
        metrics, palette, draft = self._metrics, self._palette, CellState.DRAFT in state
        room = rect.width() - metrics.pad - edge
        shown = self._texts.elided(text, metrics.body, room)
        width = self._texts.width(shown, metrics.body)
        left = rect.right() - metrics.pad - width
        self._line(painter, rect, left, shown, palette.t1 if draft else palette.t3)
        if draft:
            bottom = self._texts.baseline(rect.top(), rect.height(), metrics.body) + metrics.theme.px(3)
            pen = QPen(self._texts.color(palette.undetermined), 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, bottom), QPointF(left + width, bottom))
        return left

    # --- marks ---

    def _mark(self, painter: QPainter, rect: QRectF, state: CellState, text_left: float) -> None:
        """The one mark of the slot: what could not be read outranks the tick, the tick 预 and 初.

        The passing tick stays away where the text needs the slot.
        """
        if not state:
            return
        metrics, palette = self._metrics, self._palette
        self._edge_marks(painter, rect, state)
        side = metrics.mark
        box = QRectF(rect.left() + metrics.mark_left, rect.top() + (rect.height() - side) // 2, side, side)
        ratio = painter.device().devicePixelRatio()
        if finding := next((name for flag, name in _FINDING_ICONS if flag in state), None):
            color = next(getattr(palette, its) for flag, its in FINDING_COLORS if flag in state)
            painter.drawPixmap(box.topLeft(), pixmap(finding, color, side, ratio))
        elif CellState.DRAFT in state:
            self._boxed(painter, box, "?", palette.undetermined)
        elif CellState.SAVED in state and text_left >= box.right():
            painter.drawPixmap(box.topLeft(), pixmap("check", palette.achieved, side, ratio))
        elif CellState.ESTIMATED in state:
            self._boxed(painter, box, "预", palette.t3)
        elif CellState.PRELIMINARY in state:
            self._boxed(painter, box, "初", palette.t3)
        elif CellState.CORRECTED in state:
            self._boxed(painter, box, "订", palette.query)
        elif CellState.LOCKED in state and text_left >= box.right():
            painter.drawPixmap(box.topLeft(), pixmap("lock-simple", palette.t3, side, ratio))
        elif CellState.REVISED in state:
            self._boxed(painter, box, "改", palette.t3)

    def _edge_marks(self, painter: QPainter, rect: QRectF, state: CellState) -> None:
        """What stands at the edges of a cell, beside any mark of the slot."""
        if CellState.COMMENTED in state:
            self._corner(painter, rect, self._palette.acc)
        if CellState.CORRECTED in state:  # it is not what was sent
            bar = QRectF(rect.left(), rect.top(), self._metrics.bar, rect.height())
            painting.fill(painter, bar, self._palette.acc)
        if CellState.IMPORTED in state:
            self._corner_below(painter, rect, self._palette.imp)

    def _corner(self, painter: QPainter, rect: QRectF, color: str) -> None:
        """The corner of a cell with a comment, as in a spreadsheet."""
        side, right, top = self._metrics.theme.px(7), rect.right() + 1, rect.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._texts.color(color))
        painter.drawPolygon([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)])

    def _corner_below(self, painter: QPainter, rect: QRectF, color: str) -> None:
        """The corner of a cell that came from a workbook."""
        side, left, bottom = self._metrics.theme.px(6), rect.left(), rect.bottom()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._texts.color(color))
        painter.drawPolygon(
            [QPointF(left, bottom - side), QPointF(left + side, bottom), QPointF(left, bottom)]
        )

    def _boxed(self, painter: QPainter, box: QRectF, sign: str, color: str) -> None:
        shapes.frame(painter, box, self._metrics.theme.px(2), "", color)
        font = self._metrics.mark_font
        left = box.center().x() - self._texts.width(sign, font) / 2
        self._texts.draw(
            painter, left, self._texts.baseline(box.top(), box.height(), font), sign, font, color
        )

    # --- verdicts ---

    def _lag(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        text = self._model.cell(spot.row, spot.column).text
        paint_lag_cell(painter, spot.rect, text, self._metrics, self._texts)

    def _verdict(self, painter: QPainter, spot: Spot, spec: ColumnSpec) -> None:
        assessment = self._model.rows[spot.row].assessment
        if assessment is None:
            return
        metrics, rect = self._metrics, spot.visible
        theme, verdict, side = metrics.theme, assessment.verdict, metrics.mark
        ratio = painter.device().devicePixelRatio()
        left, top = rect.left() + metrics.pad, rect.top() + (rect.height() - side) // 2
        painter.drawPixmap(QPointF(left, top), verdict_pixmap(verdict, theme.palette, side, ratio))
        font = verdict_font(verdict, theme)
        at = self._texts.baseline(rect.top(), rect.height(), font)
        color = verdict_color(verdict, theme.palette)
        self._texts.draw(painter, left + side + theme.px(5), at, verdict.word, font, color)
        if assessment.override is not None:
            place = QPointF(rect.right() - metrics.pad - side, top)
            painter.drawPixmap(place, pixmap("user", theme.palette.t3, side, ratio))


@lru_cache(maxsize=256)
def verdict_pixmap(verdict: Verdict, palette: Palette, side: int, ratio: float) -> QPixmap:
    """The mark of a verdict, drawn once."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_verdict_mark(painter, QRectF(0, 0, side, side), verdict, palette)
    painter.end()
    return made


_CATEGORY_MARGIN = 2


def category_lines(text: str, height: float, width: float, size: float) -> list[tuple[str, float]]:
    """A category's lines with the middle of each, px from the middle of its visible part.

    One sign a line where there is room for all, else two; else as many signs as there is room for, and …
    """
    room = height - 2 * _CATEGORY_MARGIN
    if not text or height < size:
        return []
    if len(text) * size <= room:
        return _spread(list(text), min(size * 1.4, room / len(text)))
    pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
    if len(pairs) * size <= room and 2 * size + 2 * _CATEGORY_MARGIN <= width:
        return _spread(pairs, min(size * 1.4, room / len(pairs)))
    kept = max(int((room - size / 2) // size), 1)
    lines = _spread([*text[:kept], "…"], size)
    return [(line, middle + size / 4) for line, middle in lines[:-1]] + [("…", lines[-1][1])]


def _spread(lines: list[str], pitch: float) -> list[tuple[str, float]]:
    return [(line, (at - (len(lines) - 1) / 2) * pitch) for at, line in enumerate(lines)]
