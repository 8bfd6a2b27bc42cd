"""Making the page 指标填报."""

from functools import partial
from typing import TYPE_CHECKING

from wzdesk.ui.entry.entry_screen import EntryScreen
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # comes when the data file is open
    from wzdesk.ui.entry.last_place import LastPlace


def make_page(workspace: Workspace) -> EntryScreen:
    """The rows of the first look; what takes files in and gives them out comes after their first paint."""
    screen = EntryScreen(workspace)
    if workspace.file.is_open:
        _remember(workspace, screen)
    else:
        workspace.file_opened.connect(partial(_go_on, workspace, screen))
    return screen


def _go_on(workspace: Workspace, screen: EntryScreen) -> None:
    """The window starts with this page: show what was filled last."""
    _remember(workspace, screen).show_last_form()


def _remember(workspace: Workspace, screen: EntryScreen) -> "LastPlace":
    """Keep from now on where one works."""
    from wzdesk.ui.entry.last_place import LastPlace

    return LastPlace(workspace, screen)
