"""Receiving any workbook: as the table of a plan where it is one, else as figures of whatever table it holds."""

from pathlib import Path

from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.period import Frequency, Period, period_of_code, read_period
from wzdesk.excel.recognise.table import BookReading
from wzdesk.services.import_fit import WrongTable
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receive_plan_table import Reception, receive_plan_table
from wzdesk.services.receiving.reception import SheetReception


def receive_book(
    store: Store,
    book: Path,
    region: str | None = None,
    period: str | None = None,
    *,
    usual_region: str | None = None,
    reading: BookReading | None = None,
    to_look: bool = False,
) -> Reception | SheetReception:
    """Hold a workbook against a data file; nothing is stored.

    Args:
        store: The data file.
        book: The workbook, of any kind.
        region: The region that the workbook must be of; one that names another is refused.
        period: The period that holds where the workbook names none.
        usual_region: The region that holds where neither is told.
        reading: The workbook as it was read already; else a child process reads it.
        to_look: A person sees what was recognised before anything is written. Then a sheet whose names are all
            unknown is given as well: the person can say what they mean.

    Raises:
        WzdeskError: the file cannot be read, holds nothing that can be taken, or belongs to another region.
    """
    usual = region or usual_region
    reading = reading or read_workbook(book)
    reception = SheetReception(store, reading, usual, _period(period))
    refusal: WzdeskError | None = None
    if not _is_of_a_part(reception):
        try:
            return receive_plan_table(store, reading.book, usual, period)
        except (WrongTable, Refused) as error:
            refusal = error
    if not reception.tables:
        raise refusal or Refused(f"“{book.name}”里没有认出表格（要有表头、名称和数）；没有收，数据没有改动。")
    reception.refusal = refusal
    if to_look:
        return reception
    _refuse_other_region(reception, region)
    return reception


def receive_as_sheets(
    store: Store, book: Path, region: str | None = None, period: str | None = None
) -> SheetReception:
    """Hold a workbook against a data file cell by cell, also where it is the table of a plan.

    Raises:
        WzdeskError: the file cannot be read.
    """
    return SheetReception(store, read_workbook(book), region, _period(period))


def _is_of_a_part(reception: SheetReception) -> bool:
    """Whether a table is of a part of a year: the table of a plan holds whole years."""
    periods = [table.match.period for table in reception.tables]
    return any(period and period.frequency not in {Frequency.YEAR, Frequency.YEARS} for period in periods)


def _period(text: str | None) -> Period | None:
    return (period_of_code(text) or read_period(text)) if text else None


def _refuse_other_region(reception: SheetReception, region: str | None) -> None:
    """A form of another county is not taken for the one that was asked for."""
    if region is None:
        return
    regions = {each.claim.key.region for each in reception.differences}
    if region not in regions and len(regions) == 1:
        words = reception.known.region_words
        named, asked = words[regions.pop()], words[region]
        raise Refused(f"“{reception.book}”是{named}的表，不是{asked}的；没有收，数据没有改动。")
