"""Tables of projects as LibreOffice opens them: sums worked out by the sheet are those of the application."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.excel.fill.test_fill_libreoffice import converted
from wzdesk.domain.period import Period
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import DEMO_PACK, pack_folder
from wzdesk.services.projects.export import Kind, export_projects

SEPTEMBER = Period.of_month(2024, 9)


def test_that_live_formulas_come_to_the_figures_of_the_application(soffice: str, tmp_path: Path) -> None:
    books, layouts = {}, {}
    with create_data_file(tmp_path / "演示.wzd", pack_folder(DEMO_PACK)) as store:
        for kind in Kind:
            books[kind] = tmp_path / f"{kind.value}.xlsx"
            layouts[kind] = export_projects(store, kind, SEPTEMBER, books[kind])
    opened = tmp_path / "opened"
    opened.mkdir()
    converted(soffice, books.values(), opened, calculate=True)
    for kind, layout in layouts.items():
        shown = openpyxl.load_workbook(opened / books[kind].name, data_only=True).worksheets[0]
        stored = openpyxl.load_workbook(books[kind], data_only=True).worksheets[0]
        live = [cell for cell in layout.cells if cell.formula]
        assert live
        for cell in live:
            wanted = cell.exact or cell.text.replace(",", "")
            for sheet in (
                shown,
                stored,
            ):  # worked out anew, and as we wrote it for those that work out nothing
                found = sheet.cell(cell.row, cell.column).value
                if wanted:
                    assert float(str(found)) == pytest.approx(float(Decimal(wanted)), rel=1e-12, abs=1e-9)
                else:
                    assert found in {None, ""}
