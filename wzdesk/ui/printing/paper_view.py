"""Pages as sheets of paper on the window's ground, one below the other."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.printout import Paper, a4
from wzdesk.ui import painting, shapes
from wzdesk.ui.printing.draw_page import POINTS_PER_INCH, draw_page
from wzdesk.ui.theme import LIGHT, Theme

_MARGIN, _GAP, _MOST_KEPT = 16, 14, 6
_Key = Qt.Key


class Zoom(StrEnum):
    """How large the paper is shown."""

    WIDTH = "width"
    PAGE = "page"
    ACTUAL = "actual"


class PaperView(QAbstractScrollArea):
    """Goes from page to page with PgUp and PgDn, to the ends with Home and End. Paper is white in every look."""

    page_changed = Signal(int)
    """Number of the page in the middle of the view, from 1 on."""

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._family = theme, family
        self._pages: tuple[Page, ...] = ()
        self._paper = a4(is_landscape=True)
        self._zoom = Zoom.WIDTH
        self._drawn: dict[tuple[int, float], QPixmap] = {}
        self._number = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self.viewport().update)

    @property
    def number(self) -> int:
        """The page in the middle of the view, from 1 on; 0 where there is none."""
        return self._number

    @property
    def dots_per_point(self) -> float:
        """The present size of a point in px."""
        return self._scale(self._zoom)

    def show_pages(self, pages: Sequence[Page], paper: Paper) -> None:
        """Show other pages, at the page where one was."""
        number = self._number
        self._pages, self._paper = tuple(pages), paper
        self._drawn.clear()
        self._fit()
        self.go_to(max(1, min(number, len(self._pages))))

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the same page larger or smaller."""
        number = self._number
        self._zoom = zoom
        self._fit()
        self.go_to(number)

    def go_to(self, number: int) -> None:
        """Bring the head of a page to the top."""
        if 1 <= number <= len(self._pages):
            self.verticalScrollBar().setValue(self._page_rect(number - 1).top() - self._px(_GAP) // 2)
            self._set_number(number)

    def page_area(self, number: int) -> QRect:
        """Where a page stands in the view."""
        area = self._page_rect(number - 1)
        return area.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, and the pages that can be seen."""
        painter = QPainter(self.viewport())
        palette = self._theme.palette
        painting.fill(painter, self.viewport().rect(), palette.win if palette.dark else palette.rail)
        for index in range(len(self._pages)):
            area = self.page_area(index + 1)
            if area.intersects(event.rect()):
                painter.fillRect(area, QColor(LIGHT.page))
                painter.drawPixmap(area.topLeft(), self._picture(index))
                shapes.frame(painter, area.adjusted(-1, -1, 1, 1), 0, "", palette.line2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages that are fitted follow the view."""
        super().resizeEvent(event)
        number = self._number
        self._fit()
        self.go_to(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From page to page; arrows move the paper a little."""
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        match event.key():
            case _Key.Key_PageDown:
                self._step(1)
            case _Key.Key_PageUp:
                self._step(-1)
            case _Key.Key_Home:
                self.go_to(1)
            case _Key.Key_End:
                self.go_to(len(self._pages))
            case _Key.Key_Down | _Key.Key_Up as key:
                down.setValue(down.value() + down.singleStep() * (1 if key == _Key.Key_Down else -1))
            case _Key.Key_Right | _Key.Key_Left as key:
                across.setValue(across.value() + across.singleStep() * (1 if key == _Key.Key_Right else -1))
            case _:
                super().keyPressEvent(event)

    # Inside

    def _step(self, step: int) -> None:
        self.go_to(max(1, min(self._number + step, len(self._pages))))

    def _px(self, measure: int) -> int:
        return self._theme.px(measure)

    def _scale(self, zoom: Zoom) -> float:
        if zoom is Zoom.ACTUAL:
            return self.screen().logicalDotsPerInchY() / POINTS_PER_INCH
        view = self.maximumViewportSize()
        around = 2 * self._px(_MARGIN)
        across = (view.width() - around - self.verticalScrollBar().sizeHint().width()) / self._paper.width
        down = (view.height() - around) / self._paper.height
        return max(0.1, across if zoom is Zoom.WIDTH else min(across, down))

    def _page_size(self) -> tuple[int, int]:
        scale = self.dots_per_point
        return round(self._paper.width * scale), round(self._paper.height * scale)

    def _page_rect(self, index: int) -> QRect:
        """In px from the upper left corner of everything."""
        width, height = self._page_size()
        left = max(self._px(_MARGIN), (self.viewport().width() - width) // 2)
        return QRect(left, self._px(_MARGIN) + index * (height + self._px(_GAP)), width, height)

    def _fit(self) -> None:
        """Scroll bars for the pages at their size."""
        width, height = self._page_size()
        count = len(self._pages)
        whole = 2 * self._px(_MARGIN) + count * height + max(0, count - 1) * self._px(_GAP)
        view = self.viewport().size()
        for bar, needed, seen in (
            (self.horizontalScrollBar(), width + 2 * self._px(_MARGIN), view.width()),
            (self.verticalScrollBar(), whole, view.height()),
        ):
            bar.setRange(0, max(0, needed - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(self._px(40))
        self.viewport().update()

    def _picture(self, index: int) -> QPixmap:
        """A page as drawn at the present size; the last few are kept."""
        ratio = self.devicePixelRatioF()
        key = (index, self.dots_per_point * ratio)
        if key not in self._drawn:
            while len(self._drawn) >= _MOST_KEPT:
                del self._drawn[next(iter(self._drawn))]
            self._drawn[key] = self._draw(index, ratio)
        return self._drawn[key]

    def _draw(self, index: int, ratio: float) -> QPixmap:
        width, height = self._page_size()
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(LIGHT.page))
        painter = QPainter(picture)
        painter.setClipRect(QRectF(0, 0, width, height))
        draw_page(painter, self._pages[index], self._family, self.dots_per_point)
        painter.end()
        return picture

    def _on_scrolled(self, value: int) -> None:
        """The page in the middle of the view is the one that is told."""
        _, height = self._page_size()
        middle = value + self.viewport().height() / 2 - self._px(_MARGIN)
        index = int(middle // (height + self._px(_GAP)))
        self._set_number(max(1, min(index + 1, len(self._pages))))

    def _set_number(self, number: int) -> None:
        if number != self._number:
            self._number = number
            self.page_changed.emit(number)
