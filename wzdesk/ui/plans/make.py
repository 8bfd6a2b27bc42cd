"""Making the page 规划."""

from functools import partial

from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.services.fill_plan import read_filled
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.plans.plans_page import PlansPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> PlansPage:
    """The plans of the file, for the region that is worked on; an item opens on the entry page."""
    page = PlansPage(workspace.theme, workspace.look.plans, partial(_read_plan, workspace))
    page.item_opened.connect(partial(_open_item, workspace))
    page.show_plan(workspace.place.plan.code)
    return page


def _read_plan(workspace: Workspace, plan: str) -> FilledPlan:
    return read_filled(workspace.file.store(), plan, workspace.place.region.code)


def _open_item(workspace: Workspace, plan: str, item_no: str) -> None:
    workspace.window.show_page(ENTRY)
    entry_screen_of(workspace.window).open_item(plan, item_no)
