"""What the pages of plans and of forms have in common: how they are laid out, what they tell, which keys they take."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.ui.entry.grid_tools import GridTools
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.entry.no_rows import NoRows
from wzdesk.ui.entry.panel_room import PanelRoom


class TablePage(QWidget):
    """A header, tools, a grid and a side panel."""

    saved = Signal(datetime)
    told = Signal(str)
    """One sentence that is worth knowing; ``refused`` one about what was not done."""
    refused = Signal(str)
    summary_changed = Signal(str)
    hint_changed = Signal(str)
    shown_changed = Signal(object)
    """The table that is shown now is another one."""
    changed_elsewhere = Signal(object)
    """Keys that an undo or redo put back in another table."""
    review_asked = Signal()
    """Back to the page 审核."""
    print_requested = Signal()

    grid: GridView
    _room: PanelRoom

    def finish_editing(self) -> bool:
        """Store what stands in an open editor; False where it was refused and stays there."""
        return not self.grid.editing.is_open or self.grid.editing.commit()

    def undo(self) -> None:
        """Take the latest act back, and show the cell."""
        self._turn(back=True)

    def redo(self) -> None:
        """Do it again."""
        self._turn(back=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._room.fit(self.window().width())
        super().resizeEvent(event)

    def _turn(self, *, back: bool) -> None:
        """Make the first cell that went back current, or say where it was."""
        raise NotImplementedError

    def _lay_out(self, header: QWidget, tools: QWidget, *bars: QWidget) -> QVBoxLayout:
        """The column of the grid; what the checks say comes below it. ``bars`` come and go above it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        for widget in (tools, *bars):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.grid, 1)
        row.addLayout(left, 1)
        row.addWidget(self._room)
        column.addLayout(row, 1)
        self.setFocusProxy(self.grid)
        return left

    def _connect_grid(self, tools: GridTools) -> None:
        tools.undo.clicked.connect(self.undo)
        tools.redo.clicked.connect(self.redo)
        tools.finder.left.connect(self.grid.setFocus)
        grid = self.grid
        grid.panel_turned.connect(self._room.turn)
        grid.undo_requested.connect(self.undo)
        grid.redo_requested.connect(self.redo)
        grid.selection_summary_changed.connect(self.summary_changed)
        NoRows(grid)

    def _add_keys(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Keys of the whole page."""
        for keys, act in acts.items():
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
