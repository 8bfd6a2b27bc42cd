from pathlib import Path

import pytest

from tests.reports.plan_samples import annual_table, years_table
from wzdesk.domain.assess import assess_table
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.plan_table import PlanTable
from wzdesk.excel.read.reader import read_book
from wzdesk.services.export_plan_table import export_plan_table


@pytest.mark.parametrize("table", (annual_table(), years_table()))
def test_that_the_exported_sheet_holds_every_target_and_actual(table: PlanTable, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    export_plan_table(table, assess_table(table), path)
    (sheet,) = read_book(path).sheets
    texts = {cell.text for cell in sheet.cells.values()}
    wanted = {table.text(row.part, column) for row in table.rows() for column in table.columns}
    assert wanted - {""} <= texts
    assert not any(cell.is_formula for cell in sheet.cells.values())


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WzdeskError, match="不存在"):
        export_plan_table(annual_table(), [], tmp_path / "没有" / "表.xlsx")
