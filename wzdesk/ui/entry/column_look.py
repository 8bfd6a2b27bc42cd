"""Which columns of a grid are shown, in which order, how wide: by menu, mouse and keys; remembered for each table."""

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
        grid.columns_changed.connect(self._waiting.start)
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
            [GridColumn(one) for one in look.order if one in names],
        )

    def write(self) -> None:
        """Keep what is shown now."""
        self._waiting.stop()
        hidden = frozenset(column.value for column in self._grid.hidden_columns)
        widths = {column.value: px for column, px in self._grid.own_widths.items()}
        order = tuple(column.value for column in self._grid.grid.order)
        keep_look(self._table, GridLook(hidden, widths, order))

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
        menu.addAction("这一列左移\tCtrl+Alt+←", partial(self._grid.move_column, -1))
        menu.addAction("这一列右移\tCtrl+Alt+→", partial(self._grid.move_column, 1))
        menu.addAction("恢复原来的列", self.reset)
        return menu

    def reset(self) -> None:
        """All columns, as wide and in the order as they come."""
        self._grid.set_columns(set(), {})
        self.write()

    def _set_shown(self, column: GridColumn, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        others = self._grid.hidden_columns - {column}
        grid = self._grid
        grid.set_columns(others if shown else others | {column}, grid.own_widths, grid.grid.order)
        self.write()

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
