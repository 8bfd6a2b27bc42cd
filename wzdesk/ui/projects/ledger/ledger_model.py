"""The ledger as a table: rows are asked for by window when they are shown first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import Group
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.roll_up import Sum
from wzdesk.ui.projects.ledger.ledger_columns import SPECS, Col, RegionNames, Spec, text_of, title_of, unit_of
from wzdesk.ui.projects.ledger.ledger_rows import LedgerRows, Window
from wzdesk.ui.widgets.text_model import Index

_ROOT = QModelIndex()
_NOTHING_MONTH = Period.of_month(2000, 12)
WITHOUT = "未填"
"""The head of those who have no word of a division."""


class LedgerModel(QAbstractTableModel):
    """Shows ``LedgerRows``; a line that was not read yet is empty until ``take`` brings it."""

    lines_wanted = Signal(object)
    """A ``Window`` of which a line is shown."""

    def __init__(self, regions: RegionNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regions = regions
        self.rows = LedgerRows(Sum(), (), frozenset(), grouped=False)
        self.month = _NOTHING_MONTH
        self._names: dict[str, str] = {}
        self._asked: set[Window] = set()

    def show_rows(self, rows: LedgerRows, month: Period, names: dict[str, str] | None = None) -> None:
        """Show another ledger; ``names`` are those of its groups where their words are codes."""
        self.beginResetModel()
        self.rows, self.month, self._names = rows, month, names or {}
        self._asked.clear()
        self.endResetModel()

    def take(self, window: Window, lines: Sequence[LedgerLine]) -> None:
        """Lines that were asked for."""
        self._asked.discard(window)
        rows = self.rows.take(window, lines)
        if rows:
            self.dataChanged.emit(
                self.index(rows[0], 0), self.index(min(rows[-1], self.rows.count - 1), len(SPECS) - 1)
            )

    def line(self, row: int) -> LedgerLine | None:
        """The line of a row; asks for it where it has not been read."""
        if self.rows.head(row) is not None:
            return None
        line = self.rows.line(row)
        if line is None:
            window = self.rows.window_of(row)
            if window not in self._asked:
                self._asked.add(window)
                self.lines_wanted.emit(window)
        return line

    def head_words(self, group: Group) -> str:
        """The name of a group."""
        return self._names.get(group.key, group.key) or WITHOUT

    def region_names(self) -> RegionNames:
        """The names of regions by their codes."""
        return self._regions

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Heads and lines that are not folded away."""
        return 0 if parent.isValid() else self.rows.count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """All columns; the view hides some."""
        return 0 if parent.isValid() else len(SPECS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell as it is read, for screen readers, tips and tests; the delegate paints it."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        spec, head = SPECS[index.column()], self.rows.head(index.row())
        if head is not None:
            return self._head_text(head, spec)
        line = self.line(index.row())
        if line is None:
            return ""
        if role == Qt.ItemDataRole.ToolTipRole and spec.col is Col.REGION:
            return "、".join(self._regions.get(code, code) for code in line.regions)
        return text_of(line, spec, self.month, self._regions)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title and unit."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        spec = SPECS[section]
        return f"{title_of(spec, self.month)} {unit_of(spec, self.month)}".strip()

    def _head_text(self, head: Group, spec: Spec) -> str:
        if spec.col is Col.NAME:
            return f"{self.head_words(head)} {head.sum.count} 项"
        return text_of(head.sum, spec, self.month, self._regions)
