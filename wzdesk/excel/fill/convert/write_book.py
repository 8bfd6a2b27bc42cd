"""Writes a plain book as ``.xlsx``."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from wzdesk.excel.fill.convert.plain_book import PlainBook, PlainSheet
from wzdesk.excel.fill.convert.sheet_xml import print_names, sheet_xml
from wzdesk.excel.fill.convert.style_part import HEAD, MAIN, attribute, styles_xml
from wzdesk.excel.text_escapes import escape_text

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_book(book: PlainBook, path: Path) -> None:
    """Writes all parts; ``path`` is a new file in a folder of our own."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _parts(book):
            package.writestr(name, content)


def _parts(book: PlainBook) -> Iterator[tuple[str, str]]:
    active = _active(book)
    yield "[Content_Types].xml", _content_types(len(book.sheets))
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", _workbook(book, active)
    sheets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(book.sheets) + 1)]
    yield "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", styles_xml(book.looks)
    for place, sheet in enumerate(book.sheets):
        yield f"xl/worksheets/sheet{place + 1}.xml", sheet_xml(sheet, is_active=place == active)


def _active(book: PlainBook) -> int:
    return next((place for place, sheet in enumerate(book.sheets) if sheet.state == "visible"), 0)


def _content_types(sheets: int) -> str:
    parts = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    parts += [(f"xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in parts
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _workbook(book: PlainBook, active: int) -> str:
    sheets = "".join(_sheet_entry(number, sheet) for number, sheet in enumerate(book.sheets, 1))
    names = "".join(_names(book))
    epoch = ' date1904="1"' * book.is_1904
    listed = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><workbookPr{epoch}/>'
        f'<bookViews><workbookView activeTab="{active}"/></bookViews>'
        f"<sheets>{sheets}</sheets>{listed}</workbook>"
    )


def _sheet_entry(number: int, sheet: PlainSheet) -> str:
    state = "" if sheet.state == "visible" else f' state="{sheet.state}"'
    return f'<sheet name="{attribute(sheet.name)}" sheetId="{number}"{state} r:id="rId{number}"/>'


def _names(book: PlainBook) -> Iterator[str]:
    for scope, sheet in enumerate(book.sheets):
        for name, area in print_names(sheet):
            yield _name_entry(name, area, scope)


def _name_entry(name: str, area: str, scope: int) -> str:
    return f'<definedName name="{name}" localSheetId="{scope}">{escape(escape_text(area))}</definedName>'
