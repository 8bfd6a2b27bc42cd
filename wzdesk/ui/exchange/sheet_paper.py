"""Draws the cells of a sheet on white paper as the agency made them: fills, texts, lines."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from wzdesk.domain.sheet_look import Across, CellLook, CellStyle, Down, Edge, SheetLook
from wzdesk.ui import painting
from wzdesk.ui.exchange import sheet_marks
from wzdesk.ui.exchange.sheet_geometry import Place, SheetGeometry
from wzdesk.ui.exchange.sheet_marks import SheetMark
from wzdesk.ui.theme import SERIF_FAMILIES

_LINE, _MIDDLE, _PADDING = 1.22, 0.37, 3
_LEAST_PX, _LEAST_SHRINK = 9, 0.7
_NOTHING = CellLook()
_MOST_SIGNS = 2_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet with its marks at a zoom, ready to be drawn."""

    look: SheetLook
    geometry: SheetGeometry
    marks: Mapping[Place, SheetMark]
    zoom: float

    def paint(self, painter: QPainter, visible: QRect) -> None:
        """Draw what lies in ``visible``; both are in px from the sheet's own corner."""
        geometry = self.geometry
        rows = geometry.row_range(visible.top(), visible.bottom())
        columns = geometry.column_range(visible.left(), visible.right())
        places = list(geometry.places(rows, columns))
        sheet = QRect(0, 0, geometry.width, geometry.height)
        painting.fill(painter, sheet & visible, sheet_marks.PAPER)
        for place in places:
            self._ground(painter, place)
        starts = [*self._texts_from_the_left(rows, columns), *places]
        for place in dict.fromkeys(starts):
            self._text(painter, place, visible)
        self._edges(painter, rows, columns)
        slot = sheet_marks.SLOT * self.zoom
        for place in places:
            if place in self.marks and not (rect := geometry.rect(place)).isEmpty():
                inner = rect.adjusted(0, 0, -1, -1)
                self.marks[place].paint_sign(painter, inner, slot)

    def _ground(self, painter: QPainter, place: Place) -> None:
        rect = self.geometry.rect(place)
        if rect.isEmpty():
            return
        style = self._cell(place).style
        if style.fill:
            painting.fill(painter, rect, style.fill)
        elif self.look.has_gridlines:
            _line(painter, QRect(rect.right(), rect.top(), 1, rect.height()), sheet_marks.GRID)
            _line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), sheet_marks.GRID)
        if place in self.marks:
            self.marks[place].paint_ground(painter, rect.adjusted(0, 0, -1, -1))

    def _texts_from_the_left(self, rows: range, columns: range) -> list[Place]:
        """Cells before the visible ones whose text may run into them."""
        found = []
        for row in rows:
            for column in range(columns.start - 1, max(0, columns.start - 12), -1):
                if self._has_text((row, column)):
                    found.append(self.geometry.anchor((row, column)))
                    break
        return found

    def _cell(self, place: Place) -> CellLook:
        return self.look.cells.get(place, _NOTHING)

    def _has_text(self, place: Place) -> bool:
        mark = self.marks.get(place)
        return bool(self._cell(place).text or (mark and mark.text))

    def _text(self, painter: QPainter, place: Place, visible: QRect) -> None:
        cell, mark = self._cell(place), self.marks.get(place)
        words = (mark.text if mark and mark.text else cell.text)[:_MOST_SIGNS]
        rect = self.geometry.rect(place)
        if not words or rect.isEmpty():
            return
        color = (mark.ink if mark else "") or cell.style.color or sheet_marks.INK
        if mark and mark.text:
            cell = replace(cell, text=words, usual=Across.RIGHT, style=replace(cell.style, wraps=False))
        merge = self.geometry.merge_at(place)
        room = QRectF(rect)
        if merge and cell.style.down is Down.CENTRE and merge.bottom > merge.top:
            room = QRectF(rect.left(), max(rect.top(), visible.top()), rect.width(), 0)
            room.setBottom(min(rect.bottom() + 1, visible.bottom() + 1))
        font = sheet_font(cell.style, self.zoom)
        if mark and mark.has_glyph:
            room.setLeft(room.left() + self._glyph_room(words, font, room, cell.across))
        painter.setPen(QColor(color))
        if cell.style.is_stacked:
            self._draw(painter, room, list(words.replace("\n", "")), font, cell)
        elif cell.style.wraps and not (mark and mark.text):
            font, lines = _fitting(words, font, room)
            self._draw(painter, room, lines, font, cell)
        else:
            self._one_line(painter, place, room, words.replace("\n", ""), font, cell)

    def _glyph_room(self, words: str, font: QFont, room: QRectF, across: Across) -> float:
        """How far a text moves out of the way of a glyph at the left of its cell."""
        slot = sheet_marks.SLOT * self.zoom
        needed = QFontMetricsF(font).horizontalAdvance(words) + 2 * _PADDING
        is_free = across is not Across.LEFT and needed + 2 * slot <= room.width()
        return 0 if is_free else min(slot, room.width() / 3)

    def _one_line(
        self, painter: QPainter, place: Place, room: QRectF, words: str, font: QFont, cell: CellLook
    ) -> None:
        """A line runs over empty neighbours, as in every spreadsheet; a figure shrinks instead."""
        needed = QFontMetricsF(font).horizontalAdvance(words) + 2 * _PADDING
        mark = self.marks.get(place)
        if needed > room.width():
            if (mark and (mark.has_glyph or not mark.is_ground)) or cell.usual is not Across.LEFT:
                font = _shrunk(font, room.width() / needed)
            elif not self.geometry.merge_at(place):
                wider = self._overflow(place, room, needed, cell.across)
                if wider.width() > room.width():
                    self._hide_lines(painter, wider, room)
                    if mark:
                        mark.paint_ground(painter, wider.adjusted(0, 0, -1, -1))
                        painter.setPen(QColor(mark.ink or cell.style.color or sheet_marks.INK))
                    room = wider
        self._draw(painter, room, [words], font, cell)

    def _overflow(self, place: Place, room: QRectF, needed: float, across: Across) -> QRectF:
        """The room of a text with the empty cells beside it."""
        row, column = place
        wider = QRectF(room)
        if across is not Across.RIGHT:
            after = column + 1
            while wider.right() - room.left() < needed and self._is_free((row, after)):
                wider.setRight(self.geometry.rect((row, after)).right() + 1)
                after += 1
        if across is not Across.LEFT:
            before = column - 1
            while room.right() - wider.left() < needed and self._is_free((row, before)):
                wider.setLeft(self.geometry.rect((row, before)).left())
                before -= 1
        return wider

    def _is_free(self, place: Place) -> bool:
        inside = 1 <= place[1] <= self.geometry.columns
        return (
            inside
            and (place not in self.marks or self.marks[place].is_ground)
            and not self._has_text(place)
            and not self.geometry.merge_at(place)
        )

    def _hide_lines(self, painter: QPainter, wider: QRectF, own: QRectF) -> None:
        """No grid line crosses a text that runs over its neighbours."""
        color, pen = sheet_marks.PAPER, painter.pen()
        painting.fill(
            painter, QRectF(own.left(), own.top(), wider.right() - own.left() - 1, own.height() - 1), color
        )
        if wider.left() < own.left():
            painting.fill(
                painter,
                QRectF(wider.left(), own.top(), own.right() - wider.left() - 1, own.height() - 1),
                color,
            )
        painter.setPen(pen)

    def _draw(self, painter: QPainter, room: QRectF, lines: list[str], font: QFont, cell: CellLook) -> None:
        pitch = font.pixelSize() * _LINE
        height = pitch * len(lines)
        top = room.top() + 1
        if cell.style.down is Down.CENTRE:
            top = room.center().y() - height / 2
        elif cell.style.down is Down.BOTTOM:
            top = room.bottom() - 1 - height
        if height > room.height() and cell.style.down is not Down.BOTTOM:
            top = max(top, room.top())
        painter.save()
        painter.setClipRect(room.adjusted(0, 0, -1, 0), Qt.ClipOperation.IntersectClip)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        indent = cell.style.indent * font.pixelSize() * 0.75
        for number, line in enumerate(lines):
            width = metrics.horizontalAdvance(line)
            left = room.left() + _PADDING + indent
            if cell.style.is_stacked or cell.across is Across.CENTRE:
                left = room.center().x() - width / 2
            elif cell.across is Across.RIGHT:
                left = room.right() - _PADDING - indent - width
            baseline = top + (number + 0.5) * pitch + font.pixelSize() * _MIDDLE
            painter.drawText(QPointF(left, round(baseline)), line)
        painter.restore()

    def _edges(self, painter: QPainter, rows: range, columns: range) -> None:
        for row in rows:
            for column in columns:
                edges = self._cell((row, column)).style.edges
                area = self.geometry.span(row, row, column, column)
                if not edges or area.isEmpty():
                    continue
                merge = self.geometry.merge_at((row, column))
                left, right = max(area.left() - 1, 0), area.right()
                top, bottom = max(area.top() - 1, 0), area.bottom()
                if edges.left and not (merge and column > merge.left):
                    _upright(painter, left, top, bottom, edges.left)
                if edges.right and not (merge and column < merge.right):
                    _upright(painter, right, top, bottom, edges.right)
                if edges.top and not (merge and row > merge.top):
                    _across(painter, left, right, top, edges.top)
                if edges.bottom and not (merge and row < merge.bottom):
                    _across(painter, left, right, bottom, edges.bottom)


def _line(painter: QPainter, line: QRect, color: str) -> None:
    """A line 1 px thick; there are so many that whole px need no snapping."""
    if painter.device().devicePixelRatio().is_integer():
        painting.fill(painter, line, color)
    elif line.width() == 1:
        painting.vertical_line(painter, line.left(), line.top(), line.bottom() + 1, color)
    else:
        painting.horizontal_line(painter, line.left(), line.right() + 1, line.top(), color)


def _upright(painter: QPainter, x: int, top: int, bottom: int, edge: Edge) -> None:
    _line(painter, QRect(x, top, 1, bottom + 1 - top), sheet_marks.BORDER)
    if edge is Edge.MEDIUM:
        painting.fill(painter, QRect(x - 1, top, 2, bottom - top + 1), sheet_marks.BORDER)


def _across(painter: QPainter, left: int, right: int, y: int, edge: Edge) -> None:
    _line(painter, QRect(left, y, right + 1 - left, 1), sheet_marks.BORDER)
    if edge is Edge.MEDIUM:
        painting.fill(painter, QRect(left, y - 1, right - left + 1, 2), sheet_marks.BORDER)


@lru_cache(maxsize=256)
def _font(size_px: int, *, bold: bool, italic: bool) -> QFont:
    font = QFont(list(SERIF_FAMILIES))
    font.setPixelSize(size_px)
    font.setBold(bold)
    font.setItalic(italic)
    return font


def sheet_font(style: CellStyle, zoom: float) -> QFont:
    """The font of a cell; agencies' sheets are set in serifs."""
    size = max(_LEAST_PX, round(style.size_pt * 4 / 3 * zoom))
    return _font(size, bold=style.is_bold, italic=style.is_italic)


def _shrunk(font: QFont, share: float) -> QFont:
    size = max(_LEAST_PX, int(font.pixelSize() * max(share, _LEAST_SHRINK)))
    return _font(size, bold=font.bold(), italic=font.italic())


def _fitting(words: str, font: QFont, room: QRectF) -> tuple[QFont, list[str]]:
    """Lines in a font a little smaller where the cell is too low: the agency's own font may be narrower."""
    width = max(1.0, room.width() - 2 * _PADDING)
    lines = wrapped(words, font, width)
    for share in (0.9, 0.8):
        if len(lines) * font.pixelSize() * _LINE <= room.height() + 1:
            break
        font = _shrunk(font, share)
        lines = wrapped(words, font, width)
    return font, lines


@lru_cache(maxsize=4096)
def _wrapped(words: str, font_key: str, width: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_key)
    lines: list[str] = []
    for hard in words.split("\n"):
        layout = QTextLayout(hard, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        before = len(lines)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(_slice(hard, line.textStart(), line.textLength()))
        layout.endLayout()
        if len(lines) == before:
            lines.append("")
    return tuple(lines)


def _slice(words: str, start: int, length: int) -> str:
    """A piece of a text, counted in the 16-bit units that Qt counts in."""
    if len(words) == len(words.encode("utf-16-le")) // 2:
        return words[start : start + length].rstrip()
    units = words.encode("utf-16-le")[2 * start : 2 * (start + length)]
    return units.decode("utf-16-le", "ignore").rstrip()


def wrapped(words: str, font: QFont, width: float) -> list[str]:
    """The lines that a width makes of a text."""
    return list(_wrapped(words, font.toString(), round(width)))
