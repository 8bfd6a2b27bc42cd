"""Sheets of projects that nobody would make: they are read or refused, never a crash, and nothing is invented."""

import random
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from tests.services.projects.sheet_maker import make_sheet
from tests.services.projects.test_project_sheets import received
from wzdesk.db.store import Store
from wzdesk.services.projects.read_project import all_projects

_ODD = (
    None, "", " ", "—", "无", "待定", "0", "-1", "1e400", "9" * 40, "1,2,3", "#DIV/0!", "=1/0", "12万元", "约3.5亿元",
    "2024.13", "2024年6月底", "合计", "小计（3个）", "一、续建项目（2个）", "项目名称", "100%", "续建", "😀", "\n\n", "A" * 3000,
    0, -5, 1e-9, 1e14, 0.1 + 0.2, True,
)  # fmt: skip


def _mutated(book: Path, out: Path, seed: int) -> Path:
    chance = random.Random(seed)
    made = load_workbook(book)
    sheet = made.worksheets[0]
    for _ in range(chance.randrange(1, 25)):
        row, column = chance.randrange(1, sheet.max_row + 2), chance.randrange(1, sheet.max_column + 2)
        act = chance.random()
        if act < 0.7:
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell):
                cell.value = chance.choice(_ODD)
        elif act < 0.8:
            sheet.delete_rows(row)
        elif act < 0.9:
            sheet.delete_cols(column)
        else:
            sheet.insert_rows(row)
    made.save(out)
    return out


@pytest.mark.parametrize("seed", range(40))
def test_that_a_mutated_sheet_is_read_or_left_and_applied_twice_changes_nothing(
    seed: int, bare_file: Path, shared: Path, tmp_path: Path
) -> None:
    source = (
        next((shared / "forms").glob("a03_*.xlsx"))
        if seed % 2
        else make_sheet(tmp_path / "made.xlsx", 5000 + seed).path
    )
    book = _mutated(source, tmp_path / "mutated.xlsx", seed)
    with Store.open(Path(shutil.copy(bare_file, tmp_path / "项目.wzd"))) as store:
        reception = received(store, book)
        reception.apply(reception.with_new_projects())
        names = {one.name for one in all_projects(store)}
        assert names <= {one.row.name for one in reception.rows}
        again = received(store, book)
        assert again.apply(again.with_new_projects()) == 0
