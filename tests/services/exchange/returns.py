"""What counties do with a workbook before they send it back, done with openpyxl."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from wzdesk.domain.period import Period

FORM, HERE, THERE, PERIOD = "monthly", "330326", "330327", Period.to_month(2024, 6)
HEADINGS = {
    "month": "6月",
    "total": "1—6月累计",
    "growth": "增速(%)",
    "remark": "备注",
    "name": "指标名称",
    "unit": "单位",
}


class ReturnedBook:
    """A sent workbook, open to be edited by the names of its rows and columns."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, load_workbook(path)
        sheet = self.book.worksheets[0]
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet
        self.head = next(row for row in range(1, 10) if "指标名称" in [one.value for one in sheet[row]])

    def column(self, kind: str) -> int:
        bare = {"".join(str(one.value or "").split()): one.column for one in self.sheet[self.head]}
        return bare[HEADINGS[kind]] or 0

    def rows(self) -> Iterator[int]:
        names = self.column("name")
        for row in range(self.head + 1, self.sheet.max_row + 1):
            if self.sheet.cell(row, names).value:
                yield row

    def row(self, name: str) -> int:
        names = self.column("name")
        return next(row for row in self.rows() if str(self.sheet.cell(row, names).value).lstrip("#") == name)

    def put(self, name: str, kind: str, value: object) -> "ReturnedBook":
        cell = self.sheet.cell(self.row(name), self.column(kind))
        assert isinstance(cell, Cell)
        cell.value = value  # type: ignore[assignment]
        return self

    def turned_round(self) -> "ReturnedBook":
        """All rows in the opposite order, as after sorting."""
        for merged in list(self.sheet.merged_cells.ranges):
            if merged.min_row > self.head:
                self.sheet.unmerge_cells(str(merged))
        rows = [row for row in self.rows() if self.sheet.cell(row, self.column("unit")).value]
        held = [
            [self.sheet.cell(row, at).value for at in range(2, self.sheet.max_column + 1)] for row in rows
        ]
        for row, values in zip(rows, reversed(held), strict=True):
            for at, value in enumerate(values, 2):
                self.sheet.cell(row, at).value = value
        return self

    def save(self, path: Path | None = None) -> Path:
        target = path or self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(target)
        return target
