"""The line of the page that says how the projects' annual plan stands against time progress; it leads to the ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wzdesk.ui.pages import PROJECTS

if TYPE_CHECKING:
    from wzdesk.domain.period import Period
    from wzdesk.domain.projects.roll_up import Sum
    from wzdesk.services.open_data_file import DataFile
    from wzdesk.ui.shell.window import MainWindow
    from wzdesk.ui.widgets.buttons import LinkButton

Standing = tuple["Period", "Sum"]


def standing(store: DataFile) -> Standing | None:
    """The last month that was reported and what the whole ledger comes to in it; None without reports."""
    from wzdesk.services.projects.read_ledger import ledger_months, ledger_total

    months = ledger_months(store)
    return (months[-1], ledger_total(store, months[-1])) if months else None


def words_of(found: Standing | None) -> str:
    """项目 9月：年度计划完成 76.5%，达到序时进度（+1.5 点）; nothing where there is no plan."""
    from wzdesk.domain.projects.lag import USUAL_WORDS
    from wzdesk.ui.projects.amounts import percent_words, points_words

    if found is None:
        return ""
    month, added = found
    ahead = added.ahead(month.last_month)
    if ahead is None:
        return ""
    word = USUAL_WORDS.say(ahead)
    rate = percent_words(added.rate)
    return f"项目 {month.last_month}月：年度计划完成 {rate}%，{word}序时进度（{points_words(ahead)} 点）"


def lead(link: LinkButton, window: MainWindow) -> None:
    """Have the line lead to the ledger."""
    link.clicked.connect(partial(window.show_page, PROJECTS))
