"""What both views of the page share: a table at the left, a panel that tells of the chosen row at the right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.labels import HairLine


class Panel(QWidget):
    """A column at the right, two fifths of the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.column = QVBoxLayout(self)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(14), px(12), px(14), px(12))
        self.column.setSpacing(px(8))


def lay_side_by_side(page: QWidget, theme: Theme, left: QWidget, panel: Panel) -> None:
    """The table takes the room that the panel leaves."""
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left, 3)
    row.addWidget(HairLine(theme, page, upright=True, color="line2"))
    row.addWidget(panel, 2)
