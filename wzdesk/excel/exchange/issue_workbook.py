"""An agency's own workbook sent out: its cells filled or emptied, an identity put in, every other byte as it was."""

from collections.abc import Mapping
from pathlib import Path

from wzdesk.excel.exchange.identity_parts import identity_parts
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.excel.fill.filling import Filling
from wzdesk.excel.fill.opening import check_out, open_form
from wzdesk.excel.fill.report import CellRef, FillValue
from wzdesk.excel.write.safe_file import write_whole


def write_issued_workbook(
    form: Path, values: Mapping[CellRef, FillValue], out: Path, *, token: str, stamp: Stamp
) -> None:
    """Writes ``form`` with values (None empties a cell) and an identity to ``out``.

    Raises:
        CannotFill: the form is damaged, locked or hostile, carries an identity already, or a cell cannot take its value.
        CannotWrite: the folder or the disk is at fault.
    """
    check_out(form, out)
    _, book = open_form(form)
    filling = Filling(book, replace_formulas=False)
    filling.fill(values)
    changed, removed = filling.changed_parts()
    book.check_rest()
    changed, added = identity_parts(book, changed, token, stamp)
    write_whole(out, book.archive.spliced(changed, removed, added))
