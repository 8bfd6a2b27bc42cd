"""What the side panel is built from: its ground, sections with a line above, and pairs of a name and a text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import PlainLabel, SectionLabel, WrappedLabel
from wzdesk.ui.widgets.room import Room


class PanelBody(QWidget):
    """The ground of the panel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour of the page."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)


class PanelSection(QWidget):
    """A section of the panel, with a line above it."""

    def __init__(self, theme: Theme, *, lined: bool) -> None:
        super().__init__()
        self._theme, self._lined = theme, lined
        self.column = QVBoxLayout(self)
        Room(theme, self.column, (12, 8, 12, 8), 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, above all sections but the first."""
        if self._lined:
            painting.horizontal_line(QPainter(self), 0, self.width(), 0, self._theme.palette.line)


def add_section(panel: QVBoxLayout, theme: Theme, title: str = "") -> QVBoxLayout:
    """One more section at the end of a panel, under its title; what is laid out in it."""
    box = PanelSection(theme, lined=bool(panel.count()))
    if title:
        box.column.addWidget(SectionLabel(theme, title))
    panel.addWidget(box)
    return box.column


def widget_of(column: QVBoxLayout) -> QWidget:
    """The section that a column is laid out in."""
    parent = column.parentWidget()
    assert parent is not None
    return parent


def reading_grid(theme: Theme) -> QGridLayout:
    """Room for pairs of a name and a text."""
    grid = QGridLayout()
    Room(theme, grid, gap=(12, 2))
    grid.setColumnStretch(1, 1)
    return grid


def add_pair(grid: QGridLayout, theme: Theme, name: str, value: WrappedLabel) -> PlainLabel:
    """A text with its name before it, below the other pairs; the label of the name."""
    label = PlainLabel(theme, name, role=Role.BODY, color="t3")
    row = grid.rowCount()
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(value, row, 1)
    return label
