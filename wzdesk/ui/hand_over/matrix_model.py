"""Regions by forms as rows and columns: regions, a line before the zones, and how many are merged."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wzdesk.domain.agency import Agency
from wzdesk.domain.exchange.transfer import Standing, State
from wzdesk.domain.form import Form
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.services.exchange.standings import Matrix

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ZONES = "功能区（数在所在县内，不加入全市合计）"
MERGED = "已并入"


class RowKind(IntEnum):
    """What a row of the matrix is."""

    REGION = 0
    LINE = 1
    SUM = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``region`` is the region or the agency that is asked, None in other rows."""

    kind: RowKind
    region: Region | Agency | None = None


class MatrixModel(QAbstractTableModel):
    """The states of forms; only cells of regions can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matrix: Matrix | None = None
        self._rows: list[Row] = []

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another period, or the same as it is now: those who report anything, zones last."""
        self.beginResetModel()
        self._matrix = matrix
        asked = [one for one in matrix.regions if _is_asked(matrix, one)]
        own = [Row(RowKind.REGION, one) for one in asked if not _is_zone(one)]
        zones = [Row(RowKind.REGION, one) for one in asked if _is_zone(one)]
        self._rows = [*own, *([Row(RowKind.LINE), *zones] if zones else []), Row(RowKind.SUM)]
        self.endResetModel()

    @property
    def rows(self) -> list[Row]:
        """What is shown, top to bottom."""
        return self._rows

    def form(self, column: int) -> tuple[Form, Period]:
        """The form of a column and its period."""
        assert self._matrix is not None
        return self._matrix.forms[column - 1]

    def standing(self, index: Index) -> Standing | None:
        """The state in a cell; None beside the regions' names and in other rows."""
        region = self._rows[index.row()].region
        if self._matrix is None or region is None or not index.column():
            return None
        return self._matrix.standings[region.code, self.form(index.column())[0].code]

    def place(self, index: Index) -> tuple[str, str, str] | None:
        """Form, region and period of a cell."""
        region = self._rows[index.row()].region if index.isValid() else None
        if region is None or not index.column():
            return None
        form, period = self.form(index.column())
        return form.code, region.code, period.code

    def merged(self, column: int) -> tuple[int, int]:
        """How many regions have the form merged, of how many that report it."""
        assert self._matrix is not None
        return self._matrix.merged(self.form(column)[0].code)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The regions' names and one column for each form."""
        return 0 if parent.isValid() or self._matrix is None else 1 + len(self._matrix.forms)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Lines, sums and names are passed over by the arrows."""
        if self.standing(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, which screen readers say too."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row, standing = self._rows[index.row()], self.standing(index)
        if standing is not None:
            many = f" {standing.count}" if standing.count else ""
            due = f"，{standing.due_words}" if standing.due_words else ""
            tip = due if role == Qt.ItemDataRole.ToolTipRole else ""
            return f"{standing.words}{many}{tip}"
        if row.kind is RowKind.SUM:
            return MERGED if not index.column() else "{} / {}".format(*self.merged(index.column()))
        if row.kind is RowKind.LINE:
            return ZONES if not index.column() else None
        if row.region is None:
            return None
        return row.region.short_name if _is_zone(row.region) else row.region.name

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name and period of the forms."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if not section:
            return "单位" if self._rows and isinstance(self._rows[0].region, Agency) else "地区"
        form, period = self.form(section)
        due = form.due(period)
        return f"{form.name}\n{form.words(period)}，{due.month}月{due.day}日截止"


def _is_zone(one: Region | Agency) -> bool:
    return isinstance(one, Region) and not one.additive


def _is_asked(matrix: Matrix, region: Region | Agency) -> bool:
    states = (matrix.standings[region.code, form.code].state for form, _ in matrix.forms)
    return any(state is not State.NOT_ASKED for state in states)
