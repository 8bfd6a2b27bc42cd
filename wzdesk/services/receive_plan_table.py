"""Receiving a plan's table from a workbook: which plan it is, what it would change, and storing that."""

from collections.abc import Sequence

from wzdesk.db.catalogue import regions
from wzdesk.db.closed import closed_words
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_plans
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import read_period
from wzdesk.domain.plan import PlanSummary
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS
from wzdesk.excel.read.book import Book
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.import_fit import WrongTable
from wzdesk.services.import_plan_table import changes_of, preview_import
from wzdesk.services.import_preview import ImportPreview
from wzdesk.services.keep_backups import back_up_before_import


class Reception:
    """A workbook held against the plan it belongs to; nothing is stored until ``apply``."""

    def __init__(self, filling: PlanFilling, preview: ImportPreview) -> None:
        self.filling = filling
        self.preview = preview
        self.remark = ""
        """What to tell beside the result: the backup before it could not be made, or lacks something."""

    def apply(self) -> int:
        """Back the file up, and store what is new or changed as one change set; how many cells that were.

        Raises:
            WzdeskError: the file cannot be written; nothing was stored.
        """
        changes = changes_of(self.preview)
        if changes:
            self.remark = back_up_before_import(self.filling.path)
        keys = self.filling.store(changes, ChangeKind.IMPORT, source=self.preview.book)
        return len(keys)


def receive_plan_table(
    store: Store,
    book: Book,
    region: str | None = None,
    period: str | None = None,
    who: str = "",
) -> Reception:
    """Hold a workbook against a plan: the one of ``period``, else the first one that its title fits.

    Raises:
        WzdeskError: no such plan or region, or a table of something else.
    """
    with store.reading() as session:
        execute = execute_of(session)
        info, plans, known = read_file_info(execute), read_plans(execute), regions(session)
    refusal: WzdeskError | None = None
    for plan in _candidates(plans, period, info.plan):
        filling = PlanFilling.open(store, plan.code, region or info.home, who)
        try:
            table = filling.filled.table
            return Reception(filling, preview_import(book, table, known, _closed(store, table)))
        except WrongTable as error:
            refusal = refusal or error
    raise refusal or Refused(f"数据文件 {store.path.name} 里没有计划，收不了表。")


def _closed(store: Store, table: PlanTable) -> dict[ObservationKey, str]:
    """The actuals of the plan that stand on closed forms."""
    parts, columns = table.plan.parts(), [its for its in table.columns if its in ACTUAL_COLUMNS]
    with store.reading() as session:
        keys = [key for _, part in parts for its in columns for key in table.keys_of(part, its)]
        return closed_words(execute_of(session), keys)


def _candidates(plans: Sequence[PlanSummary], period: str | None, usual: str) -> list[PlanSummary]:
    if period is None:
        return sorted(plans, key=lambda plan: plan.code != usual)
    span = read_period(period)
    found = [plan for plan in plans if plan.code == period]
    found = found or [
        plan for plan in plans if span and (plan.first_year, plan.last_year) == (span.year, span.last_year)
    ]
    if not found:
        raise Refused(f"数据文件里没有 {period} 的计划，请核对期别。")
    return found
