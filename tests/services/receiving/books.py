"""Sheets written as lists of rows, read as the program reads them, and a data file to hold them against."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from wzdesk.services.open_data_file import DataFile
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receiving.claims import Claim
from wzdesk.services.receiving.reception import SheetReception

Rows = Sequence[Sequence[object]]


def write_book(path: Path, rows: Rows, merges: Sequence[str] = ()) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def received(store: DataFile, path: Path, region: str | None = None) -> SheetReception:
    return SheetReception(store, read_workbook(path), region)


def told(claims: Sequence[Claim]) -> dict[str, tuple[str, str, str, str, str]]:
    """Region, indicator, period, measure and text by cell."""
    return {
        claim.cell: (
            claim.key.region,
            claim.key.indicator,
            claim.key.period.code,
            claim.key.measure.value,
            claim.text,
        )
        for claim in claims
    }


def claims_of(reception: SheetReception) -> dict[str, tuple[str, str, str, str, str]]:
    return told([claim for table in reception.tables for claim in table.match.claims])


def reasons_of(reception: SheetReception) -> dict[str, str]:
    return {each.cell: each.reason for table in reception.tables for each in table.match.not_taken}
