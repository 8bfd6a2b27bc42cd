"""The place of the side panel beside the grid: there from the start, filled after the rows have been painted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.ui.theme import Theme

WIDTH, WIDE_WIDTH = 322, 412
_WIDE_WINDOW = 1700


class PanelRoom(QWidget):
    """As wide as suits the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._window_width = 0
        self.fit(parent.width() if parent else 0)
        theme.changed.connect(self._on_theme_changed)

    def fit(self, window_width: int) -> None:
        """Take the width that suits a window."""
        self._window_width = window_width
        self.setFixedWidth(self._theme.px(WIDE_WIDTH if window_width >= _WIDE_WINDOW else WIDTH))

    def turn(self) -> None:
        """Fold the panel away, so that the grid has its room; or show it again."""
        self.setVisible(not self.isVisible())

    def _on_theme_changed(self) -> None:
        self.fit(self._window_width)

    def put(self, panel: QWidget) -> None:
        """The panel is made now."""
        self._column.addWidget(panel)
