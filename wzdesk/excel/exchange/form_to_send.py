"""What sending must know of an agency's workbook, found apart from the program: its tables, and which cells calculate."""

from pathlib import Path
from typing import NamedTuple

from wzdesk.excel.fill.form_reading import FormReading, read_tables
from wzdesk.excel.fill.opening import open_form
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import address


class FormToSend(NamedTuple):
    """A workbook as it was read, and the cells that have a formula, also where no result of it is kept."""

    reading: FormReading
    formulas: frozenset[CellRef]


def read_form_to_send(book: Path) -> FormToSend:
    """Read an ``.xlsx`` or ``.xlsm`` that is to be sent as a form.

    Raises:
        WzdeskError: the file is none, locked, damaged, hostile or too large.
    """
    reading = read_tables(book)
    _, form = open_form(book)
    formulas = frozenset(
        CellRef(sheet.name, address(*place))
        for index, sheet in enumerate(form.parts.sheets)
        if sheet.part
        for place in form.formulas(index)
    )
    return FormToSend(reading, formulas)
