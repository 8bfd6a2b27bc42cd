"""OpenDocument spreadsheets as plain books: cells as stored, results for formulas, repeats only where they say something."""

from pathlib import Path

from wzdesk.excel.fill.convert.ods_package import OdsPackage
from wzdesk.excel.fill.convert.ods_sheets import OdsSheets
from wzdesk.excel.fill.convert.ods_styles import OdsStyles
from wzdesk.excel.fill.convert.plain_book import PlainBook
from wzdesk.excel.fill.refusal import Complaint


def read_ods(form: Path) -> PlainBook:
    """The sheets of an ``.ods``; nothing in it is executed or followed.

    Raises:
        CannotFill: it is locked, damaged, hostile, too large or no spreadsheet.
    """
    complaint = Complaint(form.name)
    package = OdsPackage(form, complaint)
    try:
        styles = OdsStyles()
        if package.has("styles.xml"):
            package.scan("styles.xml", styles.start, styles.end, styles.text)
            styles.settle()
        sheets = OdsSheets(styles, complaint)
        package.scan("content.xml", sheets.start, sheets.end, sheets.text)
    finally:
        package.close()
    if not any(sheet.state == "visible" for sheet in sheets.sheets):
        raise complaint.about("里面没有看得见的工作表")
    return PlainBook(
        sheets.sheets, styles.looks, losses=tuple(sorted(sheets.losses)), given_up=sheets.formulas
    )
