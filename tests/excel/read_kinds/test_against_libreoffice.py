"""What LibreOffice makes of the same file: old workbooks as it reads them, its own .ods and .xls as we read them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wzdesk.excel.read.book import Book, BookCell, ValueKind
from wzdesk.excel.read.reader import read_book

Office = Callable[[Path, str], Path]
OLD = (
    "workbooks/nbs_34.xls",
    "workbooks/census_1-1.xls",
    "workbooks/energy_0401.xls",
    "forms/a08*",
    "forms/a10*",
)
NEW = ("forms/a02_*", "forms/a03_*", "forms/a06_*")


def values_of(book: Book) -> dict[tuple[str, int, int], tuple[str, ValueKind]]:
    """The values; of a number 14 digits, for an .xlsx may hold more, of a result 8, for it was computed anew."""
    return {
        (sheet.name, *place): (_rounded(cell) if cell.kind is ValueKind.NUMBER else cell.raw, cell.kind)
        for sheet in book.sheets
        for place, cell in sheet.cells.items()
    }


def _rounded(cell: BookCell) -> str:
    return f"{float(cell.raw):.{8 if cell.is_formula else 14}g}"


def merges_of(book: Book) -> set[tuple[str, object]]:
    return {
        (sheet.name, merge)
        for sheet in book.sheets
        for found in (*sheet.merges_of.values(), sheet.tall_merges)
        for merge in found
    }


@pytest.mark.parametrize("pattern", OLD)
def test_that_old_workbooks_are_read_alike(
    shared: Path, office: Office, tmp_path: Path, pattern: str
) -> None:
    path = next(shared.glob(pattern))
    source = tmp_path / f"{path.stem}.xls"  # LibreOffice asks the name what an .et is
    source.write_bytes(path.read_bytes())
    ours, theirs = read_book(source), read_book(office(source, "xlsx"))
    assert values_of(ours) == values_of(theirs)
    assert merges_of(ours) == merges_of(theirs)
    assert [sheet.is_visible for sheet in ours.sheets] == [sheet.is_visible for sheet in theirs.sheets]


@pytest.mark.parametrize("pattern", NEW)
def test_that_its_ods_is_read_like_the_xlsx(shared: Path, office: Office, pattern: str) -> None:
    path = next(shared.glob(pattern))
    ours, converted = read_book(path), read_book(office(path, "ods"))
    assert values_of(ours) == values_of(converted)
    assert merges_of(ours) == merges_of(converted)
    assert converted.remarks == ()
