"""What the pointer does in the grid, over both panes: choose, drag, hover."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt

from wzdesk.ui.entry.grid_blocks import Visible
from wzdesk.ui.entry.grid_cursor import Cursor
from wzdesk.ui.entry.grid_editing import Editing
from wzdesk.ui.entry.grid_moves import Place
from wzdesk.ui.entry.grid_pane import GridPane


class GridPointer(QObject):
    """Follows the pointer in the scrolling pane and the frozen one, which look like one grid."""

    def __init__(
        self,
        scrolling: GridPane,
        frozen: GridPane,
        cursor: Cursor,
        editing: Editing,
        visible: Callable[[], Visible],
    ) -> None:
        super().__init__(scrolling)
        self._scrolling, self._frozen = scrolling, frozen
        self._cursor, self._editing, self._visible = cursor, editing, visible
        for pane in self._panes:
            pane.pressed.connect(self._on_pressed)
            pane.menu_pressed.connect(self._on_menu_pressed)
            pane.dragged.connect(self._on_dragged)
            pane.row_hovered.connect(self.hover)

    @property
    def _panes(self) -> Sequence[GridPane]:
        return self._scrolling, self._frozen

    def hover(self, row: int) -> None:
        """Light up a row in both panes; none with -1."""
        before = self._scrolling.hovered
        for pane in self._panes:
            pane.hovered = row
            pane.update_rows(before, row)

    def _place_at(self, point: QPoint) -> Place | None:
        """The cell at a global point, the nearest one where it lies outside."""
        shown, pane = self._visible(), self._scrolling
        if not shown.rows or not shown.columns:
            return None
        at = pane.viewport().mapFromGlobal(point)
        row = pane.rowAt(min(max(at.y(), 0), pane.viewport().height() - 1))
        if at.x() < 0:
            pane, at = self._frozen, self._frozen.viewport().mapFromGlobal(point)
        column = pane.columnAt(min(max(at.x(), 0), pane.viewport().width() - 1))
        return (row if row >= 0 else shown.rows[-1], column if column >= 0 else shown.columns[-1])

    def _on_pressed(self, point: QPoint, extends: bool) -> None:  # noqa: FBT001 - a slot
        place = self._place_at(point)
        if place is None or not self._editing.commit():
            return
        self._scrolling.setFocus(Qt.FocusReason.MouseFocusReason)
        if extends:
            self._cursor.extend_to(place)
        else:
            self._cursor.set_place(place)

    def _on_menu_pressed(self, point: QPoint) -> None:
        """A menu is for the selected range; outside of it, for the cell under the pointer."""
        place, block = self._place_at(point), self._cursor.block
        if place is not None and (block is None or not block.holds(place)):
            self._on_pressed(point, extends=False)

    def _on_dragged(self, point: QPoint) -> None:
        if not self._editing.is_open and (place := self._place_at(point)) is not None:
            self._cursor.extend_to(place)
