"""A sheet to send out as a workbook: locked but for the answers, with lists to choose from, and its identity inside."""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wzdesk.domain.sheet_layout import SheetLayout
from wzdesk.excel.exchange.marks import SHEET, Stamp, chunks_of
from wzdesk.excel.write.safe_file import write_whole
from wzdesk.excel.write.sheet import workbook_of

_CHOICES = '"暂无数据,—"'
_ALLOWED = ("formatColumns", "formatRows", "sort", "autoFilter")
"""What a locked sheet still lets a person do: hide and widen, sort, filter."""


def write_issued(
    path: Path,
    layout: SheetLayout,
    *,
    entry_cells: Collection[tuple[int, int]],
    listed_cells: Collection[tuple[int, int]],
    hidden_columns: Collection[int],
    token: str,
    stamp: Stamp,
) -> None:
    """Writes a new ``.xlsx``: ``entry_cells`` can be typed into, ``listed_cells`` offer words for what has no number.

    Raises:
        CannotWrite: the folder, the disk or a text is at fault.
    """
    workbook = workbook_of(layout, path)
    sheet = workbook.worksheets[0]
    _lock(sheet, entry_cells)
    _offer(sheet, listed_cells)
    for column in hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    _identify(workbook, token, stamp)
    content = BytesIO()
    workbook.save(content)
    write_whole(path, content.getvalue())


def _lock(sheet: Worksheet, entry_cells: Collection[tuple[int, int]]) -> None:
    open_ = Protection(locked=False)
    for row, column in entry_cells:
        sheet.cell(row, column).protection = open_
    for name in _ALLOWED:
        setattr(sheet.protection, name, False)  # in a workbook False says that it is not forbidden
    sheet.protection.sheet = True


def _offer(sheet: Worksheet, cells: Collection[tuple[int, int]]) -> None:
    """A list of words that may stand for a number; a number is taken as well."""
    if not cells:
        return
    offer = DataValidation(
        type="list", formula1=_CHOICES, allow_blank=True, showErrorMessage=False, showInputMessage=True
    )
    offer.promptTitle, offer.prompt = "填数", "直接填数；没有数选“暂无数据”，不适用选“—”。"
    for column, first, last in _runs(cells):
        letter = get_column_letter(column)
        offer.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(offer)


def _runs(cells: Collection[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Cells as column, first row and last row of runs without a gap."""
    runs: list[tuple[int, int, int]] = []
    for column, row in sorted((column, row) for row, column in cells):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return runs


def _identify(workbook: Workbook, token: str, stamp: Stamp) -> None:
    hidden = workbook.create_sheet(SHEET)
    for row, text in enumerate(chunks_of(token), 1):
        cell = hidden.cell(row, 1, text)
        cell.data_type = "s"
    hidden.sheet_state = "veryHidden"
    hidden.protection.sheet = True
    properties: CustomPropertyList[StringProperty] = vars(workbook)[
        "custom_doc_props"
    ]  # the stubs do not know it
    for name, value in stamp.as_properties().items():
        properties.append(StringProperty(name=name, value=value))
