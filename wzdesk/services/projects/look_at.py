"""What the page of the ledger shows around its lines: groups and their sums, and the counts on its chips."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wzdesk.db.projects.read import projects_in
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import Group
from wzdesk.domain.projects.project import Stage
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.schedule import Schedule, schedule_of
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.read_ledger import ledger_groups, ledger_total, project_lists
from wzdesk.services.projects.roll_up import roll_up

MOST_SCHEDULED = 2000


@dataclass(frozen=True, slots=True)
class LedgerLook:
    """The ledger of a month: chosen lines in groups, how many of them lag or have problems, and the whole of its list."""

    month: Period
    selection: Selection
    by: Division | None
    total: Sum
    groups: tuple[Group, ...]
    lagging: int
    troubled: int
    whole: Sum
    natures: Mapping[str, Sum]


@dataclass(frozen=True, slots=True)
class Offers:
    """What the filters offer: the words of the ledger of a month, in their order."""

    fields: tuple[str, ...]
    natures: tuple[str, ...]
    stages: tuple[str, ...]
    regions: tuple[str, ...]
    lists: tuple[str, ...]


def look_at(data: Store, month: Period, selection: Selection, by: Division | None) -> LedgerLook:
    """The chosen lines of a month by a division, and the counts of the page."""
    lagging = ledger_total(data, month, replace(selection, is_lagging=True)).count
    troubled = ledger_total(data, month, replace(selection, has_problems=True)).count
    on_list = Selection(project_list=selection.project_list)
    natures = {key[0]: added for key, added in roll_up(data, month, (Division.NATURE,), on_list).items()}
    groups = tuple(ledger_groups(data, month, selection, by)) if by is not None else ()
    total = ledger_total(data, month, selection)
    return LedgerLook(
        month, selection, by, total, groups, lagging, troubled, ledger_total(data, month, on_list), natures
    )


def offers_of(data: Store, month: Period) -> Offers:
    """What can be chosen in a month."""
    fields, natures, stages, regions = (
        tuple(group.key for group in ledger_groups(data, month, by=by) if group.key)
        for by in (Division.FIELD, Division.NATURE, Division.STAGE, Division.REGION)
    )
    return Offers(fields, natures, stages or tuple(Stage), regions, tuple(project_lists(data)))


def sums_by_list(data: Store, month: Period, selection: Selection) -> dict[tuple[str, ...], Sum]:
    """The sums of the projects on each list; one that stands on several counts in each of them."""
    found: dict[tuple[str, ...], Sum] = {}
    for name in project_lists(data):
        added = ledger_total(data, month, replace(selection, project_list=name))
        if added.count and selection.project_list in {"", name}:
            found[(name,)] = added
    return found


def schedules_of(
    data: Store, month: Period, selection: Selection, most: int = MOST_SCHEDULED
) -> list[Schedule]:
    """Starts and completions of the chosen projects, the earliest first; of the first ``most`` lines only."""
    with data.reading() as session:
        schedules = [schedule_of(one, month) for one in projects_in(session, month, selection, most)]
    return sorted((one for one in schedules if one is not None), key=_first_day)


def _first_day(schedule: Schedule) -> tuple[bool, str]:
    start = schedule.start.planned or schedule.start.actual
    return start is None, start.first.isoformat() if start is not None else ""
