"""What an undo put back that is not on the page: said in words, with a way to go there."""

from collections.abc import Collection
from functools import partial

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ClosingKey, FormKey, OverrideKey, TargetKey
from wzdesk.domain.projects.keys import ProblemKey, ProgressKey, ProjectKey
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace


def tell_elsewhere(workspace: Workspace, keys: Collection[CellKey]) -> None:
    """Say what and where it is, and offer to go to the cell, whichever plan or form of whatever period has it."""
    from wzdesk.services.addresses import Addresses  # comes after the first rows
    from wzdesk.ui.goto import go_to

    addresses = Addresses.of(workspace.file.store())
    places = [(key, addresses.of_key(key)) for key in keys]
    key, address = next((one for one in places if one[1] is not None), places[0])
    if isinstance(key, FormKey):
        workspace.window.show_message("改回的是表样，数没有变。")
        return
    if isinstance(key, ProjectKey | ProgressKey | ProblemKey):
        workspace.window.show_message(f"改回的是项目 {key.project}，不在这一页上。")
        return
    names = {region.code: region.name for region in workspace.look.regions}
    when = "" if isinstance(key, OverrideKey | TargetKey) else key.period.words
    words = f"改回的是{names.get(key.region, key.region)}{when}的{_what(key)}，不在这一页上。"
    workspace.window.show_message(
        words, MessageAction("去看", partial(go_to, workspace, address)) if address else None
    )


def _what(key: CellKey) -> str:
    match key:
        case OverrideKey():
            return "判定"
        case TargetKey():
            return "目标"
        case ClosingKey():
            return "关账"
        case NoteKey():
            return "批注或说明"
        case _:
            return "数"
