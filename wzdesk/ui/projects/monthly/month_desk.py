"""Storing what is typed into a month's sheet, and telling the window of it."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wzdesk.domain.change import CellKey, ChangeKind
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import LedgerKey
from wzdesk.domain.projects.month_sheet import MonthSheet
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.projects.monthly.kept_drafts import KeptDrafts
from wzdesk.ui.table_desk import TableDesk

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.projects.fill_month import MonthFilling

OpenMonth = Callable[[Period, Selection], "MonthFilling"]


class MonthDesk(TableDesk):
    """Connects the page of a month with the service that stores."""

    def __init__(
        self,
        open_month: OpenMonth,
        kept_drafts: Callable[[], KeptDrafts],
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(signals, parent)
        self._open_month, self._kept_drafts = open_month, kept_drafts
        self._filling: MonthFilling | None = None
        signals.projects_changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Whether a month is shown."""
        return self._filling is not None

    @property
    def filling(self) -> "MonthFilling":
        """The service for what is shown."""
        assert self._filling is not None
        return self._filling

    @property
    def sheet(self) -> MonthSheet:
        """The sheet as it is now."""
        return self.filling.sheet

    def open(self, month: Period, selection: Selection) -> bool:
        """Fill this month of the chosen projects from now on; False where it was refused."""
        try:
            filling = self._open_month(month, selection)
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return False
        if self._filling is not None:
            filling.show_in(self._filling.sheet.unit)
        filling.take_drafts(self._kept_drafts().of(month))
        self._filling = filling
        return True

    def forget(self) -> None:
        """The data file is closed."""
        self._filling = None

    def record(self, cells: Sequence[TypedCell], kind: ChangeKind) -> None:
        """Store typed cells as one act, and tell what the person should know of it.

        Raises:
            WzdeskError: nothing was stored.
        """
        before = self.sheet.drafts
        recorded = self.filling.record(cells, kind)
        if self.sheet.drafts != before:
            self._kept_drafts().keep(self.sheet.month, self.sheet.drafts)
        self._tell_stored(recorded.keys)
        if recorded.notes or not recorded.keys:  # drafts came or went
            self.reloaded.emit({cell.indicator for cell in cells})
        if recorded.notes:
            self.told.emit("".join(recorded.notes))

    def reload(self, keys: Collection[CellKey] | None = None) -> None:
        """Read again what changed elsewhere, if there is a month."""
        if self._filling is None:
            return
        ledger = [key for key in keys or () if isinstance(key, LedgerKey)]
        if keys is None:
            self._filling.reload()
            self.reloaded.emit(None)
        elif ledger:
            self._filling.reload_projects(ledger)
            self.reloaded.emit({key.project for key in ledger})

    def _service(self) -> "MonthFilling":
        return self.filling
