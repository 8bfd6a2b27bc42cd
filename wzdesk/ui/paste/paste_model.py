"""The table of the look at a pasted block: its rows, and three columns for each column it lies on."""

from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wzdesk.domain.import_checks import rounded
from wzdesk.domain.pasting.choice import PasteChoice, is_listed
from wzdesk.domain.pasting.verdict import KIND_WORDS, JudgedCell
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn
from wzdesk.ui.entry.grid_rows import GridRow
from wzdesk.ui.figures import shown

Index = QModelIndex | QPersistentModelIndex
NO, NAME, UNIT, TARGET, FIRST = range(5)
"""Columns before those of the block."""
GIVEN, READ, CHANGE = range(3)
PARTS = ("粘贴的原文", "读作", "较上年")
_MANY_PERCENT = 1000
_BEFORE, _AFTER = 4, 16
"""Rows of the grid shown before and after the block."""
_ROOT = QModelIndex()
CELL = Qt.ItemDataRole.UserRole + 1
"""The ``JudgedCell`` under an index, or None."""


class PasteModel(QAbstractTableModel):
    """One row for each row of the grid that the block touches, and one for each name that the grid has not.

    A few rows of the grid around them (``on_show`` are those that are not filtered out) say where one is.
    """

    def __init__(
        self, rows: Sequence[GridRow], specs: Sequence[ColumnSpec], on_show: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._grid_rows, self._specs, self._on_show = rows, specs, on_show
        self.choice = PasteChoice(())
        self._only_doubtful = False
        self._lines: list[tuple[int, str]] = []
        self._touched: set[tuple[int, str]] = set()
        self._groups: list[int] = []
        self._at: dict[tuple[int, int], int] = {}
        targets = [at for at, spec in enumerate(specs) if spec.column is GridColumn.TARGET]
        self._target = targets[0] if targets else -1

    def show_choice(self, choice: PasteChoice, *, only_doubtful: bool) -> None:
        """Show another state of the decision."""
        self.beginResetModel()
        self.choice, self._only_doubtful = choice, only_doubtful
        cells = [cell for cell in choice.cells if not only_doubtful or is_listed(cell)]
        rows = {self._line_of(cell) for cell in cells}
        self._touched = rows
        around = set() if only_doubtful else self._around({row for row, _ in rows if row >= 0})
        self._lines = sorted(rows | {(row, "") for row in around}, key=lambda line: (line[0] < 0, line))
        self._groups = sorted({cell.place[1] for cell in choice.cells}, key=lambda group: (group < 0, group))
        number = {line: row for row, line in enumerate(self._lines)}
        column = {group: at for at, group in enumerate(self._groups)}
        self._at = {
            (number[line], column[cell.place[1]]): at
            for at, cell in enumerate(choice.cells)
            if (line := self._line_of(cell)) in number
        }
        self.endResetModel()

    def answers_changed(self, choice: PasteChoice) -> None:
        """The same cells with other answers."""
        self.choice = choice
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    @property
    def has_target(self) -> bool:
        """Whether the target is worth a column: the grid has one, and the block does not lie on it."""
        return self._target >= 0 and self._target not in self._groups

    @property
    def groups(self) -> Sequence[str]:
        """The heads of the block's columns."""
        return [self._specs[group].words if group >= 0 else "表外" for group in self._groups]

    def cell_at(self, row: int, column: int) -> JudgedCell | None:
        """The cell of the block that a place of the table shows."""
        at = self._at.get((row, (column - FIRST) // len(PARTS))) if column >= FIRST else None
        return self.choice.cells[at] if at is not None else None

    def place_of(self, cell: JudgedCell) -> tuple[int, int] | None:
        """Where the table shows what a cell is read as; None where it is filtered out."""
        line = self._line_of(cell)
        if line not in self._lines:
            return None
        return self._lines.index(line), FIRST + self._groups.index(cell.place[1]) * len(PARTS) + READ

    def name_of(self, cell: JudgedCell) -> str:
        """Row and column in words."""
        row, column = cell.place
        head = self._grid_rows[row].head.full_name if row >= 0 else "表外"
        return f"{head}　{self._specs[column].words}" if column >= 0 else head

    def is_touched(self, row: int) -> bool:
        """Whether a row is one of the block's, not one that stands around it."""
        return self._lines[row] in self._touched

    def block_rows(self) -> tuple[int, int] | None:
        """The first and the last row of the grid that the block touches, as they are shown here."""
        rows = [n for n, line in enumerate(self._lines) if line[0] >= 0 and line in self._touched]
        return (rows[0], rows[-1]) if rows else None

    def _around(self, rows: Collection[int]) -> set[int]:
        places = [place for place, row in enumerate(self._on_show) if row in rows]
        if not places:
            return set()
        before = self._on_show[max(0, places[0] - _BEFORE) : places[0]]
        return {*before, *self._on_show[places[-1] + 1 : places[-1] + 1 + _AFTER]}

    def _line_of(self, cell: JudgedCell) -> tuple[int, str]:
        row = cell.place[0]
        return (row, "") if row >= 0 else (row, cell.laid.why)

    # --- Qt ---

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows touched."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number, name, unit, target, and three for each column of the block."""
        return 0 if parent.isValid() else FIRST + len(PARTS) * len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts; the judged cell; a sentence for screen readers and tips."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        cell = self.cell_at(row, column)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column, cell)
        if cell is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.name_of(cell)}，原文 {cell.laid.given}，{spoken(cell)}"
        if cell is not None and role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(cell.said) or None
        return None

    def _text(self, row: int, column: int, cell: JudgedCell | None) -> str:
        if column < FIRST:
            grid_row, why = self._lines[row]
            if grid_row < 0:
                return why.rstrip("。") if column == NAME else ""
            head = self._grid_rows[grid_row].head
            return (head.no, head.full_name, head.unit, self._target_of(grid_row))[column]
        if cell is None:
            return self._standing(row, column)
        match (column - FIRST) % len(PARTS):
            case 0:
                return cell.laid.given
            case 1:
                return cell.read_as or cell.laid.text
        return change_words(cell)

    def _standing(self, row: int, column: int) -> str:
        """What stands in a cell for which nothing was pasted: it stays as it is."""
        group, part = divmod(column - FIRST, len(PARTS))
        grid_row, number = self._lines[row][0], self._groups[group]
        if part != READ or grid_row < 0 or number < 0:
            return ""
        return with_true_minus(self._grid_rows[grid_row].cells[number].text)

    def _target_of(self, row: int) -> str:
        return with_true_minus(self._grid_rows[row].cells[self._target].text) if self.has_target else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads in one line; the header paints them in two."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST:
            return ("序号", "指标名称", "单位", "目标")[section]
        return PARTS[(section - FIRST) % len(PARTS)]


def change_words(cell: JudgedCell) -> str:
    """The change against last year, signed: +12.3%, −0.4 点; of what is many times as much 10736 倍."""
    if cell.change is None:
        return ""
    if cell.change_unit == "%" and cell.change >= _MANY_PERCENT:
        return f"{rounded(cell.change / 100 + 1, 0)} 倍"
    value = cell.change.quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = "+" if value > 0 else ""
    return f"{sign}{shown(f'{value:f}')}{'%' if cell.change_unit == '%' else ' 点'}"


def spoken(cell: JudgedCell) -> str:
    """Verdict and reading in words."""
    said = [KIND_WORDS[cell.kind], f"读作 {cell.read_as}{cell.unit}" if cell.read_as else "", *cell.said]
    return "，".join(part for part in said if part)
