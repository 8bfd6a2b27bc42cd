"""The first columns of a table, which stay where they are while the others are scrolled sideways."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


class FrozenColumns(QTableView):
    """Lies over the first ``count`` columns of a table and shows the same rows, paints and selection."""

    def __init__(self, table: QTableView, head: QHeaderView, count: int) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(table.itemDelegate())
        self.setHorizontalHeader(head)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.selectionModel().currentChanged.connect(self.viewport().update)
        table.model().modelReset.connect(self.lay_out)
        table.viewport().installEventFilter(self)

    def lay_out(self) -> None:
        """Take the widths and heights of the table."""
        table = self._table
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        for column in range(self.model().columnCount()):
            is_hidden = column >= self._count or table.isColumnHidden(column)
            self.setColumnHidden(column, is_hidden)
            if not is_hidden:
                self.setColumnWidth(column, table.columnWidth(column))
        width = sum(table.columnWidth(column) for column in range(self._count))
        height = table.horizontalHeader().height() + table.viewport().height()
        self.setGeometry(0, 0, width, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As high as the table."""
        if event.type() == QEvent.Type.Resize:
            self.lay_out()
        return super().eventFilter(watched, event)
