"""What every grid has above it: undo and redo, its legend, its columns, and what finds rows."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from wzdesk.ui.entry.grid_legend import GridLegend
from wzdesk.ui.shell.page_header import ToolRow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton
from wzdesk.ui.widgets.find_field import FindField
from wzdesk.ui.widgets.labels import PlainLabel


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


class GridTools(ToolRow):
    """Undo and redo at the left, what chooses rows and columns at the right; between them what a page adds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.undo = IconButton(theme, "撤销", "arrow-u-up-left", self, key="Ctrl+Z")
        self.redo = IconButton(theme, "重做", "arrow-u-up-right", self, key="Ctrl+Y")
        self.add_left(self.undo, self.redo)

    def _end_with(self, hint: str, page: QWidget) -> None:
        """The right end, made last: the Tab key comes there last."""
        label = PlainLabel(self._theme, hint, self, role=Role.NOTE, color="t3")
        self.legend, self.columns = LegendButton(self._theme, self), ColumnsButton(self._theme, self)
        self.finder = FindField(self._theme, page, self)
        self.add_right(label, self.legend, self.columns, self.finder)
        self.let_go(label)
