"""A sheet layout as a workbook: the looks of a government table, on A4; a text never becomes a formula."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from wzdesk.domain.sheet_layout import CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.excel.errors import CannotWrite
from wzdesk.excel.text_escapes import escape_text
from wzdesk.excel.write.formula_results import with_results
from wzdesk.excel.write.looks import Looks
from wzdesk.excel.write.safe_file import write_whole

_LONGEST_TEXT = 32767  # what a cell may hold
_A4 = 9


def write_sheet(layout: SheetLayout, path: Path) -> None:
    """Writes a layout as a new ``.xlsx``; an existing file is replaced only when the new one is complete.

    Raises:
        CannotWrite: the name, the folder, the disk or a text is at fault.
    """
    if path.suffix.lower() != ".xlsx":
        raise CannotWrite(f"没有写成“{path.name}”：文件名要以 .xlsx 结尾，请改文件名。")
    content = BytesIO()
    workbook_of(layout, path).save(content)
    results = {
        f"{get_column_letter(cell.column)}{cell.row}": cell.exact or cell.text.replace(",", "")
        for cell in layout.cells
        if cell.formula
    }
    write_whole(path, with_results(content.getvalue(), results) if results else content.getvalue())


def _check_texts(layout: SheetLayout, path: Path) -> None:
    for cell in layout.cells:
        if len(escape_text(cell.text)) > _LONGEST_TEXT:
            beginning = cell.text[:20]
            raise CannotWrite(f"没有写成“{path.name}”：“{beginning}…”超过一格能放的 32767 个字，请改短。")


def workbook_of(layout: SheetLayout, path: Path) -> Workbook:
    """The layout as a workbook in memory; ``path`` is where it is to go.

    Raises:
        CannotWrite: a text is longer than a cell may hold.
    """
    _check_texts(layout, path)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = layout.name
    looks = Looks()
    for cell in layout.cells:
        _place(sheet, cell, looks)
    _set_sizes(sheet, layout)
    _set_print(sheet, layout)
    workbook.properties.creator = "wzdesk"
    for name, value in layout.properties.items():
        setattr(workbook.properties, name, value)
    return workbook


def _place(sheet: Worksheet, cell: SheetCell, looks: Looks) -> None:
    last_row, last_column = cell.row + cell.rows - 1, cell.column + cell.columns - 1
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_cells(None, cell.row, cell.column, last_row, last_column)
    for line in sheet.iter_rows(cell.row, last_row, cell.column, last_column):
        for each in line:  # every cell of a merged range carries its own edge
            looks.dress(each, cell)
    anchor = sheet.cell(cell.row, cell.column)
    assert isinstance(anchor, Cell)
    _fill(anchor, cell)


def _fill(target: Cell, cell: SheetCell) -> None:
    """Puts the text in as text or, exactly as written, as a number; nothing is left to be guessed."""
    if not cell.text and not cell.formula:
        return
    if cell.formula:
        target.value = f"={cell.formula}"
        target.number_format = cell.number_format
        return
    if cell.kind is CellKind.NUMBER:
        target.value = cell.exact or cell.text.replace(",", "")
        target.data_type = "n"
        target.number_format = cell.number_format
        return
    target.value = escape_text(cell.text)
    target.data_type = "s"
    if cell.role is CellRole.BODY:
        target.number_format = "@"
        target.quotePrefix = cell.text.startswith(("=", "+", "-", "@", "'"))


def _set_sizes(sheet: Worksheet, layout: SheetLayout) -> None:
    for index, width in enumerate(layout.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row, height in layout.heights.items():
        sheet.row_dimensions[row].height = min(height, 409.0)  # the highest that Excel takes
    corner = sheet.cell(layout.header_rows[1] + 1, layout.frozen_columns + 1)
    sheet.freeze_panes = corner.coordinate


def _set_print(sheet: Worksheet, layout: SheetLayout) -> None:
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if layout.is_landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{layout.header_rows[0]}:{layout.header_rows[1]}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    if layout.mark:
        sheet.oddHeader.right.text, sheet.oddHeader.right.size = layout.mark, 9
    sheet.oddFooter.center.text, sheet.oddFooter.center.size = "第 &P 页 共 &N 页", 9
