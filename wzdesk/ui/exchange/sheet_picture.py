"""A picture of a sheet as the agency made it, with what will happen to its cells laid over it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from wzdesk.domain.sheet_look import SheetLook
from wzdesk.ui import painting, shapes
from wzdesk.ui.exchange.sheet_geometry import Place, SheetGeometry, cell_name, column_name, place_of_cell
from wzdesk.ui.exchange.sheet_marks import SheetMark
from wzdesk.ui.exchange.sheet_paper import Paper
from wzdesk.ui.theme import LIGHT, Role, Strength, Theme

HEAD_HEIGHT, HEAD_WIDTH, LEAST_FIT = 21, 36, 0.85
_EMPTY = SheetLook("")
_Key = Qt.Key


class SheetPicture(QAbstractScrollArea):
    """White paper below column letters and beside row numbers that stay in sight.

    Arrow keys, Home and End go among the marked cells; a click on one chooses it. With ``free`` they go to every
    cell, as in a spreadsheet.
    """

    current_changed = Signal(str)
    """The cell that the person went to, such as ``E5``; ``go_to`` does not announce."""
    activated = Signal(str)
    """Enter or a double click on the chosen cell."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, free: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._free = theme, free
        self._look, self._marks = _EMPTY, dict[Place, SheetMark]()
        self._current: Place | None = None
        self._reach: list[Place] = []
        self._whole = 0
        self._paper = self._made()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("表样")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self._on_theme_changed)

    # What is shown

    @property
    def current(self) -> str:
        """The chosen cell, or empty."""
        return cell_name(self._current) if self._current else ""

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked cells, row by row."""
        return tuple(cell_name(place) for place in sorted(self._marks))

    @property
    def paper(self) -> Paper:
        """What is drawn below the heads."""
        return self._paper

    def show_sheet(self, look: SheetLook, marks: Mapping[str, SheetMark]) -> None:
        """Show another sheet from its corner, with nothing chosen."""
        places = {cell: place for cell in marks if (place := place_of_cell(cell))}
        self.show_places(look, {place: marks[cell] for cell, place in places.items()})

    def show_places(self, look: SheetLook, marks: Mapping[Place, SheetMark]) -> None:
        """The same with marks by row and column."""
        self._look, self._marks = look, dict(marks)
        self._current = None
        self._fit(anew=True)
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(f"表样 {look.name}")
        self.setAccessibleDescription("")

    def set_marks(self, marks: Mapping[Place, SheetMark]) -> None:
        """Lay other marks over the same sheet; it stays where it is scrolled to."""
        self._marks = dict(marks)
        self._fit(anew=True)

    def go_to(self, cell: str) -> None:
        """Choose a cell and bring it into sight; an unknown one chooses nothing."""
        place = place_of_cell(cell)
        known = place is not None and place[0] <= self._paper.geometry.rows
        self._current = place if known and place and place[1] <= self._paper.geometry.columns else None
        if self._current:
            self._bring_into_sight(self._current)
            mark = self._marks.get(self._current)
            self.setAccessibleDescription(f"{self.current} {mark.tip or mark.word}" if mark else self.current)
        self.viewport().update()

    def cell_rect(self, cell: str) -> QRect:
        """Where a cell is on the viewport."""
        place = place_of_cell(cell)
        return self._paper.geometry.rect(place).translated(self._corner()) if place else QRect()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Among the marked cells."""
        steps = {_Key.Key_Down: (1, 0), _Key.Key_Up: (-1, 0), _Key.Key_Right: (0, 1), _Key.Key_Left: (0, -1)}
        if self._free:
            self._move_freely(event, steps)
            return
        marked = sorted(self._marks)
        if not marked:
            super().keyPressEvent(event)
        elif event.key() == _Key.Key_Home:
            self._choose(marked[0])
        elif event.key() == _Key.Key_End:
            self._choose(marked[-1])
        elif (step := steps.get(_Key(event.key()))) is not None:
            self._choose(nearest(self._current, step, marked))
        else:
            super().keyPressEvent(event)

    def _move_freely(self, event: QKeyEvent, steps: Mapping[Qt.Key, Place]) -> None:
        geometry, key = self._paper.geometry, _Key(event.key())
        place = self._current or (1, 1)
        page = max(1, self.viewport().height() // max(1, self._theme.px(20)) - 2)
        if key in {_Key.Key_Return, _Key.Key_Enter} and not event.modifiers():
            self.activated.emit(self.current)
        elif (step := steps.get(key)) is not None:
            self._choose(geometry.beside(place, step) if self._current else place)
        elif key in {_Key.Key_PageDown, _Key.Key_PageUp}:
            row = place[0] + (page if key == _Key.Key_PageDown else -page)
            self._choose(geometry.anchor((max(1, min(row, geometry.rows)), place[1])))
        elif key in {_Key.Key_Home, _Key.Key_End}:
            self._choose(geometry.anchor((place[0], 1 if key == _Key.Key_Home else geometry.columns)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A marked cell is chosen; a free one chooses any."""
        place = self._place_at(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and place and (self._free or place in self._marks):
            self._choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        place = self._place_at(event.position().toPoint())
        if place and place == self._current:
            self.activated.emit(self.current)

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole story of a marked cell as its tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            mark = self._marks.get(place) if place else None
            QToolTip.showText(event.globalPos(), mark.tip if mark else "", self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes with it."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _choose(self, place: Place) -> None:
        if place != self._current:
            self.go_to(cell_name(place))
            self.current_changed.emit(cell_name(place))

    def _place_at(self, point: QPoint) -> Place | None:
        heads = self._heads()
        if point.x() < heads.width() or point.y() < heads.height():
            return None
        spot = point - self._corner()
        return self._paper.geometry.place_at(spot.x(), spot.y())

    # Sizes

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(self._theme.px(800), self._theme.px(500))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A sheet a little too wide is drawn a little smaller."""
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Heads stay, so all is painted anew."""
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self._fit(anew=True)

    def _made(self, zoom: float = 1.0) -> Paper:
        return Paper(self._look, SheetGeometry(self._look, zoom, self._reach), self._marks, zoom)

    def _heads(self) -> QSize:
        return QSize(self._theme.px(HEAD_WIDTH), self._theme.px(HEAD_HEIGHT))

    def _corner(self) -> QPoint:
        """Where the sheet's own corner is on the viewport."""
        heads = self._heads()
        return QPoint(
            heads.width() - self.horizontalScrollBar().value(),
            heads.height() - self.verticalScrollBar().value(),
        )

    def _fit(self, *, anew: bool = False) -> None:
        """The zoom that shows the whole width, where that stays easy to read; the ranges of the bars."""
        scale = self._theme.scale_percent / 100
        if anew:
            rows, columns = zip(*self._marks, strict=True) if self._marks else ((), ())
            self._reach = [(max(rows), max(columns))] if rows else []
            self._whole = SheetGeometry(self._look, scale, self._reach).width
        whole = self._whole
        heads = self._heads()
        bar = self.verticalScrollBar().sizeHint().width()
        share = (self.width() - heads.width() - bar - 2) / whole if whole else 1.0
        zoom = scale * max(LEAST_FIT, min(share, 1.0))
        if anew or zoom != self._paper.zoom:
            self._paper = self._made(zoom)
        geometry, room = self._paper.geometry, self.viewport().size() - heads
        margin = self._theme.px(24)
        for bar_of, size, extent in (
            (self.horizontalScrollBar(), room.width(), geometry.width),
            (self.verticalScrollBar(), room.height(), geometry.height),
        ):
            bar_of.setRange(0, max(0, extent + margin - size) if extent > size else 0)
            bar_of.setPageStep(max(1, size))
            bar_of.setSingleStep(self._theme.px(20))
        self.viewport().update()

    def _bring_into_sight(self, place: Place) -> None:
        rect, heads = self._paper.geometry.rect(place), self._heads()
        room, margin = self.viewport().size() - heads, self._theme.px(40)
        for bar, first, last, size in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), room.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), room.height()),
        ):
            if first < bar.value() or last > bar.value() + size:
                before = first < bar.value() or last - first > size
                bar.setValue(first - margin if before else last + margin - size)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the paper, the chosen cell, the heads above all."""
        painter, theme = QPainter(self.viewport()), self._theme
        view, heads, corner = self.viewport().rect(), self._heads(), self._corner()
        painting.fill(painter, view, theme.palette.win)
        body = view.adjusted(heads.width(), heads.height(), 0, 0)
        painter.save()
        painter.setClipRect(body)
        painter.translate(corner)
        self._paper.paint(painter, body.translated(-corner))
        if self._current:
            self._paint_current(painter, self._current)
        painter.restore()
        self._paint_heads(painter, body, corner)
        if self.hasFocus() and not self._current:
            shapes.focus_ring(painter, view, 0, theme.palette.acc, 2)

    def _paint_current(self, painter: QPainter, place: Place) -> None:
        """A thick frame; the sign of the cell moves inside it."""
        rect, thick = self._paper.geometry.rect(place), self._theme.px(3)
        frame = rect.adjusted(-2, -2, 1, 1)
        for side in (
            QRect(frame.left(), frame.top(), frame.width(), thick),
            QRect(frame.left(), frame.bottom() + 1 - thick, frame.width(), thick),
            QRect(frame.left(), frame.top(), thick, frame.height()),
            QRect(frame.right() + 1 - thick, frame.top(), thick, frame.height()),
        ):
            painting.fill(painter, side, LIGHT.acc)
        mark = self._marks.get(place)
        if mark and mark.has_frame:
            inner = rect.adjusted(thick - 1, thick - 1, -thick - 1, -thick - 1)
            mark.paint_sign(painter, inner, 0)

    def _paint_heads(self, painter: QPainter, body: QRect, corner: QPoint) -> None:
        p, heads, geometry = self._theme.palette, self._heads(), self._paper.geometry
        painting.fill(painter, QRect(0, 0, self.viewport().width(), heads.height()), p.head)
        painting.fill(painter, QRect(0, 0, heads.width(), self.viewport().height()), p.head)
        visible = body.translated(-corner)
        painter.save()
        painter.setClipRect(QRect(heads.width(), 0, self.viewport().width(), heads.height()))
        for column in geometry.column_range(visible.left(), visible.right()):
            span = geometry.span(1, 1, column, column) if geometry.rows else QRect()
            area = QRect(span.left() + corner.x(), 0, span.width(), heads.height())
            self._paint_head(painter, area, column_name(column), is_current=self._touches(column, 1))
            if area.isEmpty():
                painting.fill(painter, QRect(area.left() - 2, 0, 3, heads.height()), p.t3)
            else:
                painting.vertical_line(painter, area.right(), 0, heads.height(), p.line2)
        painter.setClipRect(QRect(0, heads.height(), heads.width(), self.viewport().height()))
        for row in geometry.row_range(visible.top(), visible.bottom()):
            span = geometry.span(row, row, 1, 1) if geometry.columns else QRect()
            area = QRect(0, span.top() + corner.y(), heads.width(), span.height())
            self._paint_head(painter, area, str(row), is_current=self._touches(row, 0))
            if area.isEmpty():
                painting.fill(painter, QRect(0, area.top() - 2, heads.width(), 3), p.t3)
            else:
                painting.horizontal_line(painter, 0, heads.width(), area.bottom(), p.line2)
        painter.restore()
        painting.horizontal_line(painter, 0, self.viewport().width(), heads.height() - 1, p.line2)
        painting.vertical_line(painter, heads.width() - 1, 0, self.viewport().height(), p.line2)

    def _touches(self, number: int, axis: int) -> bool:
        """Whether the chosen cell is in a row (axis 0) or column (axis 1)."""
        return self._current is not None and self._current[axis] == number

    def _paint_head(self, painter: QPainter, area: QRect, words: str, *, is_current: bool) -> None:
        if area.isEmpty():
            return
        p, strength = self._theme.palette, Strength.STRONG if is_current else Strength.REGULAR
        if is_current:
            painting.fill(painter, area, p.accbg)
        font = self._theme.font(Role.NOTE, strength)
        if area.height() >= QFontMetrics(font).ascent() and area.width() >= painting.width_of(words, font):
            painting.text(painter, area, words, font, p.acc if is_current else p.t3, painting.CENTRE)


def nearest(current: Place | None, step: Place, marked: list[Place]) -> Place:
    """The marked cell next to ``current`` in a direction, in its own row or column before any other."""
    if current is None:
        return marked[0]
    axis = 0 if step[0] else 1
    sign: Callable[[Place], int] = lambda place: (place[axis] - current[axis]) * (step[axis])  # noqa: E731
    ahead = [place for place in marked if sign(place) > 0]
    in_line = [place for place in ahead if place[1 - axis] == current[1 - axis]]
    if in_line:
        return min(in_line, key=sign)
    if axis == 1 or not ahead:
        return current
    return min(ahead, key=lambda place: (sign(place), abs(place[1] - current[1])))
