"""Making the page 指标填报."""

from functools import partial

from wzdesk.ui.entry.entry_screen import EntryScreen
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> EntryScreen:
    """The rows of the first look; what takes files in and gives them out comes after their first paint."""
    screen = EntryScreen(workspace)
    if workspace.file.is_open:
        _remember(workspace, screen)
    else:
        workspace.file_opened.connect(partial(_remember, workspace, screen))
    return screen


def _remember(workspace: Workspace, screen: EntryScreen) -> None:
    """Keep from now on where one works."""
    from wzdesk.ui.entry.last_place import LastPlace

    LastPlace(workspace, screen)
