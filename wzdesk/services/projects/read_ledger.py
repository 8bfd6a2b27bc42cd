"""Reading the ledger of a month: its groups and its lines; a line is read only when it is shown."""

from collections.abc import Sequence

from wzdesk.db.projects.read import lines, lists_met, months_reported
from wzdesk.db.projects.sums import months_kept, sums_of
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import AS_ENTERED, Group, Order
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.selection import Selection

EVERYTHING = Selection()


def ledger_total(data: Store, month: Period, selection: Selection = EVERYTHING) -> Sum:
    """What the chosen lines of a month come to."""
    with data.reading() as session:
        return sums_of(session, month, selection, ())[()]


def ledger_groups(
    data: Store, month: Period, selection: Selection = EVERYTHING, by: Division | None = None
) -> list[Group]:
    """The chosen lines of a month by a division, each group added up; undivided there is one group, ""."""
    divisions = () if by is None else (by,)
    with data.reading() as session:
        found = sums_of(session, month, selection, divisions)
    return [Group(words[0] if words else "", added) for words, added in found.items()]


def ledger_lines(
    data: Store,
    month: Period,
    selection: Selection = EVERYTHING,
    group: tuple[Division, str] | None = None,
    order: Order = AS_ENTERED,
    offset: int = 0,
    limit: int | None = None,
) -> list[LedgerLine]:
    """The chosen lines of a month, or of one group of them: ``limit`` from ``offset`` on, all where it is None."""
    with data.reading() as session:
        return lines(session, month, selection, group, order, offset, limit)


def ledger_months(data: Store) -> list[Period]:
    """The months for which anything was reported, in order."""
    with data.reading() as session:
        return months_reported(session)


def ledger_years(data: Store) -> Sequence[int]:
    """The years in whose ledger a project stands, in order."""
    with data.reading() as session:
        return sorted({month.year for month in months_kept(session)})


def project_lists(data: Store) -> list[str]:
    """The lists on which projects stand or stood."""
    with data.reading() as session:
        return lists_met(session)
