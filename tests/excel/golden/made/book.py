"""A declared workbook becomes a file, in the format that its name asks for; all of them enlisted."""

import csv
import html
import io
import random
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.excel.golden.made.layout import Golden, Page

_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass
class Book:
    """One workbook while it is written: its pages, its golden, and the file it becomes."""

    name: str
    golden: Golden
    pages: list[Page] = field(default_factory=list)

    def page(self, name: str = "Sheet1") -> Page:
        """A new sheet."""
        self.pages.append(Page(name, self.golden, random.Random(f"{self.name}/{name}")))
        return self.pages[-1]

    def write(self, path: Path) -> None:
        """Write the workbook in the format that the ending of the name asks for; ``.calc.xlsx`` is saved by LibreOffice."""
        kind = Path(self.name).suffix
        if self.name.endswith(".html.xls"):
            path.write_bytes(_as_html(self.pages[0]).encode("gb18030"))
        elif kind == ".csv":
            path.write_bytes(_as_csv(self.pages[0]).encode("gb18030"))
        elif kind == ".xls" or self.name.endswith(".calc.xlsx"):
            with tempfile.TemporaryDirectory() as folder:
                source = Path(folder) / "book.xlsx"
                _as_workbook(self.pages).save(source)
                _converted(source, path, kind.removeprefix("."))
        else:
            _as_workbook(self.pages).save(path)


def _converted(source: Path, target: Path, kind: str) -> None:
    out = source.parent / "out"
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    asked = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    target.write_bytes((out / f"book.{kind}").read_bytes())


def _as_workbook(pages: Sequence[Page]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _fill_sheet(book.create_sheet(page.name), page)
    return book


def _fill_sheet(sheet: Worksheet, page: Page) -> None:
    for (row, column), value in page.cells.items():
        cell = sheet.cell(row, column, value)
        if code := page.formats.get((row, column)):
            cell.number_format = code
        cell.font = Font(name="宋体", size=11, bold=(row, column) in page.bold)
    for place, alignment in page.aligned.items():
        sheet.cell(*place).alignment = alignment
    for place in page.framed:
        sheet.cell(*place).border = _FRAME
    for top, left, bottom, right in page.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for column, width in page.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in page.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    for number in page.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for column in range(1, page.formatted_width + 1):
        for number in range(1, max(row for row, _ in page.cells) + 1):
            if (number, column) not in page.cells:
                sheet.cell(number, column).font = Font(name="Times New Roman", size=9)


def _grid(page: Page) -> list[list[str]]:
    height = max(row for row, _ in page.cells)
    width = max(column for _, column in page.cells)
    return [
        [str(page.cells.get((row, column), "")) for column in range(1, width + 1)]
        for row in range(1, height + 1)
    ]


def _as_csv(page: Page) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_grid(page))
    return out.getvalue()


def _as_html(page: Page) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = ['<html><head><meta charset="gb2312"></head><body><table border="1">']
    for row, texts in enumerate(_grid(page), 1):
        lines.append("<tr>")
        for column, text in enumerate(texts, 1):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                shown = html.escape(text).replace("\n", "<br>") or "&nbsp;"
                lines.append(f'<td rowspan="{down}" colspan="{across}">{shown}</td>')
        lines.append("</tr>")
    return "\n".join([*lines, "</table></body></html>"])


Maker = Callable[[Book], None]
MAKERS: list[tuple[str, str, Maker]] = []


def book(kind: str, ending: str = ".xlsx") -> Callable[[Maker], Maker]:
    """Enlist the maker of a workbook; its name is that of the function."""

    def enlist(maker: Maker) -> Maker:
        MAKERS.append((kind, maker.__name__ + ending, maker))
        return maker

    return enlist


def made() -> list[tuple[str, Callable[[Path], None], Golden]]:
    """Every enlisted workbook: its name, what writes it to a path, and what is read from it."""
    found: list[tuple[str, Callable[[Path], None], Golden]] = []
    for kind, name, maker in MAKERS:
        one = Book(name, Golden(kind))
        maker(one)
        found.append((name, one.write, one.golden))
    return found
