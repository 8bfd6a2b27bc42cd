"""One sheet of a plain book as a part of a workbook; texts stay texts, numbers keep every digit."""

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from wzdesk.excel.fill.convert.plain_book import (
    Fault,
    Font,
    Page,
    PlainCell,
    PlainColumn,
    PlainRow,
    PlainSheet,
)
from wzdesk.excel.fill.convert.style_part import HEAD, MAIN, font_properties
from wzdesk.excel.read.book import Range, address
from wzdesk.excel.text_escapes import escape_text

_MARGINS = ("left", "right", "top", "bottom", "header", "footer")


def sheet_xml(sheet: PlainSheet, *, is_active: bool) -> str:
    """The part, its elements in the order that the format wants."""
    pieces = (
        f'{HEAD}<worksheet xmlns="{MAIN}">',
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if sheet.page.fits else "",
        f'<dimension ref="{_used(sheet)}"/>',
        _view(sheet, is_active=is_active),
        _sizes(sheet),
        _columns(sheet.columns),
        "<sheetData>",
        *(_row(number, sheet.rows[number]) for number in sorted(sheet.rows)),
        "</sheetData>",
        _merges(sheet.merges),
        *_page(sheet.page),
        "</worksheet>",
    )
    return "".join(pieces)


def number_text(value: float) -> str:
    """A number with all its digits and no needless ones."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def reference(area: Range) -> str:
    """``A3:B4``."""
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"


def _used(sheet: PlainSheet) -> str:
    rows = [number for number, row in sheet.rows.items() if row.cells]
    if not rows:
        return "A1"
    columns = [column for row in sheet.rows.values() for column in row.cells]
    return reference(Range(min(rows), min(columns), max(rows), max(columns)))


def _view(sheet: PlainSheet, *, is_active: bool) -> str:
    words = "" if sheet.shows_grid else ' showGridLines="0"'
    words += ' tabSelected="1"' * is_active
    rows, columns = sheet.frozen
    pane = ""
    if rows or columns:
        corner = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
        at = address(rows + 1, columns + 1)
        pane = f'<pane{split} topLeftCell="{at}" activePane="{corner}" state="frozen"/><selection pane="{corner}"/>'
    return f'<sheetViews><sheetView{words} workbookViewId="0">{pane}</sheetView></sheetViews>'


def _sizes(sheet: PlainSheet) -> str:
    width = f' defaultColWidth="{sheet.default_width:.10g}"' if sheet.default_width else ""
    return f'<sheetFormatPr{width} defaultRowHeight="{sheet.default_height or 14.25:g}"/>'


def _columns(columns: list[PlainColumn]) -> str:
    words = "".join(map(_column, columns))
    return f"<cols>{words}</cols>" if words else ""


def _column(its: PlainColumn) -> str:
    width = f' width="{its.width:.10g}" customWidth="1"' if its.width is not None else ' width="8.43"'
    look = f' style="{its.look}"' if its.look else ""
    hidden = ' hidden="1"' * its.is_hidden
    return f'<col min="{its.first}" max="{its.last}"{width}{look}{hidden}/>'


def _row(number: int, row: PlainRow) -> str:
    words = f' s="{row.look}" customFormat="1"' if row.look else ""
    if row.height is not None:
        words += f' ht="{row.height:g}"' + ' customHeight="1"' * row.is_fixed
    words += ' hidden="1"' * row.is_hidden
    cells = "".join(_cell(address(number, column), row.cells[column]) for column in sorted(row.cells))
    return f'<row r="{number}"{words}>{cells}</row>' if cells else f'<row r="{number}"{words}/>'


def _cell(at: str, cell: PlainCell) -> str:
    kind, content = _content(cell)
    look = f' s="{cell.look}"' if cell.look else ""
    formula = f"<f>{escape(escape_text(cell.formula))}</f>" if cell.formula else ""
    return f'<c r="{at}"{look}{kind}>{formula}{content}</c>' if formula or content else f'<c r="{at}"{look}/>'


def _content(cell: PlainCell) -> tuple[str, str]:
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ' t="b"', f"<v>{value:d}</v>"
    if isinstance(value, float):
        return ("", f"<v>{number_text(value)}</v>") if math.isfinite(value) else (' t="e"', "<v>#NUM!</v>")
    if isinstance(value, Fault):
        return ' t="e"', f"<v>{value.code}</v>"
    if cell.formula:
        return ' t="str"', f"<v>{escape(escape_text(value))}</v>"
    return ' t="inlineStr"', f"<is>{''.join(_pieces(value, cell.runs))}</is>"


def _pieces(text: str, runs: tuple[tuple[int, Font], ...]) -> Iterator[str]:
    """A text, or its pieces each with its font; before the first run it has the cell's."""
    if not runs:
        yield _text(text)
        return
    starts = [min(start, len(text)) for start, _ in runs]
    if starts[0]:
        yield f"<r>{_text(text[: starts[0]])}</r>"
    for (_, font), start, end in zip(runs, starts, [*starts[1:], len(text)], strict=True):
        if start < end:
            yield f"<r><rPr>{font_properties(font, 'rFont')}</rPr>{_text(text[start:end])}</r>"


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escape(escape_text(text))}</t>'


def _merges(merges: list[Range]) -> str:
    words = "".join(f'<mergeCell ref="{reference(merge)}"/>' for merge in merges)
    return f'<mergeCells count="{len(merges)}">{words}</mergeCells>' if merges else ""


def _page(page: Page) -> Iterator[str]:
    centred = (
        ' horizontalCentered="1"' * page.is_centred_across + ' verticalCentered="1"' * page.is_centred_down
    )
    if centred:
        yield f"<printOptions{centred}/>"
    sides = zip(_MARGINS, page.margins, strict=True)
    margins = "".join(f' {side}="{inches:.6g}"' for side, inches in sides)
    yield f"<pageMargins{margins}/>"
    if setup := _setup(page):
        yield f"<pageSetup{setup}/>"
    words = [("oddHeader", page.header), ("oddFooter", page.footer)]
    if told := "".join(f"<{name}>{escape(escape_text(text))}</{name}>" for name, text in words if text):
        yield f"<headerFooter>{told}</headerFooter>"
    if breaks := "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in page.row_breaks):
        count = len(page.row_breaks)
        yield f'<rowBreaks count="{count}" manualBreakCount="{count}">{breaks}</rowBreaks>'


def _setup(page: Page) -> str:
    told: dict[str, object] = {"paperSize": page.paper, "scale": None if page.fits else page.scale}
    if page.fits:
        told |= {"fitToWidth": page.fits[0], "fitToHeight": page.fits[1]}
    if page.is_landscape is not None:
        told["orientation"] = "landscape" if page.is_landscape else "portrait"
    return "".join(f' {name}="{value}"' for name, value in told.items() if value is not None)


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def print_names(sheet: PlainSheet) -> Iterator[tuple[str, str]]:
    """The names that stand for what is printed and what repeats on every page."""
    page, name = sheet.page, quoted(sheet.name)
    if page.area:
        yield "_xlnm.Print_Area", ",".join(f"{name}!{_fixed(area)}" for area in page.area)
    titles = []
    if page.title_columns:
        first, last = (address(1, column)[:-1] for column in page.title_columns)
        titles.append(f"{name}!${first}:${last}")
    if page.title_rows:
        titles.append(f"{name}!${page.title_rows[0]}:${page.title_rows[1]}")
    if titles:
        yield "_xlnm.Print_Titles", ",".join(titles)


def _fixed(area: Range) -> str:
    ends = []
    for row, column in ((area.top, area.left), (area.bottom, area.right)):
        ends.append(f"${address(1, column)[:-1]}${row}")
    return ":".join(ends)
