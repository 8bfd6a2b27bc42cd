"""The table of the ledger: keys, folding, sorting, columns and what is selected."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import LedgerColumn, Order
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.ui.projects.ledger.ledger_cells import LedgerCells
from wzdesk.ui.projects.ledger.ledger_columns import SPECS, Col, RegionNames, Shape
from wzdesk.ui.projects.ledger.ledger_head import ROW_HEIGHT, LedgerHead
from wzdesk.ui.projects.ledger.ledger_model import LedgerModel
from wzdesk.ui.projects.ledger.ledger_rows import LedgerRows, Window
from wzdesk.ui.theme import Theme

_LEAST_NAME, _STEP = 180, 12
_FOLDING = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}


class LedgerTable(QTableView):
    """Rows by window; groups fold with ← and →, heads sort."""

    chosen = Signal(object)
    """The current ``LedgerLine``, or None."""
    opened = Signal(object)
    """A line by Enter or a double click."""
    folded = Signal(object)
    """The words of the groups that are to be folded."""
    order_asked = Signal(object)
    """An ``Order``."""
    selection_told = Signal(object)
    """The selected lines, those that have been read."""
    widths_changed = Signal()

    def __init__(self, theme: Theme, regions: RegionNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines = LedgerModel(regions, self)
        self.head = LedgerHead(theme, self.lines, self)
        self.own_widths: dict[Col, int] = {}
        self.hidden_columns = frozenset(spec.col for spec in SPECS if not spec.usual)
        self._keep: str = ""
        self._is_fitting = False
        self.setAccessibleName("项目台账")
        self.setModel(self.lines)
        self.setItemDelegate(LedgerCells(theme, self.lines, self))
        self.setHorizontalHeader(self.head)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.sectionResized.connect(self._on_section_resized)
        self.head.sectionClicked.connect(self._on_section_clicked)
        self.doubleClicked.connect(self._open_current)
        self.lines.dataChanged.connect(self._tell)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    # What is shown

    @property
    def current(self) -> LedgerLine | None:
        """The line that is chosen, None on a head or before it was read."""
        row = self.currentIndex().row()
        return self.lines.line(row) if 0 <= row < self.lines.rowCount() else None

    def show_rows(
        self, rows: LedgerRows, month: Period, order: Order, names: dict[str, str] | None = None
    ) -> None:
        """Show another ledger; the project that was current stays so where it is read again."""
        current = self.current
        self._keep = current.code if current is not None else self._keep
        self.head.order = order
        self.lines.show_rows(rows, month, names)
        self._fit()
        self._choose_kept()

    def take(self, window: Window, lines: Sequence[LedgerLine]) -> None:
        """Lines that were asked for."""
        self.lines.take(window, lines)
        if not self.currentIndex().isValid():
            self._choose_kept()

    def fold(self, key: str, *, folded: bool) -> None:
        """Fold the lines of a group away, or show them."""
        rows = self.lines.rows
        self.folded.emit(rows.folded | {key} if folded else rows.folded - {key})
        row = self.lines.rows.head_row(key)
        if row >= 0:
            self.select_row(row)

    def select_row(self, row: int) -> None:
        """Make a row current and alone selected."""
        index = self.lines.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    # Columns

    def set_columns(self, hidden: Collection[Col], widths: Mapping[Col, int]) -> None:
        """Show all but some columns; ``widths`` are in px at 100 %."""
        self.hidden_columns, self.own_widths = frozenset(hidden) - {Col.NAME}, dict(widths)
        self._fit()

    def _fit(self) -> None:
        """The name takes what the others leave."""
        px, self._is_fitting, used, name = self._theme.px, True, 0, 0
        for place, spec in enumerate(SPECS):
            is_hidden = spec.col in self.hidden_columns
            self.setColumnHidden(place, is_hidden)
            if spec.shape is Shape.NAME:
                name = place
            elif not is_hidden:
                width = px(self.own_widths.get(spec.col, spec.width))
                self.setColumnWidth(place, width)
                used += width
        own = self.own_widths.get(Col.NAME)
        room = max(self.viewport().width() - used, px(_LEAST_NAME))
        self.setColumnWidth(name, px(own) if own else room)
        self._is_fitting = False

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → and the space bar fold, Enter opens."""
        row, key = self.currentIndex().row(), Qt.Key(event.key())
        rows = self.lines.rows
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if row >= 0 and rows.grouped and plain and key in _FOLDING:
            group = rows.group_of(row)
            if rows.head(row) is None and not _FOLDING[key]:
                return
            self.fold(group.key, folded=_FOLDING[key])
        elif row >= 0 and plain and key == Qt.Key.Key_Space and (head := rows.head(row)) is not None:
            self.fold(head.key, folded=not rows.is_folded(head))
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_current()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a head folds its group."""
        index = self.indexAt(event.position().toPoint())
        head = self.lines.rows.head(index.row()) if index.isValid() else None
        super().mousePressEvent(event)
        if head is not None:
            self.fold(head.key, folded=not self.lines.rows.is_folded(head))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow."""
        super().resizeEvent(event)
        self._fit()

    def selectionChanged(self, *selections: object) -> None:
        """Tell what is selected."""
        super().selectionChanged(*selections)  # type: ignore[arg-type]
        self._tell()

    def ask_order(self, column: LedgerColumn) -> None:
        """Sort by a column: figures from the largest, texts from the first; asked again the other way, then not."""
        now = self.head.order
        first = column not in _TEXTS
        if now.column != column:
            order = Order(column, first)
        elif now.descending is first:
            order = Order(column, not first)
        else:
            order = Order()
        self.order_asked.emit(order)

    # Inside

    def _choose_kept(self) -> None:
        row = self.lines.rows.row_of(self._keep) if self._keep else -1
        if row >= 0:
            self.select_row(row)
        elif self.lines.rows.count:
            first = self.lines.rows.grouped and self.lines.rows.count > 1
            self.select_row(1 if first and self.lines.rows.head(1) is None else 0)

    def _tell(self) -> None:
        self.chosen.emit(self.current)
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        read = (self.lines.rows.line(row) for row in rows if self.lines.rows.head(row) is None)
        self.selection_told.emit([line for line in read if line is not None])

    def _open_current(self) -> None:
        row = self.currentIndex().row()
        head = self.lines.rows.head(row) if row >= 0 else None
        if head is not None:
            self.fold(head.key, folded=not self.lines.rows.is_folded(head))
        elif self.current is not None:
            self.opened.emit(self.current)

    def _on_section_clicked(self, section: int) -> None:
        order = SPECS[section].order
        if order is not None:
            self.ask_order(order)

    def _on_section_resized(self, section: int, _old: int, new: int) -> None:
        if self._is_fitting or new == 0:
            return
        self.own_widths[SPECS[section].col] = round(new * 100 / self._theme.scale_percent)
        self.widths_changed.emit()

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        self._fit()
        self.head.updateGeometry()
        self.viewport().update()


_TEXTS = frozenset(
    {
        LedgerColumn.CODE,
        LedgerColumn.NAME,
        LedgerColumn.FIELD,
        LedgerColumn.NATURE,
        LedgerColumn.STAGE,
        LedgerColumn.REGION,
        LedgerColumn.AGENCY,
        LedgerColumn.OWNER,
    }
)
