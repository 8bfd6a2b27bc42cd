"""The columns that stay while the others scroll."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from wzdesk.ui.entry.grid_pane import GridPane
from wzdesk.ui.entry.text_cache import TextCache


class FrozenPane(GridPane):
    """Lies over the row heads of the scrolling pane; shares its model and selection, follows its rows."""

    def __init__(self, owner: GridPane, texts: TextCache) -> None:
        super().__init__(owner.grid, owner.metrics, texts, owner)
        self._owner = owner
        self.setSelectionModel(owner.selectionModel())
        self.verticalHeader().hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("类别、序号、指标名称")

    def is_beside_scrolled(self) -> bool:
        """Whether the scrolling pane has moved sideways."""
        return self._owner.horizontalScrollBar().value() > 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll both."""
        self._owner.wheelEvent(event)
