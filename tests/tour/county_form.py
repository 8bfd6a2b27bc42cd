"""A county's monthly form as it comes back: merged headings and categories, a slip of units, a name spelt otherwise."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

_HEAD = (
    ("类别", "序号", "指标名称", "单位", "1—9月累计", None, "上年同期", "完成年度目标（%）", "备注"),
    (None, None, None, None, "绝对值", "同比增长（%）", None, None, None),
)
_ROWS: tuple[tuple[object, ...], ...] = (
    ("经济发展", 1, "地区生产总值（GDP）", "亿元", 486.72, 6.8, 452.31, "—", None),
    (None, 2, "#农林牧渔业增加值", "亿元", 20.05, 4.3, 18.92, "—", None),
    (None, 3, "规上工业增加值", "亿元", 95.14, 8.6, 87.45, "—", None),
    (None, 4, "服务业增加值", "亿元", 248.9, 6.4, 231.6, "—", None),
    (None, 5, "一般公共预算收入", "亿元", 448600, 8.7, 41.27, "85.3", "单位按万元填报"),
    (None, 6, "固定资产投资", "亿元", "—", 9.1, None, "—", None),
    (None, 7, "#制造业投资", "亿元", "—", 21.4, None, "—", None),
    (None, 8, "社会消费品零售额", "亿元", 258.3, 6.2, 243.18, 76.4, None),
    ("社会民生", 9, "居民人均可支配收入", "元", 42668, 6.1, 40215, "—", None),
    (None, 10, "城镇新增就业人数", "万人", 0.5488, 5.2, 0.5217, 91.5, None),
    (None, 11, "城镇调查失业率", "%", "5以内", "持平", None, "—", None),
    (None, 12, "国有土地出让收入", "亿元", 36.2, -18.7, 44.5, "—", None),
)
_MERGES = (
    "A1:I1",
    "A3:A4",
    "B3:B4",
    "C3:C4",
    "D3:D4",
    "E3:F3",
    "G3:G4",
    "H3:H4",
    "I3:I4",
    "A5:A12",
    "A13:A16",
)
_WIDTHS = (8, 6, 30, 8, 12, 12, 12, 14, 20)


def write_county_form(path: Path) -> None:
    """Write the form of 平阳县 for September."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "1-9月"
    sheet.append(["2024年1—9月主要指标完成情况表"])
    sheet.append(["填报单位（盖章）：平阳县发展和改革局"])
    for row in (*_HEAD, *_ROWS):
        sheet.append(list(row))
    sheet.append(["注：1.地区生产总值、规上工业增加值增速为可比价增速。"])
    sheet.append(["填表人：        审核人：        负责人："])
    for area in _MERGES:
        sheet.merge_cells(area)
    _dress(sheet)
    book.save(path)


def _dress(sheet: object) -> None:
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=16, max_col=9):
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
            across = "left" if (cell.row or 0) > 4 and cell.column in {3, 9} else "center"
            cell.alignment = Alignment(across, "center", wrap_text=True)
            cell.font = Font("宋体", 11, bold=(cell.row or 0) < 5)
    sheet["A1"].font = Font("宋体", 16, bold=True)
    sheet["A1"].alignment = Alignment("center")
    for column, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
