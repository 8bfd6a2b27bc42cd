"""What each view besides the ledger reads, and how the page is given it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.race import RaceRules
from wzdesk.domain.projects.rates import FourRates
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.stage_moves import day_in
from wzdesk.services.projects.look_at import LedgerLook, schedules_of, sums_by_list
from wzdesk.services.projects.race_rules import race_rules
from wzdesk.services.projects.read_ledger import ledger_groups, ledger_lines
from wzdesk.services.projects.roll_up import OpenProblem, open_problems, rates_by_region, roll_up
from wzdesk.ui.projects.projects_page import ProjectsPage, View
from wzdesk.ui.projects.views.board_view import MOST_CARDS, BoardColumn
from wzdesk.ui.projects.views.roll_up_view import BY_LIST, WAYS

if TYPE_CHECKING:
    from wzdesk.services.open_data_file import DataFile


class Asked(NamedTuple):
    """What a reading is of; ``way`` is the division of the roll-up, ``pack`` the code of the file's pack."""

    data: "DataFile"
    month: Period
    selection: Selection
    way: str
    pack: str


def today() -> date:
    """The day on the clock of this machine."""
    return datetime.now().astimezone().date()


def _sums(asked: Asked) -> Mapping[tuple[str, ...], Sum]:
    if asked.way == BY_LIST:
        return sums_by_list(asked.data, asked.month, asked.selection)
    return roll_up(asked.data, asked.month, WAYS[asked.way][1], asked.selection)


def _board(asked: Asked) -> list[BoardColumn]:
    columns = []
    for group in ledger_groups(asked.data, asked.month, asked.selection, Division.STAGE):
        within = (Division.STAGE, group.key)
        lines: list[LedgerLine] = ledger_lines(
            asked.data, asked.month, asked.selection, within, limit=MOST_CARDS
        )
        columns.append(BoardColumn(group.key, group.sum, tuple(lines)))
    return columns


def _race(asked: Asked) -> tuple[Mapping[str, FourRates], RaceRules]:
    rates = rates_by_region(asked.data, asked.month, asked.selection)
    return rates, race_rules(asked.pack)


def _problems(asked: Asked) -> tuple[list[OpenProblem], date]:
    day = day_in(asked.month, today())
    return open_problems(asked.data, day, asked.selection), day


READERS: Mapping[View, Callable[[Asked], Any]] = {
    View.ROLL_UP: _sums,
    View.BOARD: _board,
    View.TIMELINE: lambda asked: schedules_of(asked.data, asked.month, asked.selection),
    View.RACE: _race,
    View.PROBLEMS: _problems,
}
"""Run in a thread."""


def shown_in(page: ProjectsPage, view: View, look: LedgerLook, content: Any) -> None:
    """Give a view what was read for it."""
    match view:
        case View.ROLL_UP:
            page.roll_up.show_sums(content, look.total, look.month, look.selection)
        case View.BOARD:
            page.board.show_columns(content)
        case View.TIMELINE:
            page.timeline.show_schedules(content, look.month, look.total.count)
        case View.RACE:
            rates, rules = content
            page.race.show_rates(rates, rules, look.month)
        case View.PROBLEMS:
            page.problems.show_problems(*content)
        case View.LEDGER:
            raise AssertionError("the ledger is read by window")
