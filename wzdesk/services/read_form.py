"""Reading an agency's form that is to be filled, in a child process with limits on memory and time."""

import tempfile
from pathlib import Path

from wzdesk.excel.fill.form_reading import FormReading, read_tables, read_tables_and_looks
from wzdesk.excel.fill.other_formats import has_office, is_workbook, office_copy
from wzdesk.services.read_workbook import Apart, OnProgress


def read_form(
    form: Path,
    on_progress: OnProgress = lambda _done, _total: None,
    *,
    apart: Apart | None = None,
    with_looks: bool = False,
) -> FormReading:
    """The tables of a form that is to be filled.

    An old form goes through LibreOffice where that is installed. It is a program of its own, which would not have
    room within the child's limits: the child says whether the form is an old one, and reads what comes of it.

    Args:
        form: The file, of any kind that ``fill_any`` takes.
        on_progress: Told (0, 0) while the child works; whatever it raises ends the work.
        apart: Where it is done; without one a child is started and ended.
        with_looks: Whether to tell also how the sheets look.

    Raises:
        WzdeskError: the file is none, locked, damaged, hostile, too large, or cannot be read to its end.
    """
    if apart is None:
        with Apart() as own:
            return read_form(form, on_progress, apart=own, with_looks=with_looks)
    with tempfile.TemporaryDirectory() as folder:
        book = form
        if has_office() and not apart.run(is_workbook, form, on_progress):
            book = office_copy(form, Path(folder)) or form
        return apart.run(read_tables_and_looks if with_looks else read_tables, book, on_progress)
