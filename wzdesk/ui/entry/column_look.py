"""Which columns of a grid are shown and how wide: chosen in a menu, dragged, by keys; remembered for each table."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QMenu

from wzdesk.services.grid_looks import GridLook, keep_look, kept_look
from wzdesk.ui.entry.grid_columns import GridColumn, Shape
from wzdesk.ui.entry.grid_view import GridView

_WRITE_MS = 400
"""A column that is dragged is written once, when it rests."""


class ColumnLook(QObject):
    """Connects a grid and the button above it with what is kept of the table that is shown."""

    def __init__(self, grid: GridView, button: QAbstractButton) -> None:
        super().__init__(grid)
        self._grid, self._button = grid, button
        self._table = ""
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WRITE_MS)
        self._waiting.timeout.connect(self.write)
        grid.widths_changed.connect(self._waiting.start)
        button.clicked.connect(self._offer)

    def show(self, table: str) -> None:
        """Another table is shown: as it was left."""
        if table == self._table:
            return
        if self._waiting.isActive():
            self.write()
        self._table = table
        look = kept_look(table)
        names = set(GridColumn)
        self._grid.set_columns(
            {GridColumn(one) for one in look.hidden if one in names},
            {GridColumn(one): px for one, px in look.widths.items() if one in names},
        )

    def write(self) -> None:
        """Keep what is shown now."""
        self._waiting.stop()
        hidden = frozenset(column.value for column in self._grid.hidden_columns)
        widths = {column.value: px for column, px in self._grid.own_widths.items()}
        keep_look(self._table, GridLook(hidden, widths))

    def menu(self) -> QMenu:
        """The columns with a tick at those that are shown, and the way back to how the table comes."""
        menu = QMenu(self._button)
        menu.setAccessibleName("显示哪些列")
        for spec in self._grid.grid.specs:
            action = menu.addAction(spec.words.strip())
            action.setCheckable(True)
            action.setChecked(spec.column not in self._grid.hidden_columns)
            action.setEnabled(spec.shape is not Shape.NAME)
            action.toggled.connect(partial(self._set_shown, spec.column))
        menu.addSeparator()
        menu.addAction("这一列加宽\tAlt+Shift+→", partial(self._grid.widen, 1))
        menu.addAction("这一列收窄\tAlt+Shift+←", partial(self._grid.widen, -1))
        menu.addAction("恢复原来的列", self.reset)
        return menu

    def reset(self) -> None:
        """All columns, as wide as they come."""
        self._grid.set_columns(set(), {})
        self.write()

    def _set_shown(self, column: GridColumn, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        others = self._grid.hidden_columns - {column}
        self._grid.set_columns(others if shown else others | {column}, self._grid.own_widths)
        self.write()

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
