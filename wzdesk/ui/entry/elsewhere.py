"""What an undo put back that is not on the page: said in words, with a way to go there."""

from collections.abc import Collection
from functools import partial

from wzdesk.domain.change import CellKey, FormKey, OverrideKey, TargetKey
from wzdesk.domain.period import Period
from wzdesk.domain.projects.keys import ProblemKey, ProgressKey, ProjectKey
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace


def tell_elsewhere(workspace: Workspace, entry: EntryPage, keys: Collection[CellKey]) -> None:
    """Say where it is, and offer to go there where it belongs to a plan."""
    key = next(iter(keys))
    if isinstance(key, FormKey):
        workspace.window.show_message("改回的是表样，数没有变。")
        return
    if isinstance(key, ProjectKey | ProgressKey | ProblemKey):
        workspace.window.show_message(f"改回的是项目 {key.project}，不在这一页上。")
        return
    names = {region.code: region.name for region in workspace.look.regions}
    plan = key.plan if isinstance(key, OverrideKey | TargetKey) else _plan_of(workspace, key.period)
    when = "" if isinstance(key, OverrideKey | TargetKey) else key.period.words
    words = f"改回的是{names.get(key.region, key.region)}{when}的数，不在这一页上。"
    place = partial(entry.show_plan, plan, key.region)
    workspace.window.show_message(words, MessageAction("去看", place) if plan else None)


def _plan_of(workspace: Workspace, period: Period) -> str:
    """The plan whose actuals stand in a period; "" where there is none."""
    span = (period.year, period.last_year)
    return next((one.code for one in workspace.look.plans if (one.first_year, one.last_year) == span), "")
