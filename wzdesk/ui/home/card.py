"""The parts of the page: a framed card with a head, and lines in it that lead somewhere."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wzdesk.domain.checks.rule import Severity
from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.verdict_marks import paint_blocking_mark, paint_fatal_mark, paint_query_mark
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel
from wzdesk.ui.widgets.painted import PaintedButton

HEAD_HEIGHT, ROW_HEIGHT, MARGIN, GAP = 30, 29, 12, 10
_LEAST_NAME = 118  # nine characters
_MARKS = {
    Severity.FATAL: paint_fatal_mark,
    Severity.BLOCKING: paint_blocking_mark,
    Severity.QUERY: paint_query_mark,
}


class Cell(NamedTuple):
    """One text of a line. ``width`` in px at 100 %, 0 for what takes the room that is left; ``color`` of the palette."""

    text: str
    width: int = 0
    color: str = "t1"
    right: bool = False
    strong: bool = False
    bar: float | None = None
    """A share to draw as a bar in place of the text."""
    mark: Severity | None = None
    icon: str = ""
    minor: bool = False
    """Left out where the names would have too little room."""


class LinkRow(PaintedButton):
    """A line of a card: wholly a link, for mouse and keyboard."""

    radius = 2.0

    def __init__(
        self, theme: Theme, cells: Sequence[Cell], spoken: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, spoken or "，".join(cell.text for cell in cells if cell.text), parent)
        self.cells = tuple(cells)
        self.setToolTip(self.text())  # names may be shortened
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self.theme.px(160), self.theme.px(ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Lines give way."""
        return QSize(self.theme.px(60), self.theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter) -> None:
        """The cells side by side and a line below."""
        theme, palette = self.theme, self.theme.palette
        if self.lit:
            painting.fill(painter, self.rect(), palette.hover)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line)
        left, gap = theme.px(MARGIN), theme.px(GAP)
        cells, share = self._fitting()
        for cell in cells:
            width = theme.px(cell.width) if cell.width else share
            self._paint_cell(painter, QRect(left, 0, width, self.height() - 1), cell)
            left += width + gap

    def _fitting(self) -> tuple[list[Cell], int]:
        """The cells that there is room for, and how wide those are that share what is left."""
        px, cells = self.theme.px, list(self.cells)
        while True:
            open_ = sum(not cell.width for cell in cells)
            fixed = sum(px(cell.width) for cell in cells) + px(GAP) * (len(cells) - 1) + 2 * px(MARGIN)
            share = max(0, self.width() - fixed) // max(1, open_)
            minor = [cell for cell in cells if cell.minor]
            if share >= px(_LEAST_NAME) or not minor:
                return cells, share
            cells.remove(minor[-1])

    def _paint_cell(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        theme, palette = self.theme, self.theme.palette
        color = str(getattr(palette, cell.color))
        if cell.bar is not None:
            self._paint_bar(painter, area, cell.bar, color)
        elif cell.mark is not None:
            side = theme.px(15)
            _MARKS[cell.mark](painter, QRect(area.left(), (area.height() - side) // 2, side, side), palette)
        elif cell.icon:
            side = theme.px(15)
            spot = QRect(area.left(), (area.height() - side) // 2, side, side)
            icons.paint_icon(painter, spot, cell.icon, color)
        else:
            font = theme.font(Role.BODY, Strength.STRONG if cell.strong else Strength.REGULAR)
            align = painting.RIGHT if cell.right else painting.LEFT
            painting.text(painter, area, cell.text, font, color, align)

    def _paint_bar(self, painter: QPainter, area: QRect, share: float, color: str) -> None:
        height = self.theme.px(6)
        track = QRectF(area.left(), (area.height() - height) / 2, area.width(), height)
        shapes.frame(painter, track, height / 2, self.theme.palette.track, "")
        if share > 0:
            done = QRectF(track.left(), track.top(), max(height, track.width() * min(share, 1.0)), height)
            shapes.frame(painter, done, height / 2, color, "")


class Card(QWidget):
    """A frame with a head; what is put into it stands in a column below."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(title)
        self.head = QHBoxLayout()
        self.title = PlainLabel(theme, title, self, role=Role.BODY_STRONG)
        self.note = ElidedLabel(theme, "", self, role=Role.CAPTION, color="t2")
        self.head.addWidget(self.title)
        self.head.addWidget(self.note, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self.head)
        self._column.addLayout(self.body, 1)
        self.lines: list[LinkRow] = []
        self.links: list[LinkButton] = []
        self._words: PlainLabel | None = None
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def add_link(self, words: str, act: Callable[[], object]) -> None:
        """A link at the right end of the head."""
        link = LinkButton(self._theme, words, self)
        link.clicked.connect(act)
        self.head.addWidget(link)
        self.links.append(link)

    def show_lines(self, lines: Sequence[LinkRow], nothing: str) -> None:
        """Show these lines, or the sentence that there is nothing."""
        self.clear()
        self.lines = list(lines)
        for line in lines:
            self.body.addWidget(line)
        if not lines:
            self._words = PlainLabel(self._theme, nothing, self, color="t2", wrap=True)
            self._fit_words()
            self.body.addWidget(self._words)
        self.body.addStretch(1)

    @property
    def words(self) -> str:
        """The sentence that is shown where there is nothing."""
        return self._words.text() if self._words is not None else ""

    def clear(self) -> None:
        """Take all out."""
        self.lines, self._words = [], None
        while self.body.count():
            widget = self.body.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, the head's ground, and the frame."""
        painter, palette, px = QPainter(self), self._theme.palette, self._theme.px
        shapes.frame(painter, self.rect(), px(4), palette.page, palette.line2)
        head = QRect(1, 1, self.width() - 2, px(HEAD_HEIGHT) - 1)
        painting.fill(painter, head.adjusted(1, 1, -1, 0), palette.head)
        painting.horizontal_line(painter, 1, self.width() - 1, head.bottom() + 1, palette.line)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.head.setContentsMargins(px(MARGIN), 0, px(MARGIN - 4), 0)
        self.head.setSpacing(px(8))
        self.title.setFixedHeight(px(HEAD_HEIGHT))
        self._column.setContentsMargins(1, 0, 1, 1)
        self._fit_words()
        self.update()

    def _fit_words(self) -> None:
        if self._words is not None:
            px = self._theme.px
            self._words.setContentsMargins(px(MARGIN), px(8), px(MARGIN), 0)
