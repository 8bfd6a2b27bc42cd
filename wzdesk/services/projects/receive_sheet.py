"""Receiving a workbook of projects: a list, or the sheet of a month."""

from pathlib import Path

from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Frequency, Period, period_of_code, read_period
from wzdesk.services.projects.sheets.reception import ProjectReception
from wzdesk.services.read_workbook import read_workbook


def receive_sheet(store: Store, book: Path, month: Period | None = None) -> ProjectReception:
    """Hold a workbook against the ledger; nothing is stored.

    Args:
        store: The data file.
        book: The workbook, of any kind.
        month: The month that holds where the workbook names none.

    Raises:
        WzdeskError: the file cannot be read, or holds no table of projects.
    """
    reception = ProjectReception(store, read_workbook(book), month)
    if not reception.tables:
        raise Refused(
            f"“{book.name}”里没有认出项目的表（要有“项目名称”和投资、进度等列）；没有收，数据没有改动。"
        )
    return reception


def month_of(text: str) -> Period:
    """The month that a person names; of a span its last one.

    Raises:
        Refused: it is none.
    """
    period = period_of_code(text) or read_period(text)
    if period is None or period.frequency not in {Frequency.MONTH, Frequency.YTD}:
        raise Refused(f"月份“{text}”不认识，请写成 2024-09 这样。")
    return Period.of_month(period.last_year, period.last_month)
