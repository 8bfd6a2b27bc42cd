"""Filling a form: the agency's own workbook, with nothing but the cells asked for changed."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.excel.errors import CannotWrite
from wzdesk.excel.fill.filling import Filling
from wzdesk.excel.fill.opening import check_out, open_form
from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.fill.report import (
    CellRef,
    DroppedResult,
    FilledCell,
    FillReport,
    FillValue,
    RecalculatedCell,
    parse_cell_ref,
)
from wzdesk.excel.write.safe_file import write_whole

__all__ = [
    "CannotFill",
    "CellRef",
    "DroppedResult",
    "FillReport",
    "FillValue",
    "FilledCell",
    "RecalculatedCell",
    "fill_workbook",
    "parse_cell_ref",
]


def fill_workbook(
    form: Path, values: Mapping[CellRef, FillValue], out: Path, *, replace_formulas: bool = False
) -> FillReport:
    """Writes ``form`` with values filled in to ``out``, every other byte as it was.

    Besides the cells themselves only rows and cells that were missing, the hints about used ranges, and the
    stored results of formulas that depend on a filled cell change. Where ``out`` is the form itself, the
    original is kept as a dated copy beside it.

    Args:
        form: The workbook, ``.xlsx`` or ``.xlsm``.
        values: What goes where; None empties a cell, a text is never a formula or a number.
        out: Where the result goes.
        replace_formulas: Whether a value may take the place of a formula.

    Raises:
        CannotFill: one sentence says which cell or what about the file; nothing was written.
    """
    check_out(form, out)
    content, book = open_form(form)
    filling = Filling(book, replace_formulas=replace_formulas)
    filling.fill(values)
    changed, removed = filling.changed_parts()
    book.check_rest()
    result = book.archive.spliced(changed, removed) if changed or removed else content
    backup = _write(form, out, content, result)
    return FillReport(
        tuple(filling.filled),
        tuple(filling.unchanged),
        tuple(filling.recalculated),
        tuple(filling.dropped),
        backup,
        tuple(filling.notes),
    )


def _write(form: Path, out: Path, content: bytes, result: bytes) -> Path | None:
    """Writes the result; returns the copy of the original where that was written over."""
    over_itself = out.exists() and out.samefile(form)
    if over_itself and result == content:
        return None
    backup = _dated_copy(form) if over_itself else None
    try:
        if backup:
            write_whole(backup, content)
        write_whole(out, result)
    except CannotWrite as error:
        if backup:
            with contextlib.suppress(OSError):
                backup.unlink(missing_ok=True)
        raise CannotFill(error.sentence) from error
    return backup


def _dated_copy(form: Path) -> Path:
    stamp = datetime.now(tz=UTC).astimezone().strftime("%Y-%m-%d %H%M%S")
    name = f"{form.stem}（原件 {stamp}"
    copy, number = form.with_name(f"{name}）{form.suffix}"), 2
    while copy.exists():
        copy, number = form.with_name(f"{name} {number}）{form.suffix}"), number + 1
    return copy
