"""The figures of ``bench_fill`` as lines of the report: an agency's form is filled, beside other ways to do it."""

import tempfile
from pathlib import Path

from tests.bench.bench_fill import FORMS, Row, form_rows, large_row
from tests.bench.figures import Figure
from tests.excel.fill.filling import REAL
from tests.excel.fill.fixtures import FIXTURES


def measure() -> list[Figure]:
    """Real forms where they are there, then the large sheet; processor time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = form_rows(folder) if {*FORMS} <= {*REAL, *FIXTURES} else []
        return [_figure(row) for row in (*rows, large_row(folder))]


def _figure(row: Row) -> Figure:
    what, _, peer = row.what.rpartition(" / ")
    return Figure(what=what, ours=row.ours * 1000, peer=peer, theirs=row.peer * 1000, most_ratio=row.mark)
