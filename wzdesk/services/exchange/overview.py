"""Everything that the page of the exchange shows of a period: states, open conflicts with their history, the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wzdesk.db.store import Store
from wzdesk.domain.exchange.transfer import Transfer
from wzdesk.domain.period import Period, period_of_code
from wzdesk.services.enter_form import forms_of, period_to_fill
from wzdesk.services.exchange.agency_standings import agency_matrix_of
from wzdesk.services.exchange.look_at_merge import Histories, Names, histories_of, read_names
from wzdesk.services.exchange.standings import Matrix, OpenConflict, matrix_of, open_conflicts
from wzdesk.services.exchange.transfer_log import TransferLog, read_log


@dataclass(frozen=True, slots=True)
class Overview:
    """A period of the exchange; ``log`` has everything, newest first, ``agencies`` are those that were sent something."""

    period: Period
    names: Names
    matrix: Matrix
    agencies: Matrix
    conflicts: Sequence[OpenConflict]
    histories: Histories
    log: Sequence[Transfer]
    damaged: tuple[int, ...]

    def last_of(self, place: tuple[str, str, str]) -> Transfer | None:
        """The last thing that happened with a form of a region, or agency, and period."""
        return next((one for one in self.log if one.at == place), None)

    @property
    def period_with_forms(self) -> Period | None:
        """The period nearest to this one for which a form is reported; None where no form is in use."""
        year, here = self.period.last_year, _month_of(self.period)
        periods = (
            period
            for form in self.names.forms.values()
            if not form.is_retired
            for its_year in (year - 1, year, year + 1)
            for period in form.periods(its_year)
        )
        return min(periods, key=lambda one: (abs(_month_of(one) - here), _month_of(one)), default=None)


def _month_of(period: Period) -> int:
    return period.last_year * 12 + period.last_month


def read_overview(store: Store, period: Period | None, home: str, today: date) -> Overview:
    """A period, or the one that was sent or received last, else the one that is being filled.

    Raises:
        WzdeskError: the transfer log cannot be read.
    """
    log = read_log(store.path)
    period = period or _usual_period(store, log, home, today)
    conflicts = open_conflicts(store)
    return Overview(
        period,
        read_names(store),
        matrix_of(store, period, today, conflicts),
        agency_matrix_of(store, period, today, conflicts),
        conflicts,
        histories_of(store, {one.cell.key for one in conflicts}),
        tuple(reversed(log.lines)),
        log.damaged,
    )


def _usual_period(store: Store, log: TransferLog, home: str, today: date) -> Period:
    last = next((one.period for one in reversed(log.lines) if one.period), "")
    found = period_of_code(last) if last else None
    if found is not None:
        return found
    forms = forms_of(store)
    if not forms:
        return Period.to_month(today.year, today.month)
    now = datetime(today.year, today.month, today.day).astimezone()
    return period_to_fill(store, forms[0].code, home, now)
