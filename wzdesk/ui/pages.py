"""The pages of the window in the order of the rail.

A page is a package with a module ``make``; its ``make_page`` is given the workspace when the page is shown for the
first time. Only then is the package imported: the shell paints before, and must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wzdesk.ui.workspace import Workspace

HOME, ENTRY, PROJECTS, REVIEW = "home", "entry", "projects", "review"
PLANS, EXCHANGE = "plans", "exchange"
HISTORY, SETTINGS, HELP = "history", "settings", "help"


class Page(NamedTuple):
    """What the rail shows of a page, and what makes it."""

    key: str
    word: str
    icon_name: str
    make: Callable[[Workspace], QWidget]
    at_bottom: bool = False
    needs_file: bool = True
    """Whether it is of no use where the data file cannot be opened."""


def _make_home(workspace: Workspace) -> QWidget:
    from wzdesk.ui.home.make import make_page

    return make_page(workspace)


def _make_entry(workspace: Workspace) -> QWidget:
    from wzdesk.ui.entry.make import make_page

    return make_page(workspace)


def _make_projects(workspace: Workspace) -> QWidget:
    from wzdesk.ui.projects.make import make_page

    return make_page(workspace)


def _make_review(workspace: Workspace) -> QWidget:
    from wzdesk.ui.review.make import make_page

    return make_page(workspace)


def _make_plans(workspace: Workspace) -> QWidget:
    from wzdesk.ui.plans.make import make_page

    return make_page(workspace)


def _make_exchange(workspace: Workspace) -> QWidget:
    from wzdesk.ui.exchange.make import make_page

    return make_page(workspace)


def _make_history(workspace: Workspace) -> QWidget:
    from wzdesk.ui.history.make import make_page

    return make_page(workspace)


def _make_settings(workspace: Workspace) -> QWidget:
    from wzdesk.ui.settings.make import make_page

    return make_page(workspace)


def _make_help(workspace: Workspace) -> QWidget:
    from wzdesk.ui.help.make import make_page

    return make_page(workspace)


PAGES = (
    Page(HOME, "工作台", "house", _make_home),
    Page(ENTRY, "指标填报", "table", _make_entry),
    Page(PROJECTS, "项目进度", "crane-tower", _make_projects),
    Page(REVIEW, "审核", "shield-check", _make_review),
    Page(PLANS, "规划", "target", _make_plans),
    Page(EXCHANGE, "数据交换", "arrows-left-right", _make_exchange),
    Page(HISTORY, "历史备份", "clock-counter-clockwise", _make_history, at_bottom=True, needs_file=False),
    Page(SETTINGS, "设置", "gear", _make_settings, at_bottom=True, needs_file=False),
    Page(HELP, "帮助", "question", _make_help, at_bottom=True, needs_file=False),
)
