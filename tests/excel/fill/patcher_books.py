"""Tiny workbooks for the patcher's tests, and what became of their sheets."""

import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from tests.excel.books import MAIN, PACKAGE, RELS, make_book, sheet_xml
from wzdesk.excel.fill.workbook import CellRef, FillReport, FillValue, fill_workbook

SHEET = "xl/worksheets/sheet1.xml"
TWO_SHEETS = {
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="表" sheetId="1" r:id="r1"/>'
        '<sheet name="汇 总" sheetId="2" r:id="r9"/></sheets><calcPr calcId="191029"/></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r9" Type="{RELS}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
    ),
}


def part(path: Path, name: str = SHEET) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def rows_of(path: Path) -> str:
    return part(path).partition("<sheetData>")[2].partition("</sheetData>")[0]


def fill(path: Path, values: Mapping[str, FillValue], *, replace_formulas: bool = False) -> FillReport:
    """Fills cells of the first sheet into ``out`` beside the form."""
    refs = {CellRef("表", cell): value for cell, value in values.items()}
    return fill_workbook(path, refs, path.with_name(f"out{path.suffix}"), replace_formulas=replace_formulas)


def filled_rows(folder: Path, rows: str, cell: str, value: FillValue, before: str = "") -> str:
    """The rows of a sheet after one cell of it was filled."""
    form = make_book(folder / "form.xlsx", sheet_xml(rows, before=before))
    fill(form, {cell: value})
    return rows_of(folder / "out.xlsx")


def recalculated(folder: Path, formula: str, cells: str, value: FillValue = Decimal(3)) -> str:
    """The cell C1 with a formula over A1 and others, after A1 was filled."""
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{cells}<c r="C1"><f>{formula}</f><v>9</v></c></row>'
    form = make_book(folder / "form.xlsx", sheet_xml(rows))
    fill(form, {"A1": value})
    return rows_of(folder / "out.xlsx").partition('<c r="C1"')[2].partition("</row>")[0]


def raw_members(path: Path) -> dict[str, bytes]:
    """Header, name and packed bytes of each member."""
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        found = {}
        for member in archive.infolist():
            size = 30 + len(member.filename.encode()) + len(member.extra) + member.compress_size
            found[member.filename] = content[member.header_offset : member.header_offset + size]
        return found
