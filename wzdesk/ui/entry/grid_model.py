"""The model of the entry grid: immutable rows in, typed texts out. It stores nothing and knows no colour."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn, in_order
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow
from wzdesk.ui.entry.grid_words import READ_ONLY, closed_words, spoken, tip

Index = QModelIndex | QPersistentModelIndex
Recorder = Callable[[Sequence[TypedCell], ChangeKind], None]

SAVED_MS = 1500
"""How long a cell that was just stored shows its tick."""
_ROOT = QModelIndex()


class GridRole(IntEnum):
    """Roles beside Qt's: the domain values behind a cell, or None."""

    OBSERVATION = Qt.ItemDataRole.UserRole + 1
    QUANTITY = Qt.ItemDataRole.UserRole + 2
    ASSESSMENT = Qt.ItemDataRole.UserRole + 3
    PART_JUDGEMENT = Qt.ItemDataRole.UserRole + 4
    STATE = Qt.ItemDataRole.UserRole + 5
    COLUMN = Qt.ItemDataRole.UserRole + 6
    """The stored ``Column`` of the cell."""


class GridModel(QAbstractTableModel):
    """A table to fill, one row per indicator.

    ``record(cells, kind)`` stores what was typed as one change set and then calls ``replace`` with the
    new rows, or raises WzdeskError and leaves all as it was.
    """

    refused = Signal(str)
    """Why nothing was stored, one sentence for the user."""

    def __init__(self, record: Recorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self._specs: tuple[ColumnSpec, ...] = ()
        self._as_they_come: tuple[ColumnSpec, ...] = ()
        self._order: tuple[GridColumn, ...] = ()
        self._rows: tuple[GridRow, ...] = ()
        self._saved: dict[tuple[int, int], int] = {}
        self._saving = 0
        self._read_only = False
        self.read_only_words = READ_ONLY
        """What is said to whoever types all the same."""

    # --- content ---

    @property
    def specs(self) -> tuple[ColumnSpec, ...]:
        """The columns, left to right."""
        return self._specs

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows, top to bottom."""
        return self._rows

    @property
    def order(self) -> tuple[GridColumn, ...]:
        """The columns in the order that a person gave them; none where they stand as they come."""
        return self._order

    def arranged(self, specs: Sequence[ColumnSpec]) -> tuple[ColumnSpec, ...]:
        """The columns of another table in the person's order; its rows are to be made for these."""
        self._as_they_come = tuple(specs)
        return in_order(specs, self._order)

    def set_order(self, order: Sequence[GridColumn]) -> None:
        """Show the columns in another order."""
        if tuple(order) == self._order:
            return
        self._order = tuple(order)
        before, specs = self._specs, in_order(self._as_they_come, order)
        at = [before.index(spec) for spec in specs]
        rows = [row._replace(cells=tuple(row.cells[one] for one in at)) for row in self._rows]
        self.set_rows(specs, rows)

    def set_rows(self, specs: Sequence[ColumnSpec], rows: Sequence[GridRow]) -> None:
        """Show another table."""
        if frozenset(specs) != frozenset(self._as_they_come):
            self._as_they_come = tuple(specs)
        self.beginResetModel()
        self._specs, self._rows = tuple(specs), tuple(rows)
        self._saved.clear()
        self.endResetModel()

    def replace(self, rows: Sequence[GridRow]) -> None:
        """Show what is stored now; cells whose text changed get the tick for a moment."""
        if [row.indicator for row in rows] != [row.indicator for row in self._rows]:
            self.set_rows(self._specs, rows)
            return
        before, self._rows = self._rows, tuple(rows)
        changed = [index for index, row in enumerate(rows) if row != before[index]]
        self._mark_saved(before, changed)
        self._emit_changed(changed)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Show without letting anything be typed."""
        if read_only != self._read_only:
            self._read_only = read_only
            self._emit_changed(range(len(self._rows)))

    @property
    def is_read_only(self) -> bool:
        """Whether nothing at all can be typed."""
        return self._read_only

    def _mark_saved(self, before: Sequence[GridRow], changed: Iterable[int]) -> None:
        stored = [number for number, spec in enumerate(self._specs) if spec.stored is not None]
        fresh = [
            (index, number)
            for index in changed
            for number in stored
            if before[index].cells[number].text != self._rows[index].cells[number].text
        ]
        if not fresh:
            return
        self._saving += 1
        self._saved.update(dict.fromkeys(fresh, self._saving))
        QTimer.singleShot(SAVED_MS, self, self._forget_saved)

    def _forget_saved(self) -> None:
        """Take the ticks of the oldest act away; the timers fire in the order of the acts."""
        if not self._saved:
            return
        oldest = min(self._saved.values())
        gone = [place for place, act in self._saved.items() if act == oldest]
        self._saved = {place: act for place, act in self._saved.items() if act != oldest}
        self._emit_changed(sorted({row for row, _ in gone}))

    def _emit_changed(self, rows: Sequence[int]) -> None:
        last = len(self._specs) - 1
        for first, end in _stretches(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    # --- cells ---

    def cell(self, row: int, column: int) -> GridCell:
        """The cell itself, without Qt's wrapping."""
        return self._rows[row].cells[column]

    def state(self, row: int, column: int) -> CellState:
        """The marks of a cell, the passing ones too."""
        state = self._rows[row].cells[column].state
        if CellState.LOCKED in state and self._rows[row].closed == "" and not self._read_only:
            state &= ~CellState.LOCKED  # it is being corrected
        return state | CellState.SAVED if (row, column) in self._saved else state

    def merged_rows(self, row: int, column: int) -> tuple[int, int]:
        """First and last row of the cell that covers this place."""
        return self._rows[row].merged[self._specs[column].merged_by]

    def is_editable(self, row: int, column: int) -> bool:
        """Whether a person may type at this place; of a merged cell only its first place."""
        return (
            not self._read_only
            and not self._rows[row].closed
            and self._specs[column].stored is not None
            and self.merged_rows(row, column)[0] == row
        )

    def why_closed(self, row: int, column: int) -> str:
        """One sentence why nothing can be typed at this place; empty where it can."""
        if self._read_only:
            return self.read_only_words
        if self.is_editable(row, column):
            return ""
        return self._rows[row].closed or closed_words(self._specs[column])

    def typed(self, row: int, column: int, text: str) -> TypedCell | None:
        """A text for this place, or None where nothing can be typed."""
        stored: Column | None = self._specs[column].stored
        if stored is None or not self.is_editable(row, column):
            return None
        return TypedCell(self._rows[row].indicator, stored, text)

    def column_of(self, stored: Column) -> int:
        """Number of a stored column, -1 where the table has none."""
        return next((number for number, spec in enumerate(self._specs) if spec.stored is stored), -1)

    def row_of(self, indicator: str) -> int:
        """Number of an indicator's row, -1 where there is none."""
        return next((number for number, row in enumerate(self._rows) if row.indicator == indicator), -1)

    def record_cells(self, cells: Sequence[TypedCell], kind: ChangeKind) -> bool:
        """Hand over what was typed; False, and a sentence by ``refused``, where it was not taken."""
        try:
            self._record(tuple(cells), kind)
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return False
        return True

    # --- Qt ---

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One per indicator."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Those of the kind of table."""
        return 0 if parent.isValid() else len(self._specs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text as given, tip, text for screen readers, or a domain value (``GridRole``)."""
        if not index.isValid():
            return None
        row, number = index.row(), index.column()
        line, spec = self._rows[row], self._specs[number]
        cell = line.cells[number]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return tip(line, spec, cell, self.state(row, number)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(line, spec, cell, self.state(row, number))
            case _:
                return self._domain_value(row, number, role)

    def _domain_value(self, row: int, number: int, role: int) -> object:
        line, spec = self._rows[row], self._specs[number]
        match role:
            case GridRole.OBSERVATION:
                return line.cells[number].observation
            case GridRole.QUANTITY:
                return line.cells[number].quantity
            case GridRole.ASSESSMENT:
                return line.assessment
            case GridRole.PART_JUDGEMENT:
                return line.part_judgement
            case GridRole.STATE:
                return self.state(row, number)
            case GridRole.COLUMN:
                return spec.stored
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Stored cells can be edited; of a merged one the first place."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.is_editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Whole heads in one line; the row's number."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._specs):
                return self._specs[section].words
        elif role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._rows):
            return self._rows[section].head.no
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand one typed text to ``record``; False where it was refused."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if self._read_only:
            self.refused.emit(self.read_only_words)
            return False
        cell = self.typed(index.row(), index.column(), str(value))
        return cell is not None and self.record_cells([cell], ChangeKind.EDIT)


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs of neighbours: first and last of each."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
