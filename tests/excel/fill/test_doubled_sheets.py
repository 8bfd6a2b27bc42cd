import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from wzdesk.excel.fill.workbook import CannotFill, CellRef, fill_workbook


@pytest.mark.parametrize(("old", "new"), ((b'name="B"', b'name="A"'), (b'r:id="rId2"', b'r:id="rId1"')))
def test_that_a_book_whose_sheets_cannot_be_told_apart_is_refused(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "A"
    book.create_sheet("B")
    form, spoiled = tmp_path / "表.xlsx", tmp_path / "重.xlsx"
    book.save(form)
    with zipfile.ZipFile(form) as source, zipfile.ZipFile(spoiled, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != "xl/workbook.xml" or old in content
            target.writestr(name, content.replace(old, new) if name == "xl/workbook.xml" else content)
    with pytest.raises(CannotFill):
        fill_workbook(spoiled, {CellRef("A", "A1"): Decimal(5)}, tmp_path / "出.xlsx")
    assert not (tmp_path / "出.xlsx").exists()
