"""What every grid has above it: its legend, and its columns."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from wzdesk.ui.entry.grid_legend import GridLegend
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton


class LegendButton(FlatButton):
    """Opens the legend below itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "图例", parent, icon_name="list-bullets")
        self.setShortcut("Alt+L")
        self.setToolTip("格子上的记号是什么意思（Alt+L）")
        self.clicked.connect(self.open_legend)

    def open_legend(self) -> GridLegend:
        """Show it, its right edge at the button's."""
        legend = GridLegend(self.theme, self)
        corner = self.mapToGlobal(self.rect().bottomRight())
        legend.move(corner - QPoint(legend.width() - 1, -1))
        legend.show()
        return legend


class ColumnsButton(FlatButton):
    """Opens the menu of columns; ``ColumnLook`` has it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "列", parent, icon_name="columns")
        self.setShortcut("Alt+C")
        self.setToolTip("显示哪些列、多宽；列边可以拖动（Alt+C）")
