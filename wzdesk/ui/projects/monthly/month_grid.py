"""A month of projects in the entry grid."""

from collections.abc import Collection

from wzdesk.domain.projects.month_sheet import MonthSheet
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import GridColumn
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.projects.monthly.month_columns import columns_of
from wzdesk.ui.projects.monthly.month_rows import Findings, build_rows, renew_rows

_PRINTED = "这一列是台账里的数，要改请在右边“基本信息”里改。"
_LAST_MONTH = "这一列是上月报的数，要改请先换到上一个月。"


class MonthGridModel(GridModel):
    """One row per project below the sum of those that are shown."""

    shown: Collection[str] | None = None
    """Codes of the projects that are shown, which the first row adds up; None where all are."""

    def set_sheet(self, sheet: MonthSheet, findings: Findings) -> None:
        """Show another month, other projects or another unit."""
        specs = columns_of(sheet.month, sheet.unit)
        self.set_rows(specs, build_rows(sheet, specs, findings, self.shown))

    def update(self, sheet: MonthSheet, findings: Findings, projects: Collection[str] | None = None) -> None:
        """Show what is stored now; ``projects`` are those that changed, None where any may have."""
        if projects is None or len(self.rows) != len(sheet.lines) + 1:
            self.replace(build_rows(sheet, self.specs, findings, self.shown))
        else:
            self.replace(renew_rows(self.rows, sheet, self.specs, findings, projects, self.shown))

    def state(self, row: int, column: int) -> CellState:
        """The marks of a cell; a sum is never just saved."""
        found = super().state(row, column)
        return found & ~CellState.SAVED if row == 0 else found

    def why_closed(self, row: int, column: int) -> str:
        """One sentence why nothing can be typed at this place; empty where it can."""
        spec = self.specs[column]
        if self.is_read_only or self.rows[row].closed or spec.stored is not None or spec.is_computed:
            return super().why_closed(row, column)
        return _LAST_MONTH if spec.column is GridColumn.BEFORE else _PRINTED

    def first_empty(self) -> int | None:
        """The first project without its amount of the month."""
        number = self.column_of(Column.MONTH)
        empty = (row for row in range(1, len(self.rows)) if not self.cell(row, number).text)
        return next(empty, None)
