"""The strips at the top of a page: the header with its title, and the row of tools below it."""

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.shell.page_area import HEADER_HEIGHT
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import HairLine, PlainLabel, TagLabel
from wzdesk.ui.widgets.painted import PaintedButton
from wzdesk.ui.widgets.room import FixedSize

TOOL_ROW_HEIGHT = 36


class Strip(QWidget):
    """A row across the page with widgets at its left and right ends and a line below."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._theme, self._height, self._gap = theme, height, gap
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._left_count = 0
        self._optional: tuple[QWidget, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def add_left(self, *widgets: QWidget) -> None:
        """Add widgets after those at the left."""
        for widget in widgets:
            self._row.insertWidget(self._left_count, widget)
            self._left_count += 1

    def add_right(self, *widgets: QWidget) -> None:
        """Add widgets after those at the right."""
        for widget in widgets:
            self._row.addWidget(widget)

    def add_separator(self) -> None:
        """A short upright line after the widgets at the left."""
        line = HairLine(self._theme, upright=True, color="line2")
        FixedSize(self._theme, line, height=18)
        self.add_left(line)

    def let_go(self, *widgets: QWidget) -> None:
        """Name what gives way on a narrow window, the first one first."""
        self._optional = widgets

    def fit(self) -> None:
        """Find again what has room, when a text on the strip has changed."""
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A strip never keeps the window from being narrow."""
        return QSize(0, self._theme.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide optional widgets until the others have the room they need."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for widget in self._optional:
            widget.setVisible(True)
        for widget in self._optional:
            self._row.invalidate()  # texts may have changed since it was laid out
            if self._row.totalMinimumSize().width() <= self.width():
                break
            widget.setVisible(False)
        self._row.activate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and the line."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), palette.page)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line2)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), 0, px(12), 1)
        self._row.setSpacing(px(self._gap))
        self.setFixedHeight(px(self._height))
        QTimer.singleShot(0, self, self._fit)  # when what stands on it has its new size too
        self.update()


class PageHeader(Strip):
    """The strip with the title of the page; pickers at the left, search and the main button at the right."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, HEADER_HEIGHT, parent, gap=12)
        self.title = PlainLabel(theme, title, self, role=Role.TITLE)
        self._mark: TagLabel | None = None
        self.setAccessibleName(title)
        if title:
            self.add_left(self.title)
        else:
            self.title.hide()

    def set_mark(self, mark: str) -> None:
        """Show a tag behind what stands at the left, or none."""
        if self._mark is not None:
            self._row.removeWidget(self._mark)
            self._mark.deleteLater()
            self._mark = None
        if mark:
            self._mark = TagLabel(self._theme, mark, self)
            self._row.insertWidget(self._left_count, self._mark)
            self._mark.show()

    def showEvent(self, event: QShowEvent) -> None:
        """A header says what the window says of the data, whenever it was made."""
        super().showEvent(event)
        window = self.window()
        if isinstance(window, MainWindow) and (self._mark is None) is bool(window.data_mark):
            self.set_mark(window.data_mark)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(title)
        self.setAccessibleName(title)


class ToolRow(Strip):
    """The strip with views, chips and tools."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, TOOL_ROW_HEIGHT, parent, gap=6)


class SearchButton(PaintedButton):
    """What looks like a field and opens the search for everything."""

    WORDS = "指标、项目、地区、命令"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "查找", parent)
        self.setAccessibleName("查找指标、项目、地区、命令")
        self.setAccessibleDescription("Ctrl+K")
        self.setToolTip(f"查找{self.WORDS}（Ctrl+K）")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for its words."""
        theme = self.theme
        words = painting.width_of(self.WORDS, theme.font(Role.CAPTION))
        return QSize(words + self.minimumSizeHint().width(), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """The glass and the key alone."""
        theme = self.theme
        key = painting.width_of("Ctrl+K", theme.font(Role.NOTE))
        return QSize(key + theme.px(16 + 8 + 16 + 10), theme.px(28))

    def paint(self, painter: QPainter) -> None:
        """Glass, words where there is room, key."""
        theme, palette = self.theme, self.theme.palette
        fill = palette.hover if self.lit else palette.head
        shapes.frame(painter, self.rect(), theme.px(4), fill, palette.line2)
        side, margin = theme.px(15), theme.px(9)
        spot = QRect(margin, (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, spot, "magnifying-glass", palette.t3)
        area = self.rect().adjusted(margin, 0, -margin, 0)
        painting.text(painter, area, "Ctrl+K", theme.font(Role.NOTE), palette.t3, painting.RIGHT)
        if self.width() >= self.sizeHint().width():
            words = area.adjusted(side + theme.px(7), 0, 0, 0)
            painting.text(painter, words, self.WORDS, theme.font(Role.CAPTION), palette.t2)
