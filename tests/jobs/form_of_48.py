"""A monthly form of 48 rows, in a data file and as the agency's workbook, and the figures of a month for it."""

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.form import Form, FormColumn, FormRow
from wzdesk.domain.period import Period

ROWS, CATEGORY_ROWS = 48, 8
CODE, REGION, PERIOD = "fortyeight", "330326", Period.to_month(2024, 9)
FIRST_ROW, FIGURES = 5, 5
"""Row and column of the workbook's first figure to fill."""
_HEADS = ("类别", "序号", "指标名称", "单位", "1—9月累计", "上年同期", "备注")


def figures() -> list[str]:
    """One for each row, as a person would type it."""
    return [f"{(number * 3719) % 9973 / 10 + 100:.1f}" for number in range(ROWS)]


def form() -> Form:
    """The form's 48 rows are the first indicators of the catalogue."""
    rows = tuple(
        FormRow(each.code, each.name, each.unit, str(number + 1), f"第{number // CATEGORY_ROWS + 1}类")
        for number, each in enumerate(wenzhou_pack().indicators[:ROWS])
    )
    columns = (FormColumn.LAST_YEAR, FormColumn.TOTAL, FormColumn.GROWTH, FormColumn.REMARK)
    return Form(CODE, "四十八行月报表", rows, columns, reporters=(REGION,))


def write_data_file(path: Path) -> None:
    """A data file with the form, nothing filled."""
    with Store.create(path) as store, store.writing() as session:
        save_pack(session, replace(wenzhou_pack(), forms=(form(),)))


def write_workbook(path: Path) -> None:
    """The same form as the agency sends it round: merged title and categories, the cursor where Excel left it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2024年1—9月主要指标完成情况表"])
    sheet.append(["填报单位：平阳县发展和改革局"])
    sheet.append([])
    sheet.append(_HEADS)
    for row in form().rows:
        sheet.append([row.category, int(row.no), row.name, row.unit])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_HEADS))
    for first in range(FIRST_ROW, FIRST_ROW + ROWS, CATEGORY_ROWS):
        sheet.merge_cells(start_row=first, end_row=first + CATEGORY_ROWS - 1, start_column=1, end_column=1)
    thin = Side(style="thin")
    for line in sheet.iter_rows(min_row=4, max_row=FIRST_ROW + ROWS - 1, max_col=len(_HEADS)):
        for cell in line:
            cell.border = Border(thin, thin, thin, thin)
    sheet["A1"].font = Font("宋体", 16, bold=True)
    book.save(path)
